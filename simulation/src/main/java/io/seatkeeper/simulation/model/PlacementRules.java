package io.seatkeeper.simulation.model;

import io.seatkeeper.core.command.Command.AbandonMove;
import io.seatkeeper.core.command.Command.BeginMove;
import io.seatkeeper.core.command.Command.FinishMove;
import io.seatkeeper.core.command.Command.PlaceGroup;
import io.seatkeeper.core.command.Command.PlacementCommand;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.PlacementView;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which shard has which placement group. */
final class PlacementRules {
  private static final String GROUP = "[a-z0-9][a-z0-9_-]{0,63}";
  private static final String SHARD = "[a-z0-9][a-z0-9-]{0,31}";

  private final NaiveShard shard;
  private final SortedMap<String, Placement> placements = new TreeMap<>();

  /** One group: where it is, where it goes, and which epochs it was given so far. */
  private static final class Placement {
    String on;
    long epoch = 1;
    @Nullable String movingTo;
    long lastEpoch = 1;

    Placement(String on) {
      this.on = on;
    }

    boolean movesAt(long wanted) {
      return movingTo != null && lastEpoch == wanted;
    }
  }

  PlacementRules(NaiveShard shard) {
    this.shard = shard;
  }

  Outcome apply(PlacementCommand command) {
    return switch (command) {
      case PlaceGroup place -> place(place);
      case BeginMove begin -> begin(begin);
      case FinishMove finish -> finish(finish);
      case AbandonMove abandon -> abandon(abandon);
    };
  }

  private Outcome place(PlaceGroup command) {
    checkNames(command.group(), command.shard());
    Placement placement = placements.get(command.group());
    if (placement == null) {
      shard.aboutToChange();
      placement = new Placement(command.shard());
      placements.put(command.group(), placement);
    }
    return new Outcome.GroupPlaced(command.group(), placement.on, placement.epoch);
  }

  private Outcome begin(BeginMove command) {
    checkNames(command.group(), command.toShard());
    Placement placement = placed(command.group());
    if (!command.toShard().equals(placement.movingTo)) {
      Refusal.when(placement.movingTo != null, Rejection.MOVE_UNDER_WAY, command.group());
      Refusal.when(
          placement.on.equals(command.toShard()), Rejection.GROUP_THERE_ALREADY, command.group());

      shard.aboutToChange();
      placement.movingTo = command.toShard();
      placement.lastEpoch++;
    }
    return new Outcome.MoveBegun(
        command.group(), placement.on, command.toShard(), placement.lastEpoch);
  }

  private Outcome finish(FinishMove command) {
    Placement placement = placed(command.group());
    String to = placement.movingTo;
    if (to != null && placement.movesAt(command.epoch())) {
      shard.aboutToChange();
      placement.on = to;
      placement.epoch = command.epoch();
      placement.movingTo = null;
    }
    Refusal.when(
        placement.movingTo != null || placement.epoch != command.epoch(),
        Rejection.EPOCH_STALE,
        command.group());
    return new Outcome.MoveFinished(command.group(), placement.on, placement.epoch);
  }

  private Outcome abandon(AbandonMove command) {
    Placement placement = placed(command.group());
    if (placement.movesAt(command.epoch())) {
      shard.aboutToChange();
      placement.movingTo = null;
    }
    Refusal.when(placement.epoch == command.epoch(), Rejection.MOVE_FINISHED, command.group());
    Refusal.when(
        placement.movingTo != null || placement.lastEpoch != command.epoch(),
        Rejection.EPOCH_STALE,
        command.group());
    return new Outcome.MoveAbandoned(command.group(), command.epoch());
  }

  private Placement placed(String group) {
    Placement placement = placements.get(group);
    if (placement == null) {
      throw Refusal.of(Rejection.GROUP_UNKNOWN, group);
    }
    return placement;
  }

  private static void checkNames(String group, String shard) {
    Refusal.when(!group.matches(GROUP), Rejection.MALFORMED_COMMAND, "group");
    Refusal.when(!shard.matches(SHARD), Rejection.MALFORMED_COMMAND, "shard");
  }

  @Nullable PlacementView view(String group) {
    Placement placement = placements.get(group);
    return placement == null ? null : view(group, placement);
  }

  List<PlacementView> views() {
    List<PlacementView> views = new ArrayList<>();
    placements.forEach((group, placement) -> views.add(view(group, placement)));
    return views;
  }

  private static PlacementView view(String group, Placement placement) {
    boolean moving = placement.movingTo != null;
    return new PlacementView(
        group,
        placement.on,
        placement.epoch,
        placement.movingTo,
        moving ? placement.lastEpoch : 0,
        placement.lastEpoch);
  }
}
