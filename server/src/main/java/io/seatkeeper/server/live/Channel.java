package io.seatkeeper.server.live;

import io.seatkeeper.core.chart.Venue;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everyone who watches one event. */
final class Channel {
  private final int event;
  private final Venue venue;
  private final Notices notices;
  private final List<Group> groups = new CopyOnWriteArrayList<>();

  /** How many have entered; changed by the feed's map of channels only, key by key. */
  private int entered;

  /** Of the feed's thread only. */
  private List<String> statuses;

  /** Nobody yet. */
  Channel(int event, Venue venue, List<String> statuses, Notices notices) {
    this.event = event;
    this.venue = venue;
    this.notices = notices;
    this.statuses = statuses;
  }

  int event() {
    return event;
  }

  Venue venue() {
    return venue;
  }

  Notices notices() {
    return notices;
  }

  List<String> statuses() {
    return statuses;
  }

  Channel enter() {
    entered++;
    return this;
  }

  /** How many have entered; asked as they are changed. */
  int entered() {
    return entered;
  }

  /** Null when nobody is left. */
  @Nullable Channel exit() {
    entered--;
    return entered == 0 ? null : this;
  }

  void learn(List<String> newer) {
    statuses = newer;
  }

  /** Adds a watcher of the event loop that calls. */
  Group join(Context context, Watcher watcher) {
    for (Group group : groups) {
      if (group.loop == Thread.currentThread() && group.watchers.size() < Group.MOST_WATCHERS) {
        group.watchers.add(watcher);
        return group;
      }
    }
    Group group = new Group(Thread.currentThread(), context);
    group.watchers.add(watcher);
    groups.add(group);
    return group;
  }

  /** Removes a watcher of the event loop that calls. */
  void leave(Group group, Watcher watcher) {
    int place = group.watchers.indexOf(watcher);
    if (place < 0) {
      return;
    }
    Watcher last = group.watchers.removeLast();
    if (last != watcher) {
      group.watchers.set(place, last);
    }
    if (group.watchers.isEmpty()) {
      groups.remove(group);
    }
  }

  /** Has every watcher do something, each on its event loop. */
  void post(Consumer<Watcher> action) {
    for (Group group : groups) {
      group.post(action);
    }
  }

  /**
   * Watchers of one event loop, few enough that one turn over all of them does not hold the loop
   * up.
   */
  static final class Group {
    private static final int MOST_WATCHERS = 256;
    private static final int MOST_POSTED = 16;

    private final Thread loop;
    private final Context context;
    private final List<Watcher> watchers = new ArrayList<>();
    private final AtomicInteger posted = new AtomicInteger();
    private final AtomicBoolean lost = new AtomicBoolean();

    private Group(Thread loop, Context context) {
      this.loop = loop;
      this.context = context;
    }

    private void post(Consumer<Watcher> action) {
      if (posted.incrementAndGet() > MOST_POSTED) {
        lost.set(true);
        posted.decrementAndGet();
        return;
      }
      context.runOnContext(
          _ -> {
            posted.decrementAndGet();
            each(lost.getAndSet(false) ? Watcher::lose : action);
          });
    }

    private void each(Consumer<Watcher> action) {
      for (int place = watchers.size() - 1; place >= 0; place--) {
        if (place < watchers.size()) {
          action.accept(watchers.get(place));
        }
      }
    }
  }
}
