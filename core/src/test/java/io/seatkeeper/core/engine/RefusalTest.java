package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.AREA;
import static io.seatkeeper.core.engine.EngineFixture.area;
import static io.seatkeeper.core.engine.EngineFixture.bookFree;
import static io.seatkeeper.core.engine.EngineFixture.bookHeld;
import static io.seatkeeper.core.engine.EngineFixture.release;
import static io.seatkeeper.core.engine.EngineFixture.releaseBooked;
import static io.seatkeeper.core.engine.EngineFixture.releaseHeld;
import static io.seatkeeper.core.engine.EngineFixture.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.chart.VenueBuilder;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Command.ReleaseObjects;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Outcome.ObjectsHeld;
import io.seatkeeper.core.outcome.Rejection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Why holding, booking and releasing are refused, and in which order the reasons are looked for.
 */
class RefusalTest {
  private final EngineFixture house = new EngineFixture();
  private final int event = house.event("show");

  @Test
  void shouldRefuseNothing() {
    house.refused(EngineFixture.hold(house.lease(1)), Rejection.NOTHING_SELECTED);
    house.refused(house.hold(1, event), Rejection.NOTHING_SELECTED);
  }

  @Test
  void shouldRefuseMoreThanAHundredObjects() {
    int[] objects = IntStream.range(0, 101).toArray();

    assertThat(house.refused(house.hold(1, event, objects), Rejection.TOO_MANY_OBJECTS))
        .isEqualTo("100");
  }

  @Test
  void shouldRefuseImpossibleQuantities() {
    assertThat(house.refused(house.holdArea(1, event, 0), Rejection.QUANTITY_INVALID))
        .isEqualTo("GA");
    Selection two = Selection.withQuantities(event, new int[] {0}, new int[] {2});
    assertThat(house.refused(EngineFixture.hold(house.lease(1), two), Rejection.QUANTITY_INVALID))
        .isEqualTo("A-1");
  }

  @Test
  void shouldRefuseMalformedCommands() {
    house.refused(house.hold(0, event, 0), Rejection.MALFORMED_COMMAND);
    house.refused(bookFree("", "", Selection.of(event, 0)), Rejection.MALFORMED_COMMAND);
    house.refused(
        bookFree("o".repeat(65), "", Selection.of(event, 0)), Rejection.MALFORMED_COMMAND);
    house.refused(
        new ReleaseObjects(1, "order", List.of(Selection.of(event, 0))),
        Rejection.MALFORMED_COMMAND);
  }

  @Test
  void shouldRefuseUnknownEventsAndObjects() {
    assertThat(house.refused(house.hold(1, 99, 0), Rejection.EVENT_UNKNOWN)).isEqualTo("99");
    assertThat(house.refused(house.hold(1, event, 14), Rejection.OBJECT_UNKNOWN)).isEqualTo("14");
    assertThat(house.refused(house.hold(1, event, -1), Rejection.OBJECT_UNKNOWN)).isEqualTo("-1");
  }

  @Test
  void shouldRefuseEventsOfDifferentGroups() {
    int other = house.event("other");

    assertThat(
            house.refused(
                EngineFixture.hold(house.lease(1), Selection.of(event, 0), Selection.of(other, 0)),
                Rejection.EVENTS_IN_DIFFERENT_GROUPS))
        .isEqualTo("other");
  }

  @Test
  void shouldRefuseAnObjectNamedTwice() {
    assertThat(house.refused(house.hold(1, event, 0, 1, 0), Rejection.OBJECT_REPEATED))
        .isEqualTo("A-1");
    house.refused(
        EngineFixture.hold(house.lease(1), Selection.of(event, 0), Selection.of(event, 1, 0)),
        Rejection.OBJECT_REPEATED);
  }

  @Test
  void shouldRefuseATokenOfAnotherWorkspace() {
    TokenLease foreign = new TokenLease(1, "other", 5000, "");

    assertThat(
            house.refused(
                EngineFixture.hold(foreign, Selection.of(event, 0)),
                Rejection.TOKEN_OF_ANOTHER_WORKSPACE))
        .isEqualTo("show");
  }

  @Test
  void shouldBelieveItsOwnRecordOfAToken() {
    house.done(house.hold(1, event, 0));
    TokenLease altered = new TokenLease(1, "other", Long.MAX_VALUE, "somebody else");

    ObjectsHeld held =
        (ObjectsHeld) house.done(EngineFixture.hold(altered, Selection.of(event, 1)));

    assertThat(held.deadlineLogMillis()).isEqualTo(EngineFixture.HOLD_MILLIS);
    assertThat(house.view(event).peopleOf("buyer-1")).isEqualTo(2);
    house.refused(EngineFixture.end(altered), Rejection.TOKEN_OF_ANOTHER_WORKSPACE);
  }

  @Test
  void shouldRefuseALeaseThatHasEndedOrIsTooLong() {
    int strict = house.event("strict", new EventSettings(0, 100, 10_000));
    house.now = 1000;

    house.refused(
        EngineFixture.hold(
            new TokenLease(1, EngineFixture.WORKSPACE, 1000, ""), Selection.of(event, 0)),
        Rejection.TOKEN_EXPIRED);
    assertThat(
            house.refused(
                EngineFixture.hold(
                    new TokenLease(1, EngineFixture.WORKSPACE, 11_001, ""),
                    Selection.of(strict, 0)),
                Rejection.TOKEN_LEASE_TOO_LONG))
        .isEqualTo("strict");
    house.done(
        EngineFixture.hold(
            new TokenLease(1, EngineFixture.WORKSPACE, 11_000, ""), Selection.of(strict, 0)));
  }

  @Test
  void shouldRefuseWhatIsNotOnSale() {
    house.done(update(event, EngineFixture.forSale(0, false), EngineFixture.block(1, "camera")));

    house.refused(house.hold(1, event, 0), Rejection.OBJECT_NOT_FOR_SALE);
    house.refused(house.hold(1, event, 1), Rejection.OBJECT_BLOCKED);
    house.refused(bookFree("order-1", "", Selection.of(event, 1)), Rejection.OBJECT_BLOCKED);
  }

  @Test
  void shouldNotSellWhatWasTakenOffSaleWhileHeld() {
    house.done(house.hold(1, event, 0));
    house.done(update(event, EngineFixture.block(0, "camera")));

    house.refused(bookHeld(1, "order-1", Selection.of(event, 0)), Rejection.OBJECT_BLOCKED);
    house.done(releaseHeld(1, Selection.of(event, 0)));
  }

  @Test
  void shouldAskForTheChannelOfASeat() {
    house.done(update(event, EngineFixture.channel(0, "press")));

    assertThat(house.refused(house.hold(1, event, 0), Rejection.CHANNEL_NOT_ALLOWED))
        .isEqualTo("A-1");
    List<Selection> seat = List.of(Selection.of(event, 0));
    house.done(
        new HoldObjects(house.lease(1), seat, new ChannelAccess(false, List.of("fans", "press"))));
    house.done(bookHeld(1, "order-1", Selection.of(event, 0)));
    house.done(releaseBooked("order-1", Selection.of(event, 0)));
    house.done(new BookObjects(0, "order-2", "", seat, ChannelAccess.EVERY));
  }

  @Test
  void shouldRefuseASeatWithACustomStatus() {
    house.done(EngineFixture.status("broken", event, 0));

    house.refused(house.hold(1, event, 0), Rejection.OBJECT_NOT_FREE);
  }

  @Test
  void shouldCapWhatATokenHoldsInAnEvent() {
    int capped = house.event("capped", new EventSettings(0, 4, EngineFixture.HOLD_MILLIS));
    house.done(house.hold(1, capped, 0));

    assertThat(
            house.refused(
                house.hold(1, capped, EngineFixture.TABLE), Rejection.TOKEN_HOLDS_TOO_MUCH))
        .isEqualTo("4");
    house.done(house.hold(1, event, EngineFixture.TABLE));
    house.done(house.holdArea(1, capped, 3));
    house.refused(house.hold(1, capped, 1), Rejection.TOKEN_HOLDS_TOO_MUCH);
  }

  @Test
  void shouldLimitWhatABuyerTakes() {
    int limited = house.event("limited", new EventSettings(2, 100, EngineFixture.HOLD_MILLIS));
    house.done(bookFree("order-1", "bea", Selection.of(limited, 0)));
    TokenLease bea = new TokenLease(1, EngineFixture.WORKSPACE, 5000, "bea");
    TokenLease beaAgain = new TokenLease(2, EngineFixture.WORKSPACE, 5000, "bea");
    house.done(EngineFixture.hold(bea, Selection.of(limited, 1)));

    assertThat(
            house.refused(
                EngineFixture.hold(beaAgain, Selection.of(limited, 2)),
                Rejection.PURCHASE_LIMIT_EXCEEDED))
        .isEqualTo("2");
    house.refused(
        bookFree("order-1", "bea", Selection.of(limited, 2)), Rejection.PURCHASE_LIMIT_EXCEEDED);
    house.done(bookHeld(1, "order-2", Selection.of(limited, 1)));
    house.done(bookFree("order-3", "", Selection.of(limited, 2)));
    house.done(releaseBooked("order-1", Selection.of(limited, 0)));
    house.done(EngineFixture.hold(beaAgain, Selection.of(limited, 0)));
  }

  @Test
  void shouldBookOnlyWhatTheTokenHolds() {
    house.done(house.hold(1, event, 0));
    house.done(house.holdArea(1, event, 2));
    house.done(house.hold(2, event, 1));

    house.refused(bookHeld(1, "order-1", Selection.of(event, 1)), Rejection.NOT_HELD_BY_TOKEN);
    house.refused(bookHeld(1, "order-1", area(event, 3)), Rejection.NOT_HELD_BY_TOKEN);
    house.refused(bookHeld(3, "order-1", Selection.of(event, 1)), Rejection.TOKEN_EXPIRED);
    house.refused(bookFree("order-1", "", Selection.of(event, 1)), Rejection.OBJECT_NOT_FREE);
  }

  @Test
  void shouldRefuseABookingTheOrderHasPartly() {
    house.done(bookFree("order-1", "", Selection.of(event, 0), area(event, 2)));

    house.refused(bookFree("order-1", "", Selection.of(event, 0, 1)), Rejection.OBJECT_NOT_FREE);
    assertThat(
            house.refused(
                bookFree("order-1", "", Selection.of(event, 1), area(event, 2)),
                Rejection.OBJECT_NOT_FREE))
        .isEqualTo("GA");
  }

  @Test
  void shouldReleaseOnlyWhatSomebodyHas() {
    house.done(house.hold(1, event, 0));
    house.done(bookFree("order-1", "", Selection.of(event, 1), area(event, 2)));

    house.refused(releaseHeld(2, Selection.of(event, 0)), Rejection.NOT_HELD_BY_TOKEN);
    house.refused(releaseHeld(1, area(event, 1)), Rejection.NOT_HELD_BY_TOKEN);
    house.refused(releaseBooked("order-2", Selection.of(event, 1)), Rejection.NOT_BOOKED_BY_ORDER);
    house.refused(releaseBooked("order-1", area(event, 3)), Rejection.NOT_BOOKED_BY_ORDER);
    house.refused(release(event, 2), Rejection.NOTHING_TO_RELEASE);
    assertThat(house.refused(release(event, AREA), Rejection.AREA_OWNER_NEEDED)).isEqualTo("GA");
  }

  @Test
  void shouldLookAtTheEventBeforeTheTokenAndAtTheTokenBeforeTheObject() {
    house.done(house.hold(2, event, 0));
    TokenLease ended = new TokenLease(1, EngineFixture.WORKSPACE, 0, "");

    house.refused(EngineFixture.hold(ended, Selection.of(99, 0)), Rejection.EVENT_UNKNOWN);
    house.refused(EngineFixture.hold(ended, Selection.of(event, 0)), Rejection.TOKEN_EXPIRED);
    house.refused(house.hold(1, event, 0, 99), Rejection.OBJECT_NOT_FREE);
  }

  @Test
  void shouldExplainEveryRejection() {
    for (Rejection rejection : Rejection.values()) {
      assertThat(rejection.explain("X"))
          .as("%s says what is wrong, then what to do", rejection)
          .doesNotContain("%s")
          .matches(".+\\w[.:] [A-Z][a-z]+ .+\\.");
      assertThat(Rejection.ofNumber(rejection.number())).isEqualTo(rejection);
    }
  }

  @Test
  void shouldHoldNothingInAHouseWithoutObjects() {
    house.storeChart("empty", new VenueBuilder("Empty").build());
    house.storeChart("hall", new VenueBuilder("Empty").build());
    int empty = house.event("empty");

    house.refused(house.hold(1, empty, 0), Rejection.OBJECT_UNKNOWN);
  }
}
