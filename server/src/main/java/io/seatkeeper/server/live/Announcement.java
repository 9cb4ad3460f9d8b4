package io.seatkeeper.server.live;

import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardView;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Something about an event besides its map that those who watch it are told, always all of it.
 *
 * @param name what its messages are called
 * @param facts after which it is told
 * @param greets whether who begins to watch, or starts over, is told too
 * @param copy copies what is to be told, under the shard's lock; what it returns writes that as
 *     JSON without a line break, for each message anew
 */
public record Announcement(
    String name,
    Set<EventFact> facts,
    boolean greets,
    BiFunction<ShardView, EventView, Supplier<byte[]>> copy) {
  public Announcement {
    facts = Set.copyOf(facts);
  }
}
