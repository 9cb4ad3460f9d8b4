package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.PlaceGroup;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Outcome.GroupPlaced;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.ChartView;
import io.seatkeeper.core.state.PlacementView;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.server.moves.Asker;
import io.seatkeeper.server.moves.ShardCopies;
import io.seatkeeper.server.problem.Problem;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds a shard for a placement group and takes there what its events need. Every step may be
 * repeated: an event that is not created in the end leaves nothing that anybody sees.
 */
final class EventPlaces {
  private final ShardRouter shards;
  private final Asker asker;
  private final ShardCopies copies;

  EventPlaces(ShardRouter shards, Sender sender, SetupListener setups) {
    this.shards = shards;
    this.asker = (shard, command) -> send(sender, setups, shard, command);
    this.copies = new ShardCopies(asker);
  }

  /** Where an event is to be created, pinned to a version of its chart. */
  record Place(Shard shard, int chartVersion) {}

  /**
   * The place for an event of a group; its shard has workspace and chart from now on.
   *
   * @param version the chart's version; 0 for the newest
   * @throws io.seatkeeper.server.problem.ProblemException when the chart is unknown
   */
  Place prepare(String workspace, String group, String chart, int version)
      throws InterruptedException {
    if (shards.shards().size() == 1) {
      return new Place(shards.catalogue(), version);
    }
    ChartView wanted = shards.catalogue().read(view -> view.chart(workspace, chart, version));
    if (wanted == null) {
      throw Problem.of(Rejection.CHART_UNKNOWN, chart).thrown();
    }
    Shard shard = place(group);
    copies.workspace(shards.catalogue(), shard, workspace);
    copies.chart(shard, wanted);
    return new Place(shard, wanted.version());
  }

  /** The group's shard; a new group goes where the fewest are. */
  private Shard place(String group) throws InterruptedException {
    PlacementView placed = shards.catalogue().read(view -> view.placement(group));
    String name = placed == null ? null : placed.shard();
    if (name == null) {
      Reply reply = asker.ask(shards.catalogue(), new PlaceGroup(group, emptiest()));
      name = ((GroupPlaced) reply.outcome()).shard();
    }
    Shard shard = shards.named(name);
    if (shard == null) {
      throw new IllegalStateException("the catalogue has group " + group + " on " + name);
    }
    return shard;
  }

  private String emptiest() {
    Map<String, Integer> groups = new HashMap<>();
    shards
        .catalogue()
        .<Void>read(
            view -> {
              view.placements().forEach(each -> groups.merge(each.shard(), 1, Integer::sum));
              return null;
            });
    String emptiest = shards.ofEvents().getFirst().name();
    for (Shard shard : shards.ofEvents()) {
      if (groups.getOrDefault(shard.name(), 0) < groups.getOrDefault(emptiest, 0)) {
        emptiest = shard.name();
      }
    }
    return emptiest;
  }

  /** These commands repeat harmlessly by nature; they have no keys. */
  private static Reply send(Sender sender, SetupListener setups, Shard shard, Command command)
      throws InterruptedException {
    Reply reply = sender.sendAndWait(shard, null, Request.unkeyed(command));
    setups.carriedOut(command);
    return reply;
  }
}
