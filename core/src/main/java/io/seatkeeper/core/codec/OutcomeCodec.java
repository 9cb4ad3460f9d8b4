package io.seatkeeper.core.codec;

import static io.seatkeeper.core.codec.Wire.known;

import io.seatkeeper.core.codec.wire.ChartStoredMessage;
import io.seatkeeper.core.codec.wire.EmptyMessage;
import io.seatkeeper.core.codec.wire.EventCreatedMessage;
import io.seatkeeper.core.codec.wire.NumberEventsMessage;
import io.seatkeeper.core.codec.wire.ObjectsBookedMessage;
import io.seatkeeper.core.codec.wire.ObjectsHeldMessage;
import io.seatkeeper.core.codec.wire.ObjectsUpdatedMessage;
import io.seatkeeper.core.codec.wire.OutcomeMessage;
import io.seatkeeper.core.codec.wire.RefusedMessage;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Rejection;

/** The bytes of outcomes: a format byte, then an {@code OutcomeMessage}. */
public final class OutcomeCodec {
  private static final int FORMAT = 1;

  private OutcomeCodec() {}

  /** The bytes of an outcome. */
  public static byte[] encode(Outcome outcome) {
    return Wire.write(FORMAT, write(outcome));
  }

  static OutcomeMessage write(Outcome outcome) {
    OutcomeMessage.Builder message = OutcomeMessage.newBuilder();
    switch (outcome) {
      case Outcome.Refused refused ->
          message.setRefused(
              RefusedMessage.newBuilder()
                  .setRejection(refused.rejection().number())
                  .setSubject(refused.subject()));
      case Outcome.Done done -> write(done, message);
    }
    return message.build();
  }

  private static void write(Outcome.Done done, OutcomeMessage.Builder message) {
    switch (done) {
      case Outcome.WorkspaceCreated(String workspace) -> message.setWorkspaceCreated(workspace);
      case Outcome.ChartChunkStored(int chunk) -> message.setChartChunkStored(chunk);
      case Outcome.ChartStored(String chart, int version) ->
          message.setChartStored(
              ChartStoredMessage.newBuilder().setChart(chart).setVersion(version));
      case Outcome.EventCreated(int event, String key) ->
          message.setEventCreated(EventCreatedMessage.newBuilder().setEvent(event).setKey(key));
      case Outcome.EventUpdated(int event) -> message.setEventUpdated(event);
      case Outcome.EventDeleted(int event) -> message.setEventDeleted(event);
      case Outcome.ObjectsUpdated(int event, int objects) ->
          message.setObjectsUpdated(
              ObjectsUpdatedMessage.newBuilder().setEvent(event).setObjects(objects));
      case Outcome.ObjectsHeld held -> {
        ObjectsHeldMessage.Builder part = ObjectsHeldMessage.newBuilder();
        part.setToken(held.token()).setDeadlineLogMillis(held.deadlineLogMillis());
        for (Selection selection : held.selections()) {
          part.addSelections(SelectionWire.write(selection));
        }
        message.setObjectsHeld(part);
      }
      case Outcome.ObjectsBooked(String order, int objects) ->
          message.setObjectsBooked(
              ObjectsBookedMessage.newBuilder().setOrder(order).setObjects(objects));
      case Outcome.ObjectsReleased(int objects) -> message.setObjectsReleased(objects);
      case Outcome.StatusChanged(int objects) -> message.setStatusChanged(objects);
      case Outcome.TokenEnded(int objects) -> message.setTokenEnded(objects);
      case Outcome.Ticked() -> message.setTicked(EmptyMessage.getDefaultInstance());
      case Outcome.CheckpointPassed(long position) -> message.setCheckpointPassed(position);
      case Outcome.BehaviourSwitched(int version) -> message.setBehaviourSwitched(version);
      case Outcome.ShardConfigured() ->
          message.setShardConfigured(EmptyMessage.getDefaultInstance());
      case Outcome.EventsNumbered(int firstEvent, int lastEvent) ->
          message.setEventsNumbered(CommandWriter.numbers(firstEvent, lastEvent));
      case Outcome.GroupPlaced(String group, String shard, long epoch) ->
          message.setGroupPlaced(MoveOutcomes.placed(group, shard, epoch));
      case Outcome.MoveBegun begun -> message.setMoveBegun(MoveOutcomes.begun(begun));
      case Outcome.MoveFinished(String group, String shard, long epoch) ->
          message.setMoveFinished(MoveOutcomes.placed(group, shard, epoch));
      case Outcome.MoveAbandoned(String group, long epoch) ->
          message.setMoveAbandoned(MoveWire.move(group, epoch));
      case Outcome.GroupFrozen(String group, long epoch) ->
          message.setGroupFrozen(MoveWire.move(group, epoch));
      case Outcome.GroupUnfrozen(String group, long epoch) ->
          message.setGroupUnfrozen(MoveWire.move(group, epoch));
      case Outcome.GroupChunkStored stored ->
          message.setGroupChunkStored(MoveOutcomes.stored(stored));
      case Outcome.GroupActivated(String group, long epoch) ->
          message.setGroupActivated(MoveWire.move(group, epoch));
      case Outcome.GroupForgotten(String group, long epoch) ->
          message.setGroupForgotten(MoveWire.move(group, epoch));
      case Outcome.TokenExtended extended ->
          message.setTokenExtended(OrderOutcomes.extended(extended));
      case Outcome.SaleDone sale -> SaleWire.write(sale, message);
      case Outcome.OrderDone order -> OrderOutcomes.write(order, message);
    }
  }

  /**
   * The outcome that {@code length} bytes from {@code offset} hold.
   *
   * @throws UnknownFormatException when a newer build wrote them
   * @throws UnreadableException when they are no outcome
   */
  public static Outcome decode(byte[] bytes, int offset, int length) {
    return read(Wire.read("an outcome", FORMAT, OutcomeMessage.parser(), bytes, offset, length));
  }

  static Outcome read(OutcomeMessage message) {
    known(message);
    return switch (message.getOutcomeCase()) {
      case REFUSED -> refused(known(message.getRefused()));
      case OBJECTS_HELD -> held(known(message.getObjectsHeld()));
      case OBJECTS_BOOKED -> booked(known(message.getObjectsBooked()));
      case OBJECTS_RELEASED -> new Outcome.ObjectsReleased(message.getObjectsReleased());
      case STATUS_CHANGED -> new Outcome.StatusChanged(message.getStatusChanged());
      case TOKEN_ENDED -> new Outcome.TokenEnded(message.getTokenEnded());
      case TICKED -> {
        known(message.getTicked());
        yield new Outcome.Ticked();
      }
      case CHECKPOINT_PASSED -> new Outcome.CheckpointPassed(message.getCheckpointPassed());
      case WORKSPACE_CREATED -> new Outcome.WorkspaceCreated(message.getWorkspaceCreated());
      case CHART_CHUNK_STORED -> new Outcome.ChartChunkStored(message.getChartChunkStored());
      case CHART_STORED -> {
        ChartStoredMessage part = known(message.getChartStored());
        yield new Outcome.ChartStored(part.getChart(), part.getVersion());
      }
      case EVENT_CREATED -> {
        EventCreatedMessage part = known(message.getEventCreated());
        yield new Outcome.EventCreated(part.getEvent(), part.getKey());
      }
      case EVENT_UPDATED -> new Outcome.EventUpdated(message.getEventUpdated());
      case EVENT_DELETED -> new Outcome.EventDeleted(message.getEventDeleted());
      case OBJECTS_UPDATED -> {
        ObjectsUpdatedMessage part = known(message.getObjectsUpdated());
        yield new Outcome.ObjectsUpdated(part.getEvent(), part.getObjects());
      }
      case BEHAVIOUR_SWITCHED -> new Outcome.BehaviourSwitched(message.getBehaviourSwitched());
      case SHARD_CONFIGURED -> {
        known(message.getShardConfigured());
        yield new Outcome.ShardConfigured();
      }
      case EVENTS_NUMBERED -> {
        NumberEventsMessage part = known(message.getEventsNumbered());
        yield new Outcome.EventsNumbered(part.getFirstEvent(), part.getLastEvent());
      }
      case GROUP_PLACED -> MoveOutcomes.placed(known(message.getGroupPlaced()));
      case MOVE_BEGUN -> MoveOutcomes.begun(known(message.getMoveBegun()));
      case MOVE_FINISHED -> MoveOutcomes.finished(known(message.getMoveFinished()));
      case MOVE_ABANDONED -> MoveWire.read(message.getMoveAbandoned(), Outcome.MoveAbandoned::new);
      case GROUP_FROZEN -> MoveWire.read(message.getGroupFrozen(), Outcome.GroupFrozen::new);
      case GROUP_UNFROZEN -> MoveWire.read(message.getGroupUnfrozen(), Outcome.GroupUnfrozen::new);
      case GROUP_CHUNK_STORED -> MoveOutcomes.stored(known(message.getGroupChunkStored()));
      case GROUP_ACTIVATED ->
          MoveWire.read(message.getGroupActivated(), Outcome.GroupActivated::new);
      case GROUP_FORGOTTEN ->
          MoveWire.read(message.getGroupForgotten(), Outcome.GroupForgotten::new);
      case TOKEN_EXTENDED -> OrderOutcomes.extended(known(message.getTokenExtended()));
      case OUTCOME_NOT_SET -> throw new UnreadableException("an outcome without a kind");
      default -> OrderOutcomes.read(message);
    };
  }

  private static Outcome refused(RefusedMessage message) {
    try {
      return new Outcome.Refused(Rejection.ofNumber(message.getRejection()), message.getSubject());
    } catch (IllegalArgumentException e) {
      throw new UnknownFormatException("an outcome that is refused, but " + e.getMessage());
    }
  }

  private static Outcome held(ObjectsHeldMessage message) {
    return new Outcome.ObjectsHeld(
        message.getToken(),
        message.getDeadlineLogMillis(),
        SelectionWire.read(message.getSelectionsList()));
  }

  private static Outcome booked(ObjectsBookedMessage message) {
    return new Outcome.ObjectsBooked(message.getOrder(), message.getObjects());
  }
}
