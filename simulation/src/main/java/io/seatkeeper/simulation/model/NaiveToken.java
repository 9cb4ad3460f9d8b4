package io.seatkeeper.simulation.model;

import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.state.TokenUse;
import io.seatkeeper.core.state.TokenView;
import java.util.ArrayList;
import java.util.List;

/** A hold token as the model knows it. */
final class NaiveToken {
  final long token;
  final String workspace;
  final String buyer;
  long deadlineLogMillis;
  boolean ended;
  TokenUse use = TokenUse.NONE;

  /** What it holds, in the order in which it was held; an area keeps its first place. */
  final List<NaiveObject> held = new ArrayList<>();

  NaiveToken(long token, String workspace, String buyer, long deadlineLogMillis) {
    this.token = token;
    this.workspace = workspace;
    this.buyer = buyer;
    this.deadlineLogMillis = deadlineLogMillis;
  }

  void forgetWhatIsNotHeld() {
    held.removeIf(object -> object.heldBy(token) == 0);
  }

  /** What it holds, an event after the other in the order of its first hold there. */
  TokenView view() {
    List<Selection> selections = new ArrayList<>();
    for (NaiveEvent event : held.stream().map(object -> object.event).distinct().toList()) {
      List<NaiveObject> here = held.stream().filter(object -> object.event == event).toList();
      selections.add(
          Selection.withQuantities(
              event.number,
              here.stream().mapToInt(object -> object.index).toArray(),
              here.stream().mapToInt(object -> object.heldBy(token)).toArray()));
    }
    return new TokenView(token, workspace, buyer, deadlineLogMillis, ended, use, selections);
  }
}
