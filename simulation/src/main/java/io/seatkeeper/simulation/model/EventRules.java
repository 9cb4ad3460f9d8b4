package io.seatkeeper.simulation.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.DeleteEvent;
import io.seatkeeper.core.command.Command.UpdateEvent;
import io.seatkeeper.core.command.Command.UpdateObjects;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.ObjectUpdate;
import io.seatkeeper.core.command.ObjectUpdate.ChannelCapacity;
import io.seatkeeper.core.command.SettingsChange;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.ChartView;
import io.seatkeeper.core.state.EventSale;
import io.seatkeeper.core.state.OrderView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Events as wholes, and the properties of their objects. */
final class EventRules {
  private static final String KEY = "[a-z0-9][a-z0-9_-]{0,63}(\\.[a-z0-9][a-z0-9_-]{0,63})?";
  private static final String CHANNEL = "[A-Za-z0-9_-]{0,64}";
  private static final int EXTRA_DATA_BYTES = 1024;
  private static final int TEXT_LENGTH = 256;
  private static final long LONGEST_HOLD_MILLIS = 30L * 24 * 60 * 60 * 1000;

  private final NaiveShard shard;

  EventRules(NaiveShard shard) {
    this.shard = shard;
  }

  Outcome create(CreateEvent command) {
    Refusal.when(!command.key().matches(KEY), Rejection.MALFORMED_COMMAND, "key");
    checkName(command.name());
    checkSettings(command.settings());
    if (command.draft()) {
      shard.checkBehaviour(3);
    }
    Refusal.when(command.chartVersion() < 0, Rejection.MALFORMED_COMMAND, "chartVersion");
    Refusal.when(
        !shard.workspaces.containsKey(command.workspace()),
        Rejection.WORKSPACE_UNKNOWN,
        command.workspace());
    Refusal.when(shard.eventByKey(command.key()) != null, Rejection.EVENT_EXISTS, command.key());
    ChartView chart =
        shard.catalogue.chart(command.workspace(), command.chart(), command.chartVersion());
    if (chart == null) {
      throw Refusal.of(Rejection.CHART_UNKNOWN, command.chart());
    }

    shard.aboutToChange();
    int number = shard.firstEvent + shard.eventsEver;
    shard.eventsEver++;
    NaiveEvent event =
        new NaiveEvent(
            shard,
            number,
            command.workspace(),
            command.key(),
            command.name(),
            command.chart(),
            chart.version(),
            chart.venue(),
            command.settings(),
            shard.wallMillis);
    if (command.draft()) {
      event.sale = EventSale.DRAFT;
    }
    shard.events.put(event.number, event);
    shard.changed(event.eventChanged(Change.EventFact.CREATED));
    return new Outcome.EventCreated(event.number, event.key);
  }

  Outcome update(UpdateEvent command) {
    if (command.name() != null) {
      checkName(command.name());
    }
    checkSettings(changed(EventSettings.DEFAULT, command.settings()));
    NaiveEvent event = event(command.event());
    String name = command.name() == null ? event.name : command.name();
    EventSettings settings = changed(event.settings, command.settings());
    if (name.equals(event.name) && settings.equals(event.settings)) {
      return new Outcome.EventUpdated(event.number);
    }

    shard.aboutToChange();
    event.name = name;
    event.settings = settings;
    shard.changed(event.eventChanged(Change.EventFact.UPDATED));
    return new Outcome.EventUpdated(event.number);
  }

  Outcome delete(DeleteEvent command) {
    NaiveEvent event = event(command.event());
    Refusal.when(
        shard.orders(event.number).stream().anyMatch(EventRules::isUnsettled),
        Rejection.ORDERS_UNSETTLED,
        event.key);

    shard.aboutToChange();
    shard.orders.removeIf(
        order ->
            order.events().contains(event.number)
                && order.events().stream()
                    .noneMatch(other -> other != event.number && shard.events.containsKey(other)));
    for (NaiveToken token : shard.tokens) {
      token.held.removeIf(object -> object.event == event);
    }
    shard.events.remove(event.number);
    shard.changed(event.eventChanged(Change.EventFact.DELETED));
    return new Outcome.EventDeleted(event.number);
  }

  private static boolean isUnsettled(OrderView order) {
    return switch (order.state()) {
      case OPEN, REFUND_DUE -> true;
      case CONFIRMED -> order.total() > 0;
      default -> false;
    };
  }

  Outcome updateObjects(UpdateObjects command) {
    Refusal.when(command.updates().isEmpty(), Rejection.NOTHING_SELECTED, "");
    Refusal.when(command.updates().size() > 100, Rejection.TOO_MANY_OBJECTS, 100);
    NaiveEvent event = event(command.event());
    Set<Integer> seen = new LinkedHashSet<>();
    for (ObjectUpdate update : command.updates()) {
      Refusal.when(
          update.object() < 0 || update.object() >= event.objects.size(),
          Rejection.OBJECT_UNKNOWN,
          update.object());
      NaiveObject object = event.objects.get(update.object());
      Refusal.when(!seen.add(object.index), Rejection.OBJECT_REPEATED, object.drawn.label());
      checkUpdate(object, update);
    }
    List<ObjectUpdate> needed = new ArrayList<>(command.updates());
    needed.removeIf(update -> !changes(event.objects.get(update.object()), update));
    if (!needed.isEmpty()) {
      shard.aboutToChange();
    }
    for (ObjectUpdate update : needed) {
      NaiveObject object = event.objects.get(update.object());
      carryOut(object, update);
      int quantity = object.isArea() ? 0 : 1;
      shard.changed(
          event.objectChanged(
              object, Change.Reason.UPDATED, object.status, quantity, object.token, object.order));
    }
    return new Outcome.ObjectsUpdated(event.number, needed.size());
  }

  private static void checkUpdate(NaiveObject object, ObjectUpdate update) {
    String label = object.drawn.label();
    Refusal.when(
        update.channel() != null && (object.isArea() || !update.channel().matches(CHANNEL)),
        Rejection.UPDATE_NOT_POSSIBLE,
        label);
    Refusal.when(
        update.blockReason() != null && update.blockReason().length() > TEXT_LENGTH,
        Rejection.UPDATE_NOT_POSSIBLE,
        label);
    List<ChannelCapacity> capacities = update.channelCapacities();
    if (capacities != null) {
      Refusal.when(!object.isArea(), Rejection.UPDATE_NOT_POSSIBLE, label);
      Set<String> channels = new LinkedHashSet<>();
      long sum = 0;
      for (ChannelCapacity capacity : capacities) {
        boolean possible =
            !capacity.channel().isEmpty()
                && capacity.channel().matches(CHANNEL)
                && capacity.capacity() >= 0
                && channels.add(capacity.channel());
        Refusal.when(!possible, Rejection.UPDATE_NOT_POSSIBLE, label);
        sum += capacity.capacity();
      }
      Refusal.when(sum > object.drawn.capacity(), Rejection.UPDATE_NOT_POSSIBLE, label);
      checkNothingTakenIsLost(object, capacities);
    }
    String extraData = update.extraData();
    Refusal.when(
        extraData != null && extraData.getBytes(UTF_8).length > EXTRA_DATA_BYTES,
        Rejection.EXTRA_DATA_TOO_LONG,
        label);
  }

  private static void checkNothingTakenIsLost(
      NaiveObject object, List<ChannelCapacity> capacities) {
    int rest = object.drawn.capacity();
    int takenInChannels = 0;
    for (ChannelCapacity capacity : capacities) {
      int taken = object.taken(capacity.channel());
      Refusal.when(
          taken > capacity.capacity(), Rejection.CHANNEL_CAPACITY_TAKEN, object.drawn.label());
      rest -= capacity.capacity();
      takenInChannels += taken;
    }
    int takenElsewhere = object.areaHeld() + object.areaBooked() - takenInChannels;
    boolean inRemovedChannel = takenElsewhere > object.taken("");
    Refusal.when(
        inRemovedChannel || takenElsewhere > rest,
        Rejection.CHANNEL_CAPACITY_TAKEN,
        object.drawn.label());
  }

  /** Whether an update says anything that is not so already. */
  private static boolean changes(NaiveObject object, ObjectUpdate update) {
    return (update.forSale() != null && update.forSale() != object.forSale)
        || (update.blockReason() != null && !update.blockReason().equals(object.blockReason))
        || (update.channel() != null && !update.channel().equals(object.channel))
        || (update.channelCapacities() != null
            && !update.channelCapacities().equals(object.channelAllotments))
        || (update.extraData() != null && !update.extraData().equals(object.extraData));
  }

  private static void carryOut(NaiveObject object, ObjectUpdate update) {
    if (update.forSale() != null) {
      object.forSale = update.forSale();
    }
    if (update.blockReason() != null) {
      object.blockReason = update.blockReason();
    }
    if (update.channel() != null) {
      object.channel = update.channel();
    }
    if (update.channelCapacities() != null) {
      object.channelAllotments = update.channelCapacities();
    }
    if (update.extraData() != null) {
      object.extraData = update.extraData();
    }
  }

  private NaiveEvent event(int number) {
    NaiveEvent event = shard.events.get(number);
    if (event == null) {
      throw Refusal.of(Rejection.EVENT_UNKNOWN, number);
    }
    return event;
  }

  private static EventSettings changed(EventSettings before, SettingsChange change) {
    int purchaseLimit = before.purchaseLimit();
    if (change.purchaseLimit() != null) {
      purchaseLimit = change.purchaseLimit();
    }
    int objectsPerToken = before.objectsPerToken();
    if (change.objectsPerToken() != null) {
      objectsPerToken = change.objectsPerToken();
    }
    long maxHoldMillis = before.maxHoldMillis();
    if (change.maxHoldMillis() != null) {
      maxHoldMillis = change.maxHoldMillis();
    }
    int maxExtensions = before.maxExtensions();
    if (change.maxExtensions() != null) {
      maxExtensions = change.maxExtensions();
    }
    long maxExtendedMillis = before.maxExtendedMillis();
    if (change.maxExtendedMillis() != null) {
      maxExtendedMillis = change.maxExtendedMillis();
    }
    return new EventSettings(
        purchaseLimit, objectsPerToken, maxHoldMillis, maxExtensions, maxExtendedMillis);
  }

  private static void checkName(String name) {
    Refusal.when(name.length() > TEXT_LENGTH, Rejection.MALFORMED_COMMAND, "name");
  }

  private static void checkSettings(EventSettings settings) {
    boolean possible =
        settings.purchaseLimit() >= 0
            && settings.objectsPerToken() >= 1
            && settings.objectsPerToken() <= 1000
            && settings.maxHoldMillis() >= 1000
            && settings.maxHoldMillis() <= LONGEST_HOLD_MILLIS
            && settings.maxExtensions() >= 0
            && settings.maxExtensions() <= 100
            && settings.maxExtendedMillis() >= 0
            && settings.maxExtendedMillis() <= LONGEST_HOLD_MILLIS;
    Refusal.when(!possible, Rejection.MALFORMED_COMMAND, "settings");
  }
}
