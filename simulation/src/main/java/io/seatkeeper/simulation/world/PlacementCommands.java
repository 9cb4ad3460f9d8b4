package io.seatkeeper.simulation.world;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.AbandonMove;
import io.seatkeeper.core.command.Command.BeginMove;
import io.seatkeeper.core.command.Command.FinishMove;
import io.seatkeeper.core.command.Command.PlaceGroup;
import io.seatkeeper.core.state.PlacementView;
import io.seatkeeper.simulation.model.NaiveShard;

/** Makes the commands of a catalogue whose groups are placed and moved by several at once. */
final class PlacementCommands {
  private final Dice dice;
  private final NaiveShard shard;

  PlacementCommands(Dice dice, NaiveShard shard) {
    this.dice = dice;
    this.shard = shard;
  }

  Command next() {
    String group = dice.oneOf("season", "season", "opera", "gig", "Not Possible");
    String to = dice.chance(97) ? dice.oneOf("s1", "s2", "s3") : dice.oneOf("", "S 1");
    PlacementView placed = shard.placement(group);
    if (placed == null || dice.chance(15)) {
      return dice.chance(80) ? new PlaceGroup(group, to) : new BeginMove(group, to);
    }
    long epoch = dice.chance(80) ? placed.movingEpoch() : placed.epoch() + dice.between(-1, 2);
    return switch (dice.between(1, 4)) {
      case 1 -> new FinishMove(group, epoch);
      case 2 -> new AbandonMove(group, epoch);
      default -> new BeginMove(group, to);
    };
  }
}
