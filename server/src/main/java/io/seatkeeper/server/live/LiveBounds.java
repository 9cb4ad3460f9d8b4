package io.seatkeeper.server.live;

/**
 * What bounds the live feed.
 *
 * @param watchers who may watch at once, over all events
 * @param bufferedChanges changes waiting to be sent at most; beyond it they are dropped and
 *     watchers resynchronised
 * @param pauseMillis the shortest time between two messages to one watcher
 * @param heartbeatMillis the time between two heartbeats
 * @param lagMillis how long a watcher may read nothing before its connection is closed
 * @param resumeChanges missed changes that are sent one by one; who missed more is resynchronised
 */
public record LiveBounds(
    int watchers,
    int bufferedChanges,
    long pauseMillis,
    long heartbeatMillis,
    long lagMillis,
    int resumeChanges) {
  /** The defaults. */
  public static final LiveBounds DEFAULT =
      new LiveBounds(20_000, 262_144, 50, 10_000, 60_000, 5_000);

  public LiveBounds {
    if (watchers < 0
        || bufferedChanges < 1
        || pauseMillis < 1
        || heartbeatMillis < 1
        || lagMillis < 1
        || resumeChanges < 1) {
      throw new IllegalArgumentException("live bounds that cannot work");
    }
  }
}
