package io.seatkeeper.core.outcome;

import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.command.Selection;
import java.util.List;

/** What one command led to. */
public sealed interface Outcome {

  /**
   * The command changed nothing.
   *
   * @param subject the object's label, the event's key or the value the rejection is about; may be
   *     empty
   */
  record Refused(Rejection rejection, String subject) implements Outcome {
    /** The sentence for people. */
    public String explanation() {
      return rejection.explain(subject);
    }
  }

  /** The command was carried out. */
  sealed interface Done extends Outcome {}

  /** An event's prices or its sale are as they were to be. */
  sealed interface SaleDone extends Done {
    /** The event's number. */
    int event();
  }

  /** A step of an order was taken, now or before. */
  sealed interface OrderDone extends Done {
    /** The order's reference. */
    String order();
  }

  record WorkspaceCreated(String workspace) implements Done {}

  /** A piece of a chart was kept; more must follow. */
  record ChartChunkStored(int chunk) implements Done {}

  record ChartStored(String chart, int version) implements Done {}

  /**
   * The event is there, on sale unless it is a draft.
   *
   * @param event its number, by which commands name it
   */
  record EventCreated(int event, String key) implements Done {}

  record EventUpdated(int event) implements Done {}

  record EventDeleted(int event) implements Done {}

  record ObjectsUpdated(int event, int objects) implements Done {}

  /**
   * The objects are held.
   *
   * @param deadlineLogMillis when the token ends, in log time
   * @param selections what was held: the request's own selections, or what best available chose
   */
  record ObjectsHeld(long token, long deadlineLogMillis, List<Selection> selections)
      implements Done {
    public ObjectsHeld {
      selections = List.copyOf(selections);
    }
  }

  /**
   * The objects are sold.
   *
   * @param objects how many became booked by this command; 0 when the order had them already
   */
  record ObjectsBooked(String order, int objects) implements Done {}

  record ObjectsReleased(int objects) implements Done {}

  record StatusChanged(int objects) implements Done {}

  record TokenEnded(int objects) implements Done {}

  /** The token lives until then. */
  record TokenExtended(long token, long deadlineLogMillis) implements Done {}

  record PricesSet(int event) implements SaleDone {}

  /** The announcement is kept; the state is scheduled, or still paused. */
  record SaleScheduled(int event, SaleState state) implements SaleDone {}

  record SaleStateSet(int event, SaleState state) implements SaleDone {}

  /**
   * The order is open, with these costs for good.
   *
   * @param payByLogMillis when it ends if it is not confirmed, in log time
   * @param currency empty for an order of free events
   * @param total in minor units
   */
  record OrderOpened(String order, long payByLogMillis, String currency, long total)
      implements OrderDone {}

  /**
   * The order's places are booked.
   *
   * @param objects how many became booked by this command; 0 when they were already
   */
  record OrderConfirmed(String order, int objects) implements OrderDone {}

  /** The order has failed; the token holds its places as before. */
  record OrderFailed(String order) implements OrderDone {}

  /**
   * The order was taken back.
   *
   * @param state cancelled, or refund due (or refunded by now) when money was taken
   * @param objects how many became free by this command; 0 when they were already
   */
  record OrderCancelled(String order, OrderState state, int objects) implements OrderDone {}

  /**
   * The order's payment was given up.
   *
   * @param objects how many became free by this command; 0 when they were already
   */
  record OrderVoided(String order, int objects) implements OrderDone {}

  /**
   * The money is accounted for.
   *
   * @param state captured, or refund due (or refunded by now) when it came too late
   */
  record PaymentRecorded(String order, OrderState state) implements OrderDone {}

  record RefundRecorded(String order) implements OrderDone {}

  record Ticked() implements Done {}

  record CheckpointPassed(long position) implements Done {}

  record BehaviourSwitched(int version) implements Done {}

  record ShardConfigured() implements Done {}

  record EventsNumbered(int firstEvent, int lastEvent) implements Done {}

  /** The group is on this shard: placed now, or before. */
  record GroupPlaced(String group, String shard, long epoch) implements Done {}

  /**
   * The group is on its way.
   *
   * @param epoch the move's, above that of every move of the group before
   */
  record MoveBegun(String group, String fromShard, String toShard, long epoch) implements Done {}

  record MoveFinished(String group, String shard, long epoch) implements Done {}

  record MoveAbandoned(String group, long epoch) implements Done {}

  record GroupFrozen(String group, long epoch) implements Done {}

  record GroupUnfrozen(String group, long epoch) implements Done {}

  /** A piece of a group was kept; more must follow. */
  record GroupChunkStored(String group, int chunk) implements Done {}

  /** The group is active here. */
  record GroupActivated(String group, long epoch) implements Done {}

  record GroupForgotten(String group, long epoch) implements Done {}
}
