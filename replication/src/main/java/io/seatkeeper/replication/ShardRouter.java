package io.seatkeeper.replication;

import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node's shards. The first keeps the catalogue; where it is the only one it keeps the events too,
 * otherwise the others do.
 *
 * @param shards every log of the node, the catalogue's first
 */
public record ShardRouter(List<Shard> shards) {
  public ShardRouter {
    shards = List.copyOf(shards);
  }

  /** The shard that keeps workspaces, charts and where placement groups are. */
  public Shard catalogue() {
    return shards.getFirst();
  }

  /** The shards that keep events. */
  public List<Shard> ofEvents() {
    return shards.size() == 1 ? shards : shards.subList(1, shards.size());
  }

  /**
   * The shard that has an event, as far as this node has heard; the active one where a move has
   * left it on two. Null when none has it.
   */
  public @Nullable Shard having(String event) {
    Shard having = null;
    for (Shard shard : ofEvents()) {
      GroupState state = shard.read(view -> stateOf(view, event));
      if (state == GroupState.ACTIVE) {
        return shard;
      }
      having = state == null ? having : shard;
    }
    return having;
  }

  private static @Nullable GroupState stateOf(ShardView view, String key) {
    EventView event = view.eventByKey(key);
    return event == null ? null : view.group(event.group()).state();
  }

  /** The shard with a name; null when there is none. */
  public @Nullable Shard named(String name) {
    for (Shard shard : shards) {
      if (shard.name().equals(name)) {
        return shard;
      }
    }
    return null;
  }
}
