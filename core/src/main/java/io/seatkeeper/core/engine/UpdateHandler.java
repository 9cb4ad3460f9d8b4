package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command.UpdateObjects;
import io.seatkeeper.core.command.ObjectUpdate;
import io.seatkeeper.core.command.ObjectUpdate.ChannelCapacity;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.ObjectsUpdated;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.AreaState;
import io.seatkeeper.core.state.EventState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Changes what an organiser decides about objects: for sale, blocked, channel, extra data. */
final class UpdateHandler implements Handler<UpdateObjects> {
  private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final SelectionCheck selectionCheck;
  private final ChangeLog changes;

  UpdateHandler(SelectionCheck selectionCheck, ChangeLog changes) {
    this.selectionCheck = selectionCheck;
    this.changes = changes;
  }

  @Override
  public @Nullable Outcome check(UpdateObjects command) {
    List<ObjectUpdate> updates = command.updates();
    if (updates.isEmpty()) {
      return new Refused(Rejection.NOTHING_SELECTED, "");
    }
    if (updates.size() > Limits.OBJECTS_PER_COMMAND) {
      return new Refused(Rejection.TOO_MANY_OBJECTS, Integer.toString(Limits.OBJECTS_PER_COMMAND));
    }
    Refused refused = selectionCheck.event(command.event(), null);
    if (refused != null) {
      return refused;
    }
    EventState event = selectionCheck.event(command.event());
    boolean changing = false;
    for (int at = 0; at < updates.size(); at++) {
      refused = update(event, updates, at);
      if (refused != null) {
        return refused;
      }
      changing |= differs(event, updates.get(at));
    }
    if (newChannels(event, updates) > EventState.CHANNELS - event.channels().size()) {
      return new Refused(Rejection.EVENT_NAMES_USED_UP, "channels");
    }
    return changing ? null : new ObjectsUpdated(command.event(), 0);
  }

  @Override
  public Outcome carryOut(UpdateObjects command) {
    EventState event = selectionCheck.event(command.event());
    int changed = 0;
    for (ObjectUpdate update : command.updates()) {
      if (differs(event, update)) {
        apply(event, update);
        int object = update.object();
        int status = event.objects().status(object);
        int quantity = event.objects().isArea(object) ? 0 : 1;
        changes.object(
            event,
            object,
            Reason.UPDATED,
            status,
            quantity,
            event.tokenOf(object),
            event.orderOf(object));
        changed++;
      }
    }
    return new ObjectsUpdated(command.event(), changed);
  }

  private @Nullable Refused update(EventState event, List<ObjectUpdate> updates, int at) {
    ObjectUpdate update = updates.get(at);
    int object = update.object();
    if (!SelectionCheck.isKnown(event, object)) {
      return new Refused(Rejection.OBJECT_UNKNOWN, Integer.toString(object));
    }
    String label = SelectionCheck.label(event, object);
    for (int earlier = 0; earlier < at; earlier++) {
      if (updates.get(earlier).object() == object) {
        return new Refused(Rejection.OBJECT_REPEATED, label);
      }
    }
    if (!isPossible(event, update)) {
      return new Refused(Rejection.UPDATE_NOT_POSSIBLE, label);
    }
    if (update.channelCapacities() != null && !leavesEnough(event, update)) {
      return new Refused(Rejection.CHANNEL_CAPACITY_TAKEN, label);
    }
    String extraData = update.extraData();
    return extraData != null
            && extraData.getBytes(StandardCharsets.UTF_8).length > Limits.EXTRA_DATA_BYTES
        ? new Refused(Rejection.EXTRA_DATA_TOO_LONG, label)
        : null;
  }

  private static boolean isPossible(EventState event, ObjectUpdate update) {
    boolean area = event.objects().isArea(update.object());
    String channel = update.channel();
    List<ChannelCapacity> capacities = update.channelCapacities();
    String reason = update.blockReason();
    if ((area && channel != null) || (!area && capacities != null)) {
      return false;
    }
    if (channel != null && !channel.isEmpty() && !CHANNEL.matcher(channel).matches()) {
      return false;
    }
    if (reason != null && reason.length() > Limits.BLOCK_REASON_CHARACTERS) {
      return false;
    }
    return capacities == null || fit(capacities, event.venue().object(update.object()).capacity());
  }

  private static boolean fit(List<ChannelCapacity> capacities, int capacity) {
    if (capacities.size() > EventState.CHANNELS) {
      return false;
    }
    List<String> seen = new ArrayList<>();
    long sum = 0;
    for (ChannelCapacity part : capacities) {
      if (part.capacity() < 0
          || !CHANNEL.matcher(part.channel()).matches()
          || seen.contains(part.channel())) {
        return false;
      }
      seen.add(part.channel());
      sum += part.capacity();
    }
    return sum <= capacity;
  }

  /** Whether each allotment keeps room for what is taken of it already. */
  private static boolean leavesEnough(EventState event, ObjectUpdate update) {
    AreaState area = event.area(update.object());
    List<ChannelCapacity> capacities = Objects.requireNonNull(update.channelCapacities());
    for (int place = 0; place < area.places(); place++) {
      String channel = event.channels().name(area.channelAt(place));
      if (capacityOf(channel, capacities, event, update.object()) < area.taken(place)) {
        return false;
      }
    }
    return true;
  }

  private static int capacityOf(
      String channel, List<ChannelCapacity> capacities, EventState event, int object) {
    int general = event.venue().object(object).capacity();
    for (ChannelCapacity part : capacities) {
      if (part.channel().equals(channel)) {
        return part.capacity();
      }
      general -= part.capacity();
    }
    return channel.isEmpty() ? general : 0;
  }

  private static boolean differs(EventState event, ObjectUpdate update) {
    int object = update.object();
    Boolean forSale = update.forSale();
    return (forSale != null && forSale != event.objects().isForSale(object))
        || isOther(update.blockReason(), event.blockReason(object))
        || isOther(update.channel(), event.channels().name(event.objects().channel(object)))
        || isOther(update.extraData(), event.extraData(object))
        || hasOtherAllotments(event, update);
  }

  private static boolean isOther(@Nullable String wanted, String now) {
    return wanted != null && !wanted.equals(now);
  }

  private static boolean hasOtherAllotments(EventState event, ObjectUpdate update) {
    List<ChannelCapacity> capacities = update.channelCapacities();
    if (capacities == null) {
      return false;
    }
    AreaState area = event.area(update.object());
    boolean other = area.places() != capacities.size() + 1;
    for (int at = 0; !other && at < capacities.size(); at++) {
      ChannelCapacity part = capacities.get(at);
      other =
          !event.channels().name(area.channelAt(at + 1)).equals(part.channel())
              || area.capacityAt(at + 1) != part.capacity();
    }
    return other;
  }

  private static int newChannels(EventState event, List<ObjectUpdate> updates) {
    List<String> fresh = new ArrayList<>();
    for (ObjectUpdate update : updates) {
      String channel = update.channel();
      if (channel != null) {
        addIfNew(fresh, channel, event);
      }
      List<ChannelCapacity> capacities = update.channelCapacities();
      if (capacities != null) {
        capacities.forEach(part -> addIfNew(fresh, part.channel(), event));
      }
    }
    return fresh.size();
  }

  private static void addIfNew(List<String> fresh, String channel, EventState event) {
    if (event.channels().numberOf(channel) < 0 && !fresh.contains(channel)) {
      fresh.add(channel);
    }
  }

  private static void apply(EventState event, ObjectUpdate update) {
    int object = update.object();
    if (update.forSale() != null) {
      event.setForSale(object, update.forSale());
    }
    if (update.blockReason() != null) {
      event.setBlockReason(object, update.blockReason());
    }
    if (update.channel() != null) {
      event.setChannel(object, update.channel());
    }
    if (update.extraData() != null) {
      event.setExtraData(object, update.extraData());
    }
    List<ChannelCapacity> capacities = update.channelCapacities();
    if (capacities != null) {
      int[] channels = new int[capacities.size() + 1];
      int[] sizes = new int[capacities.size() + 1];
      sizes[0] = event.venue().object(object).capacity();
      for (int at = 0; at < capacities.size(); at++) {
        channels[at + 1] = event.channels().numberFor(capacities.get(at).channel());
        sizes[at + 1] = capacities.get(at).capacity();
        sizes[0] -= sizes[at + 1];
      }
      event.setAllotments(object, channels, sizes);
    }
  }
}
