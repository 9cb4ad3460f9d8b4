package io.seatkeeper.server.load;

/**
 * How a request is asked again with the same idempotency key: after a pause that doubles from
 * {@code firstMillis} to {@code longestMillis}, halved at random, until {@code patienceMillis} have
 * passed since the first time.
 */
record RetryPolicy(long firstMillis, long longestMillis, long patienceMillis) {
  /** Outlasts the restart of a node. */
  static final RetryPolicy PATIENT = new RetryPolicy(20, 1_000, 60_000);

  /** Whether time is left for a retry. */
  boolean allows(long elapsedMillis) {
    return elapsedMillis < patienceMillis;
  }

  /**
   * The pause before the next try.
   *
   * @param sends how often the request was sent so far, at least 1
   * @param askedMillis what the server asked for; 0 for nothing
   * @param random from 0 to below 1
   */
  long pauseMillis(int sends, long askedMillis, double random) {
    long doubled = firstMillis << Math.min(sends - 1, 20);
    long ceiling = Math.min(longestMillis, Math.max(doubled, askedMillis));
    return Math.round(ceiling * (0.5 + random / 2));
  }
}
