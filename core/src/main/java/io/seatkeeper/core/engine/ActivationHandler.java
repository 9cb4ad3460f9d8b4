package io.seatkeeper.core.engine;

import io.seatkeeper.core.codec.ExportedGroup;
import io.seatkeeper.core.codec.ExportedGroup.ChartReference;
import io.seatkeeper.core.codec.UnknownFormatException;
import io.seatkeeper.core.codec.VenueCodec;
import io.seatkeeper.core.command.Command.ActivateGroupChunk;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.GroupActivated;
import io.seatkeeper.core.outcome.Outcome.GroupChunkStored;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.ChartVersion;
import io.seatkeeper.core.state.EventImage;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.GroupContent;
import io.seatkeeper.core.state.GroupImage;
import io.seatkeeper.core.state.GroupMoves;
import io.seatkeeper.core.state.GroupTable;
import io.seatkeeper.core.state.ParkedToken;
import io.seatkeeper.core.state.ShardState;
import io.seatkeeper.core.state.TokenTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes a placement group in, piece by piece; with the last piece all of it becomes active, or
 * nothing changes. Pieces of which no further one has come for ten minutes are dropped when the
 * next piece of any group comes.
 */
final class ActivationHandler {
  private final ShardState state;
  private final GroupTable groups;
  private final ChangeLog changes;
  private final EndedTokens endedTokens;
  private @Nullable GroupContent content;

  ActivationHandler(ShardState state, ChangeLog changes, EndedTokens endedTokens) {
    this.state = state;
    this.groups = state.groups();
    this.changes = changes;
    this.endedTokens = endedTokens;
  }

  @Nullable Outcome check(ActivateGroupChunk command, GroupImage group) {
    content = null;
    Refused refused = shape(command);
    if (refused != null) {
      return refused;
    }
    boolean known = groups.knows(command.group());
    switch (group.state()) {
      case ACTIVE -> {
        if (known && command.epoch() == group.epoch()) {
          return new GroupActivated(command.group(), command.epoch());
        }
        if (command.epoch() > group.moveEpoch()
            && !state.moves().events(command.group()).isEmpty()) {
          return new Refused(Rejection.GROUP_THERE_ALREADY, command.group());
        }
      }
      case FROZEN -> {
        if (command.epoch() >= group.moveEpoch()) {
          return new Refused(Rejection.MOVE_UNDER_WAY, command.group());
        }
      }
      case MOVED -> {
        // It comes back.
      }
    }
    if (command.epoch() <= group.moveEpoch()) {
      return new Refused(Rejection.EPOCH_STALE, command.group());
    }
    if (groups.has(command)) {
      return new GroupChunkStored(command.group(), command.chunk());
    }
    if (!groups.expects(command, oldestUpload())) {
      return new Refused(Rejection.GROUP_CHUNK_UNEXPECTED, command.group());
    }
    return isLast(command) ? whole(command) : roomFor(command);
  }

  Outcome carryOut(ActivateGroupChunk command) {
    groups.dropUploadsUntouchedSince(oldestUpload());
    if (!isLast(command)) {
      groups.addPiece(command, state.logMillis());
      return new GroupChunkStored(command.group(), command.chunk());
    }
    GroupContent arrived = Objects.requireNonNull(content);
    content = null;
    groups.dropUpload(command.group());
    long[] tokens = state.moves().activate(arrived);
    for (EventState event : state.moves().events(command.group())) {
      changes.event(event, EventFact.MOVED_HERE, event.key());
    }
    endedTokens.release(tokens);
    return new GroupActivated(command.group(), command.epoch());
  }

  /** There is room to know something of one more group. */
  static @Nullable Refused room(ShardState state, String group) {
    return state.groups().size() >= Limits.GROUPS && !state.groups().knows(group)
        ? new Refused(Rejection.TOO_MUCH_STATE, "placement groups")
        : null;
  }

  private static @Nullable Refused shape(ActivateGroupChunk command) {
    Refused refused = GroupNames.shard(command.fromShard());
    if (refused != null) {
      return refused;
    }
    if (command.chunk() < 0 || command.chunk() >= command.chunks()) {
      return new Refused(Rejection.MALFORMED_COMMAND, "chunk");
    }
    int length = command.bytes().length();
    return length == 0 || length > Limits.GROUP_CHUNK_BYTES
        ? new Refused(Rejection.MALFORMED_COMMAND, "bytes")
        : null;
  }

  private @Nullable Refused roomFor(ActivateGroupChunk command) {
    long others = groups.uploadBytes(oldestUpload());
    long replaced = command.chunk() == 0 ? groups.uploadBytes(command.group(), oldestUpload()) : 0;
    return others - replaced + command.bytes().length() > Limits.GROUP_UPLOAD_BYTES
        ? new Refused(Rejection.TOO_MUCH_STATE, "groups on their way")
        : null;
  }

  /** Reads the whole group, of which the last piece is at hand. */
  private @Nullable Refused whole(ActivateGroupChunk command) {
    try {
      ExportedGroup exported = ExportedGroup.read(groups.joinWith(command));
      if (!exported.group().equals(command.group()) || exported.epoch() != command.epoch()) {
        return new Refused(Rejection.GROUP_UNREADABLE, command.group());
      }
      List<ChartVersion> charts = new ArrayList<>();
      Refused refused = charts(exported, charts);
      if (refused != null) {
        return refused;
      }
      GroupContent read = exported.content(charts.stream().map(ChartVersion::view).toList());
      refused = read.sellsWithOrders() ? sellingBehaviour() : null;
      if (refused == null) {
        refused = fits(read);
      }
      if (refused == null) {
        GroupMoves.verify(read, charts);
        content = read;
      }
      return refused;
    } catch (UnknownFormatException newer) {
      throw new StateDivergedException(
          "a group was exported by a newer build: " + newer.getMessage());
    } catch (RuntimeException unreadable) {
      // A group that cannot be restored on its own cannot be restored among others.
      return new Refused(Rejection.GROUP_UNREADABLE, command.group());
    }
  }

  private @Nullable Refused charts(ExportedGroup exported, List<ChartVersion> charts) {
    for (ChartReference reference : exported.charts()) {
      if (state.catalogue().workspace(reference.workspace()) == null) {
        return new Refused(Rejection.WORKSPACE_UNKNOWN, reference.workspace());
      }
      ChartVersion chart =
          reference.version() < 1
              ? null
              : state
                  .catalogue()
                  .chart(reference.workspace(), reference.chart(), reference.version());
      String name = reference.chart() + " in version " + reference.version();
      if (chart == null) {
        return new Refused(Rejection.CHART_UNKNOWN, name);
      }
      if (VenueCodec.hash(chart.venue()) != reference.venueHash()) {
        return new Refused(Rejection.CHART_DIFFERS, name);
      }
      charts.add(chart);
    }
    return null;
  }

  /** Nothing here is in the way of the group, and there is room for it. */
  private @Nullable Refused fits(GroupContent read) {
    long objects = state.eventObjectCount();
    int last = 0;
    for (EventImage event : read.events()) {
      if (!event.origin().group().equals(read.group()) || event.number() <= last) {
        return new Refused(Rejection.GROUP_UNREADABLE, read.group());
      }
      last = event.number();
      if (state.event(last) != null || isOfAnother(last, read.group())) {
        return new Refused(Rejection.EVENT_NUMBER_TAKEN, Integer.toString(last));
      }
      objects += event.cells().length / 2;
    }
    if (state.eventCount() + read.events().size() > Limits.EVENTS
        || objects > Limits.EVENT_OBJECTS) {
      return new Refused(Rejection.TOO_MUCH_STATE, "events");
    }
    if (state.orders().size() + read.orders().size() > Limits.ORDERS) {
      return new Refused(Rejection.TOO_MUCH_STATE, "orders");
    }
    int requests = state.requests().size() + state.requests().unknownOf(read.requests());
    if (requests > state.requestCapacity()) {
      return new Refused(Rejection.REQUEST_LOG_FULL, "");
    }
    Refused refused = tokens(read);
    return refused == null ? room(state, read.group()) : refused;
  }

  private @Nullable Refused sellingBehaviour() {
    return state.behaviourVersion() < SeatEngine.SELLING_BEHAVIOUR
        ? new Refused(Rejection.BEHAVIOUR_TOO_OLD, Integer.toString(SeatEngine.SELLING_BEHAVIOUR))
        : null;
  }

  private boolean isOfAnother(int event, String group) {
    String movedWith = state.groups().movedWith(event);
    return movedWith != null && !movedWith.equals(group);
  }

  private @Nullable Refused tokens(GroupContent read) {
    TokenTable tokens = state.tokens();
    int unknown = 0;
    List<ParkedToken> all = new ArrayList<>(read.parked());
    all.addAll(read.ended());
    for (ParkedToken token : all) {
      int slot = tokens.slotOf(token.token());
      if (slot == TokenTable.UNKNOWN) {
        unknown++;
      } else if (!tokens.buyer(slot).equals(token.buyer())
          || !tokens.workspace(slot).equals(token.workspace())) {
        return new Refused(Rejection.GROUP_UNREADABLE, read.group());
      }
    }
    return tokens.size() + state.groups().parkedTokens() + unknown > TokenTable.CAPACITY
        ? new Refused(Rejection.TOO_MUCH_STATE, "hold tokens")
        : null;
  }

  private long oldestUpload() {
    return state.logMillis() - Limits.UPLOAD_MILLIS;
  }

  private static boolean isLast(ActivateGroupChunk command) {
    return command.chunk() == command.chunks() - 1;
  }
}
