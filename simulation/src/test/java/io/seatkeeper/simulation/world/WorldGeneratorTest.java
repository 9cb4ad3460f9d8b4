package io.seatkeeper.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.simulation.model.NaiveEvent;
import io.seatkeeper.simulation.model.NaiveShard;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the seeded worlds contain: a test against a world in which nothing happens shows nothing.
 */
class WorldGeneratorTest {
  private static final int SEEDS = 40;
  private static final int COMMANDS = 2000;

  private static final List<Applied> ANSWERS = new ArrayList<>();
  private static final Set<Venue> VENUES = new LinkedHashSet<>();
  private static int mostObjects;
  private static int mostEventsOfOneGroup;
  private static int timesFallen;

  @BeforeAll
  static void runWorlds() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      NaiveShard shard = new NaiveShard();
      WorldGenerator world = new WorldGenerator(seed, shard);
      for (int command = 0; command < COMMANDS; command++) {
        Step step = world.next();
        timesFallen += step.logMillis() < shard.logMillis() ? 1 : 0;
        ANSWERS.add(shard.apply(step.index(), step.logMillis(), step.wallMillis(), step.request()));
        look(shard);
      }
    }
  }

  private static void look(NaiveShard shard) {
    List<NaiveEvent> events = shard.allEvents();
    int objects = events.stream().mapToInt(event -> event.objects().size()).sum();
    mostObjects = Math.max(mostObjects, objects);
    int ofOneGroup = (int) events.stream().filter(event -> event.group().equals("season")).count();
    mostEventsOfOneGroup = Math.max(mostEventsOfOneGroup, ofOneGroup);
    events.forEach(event -> VENUES.add(event.venue()));
  }

  @Test
  void shouldGiveTheSameStepsForTheSameSeed() {
    assertThat(steps(7)).isEqualTo(steps(7)).isNotEqualTo(steps(8));
  }

  private static List<Step> steps(long seed) {
    NaiveShard shard = new NaiveShard();
    WorldGenerator world = new WorldGenerator(seed, shard);
    List<Step> steps = new ArrayList<>();
    for (int command = 0; command < 500; command++) {
      Step step = world.next();
      shard.apply(step.index(), step.logMillis(), step.wallMillis(), step.request());
      steps.add(step);
    }
    return steps;
  }

  @Test
  void shouldMeetEveryRejection() {
    EnumSet<Rejection> met = EnumSet.noneOf(Rejection.class);
    for (Applied answer : ANSWERS) {
      if (answer.outcome() instanceof Refused refused) {
        met.add(refused.rejection());
      }
    }

    // No command breaks an invariant, so nothing is fenced; a shard's bounds are thousands of times
    // a world's size, so the engine's own tests reach them; no token lives for ten orders; and no
    // group leaves a world.
    assertThat(EnumSet.complementOf(met))
        .containsExactlyInAnyOrder(
            Rejection.EVENT_FENCED,
            Rejection.TOO_MUCH_STATE,
            Rejection.GROUP_FROZEN,
            Rejection.GROUP_MOVED,
            Rejection.GROUP_NOT_FROZEN,
            Rejection.GROUP_CHUNK_UNEXPECTED,
            Rejection.GROUP_UNREADABLE,
            Rejection.EVENT_NUMBER_TAKEN,
            Rejection.CHART_DIFFERS,
            Rejection.TOKEN_ORDERS_USED_UP);
  }

  @Test
  void shouldMeetEveryOutcomeFreshAndRepeated() {
    Set<Class<?>> fresh = new LinkedHashSet<>();
    Set<Class<?>> repeated = new LinkedHashSet<>();
    for (Applied answer : ANSWERS) {
      (answer.repeated() ? repeated : fresh).add(answer.outcome().getClass());
    }

    Set<Class<?>> ofOneShard = kinds(Outcome.Done.class);
    ofOneShard.removeAll(
        List.of(
            Outcome.GroupFrozen.class,
            Outcome.GroupUnfrozen.class,
            Outcome.GroupChunkStored.class,
            Outcome.GroupActivated.class,
            Outcome.GroupForgotten.class));
    assertThat(fresh).containsAll(ofOneShard);
    assertThat(repeated)
        .contains(
            Outcome.ObjectsHeld.class,
            Outcome.ObjectsBooked.class,
            Outcome.ObjectsReleased.class,
            Outcome.StatusChanged.class,
            Outcome.TokenEnded.class,
            Outcome.EventCreated.class,
            Outcome.ObjectsUpdated.class,
            Outcome.OrderOpened.class,
            Outcome.OrderConfirmed.class,
            Outcome.PaymentRecorded.class);
  }

  private static Set<Class<?>> kinds(Class<?> sealed) {
    Set<Class<?>> kinds = new LinkedHashSet<>();
    for (Class<?> kind : sealed.getPermittedSubclasses()) {
      kinds.addAll(kind.isSealed() ? kinds(kind) : Set.of(kind));
    }
    return kinds;
  }

  @Test
  void shouldMakeEveryKindOfChange() {
    EnumSet<Change.Reason> reasons = EnumSet.noneOf(Change.Reason.class);
    for (Applied answer : ANSWERS) {
      for (Change change : answer.changes()) {
        if (change instanceof Change.ObjectChanged changed) {
          reasons.add(changed.reason());
        }
      }
    }

    assertThat(reasons).containsExactlyInAnyOrder(Change.Reason.values());
  }

  @Test
  void shouldSellMoreThanItRefusesForLackOfSense() {
    long sold =
        ANSWERS.stream()
            .filter(answer -> answer.outcome() instanceof Outcome.Done && !answer.repeated())
            .filter(answer -> !answer.changes().isEmpty())
            .count();

    assertThat(sold).isGreaterThan(SEEDS * COMMANDS / 4);
  }

  @Test
  void shouldDrawEveryKindOfVenue() {
    EnumSet<ObjectKind> kinds = EnumSet.noneOf(ObjectKind.class);
    int runs = 0;
    int accessible = 0;
    for (Venue venue : VENUES) {
      runs += venue.runCount();
      for (int object = 0; object < venue.objectCount(); object++) {
        kinds.add(venue.object(object).kind());
        accessible += venue.object(object).accessible() ? 1 : 0;
      }
    }

    assertThat(kinds).containsExactlyInAnyOrder(ObjectKind.values());
    assertThat(runs).isGreaterThan(100);
    assertThat(accessible).isGreaterThan(50);
    assertThat(VENUES).anyMatch(venue -> venue.zones().size() > 1 && venue.sections().size() > 2);
  }

  @Test
  void shouldStayWithinThreeHundredObjectsAndPutSeveralEventsInOneGroup() {
    assertThat(mostObjects).isBetween(150, 300);
    assertThat(mostEventsOfOneGroup).isGreaterThan(1);
  }

  @Test
  void shouldLetStatedTimeFall() {
    assertThat(timesFallen).isGreaterThan(SEEDS * 10);
  }
}
