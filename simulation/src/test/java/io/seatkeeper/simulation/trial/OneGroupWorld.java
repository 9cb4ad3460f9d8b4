package io.seatkeeper.simulation.trial;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.Checkpoint;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Command.ExtendToken;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Command.StoreChartChunk;
import io.seatkeeper.core.command.Command.SwitchBehaviour;
import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.command.OrderCommand.OpenOrder;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.state.TokenUse;
import io.seatkeeper.core.state.TokenView;
import io.seatkeeper.simulation.model.NaiveShard;
import io.seatkeeper.simulation.world.Step;
import io.seatkeeper.simulation.world.WorldGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A seed's world with all events in one placement group, so that all of it can move; with leases as
 * their signatures would have them; and without what means something on one shard only.
 */
final class OneGroupWorld {
  static final String GROUP = "world";

  private final NaiveShard model = new NaiveShard();
  private final Map<Long, TokenLease> signed = new LinkedHashMap<>();

  private OneGroupWorld() {}

  static List<Step> steps(long seed, int commands) {
    return new OneGroupWorld().run(seed, commands);
  }

  private List<Step> run(long seed, int commands) {
    WorldGenerator world = new WorldGenerator(seed, model);
    List<Step> steps = new ArrayList<>();
    Request begin = Request.unkeyed(new SwitchBehaviour(SeatEngine.MOVING_BEHAVIOUR));
    steps.add(new Step(0, 0, 0, begin));
    while (steps.size() < commands) {
      Step wished = world.next();
      Command command = inOneGroup(wished.request().command());
      steps.add(
          new Step(
              wished.index(),
              wished.logMillis(),
              wished.wallMillis(),
              new Request(command, wished.request().key())));
      Step step = steps.getLast();
      model.apply(step.index(), step.logMillis(), step.wallMillis(), step.request());
    }
    return steps;
  }

  private Command inOneGroup(Command command) {
    return switch (command) {
      case CreateEvent create when create.key().matches("[a-z0-9]+(\\.[a-z0-9]+)?") ->
          new CreateEvent(
              create.workspace(),
              GROUP + "." + create.key().replace('.', '-'),
              create.name(),
              create.chart(),
              create.chartVersion(),
              create.settings(),
              create.draft());
      case HoldObjects hold when isUsed(hold.lease().token()) -> new Tick();
      case HoldBestAvailable best when isUsed(best.lease().token()) -> new Tick();
      case EndToken end when isUsed(end.lease().token()) -> new Tick();
      case ExtendToken extend when isIdle(extend.token()) -> new Tick();
      case OpenOrder open when isIdle(open.token()) -> new Tick();
      case HoldObjects hold ->
          new HoldObjects(signed(hold.lease()), hold.selections(), hold.access());
      case HoldBestAvailable best -> withLease(best, signed(best.lease()));
      case EndToken end -> new EndToken(signed(end.lease()));
      case BookObjects book when isIdle(book.token()) -> new Tick();
      case Checkpoint point -> new Tick();
      case StoreChartChunk chunk when chunk.chunks() > 1 && !model.allEvents().isEmpty() ->
          new Tick();
      default -> command;
    };
  }

  /**
   * A token that holds nothing does not move with a group; a shard that meets it knows no better.
   */
  private boolean isIdle(long token) {
    TokenView known = model.token(token);
    return known != null && !known.ended() && known.selections().isEmpty();
  }

  /** What was done to the life of a token that holds nothing stays behind, too. */
  private boolean isUsed(long token) {
    TokenView known = model.token(token);
    return isIdle(token) && known != null && !known.use().equals(TokenUse.NONE);
  }

  /** What a token's signature vouches for stays the same for as long as the token lives. */
  private TokenLease signed(TokenLease lease) {
    TokenLease first = signed.get(lease.token());
    if (first == null || first.deadlineLogMillis() <= model.logMillis()) {
      signed.put(lease.token(), lease);
      return lease;
    }
    return first;
  }

  private static Command withLease(HoldBestAvailable best, TokenLease lease) {
    return new HoldBestAvailable(
        lease,
        best.event(),
        best.count(),
        best.categories(),
        best.section(),
        best.zone(),
        best.accessible(),
        best.scattered(),
        best.acrossSections(),
        best.area(),
        best.access());
  }
}
