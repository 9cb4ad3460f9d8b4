package io.seatkeeper.core.codec;

import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.ObjectUpdate;
import io.seatkeeper.core.command.ObjectUpdate.ChannelCapacity;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.SettingsChange;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Random commands, outcomes and changes of every kind. */
final class Samples {
  static final Map<Class<?>, Function<Random, Command>> COMMANDS = commands();
  static final Map<Class<?>, Function<Random, Outcome>> OUTCOMES = outcomes();
  static final Map<Class<?>, Function<Random, Change>> CHANGES = changes();

  private static final List<String> TEXTS =
      List.of("", "a", "GA 1", "Rang links Reihe 3", "Été", "座席", "🎟 box", "a\u0000b", "\uFFFF");

  private Samples() {}

  /** The records at the leaves of a sealed type. */
  static Set<Class<?>> kinds(Class<?> sealed) {
    Set<Class<?>> kinds = new LinkedHashSet<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        kinds.addAll(kinds(permitted));
      } else {
        kinds.add(permitted);
      }
    }
    return kinds;
  }

  static Request request(Random random, Command command) {
    RequestKey key =
        new RequestKey(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    return new Request(command, random.nextBoolean() ? key : null);
  }

  private static Map<Class<?>, Function<Random, Command>> commands() {
    Map<Class<?>, Function<Random, Command>> kinds = new LinkedHashMap<>();
    kinds.put(
        Command.CreateWorkspace.class,
        random ->
            new Command.CreateWorkspace(
                text(random), pick(random, Command.Mode.values()), "aa", "bb", bytes(random)));
    kinds.put(
        Command.StoreChartChunk.class,
        random ->
            new Command.StoreChartChunk(
                text(random),
                text(random),
                random.nextLong(),
                number(random),
                number(random),
                bytes(random)));
    kinds.put(
        Command.CreateEvent.class,
        random ->
            new Command.CreateEvent(
                text(random),
                text(random),
                text(random),
                text(random),
                number(random),
                settings(random),
                random.nextBoolean()));
    kinds.put(
        Command.UpdateEvent.class,
        random ->
            new Command.UpdateEvent(
                number(random),
                textOrNull(random),
                random.nextBoolean() ? change(random) : SettingsChange.NONE));
    kinds.put(Command.DeleteEvent.class, random -> new Command.DeleteEvent(number(random)));
    kinds.put(
        Command.UpdateObjects.class,
        random -> new Command.UpdateObjects(number(random), list(random, Samples::update)));
    kinds.put(
        Command.HoldObjects.class,
        random -> new Command.HoldObjects(lease(random), selections(random), access(random)));
    kinds.put(
        Command.HoldBestAvailable.class,
        random ->
            new Command.HoldBestAvailable(
                lease(random),
                number(random),
                number(random),
                list(random, Samples::text),
                textOrNull(random),
                textOrNull(random),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                access(random)));
    kinds.put(
        Command.BookObjects.class,
        random ->
            new Command.BookObjects(
                token(random), text(random), text(random), selections(random), access(random)));
    kinds.put(
        Command.ReleaseObjects.class,
        random -> new Command.ReleaseObjects(token(random), text(random), selections(random)));
    kinds.put(Command.EndToken.class, random -> new Command.EndToken(lease(random)));
    kinds.put(
        Command.ChangeObjectStatus.class,
        random ->
            new Command.ChangeObjectStatus(
                selections(random),
                text(random),
                list(random, Samples::text),
                list(random, Samples::text)));
    kinds.put(Command.Tick.class, _ -> new Command.Tick());
    kinds.put(
        Command.Checkpoint.class,
        random -> new Command.Checkpoint(random.nextLong(), random.nextLong()));
    kinds.put(Command.SwitchBehaviour.class, random -> new Command.SwitchBehaviour(number(random)));
    kinds.put(
        Command.ConfigureShard.class,
        random -> new Command.ConfigureShard(number(random), random.nextLong()));
    kinds.putAll(moves());
    kinds.putAll(OrderSamples.commands());
    return kinds;
  }

  private static Map<Class<?>, Function<Random, Command>> moves() {
    Map<Class<?>, Function<Random, Command>> kinds = new LinkedHashMap<>();
    kinds.put(
        Command.CopyChartChunk.class,
        random ->
            new Command.CopyChartChunk(
                text(random),
                text(random),
                number(random),
                random.nextLong(),
                number(random),
                number(random),
                bytes(random)));
    kinds.put(
        Command.NumberEvents.class,
        random -> new Command.NumberEvents(number(random), number(random)));
    kinds.put(
        Command.PlaceGroup.class, random -> new Command.PlaceGroup(text(random), text(random)));
    kinds.put(Command.BeginMove.class, random -> new Command.BeginMove(text(random), text(random)));
    kinds.put(
        Command.FinishMove.class,
        random -> new Command.FinishMove(text(random), random.nextLong()));
    kinds.put(
        Command.AbandonMove.class,
        random -> new Command.AbandonMove(text(random), random.nextLong()));
    kinds.put(
        Command.FreezeGroup.class,
        random -> new Command.FreezeGroup(text(random), random.nextLong(), text(random)));
    kinds.put(
        Command.UnfreezeGroup.class,
        random -> new Command.UnfreezeGroup(text(random), random.nextLong()));
    kinds.put(
        Command.ActivateGroupChunk.class,
        random ->
            new Command.ActivateGroupChunk(
                text(random),
                random.nextLong(),
                text(random),
                random.nextLong(),
                number(random),
                number(random),
                bytes(random)));
    kinds.put(
        Command.ForgetGroup.class,
        random -> new Command.ForgetGroup(text(random), random.nextLong()));
    return kinds;
  }

  private static Map<Class<?>, Function<Random, Outcome>> outcomes() {
    Map<Class<?>, Function<Random, Outcome>> kinds = new LinkedHashMap<>();
    kinds.put(
        Outcome.Refused.class,
        random -> new Outcome.Refused(pick(random, Rejection.values()), text(random)));
    kinds.put(Outcome.WorkspaceCreated.class, random -> new Outcome.WorkspaceCreated(text(random)));
    kinds.put(
        Outcome.ChartChunkStored.class, random -> new Outcome.ChartChunkStored(number(random)));
    kinds.put(
        Outcome.ChartStored.class, random -> new Outcome.ChartStored(text(random), number(random)));
    kinds.put(
        Outcome.EventCreated.class,
        random -> new Outcome.EventCreated(number(random), text(random)));
    kinds.put(Outcome.EventUpdated.class, random -> new Outcome.EventUpdated(number(random)));
    kinds.put(Outcome.EventDeleted.class, random -> new Outcome.EventDeleted(number(random)));
    kinds.put(
        Outcome.ObjectsUpdated.class,
        random -> new Outcome.ObjectsUpdated(number(random), number(random)));
    kinds.put(
        Outcome.ObjectsHeld.class,
        random -> new Outcome.ObjectsHeld(token(random), random.nextLong(), selections(random)));
    kinds.put(
        Outcome.ObjectsBooked.class,
        random -> new Outcome.ObjectsBooked(text(random), number(random)));
    kinds.put(Outcome.ObjectsReleased.class, random -> new Outcome.ObjectsReleased(number(random)));
    kinds.put(Outcome.StatusChanged.class, random -> new Outcome.StatusChanged(number(random)));
    kinds.put(Outcome.TokenEnded.class, random -> new Outcome.TokenEnded(number(random)));
    kinds.put(Outcome.Ticked.class, _ -> new Outcome.Ticked());
    kinds.put(
        Outcome.CheckpointPassed.class, random -> new Outcome.CheckpointPassed(random.nextLong()));
    kinds.put(
        Outcome.BehaviourSwitched.class, random -> new Outcome.BehaviourSwitched(number(random)));
    kinds.put(Outcome.ShardConfigured.class, _ -> new Outcome.ShardConfigured());
    kinds.putAll(moveOutcomes());
    kinds.putAll(OrderSamples.outcomes());
    return kinds;
  }

  private static Map<Class<?>, Function<Random, Outcome>> moveOutcomes() {
    Map<Class<?>, Function<Random, Outcome>> kinds = new LinkedHashMap<>();
    kinds.put(
        Outcome.EventsNumbered.class,
        random -> new Outcome.EventsNumbered(number(random), number(random)));
    kinds.put(
        Outcome.GroupPlaced.class,
        random -> new Outcome.GroupPlaced(text(random), text(random), random.nextLong()));
    kinds.put(
        Outcome.MoveBegun.class,
        random ->
            new Outcome.MoveBegun(text(random), text(random), text(random), random.nextLong()));
    kinds.put(
        Outcome.MoveFinished.class,
        random -> new Outcome.MoveFinished(text(random), text(random), random.nextLong()));
    kinds.put(
        Outcome.MoveAbandoned.class,
        random -> new Outcome.MoveAbandoned(text(random), random.nextLong()));
    kinds.put(
        Outcome.GroupFrozen.class,
        random -> new Outcome.GroupFrozen(text(random), random.nextLong()));
    kinds.put(
        Outcome.GroupUnfrozen.class,
        random -> new Outcome.GroupUnfrozen(text(random), random.nextLong()));
    kinds.put(
        Outcome.GroupChunkStored.class,
        random -> new Outcome.GroupChunkStored(text(random), number(random)));
    kinds.put(
        Outcome.GroupActivated.class,
        random -> new Outcome.GroupActivated(text(random), random.nextLong()));
    kinds.put(
        Outcome.GroupForgotten.class,
        random -> new Outcome.GroupForgotten(text(random), random.nextLong()));
    return kinds;
  }

  private static Map<Class<?>, Function<Random, Change>> changes() {
    Map<Class<?>, Function<Random, Change>> kinds = new LinkedHashMap<>();
    kinds.put(
        Change.ObjectChanged.class,
        random ->
            new Change.ObjectChanged(
                number(random),
                random.nextLong(),
                number(random),
                pick(random, Change.Reason.values()),
                pick(random, "free", "held", "booked", "no-show"),
                pick(random, "free", "held", "booked", "checked_in"),
                random.nextBoolean(),
                random.nextBoolean(),
                number(random),
                number(random),
                number(random),
                token(random),
                text(random)));
    kinds.put(
        Change.EventChanged.class,
        random ->
            new Change.EventChanged(
                number(random),
                random.nextLong(),
                pick(random, Change.EventFact.values()),
                text(random)));
    kinds.put(
        Change.OrderChanged.class,
        random ->
            new Change.OrderChanged(
                number(random),
                random.nextLong(),
                text(random),
                pick(random, OrderState.values()),
                random.nextLong()));
    return kinds;
  }

  static Selection selection(Random random) {
    int[] objects = random.ints(random.nextInt(6), 0, 100_000).toArray();
    if (random.nextInt(4) == 0) {
      int[] quantities = new int[objects.length];
      Arrays.setAll(quantities, _ -> number(random));
      return Selection.withQuantities(number(random), objects, quantities);
    }
    return Selection.of(number(random), objects);
  }

  private static List<Selection> selections(Random random) {
    return list(random, Samples::selection);
  }

  private static TokenLease lease(Random random) {
    return new TokenLease(token(random), text(random), random.nextLong(), text(random));
  }

  static Caller caller(Random random) {
    return random.nextBoolean() ? Caller.ORGANISER : new Caller.Buyer(text(random));
  }

  private static ChannelAccess access(Random random) {
    return new ChannelAccess(random.nextBoolean(), list(random, Samples::text), caller(random));
  }

  private static SettingsChange change(Random random) {
    return new SettingsChange(
        random.nextBoolean() ? number(random) : null,
        random.nextBoolean() ? number(random) : null,
        random.nextBoolean() ? random.nextLong() : null,
        random.nextBoolean() ? number(random) : null,
        random.nextBoolean() ? random.nextLong() : null);
  }

  private static EventSettings settings(Random random) {
    return random.nextBoolean()
        ? new EventSettings(number(random), number(random), random.nextLong())
        : new EventSettings(
            number(random), number(random), random.nextLong(), number(random), random.nextLong());
  }

  private static ObjectUpdate update(Random random) {
    return new ObjectUpdate(
        number(random),
        random.nextBoolean() ? random.nextBoolean() : null,
        textOrNull(random),
        textOrNull(random),
        random.nextBoolean()
            ? list(random, each -> new ChannelCapacity(text(each), number(each)))
            : null,
        textOrNull(random));
  }

  static <T> List<T> list(Random random, Function<Random, T> element) {
    List<T> list = new ArrayList<>();
    for (int size = random.nextInt(4); size > 0; size--) {
      list.add(element.apply(random));
    }
    return list;
  }

  /** Mostly small, sometimes the extremes. */
  static int number(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> Integer.MIN_VALUE;
      case 1 -> Integer.MAX_VALUE;
      case 2 -> 1;
      default -> random.nextInt(1000);
    };
  }

  static long token(Random random) {
    return random.nextInt(4) == 0 ? 0 : random.nextLong();
  }

  private static Bytes bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(64)];
    random.nextBytes(bytes);
    return Bytes.copyOf(bytes);
  }

  static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static @Nullable String textOrNull(Random random) {
    return random.nextBoolean() ? text(random) : null;
  }

  @SafeVarargs
  static <T> T pick(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }
}
