package io.seatkeeper.simulation.model;

import static io.seatkeeper.simulation.model.NaiveObject.BOOKED;
import static io.seatkeeper.simulation.model.NaiveObject.FREE;
import static io.seatkeeper.simulation.model.NaiveObject.HELD;

import io.seatkeeper.core.command.Command.ChangeObjectStatus;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.simulation.model.SelectionRules.Pick;
import java.util.ArrayList;
import java.util.List;

/** Custom statuses. */
final class StatusRules {
  private static final String CUSTOM_STATUS = "[A-Za-z0-9_-]{1,32}";
  private static final int MOST_CUSTOM_STATUSES = 60;

  private final NaiveShard shard;
  private final SelectionRules selectionRules;
  private final ReleaseRules releaseRules;

  StatusRules(NaiveShard shard, ReleaseRules releaseRules) {
    this.shard = shard;
    this.selectionRules = new SelectionRules(shard);
    this.releaseRules = releaseRules;
  }

  Outcome changeStatus(ChangeObjectStatus command) {
    String status = command.status();
    selectionRules.checkShape(command.selections());
    Refusal.when(
        status.equals(HELD) || status.equals(BOOKED) || !status.matches(CUSTOM_STATUS),
        Rejection.STATUS_NOT_SETTABLE,
        status);
    List<Pick> picks = selectionRules.pick(command.selections(), null);
    for (Pick pick : picks) {
      NaiveObject object = pick.object();
      String label = object.drawn.label();
      Refusal.when(object.isArea(), Rejection.AREA_HAS_NO_STATUS, label);
      List<String> allowed = command.allowedPrevious();
      boolean wrong =
          (!allowed.isEmpty() && !allowed.contains(object.status))
              || command.rejectedPrevious().contains(object.status);
      Refusal.when(wrong, Rejection.STATUS_NOT_ALLOWED, label);
      if (!object.status.equals(status)) {
        shard.tokenRules.checkInNoOrder(object);
      }
    }
    for (NaiveEvent event : selectionRules.eventsOf(command.selections())) {
      boolean another = !status.equals(FREE) && !event.customStatuses.contains(status);
      Refusal.when(
          another && event.customStatuses.size() >= MOST_CUSTOM_STATUSES,
          Rejection.EVENT_NAMES_USED_UP,
          "custom statuses");
    }
    List<NaiveObject> needed = new ArrayList<>(picks.stream().map(Pick::object).toList());
    needed.removeIf(object -> object.status.equals(status));
    if (!needed.isEmpty()) {
      shard.aboutToChange();
    }
    for (NaiveObject object : needed) {
      releaseRules.setStatus(object, status, Change.Reason.STATUS_CHANGED);
    }
    return new Outcome.StatusChanged(needed.size());
  }
}
