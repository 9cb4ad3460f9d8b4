package io.seatkeeper.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.core.codec.wire.RequestMessage;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandCodecTest {
  private static final Request HOLD =
      new Request(
          new Command.HoldObjects(
              new TokenLease(0x0102030405060708L, "house", 900_000, "buyer"),
              List.of(Selection.of(7, 300, 301)),
              ChannelAccess.GENERAL),
          new RequestKey(1, 2, 3, 4));
  private static final Request BOOK =
      Request.unkeyed(
          new Command.BookObjects(
              5,
              "order-1",
              "",
              List.of(Selection.withQuantities(7, new int[] {3}, new int[] {20})),
              new ChannelAccess(false, List.of("presale"))));

  @Test
  void shouldKnowASampleOfEveryCommand() {
    assertThat(Samples.COMMANDS.keySet()).isEqualTo(Samples.kinds(Command.class));
  }

  @Test
  void shouldReadWhatItWrote() {
    Seeds.each(
        CommandCodecTest.class,
        100,
        random ->
            Samples.COMMANDS.forEach(
                (kind, sample) -> {
                  Request request = Samples.request(random, sample.apply(random));

                  byte[] bytes = CommandCodec.encode(request);

                  assertThat(CommandCodec.decode(bytes, 0, bytes.length)).isEqualTo(request);
                }));
  }

  @Test
  void shouldReadFromTheMiddleOfAnArray() {
    byte[] bytes = CommandCodec.encode(HOLD);
    byte[] entry = new byte[bytes.length + 10];
    Arrays.fill(entry, (byte) 0xFF);
    System.arraycopy(bytes, 0, entry, 7, bytes.length);

    assertThat(CommandCodec.decode(entry, 7, bytes.length)).isEqualTo(HOLD);
  }

  @Test
  void shouldRefuseWhatANewerBuildAddsAnywhere() {
    Seeds.each(
        CommandCodecTest.class,
        20,
        random ->
            Samples.COMMANDS.forEach(
                (kind, sample) -> {
                  byte[] bytes = CommandCodec.encode(Samples.request(random, sample.apply(random)));
                  for (byte[] newer : Damage.newer(bytes, parse(bytes))) {
                    assertThatExceptionOfType(UnknownFormatException.class)
                        .as(kind.getSimpleName())
                        .isThrownBy(() -> CommandCodec.decode(newer, 0, newer.length));
                  }
                }));
  }

  @Test
  void shouldRefuseANewerFormat() {
    byte[] bytes = CommandCodec.encode(HOLD);
    bytes[0] = 2;

    assertThatExceptionOfType(UnknownFormatException.class)
        .isThrownBy(() -> CommandCodec.decode(bytes, 0, bytes.length))
        .withMessage("a request in format 2, but this build reads format 1");
  }

  @Test
  void shouldRefuseANewerMode() {
    byte[] bytes = HexFormat.of().parseHex("01" + "a20105" + "0a0161" + "1009");

    assertThatExceptionOfType(UnknownFormatException.class)
        .isThrownBy(() -> CommandCodec.decode(bytes, 0, bytes.length))
        .withMessageContaining("mode");
  }

  @Test
  void shouldThrowOneExceptionForDamagedBytes() {
    Seeds.each(
        CommandCodecTest.class,
        50,
        random ->
            Samples.COMMANDS.forEach(
                (kind, sample) ->
                    Damage.hurt(
                        random,
                        CommandCodec.encode(Samples.request(random, sample.apply(random))),
                        bytes -> CommandCodec.decode(bytes, 0, bytes.length))));
  }

  @Test
  void shouldRefuseQuantitiesThatDoNotFitTheObjects() {
    // Two objects, one quantity.
    byte[] bytes = HexFormat.of().parseHex("01" + "2a0b" + "1a09" + "0801" + "12020102" + "1a0105");

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> CommandCodec.decode(bytes, 0, bytes.length))
        .withMessage("2 objects, but 1 quantities");
  }

  @Test
  void shouldRefuseToWriteHalfASurrogatePair() {
    Request request = Request.unkeyed(new Command.ReleaseObjects(0, "x\ud83c", List.of()));

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> CommandCodec.encode(request));
  }

  /** These bytes are in people's logs: a change here is a format that old logs do not have. */
  @Test
  void shouldKeepTheBytesOfOldLogs() {
    assertThat(hex(HOLD))
        .isEqualTo(
            "010a2409010000000000000011020000000000000019030000000000000021040000000000000"
                + "012270a1b0908070605040302011205686f75736518a0f73622056275796572120808071204ac02ad02");
    assertThat(hex(BOOK))
        .isEqualTo(
            "01222709050000000000000012076f726465722d31220808071201031a01142a09120770726573616c65");
    assertThat(hex(Request.unkeyed(new Command.Tick()))).isEqualTo("014200");
    assertThat(hex(Request.unkeyed(new Command.Checkpoint(300, -2))))
        .isEqualTo("014a0c08ac0211feffffffffffffff");
  }

  private static String hex(Request request) {
    return HexFormat.of().formatHex(CommandCodec.encode(request));
  }

  private static RequestMessage parse(byte[] bytes) {
    return Wire.read("a request", 1, RequestMessage.parser(), bytes, 0, bytes.length);
  }
}
