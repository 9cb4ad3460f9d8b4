package io.seatkeeper.core.codec;

import static io.seatkeeper.core.codec.Wire.known;

import io.seatkeeper.core.codec.wire.ChangeMessage;
import io.seatkeeper.core.codec.wire.EventChangedMessage;
import io.seatkeeper.core.codec.wire.ObjectChangedMessage;
import io.seatkeeper.core.codec.wire.OrderChangedMessage;
import io.seatkeeper.core.outcome.Change;
import java.util.List;

/** The bytes of changes in audit segments: a format byte, then a {@code ChangeMessage}. */
public final class ChangeCodec {
  private static final int FORMAT = 1;
  private static final List<String> KNOWN_STATUSES = List.of("free", "held", "booked");
  private static final int CUSTOM_STATUS = KNOWN_STATUSES.size();

  private ChangeCodec() {}

  /** The bytes of a change. */
  public static byte[] encode(Change change) {
    ChangeMessage.Builder message =
        ChangeMessage.newBuilder().setEvent(change.event()).setEventVersion(change.eventVersion());
    switch (change) {
      case Change.ObjectChanged object -> message.setObjectChanged(write(object));
      case Change.EventChanged event ->
          message.setEventChanged(
              EventChangedMessage.newBuilder()
                  .setFact(number(event.fact()))
                  .setDetail(event.detail()));
      case Change.OrderChanged order ->
          message.setOrderChanged(
              OrderChangedMessage.newBuilder()
                  .setOrder(order.order())
                  .setState(OrderWire.write(order.state()))
                  .setTotal(order.total()));
    }
    return Wire.write(FORMAT, message.build());
  }

  private static ObjectChangedMessage write(Change.ObjectChanged change) {
    ObjectChangedMessage.Builder message =
        ObjectChangedMessage.newBuilder()
            .setObject(change.object())
            .setReason(change.reason().number())
            .setPreviousStatus(statusNumber(change.previousStatus()))
            .setStatus(statusNumber(change.status()))
            .setNotForSale(!change.forSale())
            .setBlocked(change.blocked())
            .setQuantityLessOne(change.quantity() - 1)
            .setAreaHeld(change.areaHeld())
            .setAreaBooked(change.areaBooked())
            .setToken(change.token())
            .setOrder(change.order());
    if (message.getPreviousStatus() == CUSTOM_STATUS) {
      message.setPreviousCustomStatus(change.previousStatus());
    }
    if (message.getStatus() == CUSTOM_STATUS) {
      message.setCustomStatus(change.status());
    }
    return message.build();
  }

  /**
   * The change that {@code length} bytes from {@code offset} hold.
   *
   * @throws UnknownFormatException when a newer build wrote them
   * @throws UnreadableException when they are no change
   */
  public static Change decode(byte[] bytes, int offset, int length) {
    ChangeMessage message =
        known(Wire.read("a change", FORMAT, ChangeMessage.parser(), bytes, offset, length));
    return switch (message.getChangeCase()) {
      case OBJECT_CHANGED -> read(message, known(message.getObjectChanged()));
      case EVENT_CHANGED -> {
        EventChangedMessage part = known(message.getEventChanged());
        yield new Change.EventChanged(
            message.getEvent(), message.getEventVersion(), fact(part.getFact()), part.getDetail());
      }
      case ORDER_CHANGED -> {
        OrderChangedMessage part = known(message.getOrderChanged());
        yield new Change.OrderChanged(
            message.getEvent(),
            message.getEventVersion(),
            part.getOrder(),
            OrderWire.read(part.getState()),
            part.getTotal());
      }
      case CHANGE_NOT_SET -> throw new UnreadableException("a change without a kind");
    };
  }

  private static Change read(ChangeMessage message, ObjectChangedMessage part) {
    return new Change.ObjectChanged(
        message.getEvent(),
        message.getEventVersion(),
        part.getObject(),
        reason(part.getReason()),
        status(part.getPreviousStatus(), part.getPreviousCustomStatus()),
        status(part.getStatus(), part.getCustomStatus()),
        !part.getNotForSale(),
        part.getBlocked(),
        part.getQuantityLessOne() + 1,
        part.getAreaHeld(),
        part.getAreaBooked(),
        part.getToken(),
        part.getOrder());
  }

  private static int statusNumber(String status) {
    int number = KNOWN_STATUSES.indexOf(status);
    return number < 0 ? CUSTOM_STATUS : number;
  }

  private static String status(int number, String custom) {
    if (number == CUSTOM_STATUS) {
      return custom;
    }
    if (number < 0 || number > CUSTOM_STATUS) {
      throw new UnknownFormatException("a change to the unknown status number " + number);
    }
    return KNOWN_STATUSES.get(number);
  }

  private static Change.Reason reason(int number) {
    try {
      return Change.Reason.ofNumber(number);
    } catch (IllegalArgumentException e) {
      throw new UnknownFormatException("a change for an unknown reason: " + e.getMessage());
    }
  }

  private static int number(Change.EventFact fact) {
    return switch (fact) {
      case CREATED -> 0;
      case UPDATED -> 1;
      case DELETED -> 2;
      case FENCED -> 3;
      case MOVED_AWAY -> 4;
      case MOVED_HERE -> 5;
      case PRICED -> 6;
      case SALE_CHANGED -> 7;
      case SALE_OPENED -> 8;
    };
  }

  private static Change.EventFact fact(int number) {
    return switch (number) {
      case 0 -> Change.EventFact.CREATED;
      case 1 -> Change.EventFact.UPDATED;
      case 2 -> Change.EventFact.DELETED;
      case 3 -> Change.EventFact.FENCED;
      case 4 -> Change.EventFact.MOVED_AWAY;
      case 5 -> Change.EventFact.MOVED_HERE;
      case 6 -> Change.EventFact.PRICED;
      case 7 -> Change.EventFact.SALE_CHANGED;
      case 8 -> Change.EventFact.SALE_OPENED;
      default -> throw new UnknownFormatException("a change with the unknown fact " + number);
    };
  }
}
