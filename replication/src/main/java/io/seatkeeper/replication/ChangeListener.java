package io.seatkeeper.replication;

import io.seatkeeper.core.outcome.Change;
import java.util.List;

/** Hears every log entry once, in order, on the thread that applies. */
@FunctionalInterface
public interface ChangeListener {
  /**
   * An entry was applied and the state is readable; its callers have not been answered yet. Must
   * neither block nor throw.
   *
   * @param changes everything the entry's commands changed, in order; may be empty
   */
  void onEntry(long index, long logMillis, long wallMillis, List<Change> changes);

  /**
   * The whole state was replaced by another node's snapshot, as it was at a log index: what lies
   * between was not heard.
   */
  default void onReplaced(long index) {}
}
