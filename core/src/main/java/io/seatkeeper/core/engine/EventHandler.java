package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.DeleteEvent;
import io.seatkeeper.core.command.Command.UpdateEvent;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.EventCreated;
import io.seatkeeper.core.outcome.Outcome.EventDeleted;
import io.seatkeeper.core.outcome.Outcome.EventUpdated;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.ChartVersion;
import io.seatkeeper.core.state.EventOrigin;
import io.seatkeeper.core.state.EventSale;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.ShardState;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Creates, describes and removes whole events. */
final class EventHandler {
  private static final Pattern KEY =
      Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}(\\.[a-z0-9][a-z0-9_-]{0,63})?");

  private final ShardState state;
  private final ChangeLog changes;
  private final SelectionCheck selectionCheck;

  EventHandler(ShardState state, ChangeLog changes, SelectionCheck selectionCheck) {
    this.state = state;
    this.changes = changes;
    this.selectionCheck = selectionCheck;
  }

  /** Puts an event on sale. */
  final class Create implements Handler<CreateEvent> {
    @Override
    public @Nullable Outcome check(CreateEvent command) {
      if (!KEY.matcher(command.key()).matches()) {
        return new Refused(Rejection.MALFORMED_COMMAND, "key");
      }
      Refused refused = description(command.name(), command.settings());
      if (refused != null) {
        return refused;
      }
      if (command.draft()) {
        refused = selectionCheck.behaviour(SeatEngine.SELLING_BEHAVIOUR);
        if (refused != null) {
          return refused;
        }
      }
      if (command.chartVersion() < 0) {
        return new Refused(Rejection.MALFORMED_COMMAND, "chartVersion");
      }
      if (state.catalogue().workspace(command.workspace()) == null) {
        return new Refused(Rejection.WORKSPACE_UNKNOWN, command.workspace());
      }
      refused = selectionCheck.isHere(EventOrigin.groupOf(command.key()));
      if (refused != null) {
        return refused;
      }
      if (state.eventByKey(command.key()) != null) {
        return new Refused(Rejection.EVENT_EXISTS, command.key());
      }
      ChartVersion chart = chart(command);
      if (chart == null) {
        return new Refused(Rejection.CHART_UNKNOWN, command.chart());
      }
      boolean full =
          !state.hasEventNumbers()
              || state.eventCount() >= Limits.EVENTS
              || state.eventObjectCount() + chart.venue().objectCount() > Limits.EVENT_OBJECTS;
      return full ? new Refused(Rejection.TOO_MUCH_STATE, "events") : null;
    }

    @Override
    public Outcome carryOut(CreateEvent command) {
      EventState event =
          state.createEvent(
              new EventOrigin(command.workspace(), command.key(), state.wallMillis()),
              Objects.requireNonNull(chart(command)),
              command.name(),
              command.settings());
      if (command.draft()) {
        event.setSale(EventSale.DRAFT);
      }
      changes.event(event, EventFact.CREATED, event.key());
      return new EventCreated(event.number(), event.key());
    }

    private @Nullable ChartVersion chart(CreateEvent command) {
      return state.catalogue().chart(command.workspace(), command.chart(), command.chartVersion());
    }
  }

  /** Changes an event's name and rules. */
  final class Update implements Handler<UpdateEvent> {
    @Override
    public @Nullable Outcome check(UpdateEvent command) {
      EventSettings possible = command.settings().appliedTo(EventSettings.DEFAULT);
      Refused refused = description(command.name(), possible);
      if (refused == null) {
        refused = selectionCheck.event(command.event(), null);
      }
      if (refused != null) {
        return refused;
      }
      EventState event = event(command.event());
      return name(command, event).equals(event.name())
              && settings(command, event).equals(event.settings())
          ? new EventUpdated(command.event())
          : null;
    }

    @Override
    public Outcome carryOut(UpdateEvent command) {
      EventState event = event(command.event());
      event.describe(name(command, event), settings(command, event));
      changes.event(event, EventFact.UPDATED, event.key());
      return new EventUpdated(command.event());
    }

    private static String name(UpdateEvent command, EventState event) {
      return Objects.requireNonNullElse(command.name(), event.name());
    }

    private static EventSettings settings(UpdateEvent command, EventState event) {
      return command.settings().appliedTo(event.settings());
    }
  }

  /** Removes an event, fenced or not. */
  final class Delete implements Handler<DeleteEvent> {
    @Override
    public @Nullable Outcome check(DeleteEvent command) {
      Refused refused = selectionCheck.isHere(command.event());
      if (refused != null) {
        return refused;
      }
      EventState event = event(command.event());
      return state.orders().hasUnsettled(event.number(), event.group())
          ? new Refused(Rejection.ORDERS_UNSETTLED, event.key())
          : null;
    }

    @Override
    public Outcome carryOut(DeleteEvent command) {
      EventState event = event(command.event());
      changes.event(event, EventFact.DELETED, event.key());
      state.deleteEvent(event);
      return new EventDeleted(command.event());
    }
  }

  private EventState event(int number) {
    return Objects.requireNonNull(state.event(number));
  }

  private static @Nullable Refused description(@Nullable String name, EventSettings settings) {
    if (name != null && name.length() > Limits.EVENT_NAME_CHARACTERS) {
      return new Refused(Rejection.MALFORMED_COMMAND, "name");
    }
    boolean possible =
        settings.purchaseLimit() >= 0
            && settings.objectsPerToken() >= 1
            && settings.objectsPerToken() <= Limits.OBJECTS_PER_TOKEN
            && settings.maxHoldMillis() >= Limits.SHORTEST_HOLD_MILLIS
            && settings.maxHoldMillis() <= Limits.LONGEST_HOLD_MILLIS
            && settings.maxExtensions() >= 0
            && settings.maxExtensions() <= Limits.EXTENSIONS
            && settings.maxExtendedMillis() >= 0
            && settings.maxExtendedMillis() <= Limits.LONGEST_HOLD_MILLIS;
    return possible ? null : new Refused(Rejection.MALFORMED_COMMAND, "settings");
  }
}
