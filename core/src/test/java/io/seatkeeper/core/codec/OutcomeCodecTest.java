package io.seatkeeper.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.core.codec.wire.OutcomeMessage;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Rejection;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeCodecTest {
  @Test
  void shouldKnowASampleOfEveryOutcome() {
    assertThat(Samples.OUTCOMES.keySet()).isEqualTo(Samples.kinds(Outcome.class));
  }

  @Test
  void shouldReadWhatItWrote() {
    Seeds.each(
        OutcomeCodecTest.class,
        100,
        random ->
            Samples.OUTCOMES.forEach(
                (kind, sample) -> {
                  Outcome outcome = sample.apply(random);

                  byte[] bytes = OutcomeCodec.encode(outcome);

                  assertThat(OutcomeCodec.decode(bytes, 0, bytes.length)).isEqualTo(outcome);
                }));
  }

  @Test
  void shouldReadEveryRejection() {
    for (Rejection rejection : Rejection.values()) {
      Outcome outcome = new Outcome.Refused(rejection, "A-1");
      byte[] bytes = OutcomeCodec.encode(outcome);

      assertThat(OutcomeCodec.decode(bytes, 0, bytes.length)).isEqualTo(outcome);
    }
  }

  @Test
  void shouldRefuseWhatANewerBuildAddsAnywhere() {
    Seeds.each(
        OutcomeCodecTest.class,
        20,
        random ->
            Samples.OUTCOMES.forEach(
                (kind, sample) -> {
                  byte[] bytes = OutcomeCodec.encode(sample.apply(random));
                  OutcomeMessage parsed =
                      Wire.read("", 1, OutcomeMessage.parser(), bytes, 0, bytes.length);
                  for (byte[] newer : Damage.newer(bytes, parsed)) {
                    assertThatExceptionOfType(UnknownFormatException.class)
                        .as(kind.getSimpleName())
                        .isThrownBy(() -> OutcomeCodec.decode(newer, 0, newer.length));
                  }
                }));
  }

  @Test
  void shouldRefuseANewerRejection() {
    byte[] bytes = HexFormat.of().parseHex("01" + "0a03" + "08ff7f");

    assertThatExceptionOfType(UnknownFormatException.class)
        .isThrownBy(() -> OutcomeCodec.decode(bytes, 0, bytes.length))
        .withMessageContaining("16383");
  }

  @Test
  void shouldThrowOneExceptionForDamagedBytes() {
    Seeds.each(
        OutcomeCodecTest.class,
        50,
        random ->
            Samples.OUTCOMES.forEach(
                (kind, sample) ->
                    Damage.hurt(
                        random,
                        OutcomeCodec.encode(sample.apply(random)),
                        bytes -> OutcomeCodec.decode(bytes, 0, bytes.length))));
  }

  /** These bytes are in people's snapshots. */
  @Test
  void shouldKeepTheBytesOfOldSnapshots() {
    assertThat(hex(new Outcome.ObjectsHeld(9, 900_000, List.of(Selection.of(7, 300, 301)))))
        .isEqualTo("0112170909000000000000001 0a0f7361a08080712 04ac02ad02".replace(" ", ""));
    assertThat(hex(new Outcome.ObjectsBooked("order-1", 2)))
        .isEqualTo("011a0b0a076f726465722d311002");
    assertThat(hex(new Outcome.Refused(Rejection.OBJECT_NOT_FREE, "A-1")))
        .isEqualTo("010a0708101203412d31");
    assertThat(hex(new Outcome.EventCreated(3, "gala"))).isEqualTo("01ba01080803120467616c61");
  }

  private static String hex(Outcome outcome) {
    return HexFormat.of().formatHex(OutcomeCodec.encode(outcome));
  }
}
