package io.seatkeeper.core.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something a caller asks of a shard; applied by {@code SeatEngine} in log order. */
public sealed interface Command
    permits Command.CatalogueCommand,
        Command.EventCommand,
        Command.SaleCommand,
        Command.ShardCommand,
        Command.PlacementCommand,
        Command.GroupCommand,
        OrderCommand {

  /** Commands that set up a tenant and its drawings. */
  sealed interface CatalogueCommand extends Command {}

  /** Commands about one whole event. */
  sealed interface EventCommand extends Command {}

  /** Commands that take or give back objects. */
  sealed interface SaleCommand extends Command {}

  /** Commands the node itself writes. */
  sealed interface ShardCommand extends Command {}

  /** Commands of the catalogue about which shard has which placement group. */
  sealed interface PlacementCommand extends Command {}

  /** Commands that take one placement group out of a shard, or into it. */
  sealed interface GroupCommand extends Command {
    /** The placement group: what stands before the dot of its events' keys, or the whole key. */
    String group();

    /** The epoch of the move, as {@link BeginMove} gave it. */
    long epoch();
  }

  /**
   * Whether simulated fans and test payments are welcome in a workspace. The order is written to
   * logs.
   */
  enum Mode {
    TEST,
    LIVE
  }

  /**
   * Founds a tenant.
   *
   * @param workspace its name, {@code [a-z0-9][a-z0-9-]{0,31}}
   * @param secretKeyHash SHA-256 of the secret key, hexadecimal
   * @param publicKeyHash SHA-256 of the public key, hexadecimal
   * @param tokenSecret the key that signs this workspace's hold tokens
   */
  record CreateWorkspace(
      String workspace, Mode mode, String secretKeyHash, String publicKeyHash, Bytes tokenSecret)
      implements CatalogueCommand {}

  /**
   * Brings a piece of an encoded venue; the last missing piece makes the chart's next version.
   *
   * @param chart its key, {@code [A-Za-z0-9][A-Za-z0-9_-]{0,63}}
   * @param upload a random number that ties the pieces together
   * @param chunk 0 to {@code chunks - 1}, sent in order
   */
  record StoreChartChunk(
      String workspace, String chart, long upload, int chunk, int chunks, Bytes bytes)
      implements CatalogueCommand {}

  /**
   * Brings a piece of a chart that another shard has; the last missing piece makes exactly this
   * version, whatever versions are there already.
   *
   * @param version 1 or more
   * @param upload a random number that ties the pieces together
   * @param chunk 0 to {@code chunks - 1}, sent in order; one that came already may come again
   */
  record CopyChartChunk(
      String workspace, String chart, int version, long upload, int chunk, int chunks, Bytes bytes)
      implements CatalogueCommand {}

  /**
   * Creates a show, which is on sale at once unless it is a draft.
   *
   * @param key the event's key, unique on the node: {@code name} or {@code group.name}, each {@code
   *     [a-z0-9][a-z0-9_-]{0,63}}; the placement group is what stands before the dot, or the whole
   *     key
   * @param chartVersion the version to pin; 0 for the newest
   * @param draft whether buyers may not take anything until a command or a schedule opens the sale
   */
  record CreateEvent(
      String workspace,
      String key,
      String name,
      String chart,
      int chartVersion,
      EventSettings settings,
      boolean draft)
      implements EventCommand {
    /** A show that is on sale at once. */
    public CreateEvent(
        String workspace,
        String key,
        String name,
        String chart,
        int chartVersion,
        EventSettings settings) {
      this(workspace, key, name, chart, chartVersion, settings, false);
    }
  }

  /** Changes an event's name or rules; a name of null leaves it as it is. */
  record UpdateEvent(int event, @Nullable String name, SettingsChange settings)
      implements EventCommand {}

  /** Replaces what an event's tickets cost; orders that are open already keep their prices. */
  record SetPrices(int event, Prices prices) implements EventCommand {}

  /** Announces when an event goes on sale, in place of what was announced before. */
  record ScheduleSale(int event, SaleSchedule schedule) implements EventCommand {}

  /** Opens, pauses, resumes or closes an event's sale, or takes its announcement back. */
  record SetSaleState(int event, SaleState state) implements EventCommand {}

  /** Removes an event with everything sold in it, and its orders. */
  record DeleteEvent(int event) implements EventCommand {}

  /** Changes properties of objects: for sale, block, channel, extra data. */
  record UpdateObjects(int event, List<ObjectUpdate> updates) implements EventCommand {
    public UpdateObjects {
      updates = List.copyOf(updates);
    }
  }

  /**
   * Reserves the selected objects for a token until its deadline. All events must share a placement
   * group.
   */
  record HoldObjects(TokenLease lease, List<Selection> selections, ChannelAccess access)
      implements SaleCommand {
    public HoldObjects {
      selections = List.copyOf(selections);
    }
  }

  /**
   * Reserves the best places there are, decided when it is applied.
   *
   * @param count people, 1 to 50
   * @param categories category keys in order of preference; empty for any, treated as one
   * @param section only this section's label; null for any
   * @param zone only this zone's key; null for any
   * @param accessible true: only accessible places; false: none of them
   * @param scattered when no neighbours are left: single places of one section
   * @param acrossSections when no section has enough: single places anywhere
   * @param area when no seats are left: an area with room
   */
  record HoldBestAvailable(
      TokenLease lease,
      int event,
      int count,
      List<String> categories,
      @Nullable String section,
      @Nullable String zone,
      boolean accessible,
      boolean scattered,
      boolean acrossSections,
      boolean area,
      ChannelAccess access)
      implements SaleCommand {
    public HoldBestAvailable {
      categories = List.copyOf(categories);
    }
  }

  /**
   * Sells objects to an order.
   *
   * @param token the token that holds them; 0 to take free ones (an object held by somebody else is
   *     refused)
   * @param order the order's reference, 1 to 64 characters; booking the same selections under it
   *     again succeeds and changes nothing, for ever
   * @param buyer the pseudonym counted against purchase limits when no token is named; empty for
   *     none
   */
  record BookObjects(
      long token, String order, String buyer, List<Selection> selections, ChannelAccess access)
      implements SaleCommand {
    public BookObjects {
      selections = List.copyOf(selections);
    }
  }

  /**
   * Frees objects.
   *
   * @param token release only what this token holds; 0 otherwise
   * @param order release only what this order booked; empty otherwise. With neither, whoever has
   *     the object loses it; areas need one of the two.
   */
  record ReleaseObjects(long token, String order, List<Selection> selections)
      implements SaleCommand {
    public ReleaseObjects {
      selections = List.copyOf(selections);
    }
  }

  /**
   * Ends a token: everything it holds on the shard becomes free, and the token cannot hold again.
   */
  record EndToken(TokenLease lease) implements SaleCommand {}

  /**
   * Gives a token a later deadline, for all it holds on the shard.
   *
   * @param deadlineLogMillis the deadline it is to have; an earlier one than it has changes nothing
   */
  record ExtendToken(long token, long deadlineLogMillis) implements SaleCommand {}

  /**
   * Sets seats, tables and booths to {@code free} or a custom status, whoever has them.
   *
   * @param status {@code free} or {@code [A-Za-z0-9_-]{1,32}} other than held and booked
   * @param allowedPrevious when not empty: refuse objects in any other status
   * @param rejectedPrevious refuse objects in one of these
   */
  record ChangeObjectStatus(
      List<Selection> selections,
      String status,
      List<String> allowedPrevious,
      List<String> rejectedPrevious)
      implements SaleCommand {
    public ChangeObjectStatus {
      selections = List.copyOf(selections);
      allowedPrevious = List.copyOf(allowedPrevious);
      rejectedPrevious = List.copyOf(rejectedPrevious);
    }
  }

  /** Lets time pass: deadlines are met even when nobody asks for anything. */
  record Tick() implements ShardCommand {}

  /**
   * States the hash the leader had after applying the command at {@code position}; a replica that
   * had another stops.
   *
   * @param position counts applied commands from 1
   */
  record Checkpoint(long position, long stateHash) implements ShardCommand {}

  /** Switches every replica to a behaviour version at the same position. */
  record SwitchBehaviour(int version) implements ShardCommand {}

  /**
   * Sets the request log's bounds.
   *
   * @param requestCapacity outcomes remembered at most
   * @param requestWindowMillis log time for which an outcome is remembered
   */
  record ConfigureShard(int requestCapacity, long requestWindowMillis) implements ShardCommand {}

  /**
   * Sets the numbers this shard gives to events, so that no two shards give the same; possible
   * until the shard has created its first event.
   *
   * @param firstEvent the first number, 1 or more
   * @param lastEvent the last number
   */
  record NumberEvents(int firstEvent, int lastEvent) implements ShardCommand {}

  /**
   * Says on which shard a placement group is; the first one to say so wins.
   *
   * @param shard its name, {@code [a-z0-9][a-z0-9-]{0,31}}
   */
  record PlaceGroup(String group, String shard) implements PlacementCommand {}

  /** Begins to move a placement group to another shard, and gives the move its epoch. */
  record BeginMove(String group, String toShard) implements PlacementCommand {}

  /** States that a placement group is active where it was to move, and nowhere else. */
  record FinishMove(String group, long epoch) implements PlacementCommand {}

  /** Gives a move up: the placement group stays where it is, and the epoch is used up. */
  record AbandonMove(String group, long epoch) implements PlacementCommand {}

  /**
   * Stops everything in a placement group until it has left or stays: its events refuse every
   * command, and time stands still for what is held in them.
   */
  record FreezeGroup(String group, long epoch, String toShard) implements GroupCommand {}

  /**
   * Takes a freeze back: what was held is held again, for as long as was left then. A freeze or an
   * activation with this epoch that comes later is refused, also where the group is not.
   */
  record UnfreezeGroup(String group, long epoch) implements GroupCommand {}

  /**
   * Brings a piece of an exported placement group; the last one makes the group active here, all of
   * it at once.
   *
   * @param fromShard the shard that exported it
   * @param upload a random number that ties the pieces together
   * @param chunk 0 to {@code chunks - 1}, sent in order; one that came already may come again
   */
  record ActivateGroupChunk(
      String group, long epoch, String fromShard, long upload, int chunk, int chunks, Bytes bytes)
      implements GroupCommand {}

  /** Removes a frozen placement group, which is active elsewhere by now, and remembers where. */
  record ForgetGroup(String group, long epoch) implements GroupCommand {}
}
