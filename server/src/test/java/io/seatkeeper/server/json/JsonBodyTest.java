package io.seatkeeper.server.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seatkeeper.server.api.Requests;
import io.seatkeeper.server.api.Requests.ObjectRef;
import io.seatkeeper.server.json.JsonFault.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds bodies to what their records say. */
class JsonBodyTest {
  private static final JsonBody<Requests.Hold> HOLD = JsonBody.of(Requests.Hold.class);

  @Test
  void shouldReadEveryField() {
    Requests.Hold hold =
        read(
            """
            {"holdToken":"t", "objects":["A-1", {"label":"GA","quantity":3}, {"quantity":null,"label":"B"}],
             "bestAvailable":{"count":2,"categories":["c"],"accessible":true,"fallbacks":["area"]},
             "channels":["x"], "ignoreChannels":false}
            """);

    assertThat(hold.objects())
        .containsExactly(
            new ObjectRef("A-1", null), new ObjectRef("GA", 3), new ObjectRef("B", null));
    assertThat(hold.bestAvailable())
        .isEqualTo(new Requests.BestAvailable(2, List.of("c"), null, null, true, List.of("area")));
    assertThat(hold.channels()).containsExactly("x");
    assertThat(hold.ignoreChannels()).isFalse();
  }

  @Test
  void shouldReadEscapesAndEveryPlane() {
    Requests.Hold hold =
        read("{\"holdToken\":\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9é€\\ud83d\\ude00😀\"}");

    assertThat(hold.holdToken()).isEqualTo("a\"\\/\b\f\n\r\té" + "é€😀😀");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | BODY_EMPTY | ``",
        "`  ` | BODY_EMPTY | ``",
        "{ | JSON_MALFORMED | ``",
        "{} | FIELD_MISSING | /holdToken",
        "{\"holdToken\":null} | FIELD_MISSING | /holdToken",
        "{\"holdToken\":\"t\"}x | TRAILING_CONTENT | ``",
        "{\"holdToken\":\"t\"}{} | TRAILING_CONTENT | ``",
        "{\"holdToken\":\"t\",} | JSON_MALFORMED | ``",
        "{\"holdToken\" \"t\"} | JSON_MALFORMED | /holdToken",
        "{holdToken:\"t\"} | JSON_MALFORMED | ``",
        "{'holdToken':'t'} | JSON_MALFORMED | ``",
        "[] | TYPE_WRONG | ``",
        "\"t\" | TYPE_WRONG | ``",
        "null | TYPE_WRONG | ``",
        "{\"holdToken\":7} | TYPE_WRONG | /holdToken",
        "{\"holdToken\":\"\"} | OUT_OF_RANGE | /holdToken",
        "{\"holdToken\":\"t\",\"holdToken\":\"t\"} | FIELD_REPEATED | /holdToken",
        "{\"hold\\u0054oken\":\"t\"} | JSON_MALFORMED | ``",
        "{\"holdToken\":\"t\",\"seats\":1} | FIELD_UNKNOWN | /seats",
        "{\"holdToken\":\"t\",\"a/b~\":1} | FIELD_UNKNOWN | /a~1b~0",
        "{\"holdToken\":\"t\",\"objects\":\"A-1\"} | TYPE_WRONG | /objects",
        "{\"holdToken\":\"t\",\"objects\":[1]} | TYPE_WRONG | /objects/0",
        "{\"holdToken\":\"t\",\"objects\":[\"A\",null]} | TYPE_WRONG | /objects/1",
        "{\"holdToken\":\"t\",\"objects\":[\"A\",{}]} | FIELD_MISSING | /objects/1/label",
        "{\"holdToken\":\"t\",\"objects\":[{\"label\":\"A\",\"quantity\":\"1\"}]} | TYPE_WRONG"
            + " | /objects/0/quantity",
        "{\"holdToken\":\"t\",\"objects\":[{\"label\":\"A\",\"quantity\":1.0}]} | TYPE_WRONG"
            + " | /objects/0/quantity",
        "{\"holdToken\":\"t\",\"objects\":[{\"label\":\"A\",\"quantity\":1e2}]} | TYPE_WRONG"
            + " | /objects/0/quantity",
        "{\"holdToken\":\"t\",\"objects\":[{\"label\":\"A\",\"quantity\":0}]} | OUT_OF_RANGE"
            + " | /objects/0/quantity",
        "{\"holdToken\":\"t\",\"objects\":[{\"label\":\"A\",\"quantity\":-1}]} | OUT_OF_RANGE"
            + " | /objects/0/quantity",
        "{\"holdToken\":\"t\",\"objects\":[{\"label\":\"A\",\"quantity\":2147483648}]} |"
            + " OUT_OF_RANGE | /objects/0/quantity",
        "{\"holdToken\":\"t\",\"objects\":[{\"label\":\"A\",\"quantity\":99999999999999999999}]} |"
            + " OUT_OF_RANGE | /objects/0/quantity",
        "{\"holdToken\":\"t\",\"objects\":[{\"label\":\"A\",\"quantity\":01}]} | JSON_MALFORMED"
            + " | /objects/0/quantity",
        "{\"holdToken\":\"t\",\"ignoreChannels\":1} | TYPE_WRONG | /ignoreChannels",
        "{\"holdToken\":\"t\",\"ignoreChannels\":truth} | JSON_MALFORMED | /ignoreChannels",
        "{\"holdToken\":\"t\",\"bestAvailable\":{\"count\":51}} | OUT_OF_RANGE"
            + " | /bestAvailable/count",
        "{\"holdToken\":\"t\",\"bestAvailable\":{\"count\":1,\"fallbacks\":[\"any\"]}} |"
            + " OUT_OF_RANGE | /bestAvailable/fallbacks/0",
        "{\"holdToken\":\"\\ud83d\"} | JSON_MALFORMED | /holdToken",
        "{\"holdToken\":\"\\ude00\"} | JSON_MALFORMED | /holdToken",
        "{\"holdToken\":\"\\x\"} | JSON_MALFORMED | /holdToken",
        "{\"holdToken\":\"a | JSON_MALFORMED | /holdToken",
      })
  void shouldSayWhatIsWrongAndWhere(String json, Kind kind, String pointer) {
    JsonFault fault = catchThrowableOfType(JsonFault.class, () -> read(json));

    assertThat(fault).as(json).isNotNull();
    assertThat(fault.kind()).as(json).isEqualTo(kind);
    assertThat(fault.pointer()).as(json).isEqualTo(pointer);
  }

  @Test
  void shouldRefuseWhatIsNotUtf8() {
    int[][] wrong = {
      {0x80},
      {0xC0, 0xAF},
      {0xC3},
      {0xE0, 0x80, 0x80},
      {0xED, 0xA0, 0x80},
      {0xF4, 0x90, 0x80, 0x80},
      {0xFF},
      {0xE2, 0x82, 0x22}
    };

    for (int[] bytes : wrong) {
      byte[] start = "{\"holdToken\":\"".getBytes(UTF_8);
      byte[] end = "\"}".getBytes(UTF_8);
      byte[] json = new byte[start.length + bytes.length + end.length];
      System.arraycopy(start, 0, json, 0, start.length);
      for (int index = 0; index < bytes.length; index++) {
        json[start.length + index] = (byte) bytes[index];
      }
      System.arraycopy(end, 0, json, start.length + bytes.length, end.length);

      JsonFault fault = catchThrowableOfType(JsonFault.class, () -> HOLD.read(json));

      assertThat(fault.kind()).isEqualTo(Kind.JSON_NOT_UTF8);
    }
  }

  @Test
  void shouldNotFollowNestingThatNobodyAskedFor() {
    String deep = "{\"holdToken\":" + "[".repeat(500_000);

    JsonFault fault = catchThrowableOfType(JsonFault.class, () -> read(deep));

    assertThat(fault.kind()).isEqualTo(Kind.TYPE_WRONG);
  }

  private static Requests.Hold read(String json) {
    return HOLD.read(json.getBytes(UTF_8));
  }
}
