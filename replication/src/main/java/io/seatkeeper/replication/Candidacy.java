package io.seatkeeper.replication;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node from asking to be elected in logs whose members have taken its vote.
 *
 * <p>The Raft library does not see that turn while it runs: it would ask when the leader is lost,
 * find itself without a vote, and close the log.
 */
final class Candidacy implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Candidacy.class);

  /** Far below what a follower waits for a word of its leader, which each such turn is. */
  private static final long EVERY_MILLIS = RaftSettings.ELECTION_MIN_MILLIS / 10;

  private final List<GroupMember> groups;
  private final NodeHealth health;
  private final Set<GroupMember> withdrawn = new HashSet<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  Candidacy(List<GroupMember> groups, NodeHealth health) {
    this.groups = List.copyOf(groups);
    this.health = health;
    this.thread = Thread.ofPlatform().name("candidacy").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        for (GroupMember group : groups) {
          attend(group);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attend(GroupMember group) {
    try {
      if (!withdrawn.contains(group)) {
        if (group.standsWithoutVote()) {
          group.mayBeElected(false);
          withdrawn.add(group);
          LOGGER.info("{}: others have this node's vote; it follows", group.group());
        }
      } else if (group.votes()) {
        group.mayBeElected(true);
        withdrawn.remove(group);
        LOGGER.info("{}: this node has its vote again", group.group());
        if (group.division().getInfo().isCandidate()) {
          // It lost the leader between the two, and the library does not begin what it missed.
          health.breaks(
              "The log "
                  + group.group()
                  + " lost its leader just when this node got its vote back. Start again.",
              null);
        }
      }
    } catch (IOException e) {
      LOGGER.debug("{} is not open", group.group(), e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    Threads.join(thread);
  }
}
