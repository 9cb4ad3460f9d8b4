package io.seatkeeper.simulation.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.codec.Snapshot;
import io.seatkeeper.core.codec.SnapshotCodec;
import io.seatkeeper.core.codec.VenueCodec;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.CatalogueCommand;
import io.seatkeeper.core.command.Command.CopyChartChunk;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.NumberEvents;
import io.seatkeeper.core.command.Command.PlacementCommand;
import io.seatkeeper.core.command.Command.ShardCommand;
import io.seatkeeper.core.command.Command.StoreChartChunk;
import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.OrderChanged;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.ChartStored;
import io.seatkeeper.core.state.ChartView;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.core.state.TokenView;
import io.seatkeeper.core.state.TokensImage;
import io.seatkeeper.core.state.WorkspaceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Two shards that look like one: all that is sold is in one group, which moves between them at
 * random. The home shard is the catalogue, too; whatever it is told is copied to the other.
 */
class MovingSubject implements Subject {
  private static final int MOVES_IN_A_HUNDRED = 6;

  private final MovingSide home;
  private final MovingSide away;
  private final Map<Integer, Long> moves = new TreeMap<>();
  private final Map<Long, TokenView> leftBehind = new TreeMap<>();
  private final MoveDice dice;
  private MovingSide owner;
  private long epoch = 1;
  private long index;
  private long position;
  private long worldMillis;
  private long wallMillis;
  private int movesDone;

  MovingSubject(long seed) {
    home = new MovingSide("home", new SeatEngine(), 0);
    away = new MovingSide("away", new SeatEngine(), 1_000_000_007);
    owner = home;
    dice = new MoveDice(seed);
  }

  private MovingSubject(MovingSubject old, MovingSide home, MovingSide away) {
    this.home = home;
    this.away = away;
    this.owner = old.owner == old.home ? home : away;
    this.dice = old.dice.copy();
    moves.putAll(old.moves);
    leftBehind.putAll(old.leftBehind);
    epoch = old.epoch;
    index = old.index;
    position = old.position;
    worldMillis = old.worldMillis;
    wallMillis = old.wallMillis;
    movesDone = old.movesDone;
  }

  @Override
  public Applied apply(long atIndex, long logMillis, long atWallMillis, Request request) {
    position++;
    boolean ofTheCatalogue = isOfTheCatalogue(request.command());
    if (owner == away && ofTheCatalogue) {
      while (owner == away) {
        move(request);
      }
    } else if (dice.chance(MOVES_IN_A_HUNDRED) && !ofTheCatalogue) {
      move(request);
    }
    index = Math.max(index, atIndex);
    worldMillis = Math.max(worldMillis, logMillis);
    wallMillis = atWallMillis;
    leftBehind.values().removeIf(token -> token.deadlineLogMillis() <= worldMillis);
    Applied applied = owner.apply(atIndex, logMillis, atWallMillis, asSent(request));
    if (applied.outcome() instanceof Outcome.Done done && ofTheCatalogue) {
      copy(request.command(), done);
    }
    Outcome outcome = Objects.requireNonNull(owner.inTimeOfTheWorld(applied.outcome()));
    return new Applied(
        outcome, applied.repeated(), applied.changes().stream().map(this::told).toList());
  }

  /** For tests of the tests: what is sent instead. */
  Request asSent(Request request) {
    return request;
  }

  /** For tests of the tests: what a bad move does last. */
  void spoil() {}

  private static boolean isOfTheCatalogue(Command command) {
    return command instanceof CatalogueCommand
        || command instanceof PlacementCommand
        || command instanceof CreateEvent
        || (command instanceof ShardCommand && !(command instanceof Tick));
  }

  /** Moves the group to the other side, or gives up halfway. */
  private void move(Request next) {
    MovingSide from = owner;
    MovingSide to = owner == home ? away : home;
    boolean hasEvents = !events().isEmpty();
    List<TokenView> idle = idleTokens(from);
    boolean done =
        new GroupMove(from, to, ++epoch, dice, new GroupMove.Time(index, worldMillis, wallMillis))
            .run(next);
    if (done) {
      owner = to;
      movesDone += hasEvents ? 1 : 0;
      events().forEach(event -> moves.merge(event.event(), 1L, Long::sum));
      leftBehind.clear();
      idle.forEach(token -> leftBehind.put(token.token(), token));
      from.letTimePass();
      spoil();
    }
  }

  /** A token that holds nothing stays behind; wherever it comes next, its lease says the same. */
  private List<TokenView> idleTokens(MovingSide side) {
    List<TokenView> idle = new ArrayList<>(leftBehind.values());
    idle.removeIf(token -> side.engine.view().token(token.token()) != null);
    TokensImage tokens = side.engine.image().tokens();
    for (long token : tokens.tokens()) {
      TokenView known = Objects.requireNonNull(side.engine.view().token(token));
      if (!known.ended() && known.selections().isEmpty()) {
        idle.add(MovingView.inTimeOfTheWorld(known, side));
      }
    }
    return idle;
  }

  private List<EventView> events() {
    ShardView view = owner.engine.view();
    List<EventView> events = new ArrayList<>();
    for (WorkspaceView workspace : view.workspaces()) {
      events.addAll(view.events(workspace.workspace()));
    }
    return events;
  }

  /** Tells the other shard what the catalogue was told. */
  private void copy(Command command, Outcome.Done done) {
    Command copied = command;
    if (command instanceof StoreChartChunk chunk) {
      if (!(done instanceof ChartStored stored)) {
        return;
      }
      ChartView chart =
          Objects.requireNonNull(
              home.engine.view().chart(chunk.workspace(), chunk.chart(), stored.version()));
      Bytes bytes = Bytes.copyOf(VenueCodec.encode(chart.venue()));
      copied =
          new CopyChartChunk(
              chunk.workspace(), chunk.chart(), chart.version(), position, 0, 1, bytes);
    } else if (command instanceof CreateEvent
        || command instanceof NumberEvents
        || command instanceof PlacementCommand) {
      return;
    }
    away.apply(index, worldMillis, wallMillis, Request.unkeyed(copied));
  }

  private Change told(Change change) {
    long version = change.eventVersion() - movesOf(change.event());
    return switch (change) {
      case EventChanged event ->
          new EventChanged(event.event(), version, event.fact(), event.detail());
      case OrderChanged order ->
          new OrderChanged(order.event(), version, order.order(), order.state(), order.total());
      case ObjectChanged object ->
          new ObjectChanged(
              object.event(),
              version,
              object.object(),
              object.reason(),
              object.previousStatus(),
              object.status(),
              object.forSale(),
              object.blocked(),
              object.quantity(),
              object.areaHeld(),
              object.areaBooked(),
              object.token(),
              object.order());
    };
  }

  @Override
  public ShardView view() {
    return MovingView.of(this);
  }

  long stateHash() {
    return 31 * home.engine.view().stateHash() + away.engine.view().stateHash();
  }

  @Override
  public long computeStateHash() {
    return 31 * home.engine.computeStateHash() + away.engine.computeStateHash();
  }

  @Override
  public Supplier<Subject> snapshot() {
    Snapshot ofHome = SnapshotCodec.capture(home.engine);
    Snapshot ofAway = SnapshotCodec.capture(away.engine);
    MovingSubject now = new MovingSubject(this, home, away);
    MovingSide homeNow = new MovingSide(home.name, home.engine, home.ahead);
    MovingSide awayNow = new MovingSide(away.name, away.engine, away.ahead);
    return () -> new MovingSubject(now, homeNow.restored(ofHome), awayNow.restored(ofAway));
  }

  MovingSide owner() {
    return owner;
  }

  MovingSide home() {
    return home;
  }

  List<TokenView> leftBehind() {
    return List.copyOf(leftBehind.values());
  }

  long movesOf(int event) {
    return moves.getOrDefault(event, 0L);
  }

  long index() {
    return index;
  }

  long position() {
    return position;
  }

  long worldMillis() {
    return worldMillis;
  }

  /** Moves of events that were carried out. */
  int movesDone() {
    assertThat(movesDone).isNotNegative();
    return movesDone;
  }
}
