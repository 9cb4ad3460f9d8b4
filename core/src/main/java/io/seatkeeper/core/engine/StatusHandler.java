package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command.ChangeObjectStatus;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Outcome.StatusChanged;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventState;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sets selected objects to free or to a custom status, whoever has them. */
final class StatusHandler implements Handler<ChangeObjectStatus> {
  private static final Pattern CUSTOM = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  private final SelectionCheck selectionCheck;
  private final Transfers transfers;

  StatusHandler(SelectionCheck selectionCheck, Transfers transfers) {
    this.selectionCheck = selectionCheck;
    this.transfers = transfers;
  }

  @Override
  public @Nullable Outcome check(ChangeObjectStatus command) {
    String status = command.status();
    Refused refused = selectionCheck.shape(command.selections());
    if (refused == null
        && (status.equals("held")
            || status.equals("booked")
            || !CUSTOM.matcher(status).matches())) {
      refused = new Refused(Rejection.STATUS_NOT_SETTABLE, status);
    }
    if (refused == null) {
      refused = selectionCheck.events(command.selections(), null);
    }
    int changing = 0;
    for (int at = 0; refused == null && at < command.selections().size(); at++) {
      Selection selection = command.selections().get(at);
      EventState event = selectionCheck.event(selection);
      for (int position = 0; refused == null && position < selection.size(); position++) {
        int object = selection.object(position);
        refused = object(event, object, selection.quantity(position), command);
        if (refused == null && !has(event, object, status)) {
          changing++;
          refused = selectionCheck.inNoOrder(event, object);
        }
      }
    }
    for (int at = 0; refused == null && at < command.selections().size(); at++) {
      EventState event = selectionCheck.event(command.selections().get(at));
      refused = room(event, status);
    }
    return refused == null && changing == 0 ? new StatusChanged(0) : refused;
  }

  @Override
  public Outcome carryOut(ChangeObjectStatus command) {
    int changed = 0;
    for (int at = 0; at < command.selections().size(); at++) {
      Selection selection = command.selections().get(at);
      EventState event = selectionCheck.event(selection);
      for (int position = 0; position < selection.size(); position++) {
        int object = selection.object(position);
        if (!has(event, object, command.status())) {
          int code = event.statuses().numberFor(command.status());
          transfers.takeAway(event, object, code, Reason.STATUS_CHANGED);
          changed++;
        }
      }
    }
    return new StatusChanged(changed);
  }

  private @Nullable Refused object(
      EventState event, int object, int quantity, ChangeObjectStatus command) {
    Refused refused = selectionCheck.object(event, object, quantity);
    if (refused != null) {
      return refused;
    }
    String label = SelectionCheck.label(event, object);
    if (event.objects().isArea(object)) {
      return new Refused(Rejection.AREA_HAS_NO_STATUS, label);
    }
    String now = event.statuses().name(event.objects().status(object));
    boolean allowed =
        command.allowedPrevious().isEmpty() || command.allowedPrevious().contains(now);
    return allowed && !command.rejectedPrevious().contains(now)
        ? null
        : new Refused(Rejection.STATUS_NOT_ALLOWED, label);
  }

  private static boolean has(EventState event, int object, String status) {
    return event.statuses().name(event.objects().status(object)).equals(status);
  }

  private static @Nullable Refused room(EventState event, String status) {
    boolean full = event.statuses().size() > EventState.HIGHEST_STATUS;
    return full && event.statuses().numberOf(status) < 0
        ? new Refused(Rejection.EVENT_NAMES_USED_UP, "custom statuses")
        : null;
  }
}
