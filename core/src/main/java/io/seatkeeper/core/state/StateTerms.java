package io.seatkeeper.core.state;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.command.Prices.Price;
import io.seatkeeper.core.command.Prices.TicketType;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.SaleSchedule.PresaleWindow;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.outcome.OrderState;

/**
 * The term each thing adds to the {@link StateHash}. Whatever is as it was when its event was
 * created, or is not there, has the term 0.
 */
final class StateTerms {
  /** Keeps neighbours so far apart that no properties can bridge the gap. */
  private static final long SPREAD = 0x9FB21C651E98DF25L;

  private static final long INDEX = 0x4D8F1C5B3A297E61L;
  private static final long POSITION = 0x17B3D9E58C6A2F40L;
  private static final long LOG_MILLIS = 0x6E2A90F7B1C4D835L;
  private static final long WALL_MILLIS = 0x39C7E4A1D5F0826BL;
  private static final long BOUNDS = 0x52;
  private static final long WORKSPACE = 0x53;
  private static final long CHART = 0x54;
  private static final long UPLOAD = 0x55;
  private static final long EVENT = 0x56;
  private static final long EVENT_FACTS = 0x57;
  private static final long EVENT_VERSION = 0x58;
  private static final long BLOCK_REASONS = 0x59;
  private static final long EXTRA_DATA = 0x5A;
  private static final long ORDERS = 0x5B;
  private static final long BUYERS = 0x5C;
  private static final long STATUSES = 0x5D;
  private static final long CHANNELS = 0x5E;
  private static final long ALLOTMENT = 0x5F;
  private static final long SHARE = 0x60;
  private static final long TOKEN = 0x61;
  private static final long REQUEST = 0x62;
  private static final long PLACEMENT = 0x63;
  private static final long GROUP = 0x64;
  private static final long GROUP_UPLOAD = 0x65;
  private static final long NUMBERING = 0x66;
  private static final long SETTINGS = 0x67;
  private static final long SALE = 0x68;
  private static final long PRICES = 0x69;
  private static final long ORDER = 0x6A;

  private StateTerms() {}

  /** The term of the log's clocks: four independent ones, which a processor mixes at once. */
  static long clocks(long index, long position, long logMillis, long wallMillis) {
    return StateHash.mix(INDEX + index)
        + StateHash.mix(POSITION + position)
        + StateHash.mix(LOG_MILLIS + logMillis)
        + StateHash.mix(WALL_MILLIS + wallMillis);
  }

  static long bounds(
      int behaviourVersion, int requestCapacity, long requestWindowMillis, int nextEvent) {
    long term = StateHash.fold(BOUNDS, behaviourVersion);
    term = StateHash.fold(term, requestCapacity);
    term = StateHash.fold(term, requestWindowMillis);
    return StateHash.mix(StateHash.fold(term, nextEvent));
  }

  static long workspace(WorkspaceView workspace) {
    long term = StateHash.fold(WORKSPACE, StateHash.of(workspace.workspace()));
    term = StateHash.fold(term, workspace.mode() == Mode.LIVE ? 1 : 0);
    term = StateHash.fold(term, StateHash.of(workspace.secretKeyHash()));
    term = StateHash.fold(term, StateHash.of(workspace.publicKeyHash()));
    for (byte value : workspace.tokenSecret().toArray()) {
      term = StateHash.fold(term, value);
    }
    return StateHash.mix(term);
  }

  static long chart(String workspace, String chart, int version, long content) {
    long term = StateHash.fold(CHART, StateHash.of(workspace));
    term = StateHash.fold(term, StateHash.of(chart));
    return StateHash.mix(StateHash.fold(StateHash.fold(term, version), content));
  }

  /** The term of a chart on its way; the version is 0 for one that is not copied. */
  static long upload(String workspace, String chart, int version, Upload upload) {
    long term = StateHash.fold(UPLOAD, StateHash.of(workspace));
    term = pieces(StateHash.fold(term, StateHash.of(chart)), upload);
    return StateHash.mix(version == 0 ? term : StateHash.fold(term, version));
  }

  /** The term of a placement group on its way. */
  static long groupUpload(String group, long epoch, Upload upload) {
    long term = StateHash.fold(GROUP_UPLOAD, StateHash.of(group));
    return StateHash.mix(pieces(StateHash.fold(term, epoch), upload));
  }

  private static long pieces(long hash, Upload upload) {
    long term = StateHash.fold(hash, upload.number);
    term = StateHash.fold(term, upload.chunks);
    term = StateHash.fold(term, upload.pieces().size());
    term = StateHash.fold(term, upload.touchedLogMillis());
    return StateHash.fold(term, upload.contentHash());
  }

  static long placement(PlacementImage placement) {
    long term = StateHash.fold(PLACEMENT, StateHash.of(placement.group()));
    term = StateHash.fold(term, StateHash.of(placement.shard()));
    term = StateHash.fold(term, placement.epoch());
    term = StateHash.fold(term, StateHash.of(placement.movingTo()));
    return StateHash.mix(StateHash.fold(term, placement.lastEpoch()));
  }

  /** The term of what a shard knows of a group, with what is parked of it. */
  static long group(GroupImage group) {
    long term = StateHash.fold(GROUP, StateHash.of(group.group()));
    term = StateHash.fold(term, number(group.state()));
    term = StateHash.fold(term, group.epoch());
    term = StateHash.fold(term, group.moveEpoch());
    term = StateHash.fold(term, StateHash.of(group.toShard()));
    term = StateHash.fold(term, group.frozenLogMillis());
    for (ParkedToken token : group.parked()) {
      term = StateHash.fold(term, token.token());
      term = StateHash.fold(term, StateHash.of(token.workspace()));
      term = StateHash.fold(term, StateHash.of(token.buyer()));
      term = use(StateHash.fold(term, token.remainingMillis()), token.use());
      term = StateHash.fold(term, token.holdings().length);
      for (int number : token.holdings()) {
        term = StateHash.fold(term, number);
      }
    }
    for (int event : group.movedEvents()) {
      term = StateHash.fold(term, event);
    }
    return StateHash.mix(term);
  }

  private static int number(GroupState state) {
    return switch (state) {
      case ACTIVE -> 0;
      case FROZEN -> 1;
      case MOVED -> 2;
    };
  }

  /** The term of the range of a shard's event numbers; 0 when it was never set. */
  static long numbering(int firstEvent, int lastEvent) {
    boolean given = firstEvent != ShardState.FIRST_EVENT || lastEvent != ShardState.LAST_EVENT;
    return given
        ? StateHash.mix(StateHash.fold(StateHash.fold(NUMBERING, firstEvent), lastEvent))
        : 0;
  }

  /** What sets one event's terms apart from another's. */
  static long eventSalt(int event) {
    return StateHash.mix(StateHash.fold(EVENT, event));
  }

  static long eventIdentity(
      long salt, String key, String workspace, String chart, int chartVersion, long createdMillis) {
    long term = StateHash.fold(salt, StateHash.of(key));
    term = StateHash.fold(term, StateHash.of(workspace));
    term = StateHash.fold(term, StateHash.of(chart));
    term = StateHash.fold(term, chartVersion);
    return StateHash.mix(StateHash.fold(term, createdMillis));
  }

  static long eventFacts(long salt, String name, EventSettings settings) {
    long term = StateHash.fold(salt ^ EVENT_FACTS, StateHash.of(name));
    term = StateHash.fold(term, settings.purchaseLimit());
    term = StateHash.fold(term, settings.objectsPerToken());
    term = StateHash.fold(term, settings.maxHoldMillis());
    if (!settings.extendsByDefault()) {
      term = StateHash.fold(term ^ SETTINGS, settings.maxExtensions());
      term = StateHash.fold(term, settings.maxExtendedMillis());
    }
    return StateHash.mix(term);
  }

  /** The term of where an event's sale stands. */
  static long sale(long salt, EventSale sale) {
    if (sale.equals(EventSale.OPEN)) {
      return 0;
    }
    long term = StateHash.fold(salt ^ SALE, number(sale.state()));
    term = StateHash.fold(term, sale.opened() ? 1 : 0);
    term = StateHash.fold(term, sale.schedule().onSaleWallMillis());
    if (!sale.schedule().timeZone().isEmpty()) {
      term = StateHash.fold(term, StateHash.of(sale.schedule().timeZone()));
    }
    for (PresaleWindow window : sale.schedule().presales()) {
      term = StateHash.fold(term, StateHash.of(window.channel()));
      term = StateHash.fold(term, StateHash.of(window.codeHash()));
      term = StateHash.fold(term, window.fromWallMillis());
      term = StateHash.fold(term, window.untilWallMillis());
    }
    return StateHash.mix(term);
  }

  static int number(SaleState state) {
    return switch (state) {
      case DRAFT -> 0;
      case SCHEDULED -> 1;
      case ON_SALE -> 2;
      case PAUSED -> 3;
      case CLOSED -> 4;
    };
  }

  /** The term of what an event's tickets cost. */
  static long prices(long salt, Prices prices) {
    if (prices.equals(Prices.FREE)) {
      return 0;
    }
    long term = StateHash.fold(salt ^ PRICES, StateHash.of(prices.currency()));
    term = StateHash.fold(term, prices.feePerTicket());
    term = StateHash.fold(term, prices.feePerOrder());
    term = StateHash.fold(term, prices.ticketTypes().size());
    for (TicketType type : prices.ticketTypes()) {
      term = StateHash.fold(term, StateHash.of(type.key()));
      term = StateHash.fold(term, StateHash.of(type.name()));
    }
    for (Price price : prices.prices()) {
      term = StateHash.fold(term, StateHash.of(price.category()));
      term = StateHash.fold(term, StateHash.of(price.ticketType()));
      term = StateHash.fold(term, price.amount());
    }
    return StateHash.mix(term);
  }

  /** The term of an order with all that is known of it. */
  static long order(OrderView order) {
    long term = StateHash.fold(ORDER, StateHash.of(order.workspace()));
    term = StateHash.fold(term, StateHash.of(order.group()));
    term = StateHash.fold(term, StateHash.of(order.reference()));
    term = StateHash.fold(term, order.token());
    term = StateHash.fold(term, StateHash.of(order.buyer()));
    term = StateHash.fold(term, number(order.state()));
    term = StateHash.fold(term, StateHash.of(order.currency()));
    for (OrderLine line : order.lines()) {
      term = StateHash.fold(term, ((long) line.event() << 32) | line.object());
      term = StateHash.fold(term, line.quantity());
      term = StateHash.fold(term, StateHash.of(line.ticketType()));
      term = StateHash.fold(StateHash.fold(term, line.price()), line.fee());
    }
    term = StateHash.fold(StateHash.fold(term, order.orderFee()), order.total());
    term = StateHash.fold(term, order.payByLogMillis());
    term = StateHash.fold(term, order.openedWallMillis());
    term = StateHash.fold(term, order.changedWallMillis());
    term = StateHash.fold(term, StateHash.of(order.idempotencyId()));
    term = StateHash.fold(term, StateHash.of(order.payment()));
    return StateHash.mix(StateHash.fold(term, StateHash.of(order.refund())));
  }

  static int number(OrderState state) {
    return switch (state) {
      case OPEN -> 0;
      case CONFIRMED -> 1;
      case CAPTURED -> 2;
      case FAILED -> 3;
      case EXPIRED -> 4;
      case CANCELLED -> 5;
      case VOIDED -> 6;
      case REFUND_DUE -> 7;
      case REFUNDED -> 8;
    };
  }

  static long eventVersion(long salt, long version, boolean fenced) {
    return StateHash.mix((salt ^ EVENT_VERSION) + 2 * version + (fenced ? 1 : 0));
  }

  /**
   * The term of an object.
   *
   * @param properties status, flags and channel in one word; 0 for an untouched object
   */
  static long object(long salt, int object, long properties, long ownerHash) {
    return properties == 0
        ? 0
        : StateHash.mix(
            StateHash.fold(StateHash.fold(salt + object * SPREAD, properties), ownerHash));
  }

  static long blockReason(long salt, int object, String reason) {
    return text(salt ^ BLOCK_REASONS, object, reason);
  }

  static long extraData(long salt, int object, String text) {
    return text(salt ^ EXTRA_DATA, object, text);
  }

  static long orders(long salt) {
    return StateHash.mix(salt ^ ORDERS);
  }

  static long buyers(long salt) {
    return StateHash.mix(salt ^ BUYERS);
  }

  /** The term of a counted name. */
  static long name(long salt, long nameHash, int count) {
    return count == 0 ? 0 : StateHash.mix(StateHash.fold(salt, nameHash) + count);
  }

  static long status(long salt, int code, String status) {
    return text(salt ^ STATUSES, code, status);
  }

  static long channel(long salt, int number, String channel) {
    return text(salt ^ CHANNELS, number, channel);
  }

  static long allotment(
      long salt, int object, int place, int channel, int capacity, int held, int booked) {
    long term = StateHash.fold(salt ^ ALLOTMENT, object);
    term = StateHash.fold(term, ((long) place << 32) | channel);
    term = StateHash.fold(term, capacity);
    return StateHash.mix(StateHash.fold(term, ((long) held << 32) | booked));
  }

  /** The term of what one owner has of an area in one allotment. */
  static long share(long salt, int object, int channel, long ownerHash, int quantity) {
    if (quantity == 0) {
      return 0;
    }
    long term = StateHash.fold(salt ^ SHARE, ((long) object << 32) | channel);
    return StateHash.mix(StateHash.fold(StateHash.fold(term, ownerHash), quantity));
  }

  /** The hash of an owner that is a token. */
  static long tokenOwner(long token) {
    return token;
  }

  /** The hash of an owner that is an order, booked for a buyer. */
  static long orderOwner(long orderHash, long buyerHash) {
    return StateHash.mix(StateHash.fold(orderHash, buyerHash));
  }

  /** The ordered hash of a token, into which {@link #holding} folds what it holds, in order. */
  static long token(
      long token, long deadline, boolean ended, long workspaceHash, long buyerHash, TokenUse use) {
    long hash = StateHash.fold(TOKEN, token);
    hash = StateHash.fold(hash, deadline);
    hash = StateHash.fold(hash, ended ? 1 : 0);
    return use(StateHash.fold(StateHash.fold(hash, workspaceHash), buyerHash), use);
  }

  private static long use(long hash, TokenUse use) {
    if (use.equals(TokenUse.NONE)) {
      return hash;
    }
    long term = StateHash.fold(hash, use.extensions());
    return StateHash.fold(StateHash.fold(term, use.extendedMillis()), use.orders());
  }

  static long holding(long hash, int event, int object, int people) {
    return StateHash.fold(StateHash.fold(hash, ((long) event << 32) | object), people);
  }

  /**
   * The term of a remembered request.
   *
   * @param groupHash the hash of its placement group's name; 0 for none
   */
  static long request(RequestKey key, long logMillis, long outcomeHash, long groupHash) {
    long term = StateHash.fold(REQUEST, key.identityHigh());
    term = StateHash.fold(term, key.identityLow());
    term = StateHash.fold(term, key.digestHigh());
    term = StateHash.fold(term, key.digestLow());
    term = StateHash.fold(StateHash.fold(term, logMillis), outcomeHash);
    return StateHash.mix(groupHash == 0 ? term : StateHash.fold(term, groupHash));
  }

  private static long text(long salt, int number, String text) {
    return text.isEmpty()
        ? 0
        : StateHash.mix(StateHash.fold(StateHash.fold(salt, number), StateHash.of(text)));
  }
}
