package io.seatkeeper.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.Golden;
import io.seatkeeper.core.codec.ChangeCodec;
import io.seatkeeper.core.codec.CommandCodec;
import io.seatkeeper.core.codec.GroupExport;
import io.seatkeeper.core.codec.OutcomeCodec;
import io.seatkeeper.core.codec.SnapshotCodec;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Applied;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A move between two shards as the first build with behaviour version 2 logged it, what it
 * exported, and the snapshot of the shard the group came from, at the freeze.
 *
 * <p>A line of the log has the shard (1 or 2), index, log time, the state hash after it, the bytes
 * of request, outcome and changes; and the command for people.
 */
class GoldenMoveTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String LOG = "behaviour-2/move.txt";

  private final SeatEngine[] shards = {new SeatEngine(), new SeatEngine()};
  private final List<String> replayed = new ArrayList<>();
  private List<String> exported = List.of();
  private List<String> snapshot = List.of();

  @Test
  void shouldReplayTheLogToTheSameAnswersHashesAndBytes() throws IOException {
    for (String line : Golden.lines(LOG)) {
      String[] fields = line.split(" ", 8);
      byte[] bytes = HEX.parseHex(fields[4]);
      step(
          Integer.parseInt(fields[0]),
          Long.parseLong(fields[1]),
          Long.parseLong(fields[2]),
          CommandCodec.decode(bytes, 0, bytes.length));
    }

    assertSameAsLogged();
  }

  @Test
  void shouldMoveAsItDidThen() throws IOException {
    int index = 0;
    step(1, ++index, 0, new Command.SwitchBehaviour(2));
    for (GoldenSale.Step step : GoldenSale.steps()) {
      if (!(step.request().command() instanceof Command.Checkpoint)) {
        step(1, ++index, step.logMillis(), step.request());
      }
    }
    long now = shards[0].view().logMillis();
    step(1, ++index, now + 6, GoldenSale.steps().getLast().request());
    for (GoldenSale.Step step : GoldenSale.steps().subList(0, 6)) {
      step(2, ++index, step.logMillis(), step.request());
    }
    step(2, ++index, 1000, new Command.SwitchBehaviour(2));
    step(2, ++index, 1000, new Command.NumberEvents(1000, 1999));
    step(1, ++index, now + 7, new Command.PlaceGroup("season", "s1"));
    step(1, ++index, now + 8, new Command.BeginMove("season", "s2"));
    step(1, ++index, now + 9, new Command.FreezeGroup("season", 2, "s2"));
    GroupExport export = Objects.requireNonNull(GroupExport.capture(shards[0], "season", 2));
    List<Bytes> pieces = export.pieces();
    step(
        2,
        ++index,
        2000,
        new Command.ActivateGroupChunk("season", 2, "s1", 77, 0, 1, pieces.getFirst()));
    step(1, ++index, now + 20, new Command.FinishMove("season", 2));
    step(1, ++index, now + 21, new Command.ForgetGroup("season", 2));
    step(1, ++index, now + 22, new Command.DeleteEvent(GoldenSale.GALA));
    step(2, ++index, 900_000, new Command.Tick());

    assertSameAsLogged();
  }

  private void assertSameAsLogged() throws IOException {
    for (SeatEngine shard : shards) {
      shard.verify();
    }
    Golden.assertSame(LOG, replayed);
    Golden.assertSame("behaviour-2/group.txt", exported);
    Golden.assertSame("behaviour-2/snapshot.txt", snapshot);
    Iterator<String> frames = Golden.lines("behaviour-2/snapshot.txt").iterator();
    SeatEngine restored =
        SnapshotCodec.restore(() -> frames.hasNext() ? HEX.parseHex(frames.next()) : null);
    restored.verify();
    GroupExport again = Objects.requireNonNull(GroupExport.capture(restored, "season", 2));
    assertThat(HEX.formatHex(again.bytes())).isEqualTo(exported.getFirst());
  }

  private void step(int shard, long index, long logMillis, Command command) throws IOException {
    step(shard, index, logMillis, Request.unkeyed(command));
  }

  private void step(int shard, long index, long logMillis, Request request) throws IOException {
    SeatEngine engine = shards[shard - 1];
    Applied applied = engine.apply(index, logMillis, logMillis, request);
    long hash = engine.view().stateHash();
    assertThat(engine.computeStateHash()).isEqualTo(hash);
    replayed.add(
        String.join(
            " ",
            Integer.toString(shard),
            Long.toString(index),
            Long.toString(logMillis),
            "%016x".formatted(hash),
            HEX.formatHex(CommandCodec.encode(request)),
            HEX.formatHex(OutcomeCodec.encode(applied.outcome())),
            applied.changes().stream()
                .map(change -> HEX.formatHex(ChangeCodec.encode(change)))
                .collect(Collectors.joining(",", "[", "]")),
            Golden.printable(request.command())));
    if (request.command() instanceof Command.FreezeGroup freeze) {
      GroupExport export =
          Objects.requireNonNull(GroupExport.capture(engine, freeze.group(), freeze.epoch()));
      exported = List.of(HEX.formatHex(export.bytes()));
      snapshot = new ArrayList<>();
      SnapshotCodec.capture(engine).frames(frame -> snapshot.add(HEX.formatHex(frame)));
    }
  }
}
