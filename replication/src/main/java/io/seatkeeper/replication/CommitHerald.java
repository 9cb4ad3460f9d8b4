package io.seatkeeper.replication;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells followers at once how far the log is committed when no entry follows that would.
 *
 * <p>The Raft library tells them with the next entry or the next heartbeat, up to a quarter of a
 * second later. A confirmation of leadership makes it send heartbeats now; a leader that is the
 * only voter needs none for that, and lets an empty entry follow instead.
 */
final class CommitHerald {
  private static final Logger LOGGER = LoggerFactory.getLogger(CommitHerald.class);

  private final GroupMember member;
  private final Supplier<CompletableFuture<?>> emptyEntry;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private final AtomicLong newest = new AtomicLong();

  /**
   * @param emptyEntry appends an entry that changes nothing and is not told of
   */
  CommitHerald(GroupMember member, Supplier<CompletableFuture<?>> emptyEntry) {
    this.member = member;
    this.emptyEntry = emptyEntry;
  }

  /** An entry of this leader was applied and no other is under way. */
  void applied(long index) {
    newest.set(index);
    if (underWay.compareAndSet(false, true)) {
      Thread.startVirtualThread(() -> tell(index));
    }
  }

  private void tell(long index) {
    CompletableFuture<?> told;
    try {
      int voters = member.members().getCurrentPeers().size();
      int followers = member.members().getCurrentPeers(RaftPeerRole.LISTENER).size();
      told =
          voters > 1
              ? member.confirmLeadership()
              : followers > 0 ? emptyEntry.get() : CompletableFuture.completedFuture(null);
    } catch (IOException | RuntimeException e) {
      told = CompletableFuture.failedFuture(e);
    }
    var _ =
        told.whenComplete(
            (_, failure) -> {
              if (failure != null) {
                LOGGER.debug("{} could not be told of index {}", member.group(), index, failure);
              }
              underWay.set(false);
              long later = newest.get();
              if (later > index && failure == null && underWay.compareAndSet(false, true)) {
                Thread.startVirtualThread(() -> tell(later));
              }
            });
  }
}
