package io.seatkeeper.simulation.world;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.Checkpoint;
import io.seatkeeper.core.command.Command.ConfigureShard;
import io.seatkeeper.core.command.Command.NumberEvents;
import io.seatkeeper.core.command.Command.SwitchBehaviour;
import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.simulation.model.NaiveShard;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A seeded world: venues, events, and an endless stream of commands by people who want the same
 * places at the same time, make mistakes, ask twice and come too late.
 *
 * <p>It looks at the model to make commands that have a chance, so every step it gives must be
 * applied to the model before the next is asked for.
 */
public final class WorldGenerator {
  private final Dice dice;
  private final NaiveShard shard;
  private final Clock clock;
  private final RequestKeys keys;
  private final EventCommands eventCommands;
  private final SaleCommands saleCommands;
  private final OrderCommands orderCommands;
  private final PlacementCommands placements;
  private final Deque<Command> waiting = new ArrayDeque<>();

  /** A world in its own shard: the same seed gives the same steps. */
  public WorldGenerator(long seed, NaiveShard shard) {
    this.dice = new Dice(seed);
    this.shard = shard;
    this.clock = new Clock(dice);
    this.keys = new RequestKeys(dice);
    this.eventCommands = new EventCommands(dice, shard, clock);
    this.saleCommands = new SaleCommands(dice, shard, clock);
    this.orderCommands = new OrderCommands(dice, shard, clock);
    this.placements = new PlacementCommands(dice, shard);
    if (dice.chance(85)) {
      waiting.add(new SwitchBehaviour(3));
    }
    if (dice.chance(50)) {
      waiting.add(new ConfigureShard(dice.between(5, 60), dice.between(2000, 60_000)));
    }
    if (dice.chance(30)) {
      waiting.add(new NumberEvents(1000, dice.oneOf(9999, 2000)));
    }
    waiting.addAll(eventCommands.opening());
  }

  /** The next step; the one before must have been applied to the model. */
  public Step next() {
    clock.pass();
    return new Step(clock.index(), clock.statedLogMillis(), clock.wallMillis(), request());
  }

  private Request request() {
    boolean opening = shard.allEvents().isEmpty();
    if (!waiting.isEmpty() && (opening || dice.chance(60))) {
      Command command = waiting.removeFirst();
      return opening ? Request.unkeyed(command) : keys.fresh(command);
    }
    int kind = dice.between(1, 1000);
    if (kind <= 12) {
      return Request.unkeyed(shardCommand(kind));
    }
    if (kind <= 20) {
      Command placement = placements.next();
      return dice.chance(50) ? keys.fresh(placement) : Request.unkeyed(placement);
    }
    if (kind <= 60) {
      return Request.unkeyed(new Tick());
    }
    if (kind <= 140 || shard.allEvents().isEmpty()) {
      List<Command> commands = eventCommands.next();
      if (commands.size() == 1) {
        return keys.fresh(commands.getFirst());
      }
      waiting.addAll(commands);
      return waiting.isEmpty() ? Request.unkeyed(new Tick()) : keys.fresh(waiting.removeFirst());
    }
    if (kind <= 190 && keys.anySent()) {
      return keys.again();
    }
    if (kind == 1000 && dice.chance(40)) {
      waiting.addAll(saleCommands.manyStatuses());
      return keys.fresh(waiting.removeFirst());
    }
    Command command = dice.chance(35) ? orderCommands.next() : saleCommands.next();
    if (kind <= 205 && keys.anySent()) {
      return dice.chance(70) ? keys.misused(command) : keys.nearlySame(command);
    }
    return keys.fresh(command);
  }

  private Command shardCommand(int kind) {
    if (kind <= 6) {
      return new Checkpoint(-dice.between(0, 4), 0);
    }
    if (kind <= 9) {
      return new SwitchBehaviour(dice.between(0, 3));
    }
    if (dice.chance(20)) {
      return new NumberEvents(dice.oneOf(1000, 1, 0), dice.oneOf(9999, -1));
    }
    return dice.chance(90)
        ? new ConfigureShard(dice.between(5, 200), dice.between(2000, 100_000))
        : new ConfigureShard(dice.between(-1, 1), dice.between(-1, 1));
  }
}
