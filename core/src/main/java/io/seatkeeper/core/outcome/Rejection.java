package io.seatkeeper.core.outcome;

/**
 * Why a command was refused. Numbers are written to logs and answered by the API: they are never
 * reused or renumbered.
 *
 * <p>Each sentence says what to do; {@code %s} stands for the object, event or value in question.
 */
public enum Rejection {
  MALFORMED_COMMAND(1, Kind.INVALID, "The command is malformed: %s. Correct the request."),
  WORKSPACE_UNKNOWN(2, Kind.NOT_FOUND, "There is no workspace %s. Check the key you use."),
  WORKSPACE_EXISTS(3, Kind.CONFLICT, "The workspace %s exists already. Choose another name."),
  CHART_UNKNOWN(4, Kind.NOT_FOUND, "There is no chart %s. Import it first."),
  CHART_CHUNK_UNEXPECTED(
      5, Kind.CONFLICT, "A piece of chart %s came out of order. Import the drawing again."),
  CHART_UNREADABLE(6, Kind.INVALID, "Chart %s cannot be read. Import the drawing again."),
  EVENT_UNKNOWN(7, Kind.NOT_FOUND, "There is no event %s. Check its key, or create it."),
  EVENT_EXISTS(8, Kind.CONFLICT, "The event %s exists already. Choose another key."),
  EVENT_FENCED(
      9,
      Kind.UNAVAILABLE,
      "Event %s stopped selling because an invariant broke. Tell the operator: its state must be"
          + " examined."),
  EVENTS_IN_DIFFERENT_GROUPS(
      10,
      Kind.INVALID,
      "The events of one request must share a placement group, but %s does not. Send one request"
          + " for each group."),
  OBJECT_UNKNOWN(11, Kind.NOT_FOUND, "There is no object %s in this event. Check its label."),
  OBJECT_REPEATED(12, Kind.INVALID, "The object %s is named twice. Name each object once."),
  TOO_MANY_OBJECTS(13, Kind.INVALID, "A request takes at most %s objects. Split it into several."),
  NOTHING_SELECTED(14, Kind.INVALID, "No objects are selected. Name at least one%s."),
  QUANTITY_INVALID(
      15,
      Kind.INVALID,
      "The quantity for %s is not possible. Use 1 for seats, tables and booths, and at least 1 for"
          + " areas."),
  OBJECT_NOT_FREE(16, Kind.CONFLICT, "%s is not free any more. Choose another."),
  OBJECT_NOT_FOR_SALE(17, Kind.CONFLICT, "%s is not for sale. Choose another."),
  OBJECT_BLOCKED(18, Kind.CONFLICT, "%s is blocked. Choose another."),
  CHANNEL_NOT_ALLOWED(
      19, Kind.FORBIDDEN, "%s belongs to a channel you did not name. Name it, or choose another."),
  AREA_FULL(20, Kind.CONFLICT, "%s has not enough room left. Ask for fewer, or choose another."),
  TOKEN_EXPIRED(21, Kind.GONE, "The hold token has ended. Get a new one and choose again%s."),
  TOKEN_OF_ANOTHER_WORKSPACE(
      22, Kind.FORBIDDEN, "The hold token belongs to another workspace than %s. Get a new one."),
  TOKEN_LEASE_TOO_LONG(
      23, Kind.INVALID, "The hold token outlasts what event %s accepts. Ask for a shorter one."),
  TOKEN_HOLDS_TOO_MUCH(
      24,
      Kind.CONFLICT,
      "A hold token may hold at most %s people's places. Release some, or book them first."),
  PURCHASE_LIMIT_EXCEEDED(
      25, Kind.CONFLICT, "A buyer may take at most %s places of this event. Take fewer."),
  NOT_HELD_BY_TOKEN(
      26, Kind.CONFLICT, "%s is not held by this token. Hold it first, then book it."),
  NOT_BOOKED_BY_ORDER(
      27, Kind.CONFLICT, "%s is not booked by this order. Check the order's reference."),
  NOTHING_TO_RELEASE(28, Kind.CONFLICT, "%s is free already. Leave it out."),
  AREA_OWNER_NEEDED(
      29,
      Kind.INVALID,
      "Area %s may have many owners. Name the token or the order to release from."),
  STATUS_NOT_SETTABLE(
      30,
      Kind.INVALID,
      "The status %s cannot be set this way. Use free or a custom status; hold and book have their"
          + " own requests."),
  STATUS_NOT_ALLOWED(
      31,
      Kind.CONFLICT,
      "%s has a status that this change does not allow. Allow it, or leave the object out."),
  AREA_HAS_NO_STATUS(32, Kind.INVALID, "Area %s has quantities, not a status. Hold or book them."),
  NO_BEST_AVAILABLE(
      33,
      Kind.CONFLICT,
      "There are no %s places like that any more. Ask for fewer, or allow more fallbacks."),
  CATEGORY_UNKNOWN(
      34, Kind.INVALID, "There is no category %s in this event. Use one that its chart has."),
  SECTION_UNKNOWN(
      35, Kind.INVALID, "There is no section %s in this event. Use one that its chart has."),
  ZONE_UNKNOWN(36, Kind.INVALID, "There is no zone %s in this event. Use one that its chart has."),
  REQUEST_KEY_REUSED(
      37,
      Kind.CONFLICT,
      "This idempotency key was used with another request%s. Use a new key for a new request."),
  REQUEST_LOG_FULL(
      38,
      Kind.UNAVAILABLE,
      "The request log is full%s. Try again later with the same key; the operator can enlarge it."),
  UPDATE_NOT_POSSIBLE(
      39,
      Kind.INVALID,
      "%s cannot be updated like that. Give areas allotments within their capacity and everything"
          + " else a channel, with keys of letters, digits, _ and -."),
  CHANNEL_CAPACITY_TAKEN(
      40,
      Kind.CONFLICT,
      "Area %s has already sold more than these allotments leave. Give them other sizes."),
  EXTRA_DATA_TOO_LONG(41, Kind.INVALID, "The extra data of %s is longer than 1 KiB. Shorten it."),
  TOO_MUCH_STATE(42, Kind.UNAVAILABLE, "The shard has no room for more %s. Tell the operator."),
  CHART_TOO_LARGE(
      43, Kind.INVALID, "A chart may have at most %s. Draw fewer, or split the venue into two."),
  EVENT_NAMES_USED_UP(
      44, Kind.CONFLICT, "This event cannot have more %s. Use one that it has already."),
  GROUP_UNKNOWN(
      45, Kind.NOT_FOUND, "There is no placement group %s in the catalogue. Place it first."),
  MOVE_UNDER_WAY(
      46,
      Kind.CONFLICT,
      "Group %s is moving to another shard already. Wait for that move, or abandon it."),
  GROUP_THERE_ALREADY(
      47, Kind.CONFLICT, "Group %s is on that shard already. Nothing needs to move."),
  EPOCH_STALE(
      48,
      Kind.CONFLICT,
      "The epoch given for group %s is not that of its current move. Read its placement again."),
  MOVE_FINISHED(
      49,
      Kind.CONFLICT,
      "The move of group %s is finished and cannot be abandoned. Move the group back instead."),
  GROUP_FROZEN(
      50,
      Kind.UNAVAILABLE,
      "Group %s is moving to another shard. Ask again shortly, with the same key."),
  GROUP_MOVED(
      51,
      Kind.UNAVAILABLE,
      "Group %s has moved to another shard. Ask again there, with the same key."),
  GROUP_NOT_FROZEN(
      52, Kind.CONFLICT, "Group %s is not frozen for this move. Freeze it with this epoch first."),
  GROUP_CHUNK_UNEXPECTED(
      53, Kind.CONFLICT, "A piece of group %s came out of order. Begin again with the first one."),
  GROUP_UNREADABLE(
      54, Kind.INVALID, "What was exported of group %s cannot be read. Export it again."),
  EVENT_NUMBER_TAKEN(
      55,
      Kind.CONFLICT,
      "This shard has or had another event %s. Give every shard its own range of event numbers."),
  EVENT_NUMBERS_GIVEN(
      56,
      Kind.CONFLICT,
      "This shard numbers its events from %s already. Keep that range, or use a new shard."),
  CHART_DIFFERS(
      57,
      Kind.CONFLICT,
      "This shard has another drawing as chart %s. Compare it with the catalogue's."),
  BEHAVIOUR_TOO_OLD(
      58,
      Kind.CONFLICT,
      "The shard must be at behaviour version %s for this. Upgrade every node, then switch it."),
  NOT_ON_SALE_YET(59, Kind.CONFLICT, "Event %s is not on sale yet. Come back when its sale opens."),
  PRESALE_CODE_NEEDED(
      60,
      Kind.FORBIDDEN,
      "Event %s is in presale. Give the code of a presale that runs now, or come back when the sale"
          + " opens to everybody."),
  SALE_PAUSED(
      61,
      Kind.UNAVAILABLE,
      "The sale of event %s is paused. What you hold stays yours until its deadline, and an open"
          + " order can be paid; try again shortly."),
  SALE_CLOSED(62, Kind.GONE, "The sale of event %s is closed. Ask the organiser for places."),
  SALE_STEP_NOT_POSSIBLE(
      63,
      Kind.CONFLICT,
      "The sale of this event is %s, from which this does not follow. Read its state, and ask for"
          + " one that does."),
  PRICES_NOT_POSSIBLE(
      64, Kind.INVALID, "Prices are not possible with this: %s. Correct it and send all of them."),
  SCHEDULE_NOT_POSSIBLE(
      65, Kind.INVALID, "A sale cannot be announced with this: %s. Correct it and send it again."),
  TICKET_TYPE_NOT_OFFERED(
      66,
      Kind.INVALID,
      "There is no ticket of this type for %s. Choose a type that has a price in its category."),
  CURRENCIES_DIFFER(
      67,
      Kind.INVALID,
      "Event %s has another currency than the rest of the order. Make an order for each currency."),
  ORDER_EXISTS(
      68,
      Kind.CONFLICT,
      "The order %s is there already, with something else in it. Use a new reference for a new"
          + " order."),
  ORDER_UNKNOWN(69, Kind.NOT_FOUND, "There is no order %s in this event. Check its reference."),
  ORDER_STILL_OPEN(
      70,
      Kind.CONFLICT,
      "The hold token has the open order %s. Pay it, or let it fail or be cancelled first."),
  OBJECT_IN_ORDER(
      71, Kind.CONFLICT, "%s belongs to an order. Cancel the order, or let it fail or end first."),
  ORDER_ENDED(
      72,
      Kind.GONE,
      "The order is %s. Choose places again under a new one; if money was taken for it, record the"
          + " payment so that it is returned."),
  ORDER_NOT_CONFIRMED(
      73, Kind.CONFLICT, "Order %s is open. Confirm it first, or cancel it or let it fail."),
  PAYMENT_NEEDED(
      74, Kind.INVALID, "Order %s costs money. Have its payment authorised, and name it."),
  PAYMENT_NOT_NEEDED(75, Kind.INVALID, "Order %s is free. Confirm it without a payment."),
  PAYMENT_DIFFERS(
      76,
      Kind.CONFLICT,
      "Order %s has another payment or refund. Read the order; return what was taken twice with the"
          + " provider."),
  REFUND_NOT_DUE(
      77, Kind.CONFLICT, "Order %s has no money to return. Cancel it first, or leave it."),
  ORDER_STEP_NOT_POSSIBLE(
      78,
      Kind.CONFLICT,
      "The order is %s, which this step does not fit. Read the order; cancelling it undoes what is"
          + " booked and paid."),
  ORDERS_UNSETTLED(
      79,
      Kind.CONFLICT,
      "Event %s has orders that are open, or money to take or to return. Settle them first."),
  TOKEN_EXTENSIONS_USED_UP(
      80,
      Kind.CONFLICT,
      "A hold token can be extended %s times at most. Order what it holds, or get a new one and"
          + " choose again when it has ended."),
  TOKEN_LIFE_USED_UP(
      81,
      Kind.CONFLICT,
      "A hold token can be extended by %s ms in all at most. Order what it holds, or get a new one"
          + " and choose again when it has ended."),
  TOKEN_ORDERS_USED_UP(
      82,
      Kind.CONFLICT,
      "A hold token can have %s orders at most. Get a new one and choose again.");

  private final int number;
  private final Kind kind;
  private final String sentence;

  Rejection(int number, Kind kind, String sentence) {
    this.number = number;
    this.kind = kind;
    this.sentence = sentence;
  }

  /** The sort of answer a caller deserves. */
  public enum Kind {
    INVALID,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    GONE,
    UNAVAILABLE
  }

  /** The stable number. */
  public int number() {
    return number;
  }

  public Kind kind() {
    return kind;
  }

  /** The sentence for people, about {@code subject} (empty when there is none). */
  public String explain(String subject) {
    return sentence.replace("%s", subject);
  }

  /**
   * The rejection with a number.
   *
   * @throws IllegalArgumentException when no rejection has it
   */
  public static Rejection ofNumber(int number) {
    for (Rejection rejection : values()) {
      if (rejection.number == number) {
        return rejection;
      }
    }
    throw new IllegalArgumentException("no rejection has the number " + number);
  }
}
