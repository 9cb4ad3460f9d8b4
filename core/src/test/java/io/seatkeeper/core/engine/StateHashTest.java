package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.bookFree;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.codec.VenueCodec;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Outcome.Done;
import io.seatkeeper.core.state.Corruption;
import io.seatkeeper.core.state.EventImage;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.ImageVariants;
import io.seatkeeper.core.state.ImageVariants.Variant;
import io.seatkeeper.core.state.InvariantBrokenException;
import io.seatkeeper.core.state.ShardImage;
import io.seatkeeper.core.state.ShardState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the state hash is of, and that it stays what it is from build to build. */
class StateHashTest {
  /**
   * The hash after {@link GoldenSale} and a fence. Another one here is another behaviour version.
   */
  private static final long PINNED = 0x7f064275b5c227ccL;

  /**
   * What a snapshot has besides the state: the hash itself, the names that every event has, the
   * lengths of columns, the flag of the one blocked object, which its reason sets again; and a
   * column of zeros, because what a token holds counts for the token's buyer.
   */
  private static final Predicate<String> NOT_HASHED =
      Pattern.compile(
              String.join(
                  "|",
                  "stateHash",
                  "events\\[\\d+]\\.statuses\\[[012]]",
                  "events\\[\\d+]\\.channels\\[0]",
                  "events\\[0]\\.cells\\[4] bit 7",
                  "events\\[\\d+]\\.areas\\[\\d+]\\.holds\\.buyers.*",
                  "tokens\\.holdingCounts.*",
                  "requests\\.groupNames\\[0]"))
          .asMatchPredicate();

  private static final Pattern NUMBERED =
      Pattern.compile("events\\[(\\d+)]\\.(order|buyer)(?:s|Counts)\\[(\\d+)]");

  @Test
  void shouldStayWhatItIs() {
    SeatEngine engine = sale();

    assertThat(Long.toHexString(engine.view().stateHash())).isEqualTo(Long.toHexString(PINNED));
    assertThat(engine.computeStateHash()).isEqualTo(PINNED);
    assertThat(SeatEngine.fromImage(engine.image()).view().stateHash()).isEqualTo(PINNED);
  }

  @Test
  void shouldChangeWithEveryValueOfTheState() {
    ShardImage image = sale().image();
    List<Variant> variants = ImageVariants.of(image);
    List<String> unseen = new ArrayList<>();

    for (Variant variant : variants) {
      if (Objects.equals(hashOf(variant.image()), image.stateHash())) {
        unseen.add(variant.place());
      }
    }

    assertThat(unseen)
        .allMatch(place -> NOT_HASHED.test(place) || isUnused(place, image))
        .hasSizeLessThan(variants.size() / 10);
  }

  /** A sale without an area's bookings or a fence would prove nothing about them. */
  @Test
  void shouldHaveSomethingOfEverythingInTheSale() {
    TreeSet<String> components = new TreeSet<>();

    for (Variant variant : ImageVariants.of(sale().image())) {
      components.add(variant.place().replaceAll("\\[\\d+]", ""));
    }

    assertThat(components)
        .contains(
            "behaviourVersion",
            "workspaces.tokenSecret",
            "charts.contentHash",
            "uploads.pieces",
            "events.origin.createdWallMillis",
            "events.settings.maxHoldMillis",
            "events.fenced",
            "events.statuses",
            "events.channels",
            "events.cells bit 6",
            "events.orders",
            "events.buyers",
            "events.blockReasons.texts",
            "events.extraData.texts",
            "events.areas.capacities",
            "events.areas.held",
            "events.areas.booked",
            "events.areas.holds.quantities",
            "events.areas.bookings.buyers",
            "tokens.deadlines",
            "tokens.ended",
            "tokens.buyers",
            "tokens.holdings",
            "requests.keys",
            "requests.logMillis",
            "requests.outcomes.selections.quantities");
  }

  /**
   * Two commands that have nothing to do with each other.
   *
   * @param independent whether the hash is to be the same in either order
   */
  record Pair(String name, boolean independent, Command first, Command second) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Pair> pairs() {
    EngineFixture house = new EngineFixture();
    int event = house.event("show");
    String hash = "0".repeat(64);
    Bytes secret = Bytes.copyOf(new byte[] {1});
    Bytes chart = Bytes.copyOf(VenueCodec.encode(EngineFixture.house()));
    return Stream.of(
        new Pair("tokens", true, house.hold(1, event, 0), house.hold(2, event, 1)),
        new Pair("area holds", true, house.holdArea(1, event, 2), house.holdArea(2, event, 3)),
        new Pair(
            "orders and buyers",
            true,
            bookFree("order-1", "bea", Selection.of(event, 3)),
            bookFree("order-2", "cleo", Selection.of(event, 4), EngineFixture.area(event, 1))),
        new Pair(
            "texts",
            true,
            EngineFixture.update(event, EngineFixture.block(0, "camera")),
            EngineFixture.update(event, EngineFixture.extraData(1, "aisle"))),
        new Pair(
            "workspaces",
            true,
            new Command.CreateWorkspace("one", Command.Mode.TEST, hash, hash, secret),
            new Command.CreateWorkspace("two", Command.Mode.LIVE, hash, hash, secret)),
        new Pair(
            "charts",
            true,
            new Command.StoreChartChunk(EngineFixture.WORKSPACE, "one", 1, 0, 1, chart),
            new Command.StoreChartChunk(EngineFixture.WORKSPACE, "two", 2, 0, 1, chart)),
        new Pair("one token", false, house.hold(1, event, 0), house.hold(1, event, 1)),
        new Pair(
            "statuses",
            false,
            EngineFixture.status("broken", event, 0),
            EngineFixture.status("lost", event, 1)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldDependOnTheOrderOnlyWhereAnswersDo(Pair pair) {
    Request first = request(1, pair.first());
    Request second = request(2, pair.second());

    long there = hashAfter(first, second);
    long back = hashAfter(second, first);

    assertThat(there == back).isEqualTo(pair.independent());
  }

  @Test
  void shouldNotDependOnWhereTablesKeepThings() {
    EngineFixture one = new EngineFixture();
    int event = one.event("show");
    one.done(one.hold(1, event, 0, 1));
    one.done(bookFree("order-1", "bea", Selection.of(event, 2)));
    one.done(EngineFixture.release(event, 2));
    one.pass(EngineFixture.HOLD_MILLIS);
    EngineFixture restored = one.restored();

    for (EngineFixture each : List.of(one, restored)) {
      each.done(each.hold(2, event, 0));
      each.done(bookFree("order-2", "cleo", Selection.of(event, 2)));
    }

    assertThat(restored.engine.view().stateHash()).isEqualTo(one.engine.view().stateHash());
  }

  private static long hashAfter(Request... requests) {
    EngineFixture house = new EngineFixture();
    house.event("show");
    for (Request request : requests) {
      assertThat(house.apply(request).outcome()).isInstanceOf(Done.class);
    }
    return house.engine.view().stateHash();
  }

  private static Request request(long key, Command command) {
    return new Request(command, new RequestKey(key, key, key, key));
  }

  /** The golden sale, in which the matinee was fenced at last. */
  private static SeatEngine sale() {
    SeatEngine engine = GoldenLogTest.replayed();
    EventState matinee = Objects.requireNonNull(engine.state().event(GoldenSale.MATINEE));
    Corruption.giveTo(matinee, GoldenSale.HELD_LAST, 77);
    long index = engine.view().index();
    Request release =
        Request.unkeyed(EngineFixture.release(GoldenSale.MATINEE, GoldenSale.HELD_LAST));
    engine.apply(index, engine.view().logMillis(), engine.view().wallMillis(), release);
    assertThat(matinee.isFenced()).isTrue();
    return engine;
  }

  private static @Nullable Long hashOf(ShardImage image) {
    try {
      return ShardState.restore(image).computeStateHash();
    } catch (InvariantBrokenException noSuchState) {
      return null;
    }
  }

  /** Whether a place is a number that no order or buyer has: nothing refers to it. */
  private static boolean isUnused(String place, ShardImage image) {
    Matcher matcher = NUMBERED.matcher(place);
    if (!matcher.matches()) {
      return false;
    }
    EventImage event = image.events().get(Integer.parseInt(matcher.group(1)));
    String[] names = matcher.group(2).equals("order") ? event.orders() : event.buyers();
    return names[Integer.parseInt(matcher.group(3))].isEmpty();
  }
}
