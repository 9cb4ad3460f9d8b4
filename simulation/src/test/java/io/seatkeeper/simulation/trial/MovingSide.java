package io.seatkeeper.simulation.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.codec.Snapshot;
import io.seatkeeper.core.codec.SnapshotCodec;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Command.ExtendToken;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.OrderCommand.OpenOrder;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.ObjectsHeld;
import io.seatkeeper.core.outcome.Outcome.OrderOpened;
import io.seatkeeper.core.outcome.Outcome.TokenExtended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of two shards between which a group moves: an engine with a clock of its own. */
final class MovingSide {
  /** Longer than any token lives and any answer is remembered. */
  private static final long LONG_TIME = 300_000_000;

  final String name;
  final SeatEngine engine;

  /** How far this side's log time is ahead of the world's. */
  long ahead;

  MovingSide(String name, SeatEngine engine, long ahead) {
    this.name = name;
    this.engine = engine;
    this.ahead = ahead;
  }

  /** Lets so much time pass here that nothing is remembered but what came with the group. */
  void letTimePass() {
    ahead += LONG_TIME;
  }

  Applied apply(long index, long worldMillis, long wallMillis, Request request) {
    Request here = new Request(inTimeOfThisSide(request.command()), request.key());
    return engine.apply(index, worldMillis + ahead, wallMillis, here);
  }

  /** An outcome of this side, with deadlines in the world's time. */
  @Nullable Outcome inTimeOfTheWorld(@Nullable Outcome outcome) {
    return switch (outcome) {
      case ObjectsHeld held ->
          new ObjectsHeld(held.token(), held.deadlineLogMillis() - ahead, held.selections());
      case TokenExtended extended ->
          new TokenExtended(extended.token(), extended.deadlineLogMillis() - ahead);
      case OrderOpened opened ->
          new OrderOpened(
              opened.order(), opened.payByLogMillis() - ahead, opened.currency(), opened.total());
      case null, default -> outcome;
    };
  }

  private Command inTimeOfThisSide(Command command) {
    return switch (command) {
      case HoldObjects hold ->
          new HoldObjects(later(hold.lease()), hold.selections(), hold.access());
      case HoldBestAvailable best ->
          new HoldBestAvailable(
              later(best.lease()),
              best.event(),
              best.count(),
              best.categories(),
              best.section(),
              best.zone(),
              best.accessible(),
              best.scattered(),
              best.acrossSections(),
              best.area(),
              best.access());
      case EndToken end -> new EndToken(later(end.lease()));
      case ExtendToken extend ->
          new ExtendToken(extend.token(), extend.deadlineLogMillis() + ahead);
      case OpenOrder open ->
          new OpenOrder(
              open.event(),
              open.order(),
              open.token(),
              open.items(),
              open.payByLogMillis() + ahead,
              open.idempotencyId(),
              open.caller());
      default -> command;
    };
  }

  private TokenLease later(TokenLease lease) {
    return new TokenLease(
        lease.token(), lease.workspace(), lease.deadlineLogMillis() + ahead, lease.buyer());
  }

  /** The same side, restored from a snapshot. */
  MovingSide restored() {
    return restored(SnapshotCodec.capture(engine));
  }

  MovingSide restored(Snapshot snapshot) {
    try {
      List<byte[]> frames = new ArrayList<>();
      snapshot.frames(frames::add);
      Iterator<byte[]> source = frames.iterator();
      SeatEngine copy = SnapshotCodec.restore(() -> source.hasNext() ? source.next() : null);
      assertThat(copy.view().stateHash()).isEqualTo(snapshot.stateHash());
      return new MovingSide(name, copy, ahead);
    } catch (IOException e) {
      throw new UncheckedIOException("memory failed", e);
    }
  }
}
