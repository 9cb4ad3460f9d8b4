package io.seatkeeper.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.codec.SnapshotCodec;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command.BeginMove;
import io.seatkeeper.core.command.Command.CopyChartChunk;
import io.seatkeeper.core.command.Command.FreezeGroup;
import io.seatkeeper.core.command.Command.NumberEvents;
import io.seatkeeper.core.command.Command.PlaceGroup;
import io.seatkeeper.core.command.Command.UnfreezeGroup;
import io.seatkeeper.core.state.ImageVariants;
import io.seatkeeper.core.state.ImageVariants.Variant;
import io.seatkeeper.core.state.InvariantBrokenException;
import io.seatkeeper.core.state.ShardImage;
import io.seatkeeper.core.state.ShardState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The state hash and the snapshot of a shard with groups that come, go and have gone. */
class MovingStateHashTest {
  private static final Pattern OF_MOVES =
      Pattern.compile(
          "(placements|groups|groupUploads|uploads|firstEvent|lastEvent|requests\\.group).*");

  @Test
  void shouldChangeWithEveryValueOfTheState() {
    ShardImage image = shard().engine.image();
    List<String> unseen = new ArrayList<>();
    TreeSet<String> seen = new TreeSet<>();

    for (Variant variant : ImageVariants.of(image)) {
      if (OF_MOVES.matcher(variant.place()).matches()) {
        seen.add(variant.place().replaceAll("\\[\\d+]", ""));
        if (hasHash(variant.image(), image.stateHash())) {
          unseen.add(variant.place());
        }
      }
    }

    assertThat(unseen).containsExactly("requests.groupNames[0]");
    assertThat(seen)
        .contains(
            "firstEvent",
            "lastEvent",
            "uploads.version",
            "placements.movingTo",
            "placements.lastEpoch",
            "groups.state",
            "groups.epoch",
            "groups.moveEpoch",
            "groups.toShard",
            "groups.frozenLogMillis",
            "groups.parked.remainingMillis",
            "groups.parked.holdings",
            "groups.movedEvents",
            "groupUploads.pieces",
            "requests.groups",
            "requests.groupNames");
  }

  @Test
  void shouldComeBackFromASnapshot() throws IOException {
    EngineFixture shard = shard();
    List<byte[]> frames = new ArrayList<>();
    SnapshotCodec.capture(shard.engine).frames(frames::add);
    Iterator<byte[]> source = frames.iterator();

    SeatEngine restored = SnapshotCodec.restore(() -> source.hasNext() ? source.next() : null);

    restored.verify();
    assertThat(restored.image())
        .usingRecursiveComparison()
        .ignoringFields("requests.groups", "requests.groupNames")
        .isEqualTo(shard.engine.image());
    assertThat(restored.view().groups()).isEqualTo(shard.engine.view().groups());
    assertThat(restored.view().placements()).isEqualTo(shard.engine.view().placements());
  }

  /** A shard with a group frozen, one left, one come, one coming; and something of a catalogue. */
  private static EngineFixture shard() {
    MoveFixture shards = new MoveFixture();
    EngineFixture here = shards.here;
    here.done(new NumberEvents(500, 599));
    here.done(here.hold(1, here.event("season.first"), 0));
    shards.move(2);
    int gala = here.event("gala");
    here.done(here.hold(-2, gala, 0, 3));
    here.done(here.holdArea(1, gala, 2));
    here.done(new FreezeGroup("gala", 5, "elsewhere"));
    here.done(new UnfreezeGroup("opera", 4));
    shards.there.done(new FreezeGroup(MoveFixture.GROUP, 3, "here"));
    byte[] coming = MoveFixture.export(shards.there, 3);
    here.done(MoveFixture.pieces(3, coming, 2).getFirst());
    here.done(new PlaceGroup("season", "s1"));
    here.done(new PlaceGroup("gala", "s1"));
    here.done(new BeginMove("gala", "s2"));
    here.done(
        new CopyChartChunk(
            EngineFixture.WORKSPACE, "hall", 4, 9, 0, 2, Bytes.copyOf(new byte[] {1, 2, 3})));
    return here;
  }

  private static boolean hasHash(ShardImage image, long hash) {
    try {
      return ShardState.restore(image).computeStateHash() == hash;
    } catch (InvariantBrokenException noSuchState) {
      return false;
    }
  }
}
