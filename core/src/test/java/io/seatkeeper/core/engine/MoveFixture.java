package io.seatkeeper.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.codec.GroupExport;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command.ActivateGroupChunk;
import io.seatkeeper.core.command.Command.ForgetGroup;
import io.seatkeeper.core.command.Command.FreezeGroup;
import io.seatkeeper.core.command.Command.SwitchBehaviour;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Outcome.GroupActivated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Two shards with the same workspace and chart, but clocks and keys of their own. */
final class MoveFixture {
  static final String GROUP = "season";

  final EngineFixture here = new EngineFixture();
  final EngineFixture there = new EngineFixture();

  MoveFixture() {
    there.now = 5_000_000;
    there.keys = 1_000_000;
    for (EngineFixture shard : List.of(here, there)) {
      shard.apply(Request.unkeyed(new SwitchBehaviour(SeatEngine.MOVING_BEHAVIOUR)));
    }
  }

  void freeze(long epoch) {
    here.done(new FreezeGroup(GROUP, epoch, "there"));
  }

  byte[] export(long epoch) {
    return export(here, epoch);
  }

  static byte[] export(EngineFixture shard, long epoch) {
    return Objects.requireNonNull(GroupExport.capture(shard.engine, GROUP, epoch)).bytes();
  }

  /** The whole group in one piece. */
  static ActivateGroupChunk whole(long epoch, byte[] bytes) {
    return new ActivateGroupChunk(GROUP, epoch, "here", 7, 0, 1, Bytes.copyOf(bytes));
  }

  /** The group in pieces of equal length. */
  static List<ActivateGroupChunk> pieces(long epoch, byte[] bytes, int count) {
    List<ActivateGroupChunk> pieces = new ArrayList<>();
    for (int piece = 0; piece < count; piece++) {
      int from = bytes.length * piece / count;
      int to = bytes.length * (piece + 1) / count;
      Bytes part = Bytes.copyOf(Arrays.copyOfRange(bytes, from, to));
      pieces.add(new ActivateGroupChunk(GROUP, epoch, "here", 7, piece, count, part));
    }
    return pieces;
  }

  /** Moves the group from here to there. */
  Applied move(long epoch) {
    freeze(epoch);
    Applied activated = there.apply(Request.unkeyed(whole(epoch, export(epoch))));
    assertThat(activated.outcome()).isEqualTo(new GroupActivated(GROUP, epoch));
    here.done(new ForgetGroup(GROUP, epoch));
    return activated;
  }
}
