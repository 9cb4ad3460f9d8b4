package io.seatkeeper.server.api;

import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.server.auth.HoldToken;

/**
 * What a shard is told of hold tokens. A token names its deadline in the catalogue's elapsed time;
 * every shard's time runs by itself, so that a shard is told what is left of it.
 */
record Leases(ShardRouter shards) {
  /** The catalogue's elapsed time now, milliseconds. */
  long nowMillis() {
    return shards.catalogue().logMillis();
  }

  /**
   * What is left of a token, rather too much than too little, as a deadline in a shard's time. A
   * token whose own deadline has passed lives on where it was extended, and so it does for the
   * shards that hear of it only now.
   */
  TokenLease in(Shard shard, HoldToken token) {
    TokenLease lease = token.lease();
    boolean single = shards.ofEvents().size() == 1;
    if (!single && lease.deadlineLogMillis() <= nowMillis()) {
      long left =
          TokenLife.of(shards, lease.token(), null).stream()
              .mapToLong(TokenLife::remainingMillis)
              .max()
              .orElse(0);
      if (left > 0) {
        return until(lease, shard.logMillis() + left);
      }
    }
    long deadline =
        shard.equals(shards.catalogue())
            ? lease.deadlineLogMillis()
            : lease.deadlineLogMillis() - shards.catalogue().leastLogMillis() + shard.logMillis();
    // Elapsed time that no entry has told goes back with the leader: that must not lengthen a
    // token.
    return until(lease, Math.min(deadline, shard.logMillis() + token.holdMillis()));
  }

  private static TokenLease until(TokenLease lease, long deadlineLogMillis) {
    return new TokenLease(lease.token(), lease.workspace(), deadlineLogMillis, lease.buyer());
  }
}
