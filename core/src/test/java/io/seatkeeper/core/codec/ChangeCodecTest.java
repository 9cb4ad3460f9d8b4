package io.seatkeeper.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.core.codec.wire.ChangeMessage;
import io.seatkeeper.core.outcome.Change;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ChangeCodecTest {
  @Test
  void shouldKnowASampleOfEveryChange() {
    assertThat(Samples.CHANGES.keySet()).isEqualTo(Samples.kinds(Change.class));
  }

  @Test
  void shouldReadWhatItWrote() {
    Seeds.each(
        ChangeCodecTest.class,
        500,
        random ->
            Samples.CHANGES.forEach(
                (kind, sample) -> {
                  Change change = sample.apply(random);

                  byte[] bytes = ChangeCodec.encode(change);

                  assertThat(ChangeCodec.decode(bytes, 0, bytes.length)).isEqualTo(change);
                }));
  }

  @Test
  void shouldReadEveryReasonAndFact() {
    for (Change.Reason reason : Change.Reason.values()) {
      assertReadsBack(
          new Change.ObjectChanged(1, 2, 3, reason, "free", "held", true, false, 1, 0, 0, 5, ""));
    }
    for (Change.EventFact fact : Change.EventFact.values()) {
      assertReadsBack(new Change.EventChanged(1, 2, fact, "gala"));
    }
  }

  @Test
  void shouldRefuseWhatANewerBuildAddsAnywhere() {
    Seeds.each(
        ChangeCodecTest.class,
        20,
        random ->
            Samples.CHANGES.forEach(
                (kind, sample) -> {
                  byte[] bytes = ChangeCodec.encode(sample.apply(random));
                  ChangeMessage parsed =
                      Wire.read("", 1, ChangeMessage.parser(), bytes, 0, bytes.length);
                  for (byte[] newer : Damage.newer(bytes, parsed)) {
                    assertThatExceptionOfType(UnknownFormatException.class)
                        .as(kind.getSimpleName())
                        .isThrownBy(() -> ChangeCodec.decode(newer, 0, newer.length));
                  }
                }));
  }

  @Test
  void shouldRefuseNewerNumbers() {
    assertUnknown("01" + "1a02" + "1063", "reason");
    assertUnknown("01" + "1a02" + "2063", "status");
    assertUnknown("01" + "2202" + "0863", "fact");
  }

  @Test
  void shouldThrowOneExceptionForDamagedBytes() {
    Seeds.each(
        ChangeCodecTest.class,
        100,
        random ->
            Samples.CHANGES.forEach(
                (kind, sample) ->
                    Damage.hurt(
                        random,
                        ChangeCodec.encode(sample.apply(random)),
                        bytes -> ChangeCodec.decode(bytes, 0, bytes.length))));
  }

  /** These bytes are in people's audit segments. */
  @Test
  void shouldKeepTheBytesOfOldSegments() {
    Change held =
        new Change.ObjectChanged(
            7, 12, 300, Change.Reason.HELD, "free", "held", true, false, 1, 0, 0, 9, "");
    Change moved =
        new Change.ObjectChanged(
            7, 13, 4, Change.Reason.BOOKED, "no-show", "free", false, true, 5, 2, 3, 0, "o");

    assertThat(hex(held)).isEqualTo("010807100c1a0e08ac022001510900000000000000");
    assertThat(hex(moved))
        .isEqualTo("010807100d1a1c080410011803280130013804400248035a016f62076e6f2d73686f77");
    assertThat(hex(new Change.EventChanged(7, 1, Change.EventFact.FENCED, "I1")))
        .isEqualTo("0108071001220608031202" + "4931");
  }

  private static String hex(Change change) {
    return HexFormat.of().formatHex(ChangeCodec.encode(change));
  }

  private static void assertReadsBack(Change change) {
    byte[] bytes = ChangeCodec.encode(change);
    assertThat(ChangeCodec.decode(bytes, 0, bytes.length)).isEqualTo(change);
  }

  private static void assertUnknown(String hex, String what) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThatExceptionOfType(UnknownFormatException.class)
        .isThrownBy(() -> ChangeCodec.decode(bytes, 0, bytes.length))
        .withMessageContaining(what);
  }
}
