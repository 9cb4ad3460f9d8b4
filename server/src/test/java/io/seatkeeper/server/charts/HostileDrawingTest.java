package io.seatkeeper.server.charts;

import static io.seatkeeper.server.charts.Drawings.faults;
import static io.seatkeeper.server.charts.Drawings.json;
import static io.seatkeeper.server.charts.Drawings.row;
import static io.seatkeeper.server.charts.Drawings.seat;
import static io.seatkeeper.server.charts.Drawings.seatsio;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.seatkeeper.core.engine.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileDrawingTest {
  private static Fault only(byte[] drawing) {
    List<Fault> faults = faults(drawing);
    assertThat(faults).hasSize(1);
    return faults.getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "{",
        "{'subChart':{}",
        "{'subChart':{}} x",
        "{'a':NaN}",
        "{'a':1,'a':2}",
        "nul",
        "{'subChart':{'rows':[}}",
        "{\u0001}"
      })
  void shouldReportWhatIsNotJson(String text) {
    assertThat(only(json(text)).code()).isEqualTo(Fault.Code.BAD_JSON);
  }

  @Test
  void shouldSayWhereTheJsonIsBroken() {
    Fault fault = only(json("{'subChart':\n  {'rows': oops}}"));

    assertThat(fault.place()).startsWith("line 2, column ");
    assertThat(fault.message()).contains(fault.place());
  }

  @Test
  void shouldReportWhatIsNotText() {
    assertThat(only(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"'}).code())
        .isEqualTo(Fault.Code.BAD_JSON);
  }

  @Test
  void shouldReportAStrayByteWhereverItIs() {
    byte[] sound = json(seatsio("'rows':[" + row("A", seat("1", 0, 0)) + "]"));
    for (int at = 0; at <= sound.length; at++) {
      byte[] broken = new byte[sound.length + 1];
      System.arraycopy(sound, 0, broken, 0, at);
      broken[at] = (byte) 0xFF;
      System.arraycopy(sound, at, broken, at + 1, sound.length - at);

      assertThat(only(broken).code()).as("at %d", at).isEqualTo(Fault.Code.BAD_JSON);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "x\\udc00x", "\\ud83e\\ud83e"})
  void shouldReportHalfACharacter(String half) {
    Fault fault = only(json(seatsio("'rows':[" + row("A", seat("1" + half, 0, 0)) + "]")));

    assertThat(fault.code()).isEqualTo(Fault.Code.BAD_JSON);
    assertThat(fault.place()).startsWith("subChart.rows[0].seats[0]");
  }

  @Test
  void shouldRefuseTooManyBytesUnread() {
    byte[] blank = new byte[DrawingImporter.MOST_BYTES + 1];
    Arrays.fill(blank, (byte) ' ');

    assertThat(only(blank).code()).isEqualTo(Fault.Code.TOO_LARGE);
  }

  @Test
  void shouldRefuseDeepNesting() {
    byte[] deep = json("{'subChart':" + "[".repeat(1_000_000));

    assertThat(only(deep).code()).isEqualTo(Fault.Code.BEYOND_LIMITS);
  }

  @Test
  void shouldRefuseEndlessNumbersAndTexts() {
    String drawing = "{'name':%s,'subChart':{}}";

    assertThat(only(json(drawing.formatted("1".repeat(100_000)))).code())
        .isEqualTo(Fault.Code.BEYOND_LIMITS);
    assertThat(only(json(drawing.formatted("'" + "x".repeat(200_000) + "'"))).code())
        .isEqualTo(Fault.Code.BEYOND_LIMITS);
  }

  @Test
  void shouldRefuseMoreObjectsThanTheLimit() {
    StringBuilder seats = new StringBuilder();
    for (int seat = 0; seat <= DrawingImporter.MOST_OBJECTS; seat++) {
      seats.append(seat == 0 ? "" : ",").append("{'label':").append(seat);
      seats.append(",'x':").append(seat).append(",'y':0,'categoryKey':1}");
    }
    byte[] drawing = json(seatsio("'rows':[" + row("A", seats.toString()) + "]"));

    assertThat(drawing.length).isLessThan(DrawingImporter.MOST_BYTES);
    assertThat(only(drawing).code()).isEqualTo(Fault.Code.TOO_MANY_OBJECTS);
  }

  @Test
  void shouldRefuseMoreCategoriesThanTheEngineTakes() {
    StringBuilder list = new StringBuilder();
    for (int category = 0; category <= Limits.CHART_CATEGORIES; category++) {
      list.append(category == 0 ? "" : ",").append("{'key':").append(category);
      list.append(",'label':'c','color':'#000000'}");
    }
    Fault fault =
        only(json("{'name':'H','categories':{'list':[" + list + "]},'subChart':{'rows':[]}}"));

    assertThat(fault.code()).isEqualTo(Fault.Code.TOO_MANY_OBJECTS);
    assertThat(fault.message()).contains(Limits.CHART_CATEGORIES + " categories");
  }

  @Test
  void shouldRefuseMorePeopleThanTheEngineCounts() {
    StringBuilder areas = new StringBuilder();
    for (int area = 0; area <= Limits.CHART_PEOPLE / DrawingImporter.LARGEST_AREA; area++) {
      areas.append(area == 0 ? "" : ",").append("{'label':'G").append(area);
      areas.append("','categoryKey':1,'center':{'x':1,'y':1},'capacity':");
      areas.append(DrawingImporter.LARGEST_AREA).append('}');
    }
    Fault fault = only(json(seatsio("'generalAdmissionAreas':[" + areas + "]")));

    assertThat(fault.code()).isEqualTo(Fault.Code.TOO_MANY_OBJECTS);
    assertThat(fault.message()).contains(Limits.CHART_PEOPLE + " people");
  }

  @Test
  void shouldRefuseMoreElementsThanTheLimit() {
    byte[] drawing = json(seatsio("'rows':[" + "{},".repeat(600_000) + "{}]"));

    assertThat(only(drawing).code()).isEqualTo(Fault.Code.TOO_MANY_OBJECTS);
  }

  @Test
  void shouldListABoundedNumberOfFaults() {
    String nameless = "{'x':0,'y':0,'categoryKey':1}";
    List<Fault> faults =
        faults(seatsio("'rows':[{'seats':[" + (nameless + ",").repeat(4_999) + nameless + "]}]"));

    assertThat(faults).hasSize(DrawingImporter.MOST_FAULTS);
    assertThat(faults.getLast().code()).isEqualTo(Fault.Code.MORE_FAULTS);
    assertThat(faults.getLast().message()).contains("4001");
  }

  @Test
  void shouldAnswerWhateverTheBytesAre() {
    byte[] sound =
        json(
            seatsio(
                "'rows':["
                    + row("A", seat("1", 0, 0), seat("2", 20, 0))
                    + "],'tables':[{'label':'T','bookAsAWhole':true,'radius':5,'center':{'x':1,"
                    + "'y':2},'seats':["
                    + seat("1", 0, 0)
                    + "]}],'generalAdmissionAreas':[{'label':'G','capacity':9,'categoryKey':1,"
                    + "'type':'circle','center':{'x':3,'y':4},'radius1':5,'radius2':6}]"));
    byte[] alphabet = "{}[],:\"0123456789.-eE ntf\\ux".getBytes(UTF_8);
    long seed = 20_250_725;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] mutated = sound.clone();
      int flips = 1 + random.nextInt(4);
      for (int flip = 0; flip < flips; flip++) {
        mutated[random.nextInt(mutated.length)] = alphabet[random.nextInt(alphabet.length)];
      }
      assertThatCode(() -> DrawingImporter.read(mutated))
          .as("seed %d, round %d: %s", seed, round, new String(mutated, UTF_8))
          .doesNotThrowAnyException();
    }
  }
}
