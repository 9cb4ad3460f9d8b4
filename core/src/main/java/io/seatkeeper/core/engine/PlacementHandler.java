package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command.AbandonMove;
import io.seatkeeper.core.command.Command.BeginMove;
import io.seatkeeper.core.command.Command.FinishMove;
import io.seatkeeper.core.command.Command.PlaceGroup;
import io.seatkeeper.core.command.Command.PlacementCommand;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.GroupPlaced;
import io.seatkeeper.core.outcome.Outcome.MoveAbandoned;
import io.seatkeeper.core.outcome.Outcome.MoveBegun;
import io.seatkeeper.core.outcome.Outcome.MoveFinished;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.PlacementTable;
import io.seatkeeper.core.state.PlacementView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps which shard has which placement group, and gives moves their epochs. */
final class PlacementHandler implements Handler<PlacementCommand> {
  private final PlacementTable placements;

  PlacementHandler(PlacementTable placements) {
    this.placements = placements;
  }

  @Override
  public @Nullable Outcome check(PlacementCommand command) {
    return switch (command) {
      case PlaceGroup place -> place(place);
      case BeginMove begin -> begin(begin);
      case FinishMove finish -> finish(finish);
      case AbandonMove abandon -> abandon(abandon);
    };
  }

  @Override
  public Outcome carryOut(PlacementCommand command) {
    return switch (command) {
      case PlaceGroup place -> {
        placements.place(place.group(), place.shard());
        yield new GroupPlaced(place.group(), place.shard(), 1);
      }
      case BeginMove begin -> {
        long epoch = placements.begin(begin.group(), begin.toShard());
        yield new MoveBegun(begin.group(), placed(begin.group()).shard(), begin.toShard(), epoch);
      }
      case FinishMove finish -> {
        placements.finish(finish.group());
        yield new MoveFinished(finish.group(), placed(finish.group()).shard(), finish.epoch());
      }
      case AbandonMove abandon -> {
        placements.abandon(abandon.group());
        yield new MoveAbandoned(abandon.group(), abandon.epoch());
      }
    };
  }

  private @Nullable Outcome place(PlaceGroup command) {
    Refused refused = names(command.group(), command.shard());
    if (refused != null) {
      return refused;
    }
    PlacementView placed = placements.placement(command.group());
    if (placed != null) {
      return new GroupPlaced(command.group(), placed.shard(), placed.epoch());
    }
    return placements.size() >= Limits.PLACEMENTS
        ? new Refused(Rejection.TOO_MUCH_STATE, "placement groups")
        : null;
  }

  private @Nullable Outcome begin(BeginMove command) {
    Refused refused = names(command.group(), command.toShard());
    if (refused != null) {
      return refused;
    }
    PlacementView placed = placements.placement(command.group());
    if (placed == null) {
      return new Refused(Rejection.GROUP_UNKNOWN, command.group());
    }
    if (command.toShard().equals(placed.movingTo())) {
      return new MoveBegun(
          command.group(), placed.shard(), command.toShard(), placed.movingEpoch());
    }
    if (placed.movingTo() != null) {
      return new Refused(Rejection.MOVE_UNDER_WAY, command.group());
    }
    return command.toShard().equals(placed.shard())
        ? new Refused(Rejection.GROUP_THERE_ALREADY, command.group())
        : null;
  }

  private @Nullable Outcome finish(FinishMove command) {
    PlacementView placed = placements.placement(command.group());
    if (placed == null) {
      return new Refused(Rejection.GROUP_UNKNOWN, command.group());
    }
    if (placed.movingTo() != null && placed.movingEpoch() == command.epoch()) {
      return null;
    }
    return placed.movingTo() == null && placed.epoch() == command.epoch()
        ? new MoveFinished(command.group(), placed.shard(), command.epoch())
        : new Refused(Rejection.EPOCH_STALE, command.group());
  }

  private @Nullable Outcome abandon(AbandonMove command) {
    PlacementView placed = placements.placement(command.group());
    if (placed == null) {
      return new Refused(Rejection.GROUP_UNKNOWN, command.group());
    }
    if (placed.movingTo() != null && placed.movingEpoch() == command.epoch()) {
      return null;
    }
    if (placed.epoch() == command.epoch()) {
      return new Refused(Rejection.MOVE_FINISHED, command.group());
    }
    boolean last = placements.lastEpoch(command.group()) == command.epoch();
    return placed.movingTo() == null && last
        ? new MoveAbandoned(command.group(), command.epoch())
        : new Refused(Rejection.EPOCH_STALE, command.group());
  }

  private PlacementView placed(String group) {
    return Objects.requireNonNull(placements.placement(group));
  }

  private static @Nullable Refused names(String group, String shard) {
    Refused refused = GroupNames.group(group);
    return refused == null ? GroupNames.shard(shard) : refused;
  }
}
