package io.seatkeeper.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.Decoration;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Outline;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueBuilder;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.chart.Zone;
import io.seatkeeper.core.codec.wire.VenueMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class VenueCodecTest {
  @Test
  void shouldReadWhatItWrote() {
    Seeds.each(
        VenueCodecTest.class,
        200,
        random -> {
          Venue venue = venue(random);

          Venue read = VenueCodec.decode(VenueCodec.encode(venue));

          assertSame(read, venue);
        });
  }

  @Test
  void shouldKeepALargeHouseSmall() {
    Venue house = house(60_000);

    byte[] bytes = VenueCodec.encode(house);

    assertThat(bytes.length).isLessThan(400_000);
    assertSame(VenueCodec.decode(bytes), house);
  }

  @Test
  void shouldRefuseWhatANewerBuildAddsAnywhere() {
    VenueMessage message = VenueWriter.write(venue(new Random(1)));

    List<byte[]> all = Damage.newer(new byte[1], message);
    assertThat(all).hasSizeGreaterThan(4);
    for (byte[] newer : all) {
      byte[] body = Arrays.copyOfRange(newer, 1, newer.length);
      assertThatExceptionOfType(UnknownFormatException.class)
          .isThrownBy(() -> VenueCodec.decode(packed(body, body.length)));
    }
  }

  @Test
  void shouldRefuseANewerFormat() {
    byte[] bytes = VenueCodec.encode(house(10));
    bytes[0] = 2;

    assertThatExceptionOfType(UnknownFormatException.class)
        .isThrownBy(() -> VenueCodec.decode(bytes))
        .withMessage("a venue in format 2, but this build reads format 1");
  }

  @Test
  void shouldThrowOneExceptionForDamagedBytes() {
    Seeds.each(
        VenueCodecTest.class,
        100,
        random -> {
          byte[] bytes = VenueCodec.encode(venue(random));
          Damage.hurt(random, bytes, VenueCodec::decode);
          byte[] message = VenueWriter.write(venue(random)).toByteArray();
          Damage.hurt(random, message, body -> VenueCodec.decode(packed(body, body.length)));
        });
  }

  @Test
  void shouldRefuseABomb() {
    byte[] zeros = new byte[VenueCodec.LONGEST_BYTES + 1];

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> VenueCodec.decode(packed(zeros, zeros.length)))
        .withMessageContaining("more than " + VenueCodec.LONGEST_BYTES);
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> VenueCodec.decode(packed(zeros, 1000)))
        .withMessageContaining("not 1000 bytes, as announced");
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> VenueCodec.decode(packed(new byte[10], VenueCodec.LONGEST_BYTES)))
        .withMessageContaining("cannot be");
  }

  @Test
  void shouldRefuseBytesThatFollow() {
    byte[] bytes = VenueCodec.encode(house(10));

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> VenueCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)));
  }

  @Test
  void shouldRefuseALabelUsedTwice() {
    VenueMessage message = VenueWriter.write(house(10));
    VenueMessage twice = message.toBuilder().setLabelShared(1, 10).setLabelRest(1, "").build();
    byte[] body = twice.toByteArray();

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> VenueCodec.decode(packed(body, body.length)))
        .withMessageContaining("a venue that cannot be");
  }

  @Test
  void shouldRefuseColumnsThatDoNotFitTogether() {
    byte[] body = VenueWriter.write(house(10)).toBuilder().addX(1).build().toByteArray();

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> VenueCodec.decode(packed(body, body.length)))
        .withMessage("a venue's column of x has 11 values, not 10");
  }

  /** Format 1 as it is in people's logs; its deflated bytes may vary, what it inflates to not. */
  @Test
  void shouldKeepTheColumnsOfOldLogs() {
    byte[] bytes = VenueCodec.encode(house(3));

    assertThat(bytes[0]).isEqualTo((byte) 1);
    assertThat(HexFormat.of().formatHex(Deflate.inflate(bytes, 5, bytes[4])))
        .isEqualTo(
            "0a0448616c6c12140a013112065374616c6c731a0723333336363939220f0a065374616c6c731a05"
                + "4e6f72746832030009093a0a5374616c6c732d302d313a01323a013342030000004a0300000052"
                + "030000005a0300181862030000006a0300181872030101017a010082010103");
  }

  static Venue house(int seats) {
    VenueBuilder venue = new VenueBuilder("Hall");
    int category = venue.category(new Category("1", "Stalls", "#336699", false));
    int section = venue.section(new Section("Stalls", "", "North"));
    for (int row = 0; row * 50 < seats; row++) {
      List<VenueObject> run = new ArrayList<>();
      for (int seat = 0; seat < 50 && row * 50 + seat < seats; seat++) {
        String label = "Stalls-" + row + "-" + (seat + 1);
        int x = 12 * seat;
        int y = 15 * row;
        run.add(new VenueObject(label, ObjectKind.SEAT, category, section, x, y, x + y, false, 1));
      }
      venue.run(run);
    }
    return venue.build();
  }

  private static Venue venue(Random random) {
    VenueBuilder venue = new VenueBuilder("Été 🎭");
    for (int category = random.nextInt(3); category >= 0; category--) {
      venue.category(new Category("c" + category, "Rang", "", random.nextBoolean()));
    }
    int categories = venue.category(new Category("last", "🎟", "red", false)) + 1;
    venue.zone(new Zone("z", "Zone"));
    int sections = venue.section(new Section("", "", "")) + 1;
    if (random.nextBoolean()) {
      sections = venue.section(new Section("Balkon", "z", "Ost")) + 1;
    }
    venue.decoration(new Decoration("Bühne", -5, random.nextInt(), 10, 20, "#000"));
    List<String> beginnings = List.of("A-", "A-1-", "🎟", "🎭", "é", "Balkon links ");
    int label = 0;
    for (int group = random.nextInt(8); group > 0; group--) {
      List<VenueObject> seats = new ArrayList<>();
      for (int seat = random.nextInt(5); seat > 0; seat--) {
        String text = beginnings.get(random.nextInt(beginnings.size())) + label++;
        seats.add(object(random, text, ObjectKind.SEAT, categories, sections));
      }
      venue.run(seats);
      if (random.nextBoolean()) {
        ObjectKind kind = ObjectKind.ofNumber(random.nextInt(4));
        int index = venue.object(object(random, "X" + label++, kind, categories, sections));
        if (random.nextBoolean()) {
          venue.outline(outline(random, index));
        }
      }
    }
    return venue.build();
  }

  private static Outline outline(Random random, int object) {
    List<Outline.Point> points = new ArrayList<>();
    for (int corners = 3 + random.nextInt(4); corners > 0; corners--) {
      points.add(new Outline.Point(random.nextInt(), random.nextInt()));
    }
    return new Outline(object, points);
  }

  private static VenueObject object(
      Random random, String label, ObjectKind kind, int categories, int sections) {
    boolean several = kind == ObjectKind.TABLE || kind == ObjectKind.AREA;
    return new VenueObject(
        label,
        kind,
        random.nextInt(categories),
        random.nextInt(sections),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(Integer.MAX_VALUE),
        random.nextBoolean(),
        several ? 1 + random.nextInt(Integer.MAX_VALUE) : 1);
  }

  /** A message in a venue's wrapping, whatever length is announced. */
  private static byte[] packed(byte[] message, int announced) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(1);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes.write(announced >>> shift);
    }
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED))) {
      out.write(message);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static void assertSame(Venue read, Venue venue) {
    assertThat(read.name()).isEqualTo(venue.name());
    assertThat(read.categories()).isEqualTo(venue.categories());
    assertThat(read.zones()).isEqualTo(venue.zones());
    assertThat(read.sections()).isEqualTo(venue.sections());
    assertThat(read.decorations()).isEqualTo(venue.decorations());
    assertThat(read.outlines()).isEqualTo(venue.outlines());
    assertThat(read.objectCount()).isEqualTo(venue.objectCount());
    assertThat(read.runCount()).isEqualTo(venue.runCount());
    for (int object = 0; object < venue.objectCount(); object++) {
      assertThat(read.object(object)).isEqualTo(venue.object(object));
      assertThat(read.runOf(object)).isEqualTo(venue.runOf(object));
      assertThat(read.indexOf(venue.object(object).label())).isEqualTo(object);
    }
  }
}
