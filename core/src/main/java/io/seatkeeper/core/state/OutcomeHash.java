package io.seatkeeper.core.state;

import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.BehaviourSwitched;
import io.seatkeeper.core.outcome.Outcome.ChartChunkStored;
import io.seatkeeper.core.outcome.Outcome.ChartStored;
import io.seatkeeper.core.outcome.Outcome.CheckpointPassed;
import io.seatkeeper.core.outcome.Outcome.EventCreated;
import io.seatkeeper.core.outcome.Outcome.EventDeleted;
import io.seatkeeper.core.outcome.Outcome.EventUpdated;
import io.seatkeeper.core.outcome.Outcome.EventsNumbered;
import io.seatkeeper.core.outcome.Outcome.GroupActivated;
import io.seatkeeper.core.outcome.Outcome.GroupChunkStored;
import io.seatkeeper.core.outcome.Outcome.GroupForgotten;
import io.seatkeeper.core.outcome.Outcome.GroupFrozen;
import io.seatkeeper.core.outcome.Outcome.GroupPlaced;
import io.seatkeeper.core.outcome.Outcome.GroupUnfrozen;
import io.seatkeeper.core.outcome.Outcome.MoveAbandoned;
import io.seatkeeper.core.outcome.Outcome.MoveBegun;
import io.seatkeeper.core.outcome.Outcome.MoveFinished;
import io.seatkeeper.core.outcome.Outcome.ObjectsBooked;
import io.seatkeeper.core.outcome.Outcome.ObjectsHeld;
import io.seatkeeper.core.outcome.Outcome.ObjectsReleased;
import io.seatkeeper.core.outcome.Outcome.ObjectsUpdated;
import io.seatkeeper.core.outcome.Outcome.OrderCancelled;
import io.seatkeeper.core.outcome.Outcome.OrderConfirmed;
import io.seatkeeper.core.outcome.Outcome.OrderFailed;
import io.seatkeeper.core.outcome.Outcome.OrderOpened;
import io.seatkeeper.core.outcome.Outcome.OrderVoided;
import io.seatkeeper.core.outcome.Outcome.PaymentRecorded;
import io.seatkeeper.core.outcome.Outcome.PricesSet;
import io.seatkeeper.core.outcome.Outcome.RefundRecorded;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Outcome.SaleScheduled;
import io.seatkeeper.core.outcome.Outcome.SaleStateSet;
import io.seatkeeper.core.outcome.Outcome.ShardConfigured;
import io.seatkeeper.core.outcome.Outcome.StatusChanged;
import io.seatkeeper.core.outcome.Outcome.Ticked;
import io.seatkeeper.core.outcome.Outcome.TokenEnded;
import io.seatkeeper.core.outcome.Outcome.TokenExtended;
import io.seatkeeper.core.outcome.Outcome.WorkspaceCreated;

/** The hash of an outcome; the same on every machine, which {@code hashCode} does not promise. */
final class OutcomeHash {
  private OutcomeHash() {}

  static long of(Outcome outcome) {
    return switch (outcome) {
      case ObjectsHeld held -> held(held);
      case ObjectsBooked booked -> hash(1, StateHash.of(booked.order()), booked.objects());
      case ObjectsReleased released -> hash(2, released.objects(), 0);
      case StatusChanged changed -> hash(3, changed.objects(), 0);
      case TokenEnded ended -> hash(4, ended.objects(), 0);
      case ObjectsUpdated updated -> hash(5, updated.event(), updated.objects());
      case EventCreated created -> hash(6, created.event(), StateHash.of(created.key()));
      case EventUpdated updated -> hash(7, updated.event(), 0);
      case EventDeleted deleted -> hash(8, deleted.event(), 0);
      case WorkspaceCreated created -> hash(9, StateHash.of(created.workspace()), 0);
      case ChartChunkStored stored -> hash(10, stored.chunk(), 0);
      case ChartStored stored -> hash(11, StateHash.of(stored.chart()), stored.version());
      case Ticked() -> hash(12, 0, 0);
      case CheckpointPassed passed -> hash(13, passed.position(), 0);
      case BehaviourSwitched switched -> hash(14, switched.version(), 0);
      case ShardConfigured() -> hash(15, 0, 0);
      case EventsNumbered numbered -> hash(18, numbered.firstEvent(), numbered.lastEvent());
      case GroupPlaced placed -> group(19, placed.group(), placed.shard(), placed.epoch());
      case MoveBegun begun ->
          StateHash.fold(
              group(20, begun.group(), begun.fromShard(), begun.epoch()),
              StateHash.of(begun.toShard()));
      case MoveFinished finished -> group(21, finished.group(), finished.shard(), finished.epoch());
      case MoveAbandoned abandoned -> group(22, abandoned.group(), "", abandoned.epoch());
      case GroupFrozen frozen -> group(23, frozen.group(), "", frozen.epoch());
      case GroupUnfrozen unfrozen -> group(24, unfrozen.group(), "", unfrozen.epoch());
      case GroupChunkStored stored -> group(25, stored.group(), "", stored.chunk());
      case GroupActivated activated -> group(26, activated.group(), "", activated.epoch());
      case GroupForgotten forgotten -> group(27, forgotten.group(), "", forgotten.epoch());
      case TokenExtended extended -> hash(28, extended.token(), extended.deadlineLogMillis());
      case PricesSet set -> hash(29, set.event(), 0);
      case SaleScheduled scheduled ->
          hash(30, scheduled.event(), StateTerms.number(scheduled.state()));
      case SaleStateSet set -> hash(31, set.event(), StateTerms.number(set.state()));
      case OrderOpened opened ->
          StateHash.fold(
              hash(32, StateHash.of(opened.order()), opened.payByLogMillis()),
              StateHash.fold(StateHash.of(opened.currency()), opened.total()));
      case OrderConfirmed confirmed ->
          hash(33, StateHash.of(confirmed.order()), confirmed.objects());
      case OrderFailed failed -> hash(34, StateHash.of(failed.order()), 0);
      case OrderCancelled cancelled ->
          StateHash.fold(
              hash(35, StateHash.of(cancelled.order()), cancelled.objects()),
              StateTerms.number(cancelled.state()));
      case OrderVoided voided -> hash(36, StateHash.of(voided.order()), voided.objects());
      case PaymentRecorded recorded ->
          hash(37, StateHash.of(recorded.order()), StateTerms.number(recorded.state()));
      case RefundRecorded recorded -> hash(38, StateHash.of(recorded.order()), 0);
      case Refused refused ->
          hash(16, refused.rejection().number(), StateHash.of(refused.subject()));
    };
  }

  private static long group(int kind, String group, String shard, long number) {
    return hash(kind, StateHash.fold(StateHash.of(group), StateHash.of(shard)), number);
  }

  private static long held(ObjectsHeld held) {
    long hash = hash(17, held.token(), held.deadlineLogMillis());
    for (Selection selection : held.selections()) {
      hash = StateHash.fold(hash, selection.event());
      for (int position = 0; position < selection.size(); position++) {
        long entry = ((long) selection.object(position) << 32) | selection.quantity(position);
        hash = StateHash.fold(hash, entry);
      }
    }
    return hash;
  }

  private static long hash(int kind, long first, long second) {
    return StateHash.mix(StateHash.fold(StateHash.fold(kind, first), second));
  }
}
