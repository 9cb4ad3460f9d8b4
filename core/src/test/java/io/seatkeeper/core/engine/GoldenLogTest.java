package io.seatkeeper.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.Golden;
import io.seatkeeper.core.codec.ChangeCodec;
import io.seatkeeper.core.codec.CommandCodec;
import io.seatkeeper.core.codec.OutcomeCodec;
import io.seatkeeper.core.codec.SnapshotCodec;
import io.seatkeeper.core.codec.VenueCodec;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A log, a venue and a snapshot of the first build: whatever later builds do, they read them as
 * that build did and end at its state hash. What is to be otherwise needs a new behaviour version.
 *
 * <p>A line of the log has index, both times, and the state hash after it; the bytes of request,
 * outcome and changes; and the command for people.
 */
class GoldenLogTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void shouldReadTheStepsThatWereLogged() {
    List<GoldenSale.Step> read = Golden.lines("log.txt").stream().map(GoldenLogTest::step).toList();

    assertThat(read).isEqualTo(GoldenSale.steps());
  }

  @Test
  void shouldReplayTheLogToTheSameAnswersAndHashes() {
    SeatEngine engine = new SeatEngine();
    List<String> replayed = new ArrayList<>();

    for (String line : Golden.lines("log.txt")) {
      GoldenSale.Step step = step(line);
      Applied applied = apply(engine, step);
      replayed.add(line(step, applied, engine.view().stateHash()));
      assertThat(engine.computeStateHash()).isEqualTo(engine.view().stateHash());
    }

    Golden.assertSame("log.txt", replayed);
    engine.verify();
  }

  @Test
  void shouldReadTheVenueThatWasStored() {
    assertThat(VenueCodec.decode(Golden.bytes("hall.txt")))
        .usingRecursiveComparison()
        .isEqualTo(GoldenSale.hall());
  }

  @Test
  void shouldRestoreTheSnapshotThatWasWritten() throws IOException {
    Iterator<String> frames = Golden.lines("snapshot.txt").iterator();
    SeatEngine replayed = replayed();

    SeatEngine restored =
        SnapshotCodec.restore(() -> frames.hasNext() ? HEX.parseHex(frames.next()) : null);

    restored.verify();
    assertThat(restored.view().stateHash()).isEqualTo(replayed.view().stateHash());
    GoldenSale.Step late = GoldenSale.late(restored.view());
    assertThat(apply(restored, late)).isEqualTo(apply(replayed, late));
    assertThat(restored.view().stateHash()).isEqualTo(replayed.view().stateHash());
  }

  /** An engine that has applied the whole log. */
  static SeatEngine replayed() {
    SeatEngine engine = new SeatEngine();
    GoldenSale.steps().forEach(step -> apply(engine, step));
    return engine;
  }

  static Applied apply(SeatEngine engine, GoldenSale.Step step) {
    return engine.apply(step.index(), step.logMillis(), step.wallMillis(), step.request());
  }

  private static GoldenSale.Step step(String line) {
    String[] fields = line.split(" ", 8);
    byte[] bytes = HEX.parseHex(fields[4]);
    Request request = CommandCodec.decode(bytes, 0, bytes.length);
    return new GoldenSale.Step(
        Long.parseLong(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2]), request);
  }

  private static String line(GoldenSale.Step step, Applied applied, long hash) {
    String changes =
        applied.changes().stream().map(GoldenLogTest::hex).collect(Collectors.joining(","));
    return String.join(
        " ",
        Long.toString(step.index()),
        Long.toString(step.logMillis()),
        Long.toString(step.wallMillis()),
        "%016x".formatted(hash),
        HEX.formatHex(CommandCodec.encode(step.request())),
        HEX.formatHex(OutcomeCodec.encode(applied.outcome())),
        "[" + changes + "]",
        Golden.printable(step.request().command()));
  }

  private static String hex(Change change) {
    return HEX.formatHex(ChangeCodec.encode(change));
  }
}
