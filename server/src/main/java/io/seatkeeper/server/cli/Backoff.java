package io.seatkeeper.server.cli;

/**
 * How long to wait before something is started again: {@code firstMillis}, doubled with each time
 * in a row that it did not run for {@code wellMillis}, up to {@code longestMillis}.
 */
record Backoff(long firstMillis, long longestMillis, long wellMillis) {
  /** For a node: at once when it ran well, every ten seconds when it cannot run at all. */
  static final Backoff NODE = new Backoff(250, 10_000, 20_000);

  private static final int MOST_DOUBLINGS = 30;

  /** Whether a run was long enough to forget the short ones before it. */
  boolean ranWell(long ranMillis) {
    return ranMillis >= wellMillis;
  }

  /**
   * The pause before the next start.
   *
   * @param shortRuns how many runs in a row were too short, the last one included; 0 for none
   */
  long pauseMillis(int shortRuns) {
    int doublings = Math.clamp(shortRuns - 1, 0, MOST_DOUBLINGS);
    return Math.min(longestMillis, firstMillis << doublings);
  }
}
