package io.seatkeeper.server.moves;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.replication.Shard;

/** Has a shard carry commands out that may be repeated, and waits until this node shows them. */
@FunctionalInterface
public interface Asker {
  /** Sends a command; throws something unchecked when it is refused or not answered. */
  Reply ask(Shard shard, Command command) throws InterruptedException;
}
