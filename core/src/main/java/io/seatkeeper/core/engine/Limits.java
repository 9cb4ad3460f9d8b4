package io.seatkeeper.core.engine;

/** How much of everything the engine takes. */
public final class Limits {
  /** Objects in one command. */
  public static final int OBJECTS_PER_COMMAND = 100;

  /** People in one request for the best available. */
  public static final int BEST_AVAILABLE_COUNT = 50;

  /** Characters of an order's reference. */
  public static final int ORDER_CHARACTERS = 64;

  /** Characters of a payment's, a refund's or an idempotency reference. */
  public static final int PAYMENT_CHARACTERS = 128;

  /** Orders one token may open, one after the other. */
  public static final int ORDERS_PER_TOKEN = 10;

  /** What a token has left at least when its order fails. */
  public static final long AFTER_ORDER_MILLIS = 60_000;

  /** Orders of all events, until their events are deleted. */
  public static final int ORDERS = 1_000_000;

  /** The highest price or fee, in minor units. */
  public static final long AMOUNT = 1_000_000_000_000L;

  /** Ticket types of one event. */
  public static final int TICKET_TYPES = 32;

  /** Characters of a ticket type's name. */
  public static final int TICKET_TYPE_NAME_CHARACTERS = 128;

  /** Prices of one event. */
  public static final int PRICES = 1024;

  /** Presales announced of one event. */
  public static final int PRESALES = 32;

  /** How often an event may allow tokens to be extended. */
  public static final int EXTENSIONS = 100;

  /** Characters of an event's name. */
  public static final int EVENT_NAME_CHARACTERS = 256;

  /** Characters of a block's reason. */
  public static final int BLOCK_REASON_CHARACTERS = 256;

  /** Bytes of an object's extra data. */
  public static final int EXTRA_DATA_BYTES = 1024;

  /** People one token may be allowed to hold in an event. */
  public static final int OBJECTS_PER_TOKEN = 1000;

  /** The shortest limit on a lease an event may set. */
  public static final long SHORTEST_HOLD_MILLIS = 1000;

  /** The longest limit on a lease an event may set: 30 days. */
  public static final long LONGEST_HOLD_MILLIS = 30L * 24 * 60 * 60 * 1000;

  /** Bytes of one piece of a chart. */
  public static final int CHART_CHUNK_BYTES = 3 << 20;

  /** Bytes of all charts on their way. */
  public static final long UPLOAD_BYTES = 64L << 20;

  /** Log time after which a chart of which no further piece comes is dropped: 10 minutes. */
  public static final long UPLOAD_MILLIS = 10L * 60 * 1000;

  /** Bytes of one piece of a placement group. */
  public static final int GROUP_CHUNK_BYTES = 512 << 10;

  /** Bytes of all placement groups on their way to a shard. */
  public static final long GROUP_UPLOAD_BYTES = 256L << 20;

  /** Placement groups in the catalogue. */
  public static final int PLACEMENTS = 1_000_000;

  /** Placement groups a shard may know to move, to have moved or to have come. */
  public static final int GROUPS = 1_000_000;

  public static final int WORKSPACES = 10_000;

  /** Versions of all charts. */
  public static final int CHART_VERSIONS = 10_000;

  /** Objects of all charts' versions. */
  public static final long CHART_OBJECTS = 32_000_000;

  /**
   * People one chart has places for: whoever takes them all is still counted in an {@code int},
   * even by an order that has them all.
   */
  public static final int CHART_PEOPLE = 100_000_000;

  /** Categories of one chart; its seats are sorted once for each. */
  public static final int CHART_CATEGORIES = 256;

  /** Sections of one chart; its seats are listed once for each, in each category. */
  public static final int CHART_SECTIONS = 4096;

  public static final int EVENTS = 100_000;

  /** Objects of all events. */
  public static final long EVENT_OBJECTS = 64_000_000;

  /** Outcomes the request log may be configured to remember. */
  public static final int REQUEST_CAPACITY = 16_000_000;

  private Limits() {}
}
