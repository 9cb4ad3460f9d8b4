package io.seatkeeper.replication;

import io.seatkeeper.core.outcome.Change;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who hear every log entry. */
final class ListenerSet {
  private static final Logger LOGGER = LoggerFactory.getLogger(ListenerSet.class);

  private final CopyOnWriteArrayList<ChangeListener> listeners = new CopyOnWriteArrayList<>();

  Shard.Subscription add(ChangeListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void onEntry(long index, long logMillis, long wallMillis, List<Change> changes) {
    for (ChangeListener listener : listeners) {
      try {
        listener.onEntry(index, logMillis, wallMillis, changes);
      } catch (RuntimeException e) {
        listeners.remove(listener);
        LOGGER.error("A change listener failed at index {} and hears no more", index, e);
      }
    }
  }

  void onReplaced(long index) {
    for (ChangeListener listener : listeners) {
      try {
        listener.onReplaced(index);
      } catch (RuntimeException e) {
        listeners.remove(listener);
        LOGGER.error("A change listener failed on a new state and hears no more", e);
      }
    }
  }
}
