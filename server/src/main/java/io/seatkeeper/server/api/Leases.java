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

  /** What is left of a token, rather too much than too little, as a deadline in a shard's time. */
  TokenLease in(Shard shard, HoldToken token) {
    TokenLease lease = token.lease();
    return shard.equals(shards.catalogue())
        ? lease
        : new TokenLease(
            lease.token(),
            lease.workspace(),
            lease.deadlineLogMillis() - shards.catalogue().leastLogMillis() + shard.logMillis(),
            lease.buyer());
  }
}
