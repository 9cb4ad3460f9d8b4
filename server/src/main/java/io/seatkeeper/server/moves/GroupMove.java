package io.seatkeeper.server.moves;

import io.seatkeeper.core.codec.ExportedGroup.ChartReference;
import io.seatkeeper.core.codec.GroupExport;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command.AbandonMove;
import io.seatkeeper.core.command.Command.ActivateGroupChunk;
import io.seatkeeper.core.command.Command.FinishMove;
import io.seatkeeper.core.command.Command.ForgetGroup;
import io.seatkeeper.core.command.Command.FreezeGroup;
import io.seatkeeper.core.command.Command.UnfreezeGroup;
import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.state.ChartView;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.GroupView;
import io.seatkeeper.core.state.PlacementView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.core.state.WorkspaceView;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;

/**
 * One move of a placement group, driven on from wherever it stands by what the shards say: it
 * remembers nothing itself, and every step may be repeated.
 *
 * @param from where the group is
 * @param to where it goes
 * @param epoch of the move
 * @param frozenMillis told for how long nobody could buy
 */
record GroupMove(
    Shard catalogue,
    Shard from,
    Shard to,
    String group,
    long epoch,
    Asker asker,
    MoveStep.Listener steps,
    LongConsumer frozenMillis) {
  private static final Duration LATEST = Duration.ofSeconds(5);

  /**
   * Takes the group to its destination.
   *
   * @throws MoveRefusedException when a shard refused it and the group stays where it was
   * @throws io.seatkeeper.replication.ShardException when a shard did not answer: drive on later
   */
  void drive() throws InterruptedException {
    steps.done(MoveStep.BEGUN);
    latest(from);
    latest(to);
    if (!isActiveThere()) {
      try {
        takeOver();
      } catch (MoveRefusedException refused) {
        if (refused.passes()) {
          throw new ShardUnavailableException(
              "Another driver was in the way: " + refused.getMessage());
        }
        if (giveUp()) {
          throw refused;
        }
      }
    }
    asker.ask(catalogue, new FinishMove(group, epoch));
    steps.done(MoveStep.FINISHED);
  }

  private void takeOver() throws InterruptedException {
    GroupView there = to.read(view -> view.group(group));
    if (there.state() == GroupState.FROZEN && there.epoch() < epoch) {
      // It left from there before, which was not tidied up yet.
      asker.ask(to, new ForgetGroup(group, there.epoch()));
    }
    ShardCopies copies = new ShardCopies(asker);
    copyAhead(copies);
    asker.ask(from, new FreezeGroup(group, epoch, to.name()));
    long frozenNanos = System.nanoTime();
    steps.done(MoveStep.FROZEN);
    GroupExport export = from.export(group, epoch);
    if (export == null) {
      throw new ShardUnavailableException("Group " + group + " is frozen no more.");
    }
    for (ChartReference chart : export.charts()) {
      copies.workspace(from, to, chart.workspace());
      copies.chart(to, chart(chart));
    }
    steps.done(MoveStep.COPIED);
    List<Bytes> pieces = export.pieces();
    long upload = ThreadLocalRandom.current().nextLong();
    for (int piece = 0; piece < pieces.size(); piece++) {
      asker.ask(
          to,
          new ActivateGroupChunk(
              group, epoch, from.name(), upload, piece, pieces.size(), pieces.get(piece)));
    }
    frozenMillis.accept((System.nanoTime() - frozenNanos) / 1_000_000);
    steps.done(MoveStep.ACTIVATED);
  }

  /** What can be copied while the group still sells need not be copied while it does not. */
  private void copyAhead(ShardCopies copies) throws InterruptedException {
    for (ChartView chart : from.read(this::charts)) {
      copies.workspace(from, to, chart.workspace());
      copies.chart(to, chart);
    }
  }

  private List<ChartView> charts(ShardView view) {
    List<ChartView> charts = new ArrayList<>();
    for (WorkspaceView workspace : view.workspaces()) {
      for (EventView event : view.events(workspace.workspace())) {
        if (event.group().equals(group)) {
          charts.add(
              Objects.requireNonNull(
                  view.chart(event.workspace(), event.chart(), event.chartVersion())));
        }
      }
    }
    return charts;
  }

  private ChartView chart(ChartReference chart) {
    return Objects.requireNonNull(
        from.read(view -> view.chart(chart.workspace(), chart.chart(), chart.version())),
        "a group's charts are where it is");
  }

  /**
   * Gives the move up, in the order that never lets the group sell on two shards: first it is made
   * sure that it cannot become active at the destination, whatever another driver has under way.
   *
   * @return false when it turns out to be active there already
   */
  private boolean giveUp() throws InterruptedException {
    try {
      asker.ask(to, new UnfreezeGroup(group, epoch));
    } catch (MoveRefusedException refused) {
      latest(to);
      if (isActiveThere()) {
        return false;
      }
      if (to.read(view -> view.group(group)).epoch() < epoch) {
        throw new ShardUnavailableException(
            "Group " + group + " cannot be kept out of " + to.name() + ": " + refused.getMessage());
      }
    }
    steps.done(MoveStep.KEPT_OUT);
    asker.ask(from, new UnfreezeGroup(group, epoch));
    steps.done(MoveStep.UNFROZEN);
    asker.ask(catalogue, new AbandonMove(group, epoch));
    return true;
  }

  private boolean isActiveThere() {
    GroupView there = to.read(view -> view.group(group));
    return there.state() == GroupState.ACTIVE && there.epoch() == epoch;
  }

  private static void latest(Shard shard) throws InterruptedException {
    try {
      shard.awaitLatest(LATEST).get();
    } catch (ExecutionException e) {
      throw new ShardUnavailableException(
          "Shard " + shard.name() + " does not say how far it is: " + e.getCause());
    }
  }

  /** Whether a placement names another shard than one that is still frozen for a move. */
  static boolean isLeftover(GroupView frozen, Shard shard, PlacementView placed) {
    return frozen.state() == GroupState.FROZEN
        && placed.movingTo() == null
        && placed.epoch() >= frozen.epoch()
        && !placed.shard().equals(shard.name());
  }
}
