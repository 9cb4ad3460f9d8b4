package io.seatkeeper.replication;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.ratis.protocol.RaftPeer;

/**
 * How long a voter other than the leader has been silent, by both ways it could be heard on.
 *
 * @param heardMillis since it last answered this node's question how it is
 * @param logMillis since it last answered the log's own messages, as its leader
 */
record SilentVoter(RaftPeer peer, long heardMillis, long logMillis) {
  private static final long PRESENT_MILLIS = 3_000;

  /** A voter is as silent as its most recent word: one way that fails proves nothing. */
  private long millis() {
    return Math.min(heardMillis, logMillis);
  }

  /**
   * The voter to replace, if any: the one that has been silent for longest, when that is longer
   * than a repair waits.
   *
   * <p>None while the leader does not hear a majority at this moment: a leader that was paused
   * finds everyone silent, and a majority that is gone is a person's decision.
   *
   * @param others all voters but the leader
   */
  static Optional<RaftPeer> lost(List<SilentVoter> others, long repairAfterMillis) {
    long present = others.stream().filter(other -> other.millis() < PRESENT_MILLIS).count() + 1;
    return 2 * present <= others.size() + 1
        ? Optional.empty()
        : others.stream()
            .filter(other -> other.millis() > repairAfterMillis)
            .max(Comparator.comparingLong(SilentVoter::millis))
            .map(SilentVoter::peer);
  }
}
