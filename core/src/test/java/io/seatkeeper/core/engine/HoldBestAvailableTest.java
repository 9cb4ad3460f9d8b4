package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.AREA;
import static io.seatkeeper.core.engine.EngineFixture.LONER;
import static io.seatkeeper.core.engine.EngineFixture.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.ObjectUpdate.ChannelCapacity;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Outcome.ObjectsHeld;
import io.seatkeeper.core.outcome.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Best available as a command; which places are the best is {@link BestAvailableTest}'s matter. */
class HoldBestAvailableTest {
  private final EngineFixture house = new EngineFixture();
  private final int event = house.event("show");

  @Test
  void shouldHoldTheBestNeighbours() {
    assertThat(held(best(event, 2))).isEqualTo(Selection.of(event, 2, 3));
    assertThat(house.statusOf(event, 2)).isEqualTo("held");
    assertThat(held(best(event, 2))).isEqualTo(Selection.of(event, 0, 1));
  }

  @Test
  void shouldLookAtChannels() {
    house.done(update(event, EngineFixture.channel(2, "press"), EngineFixture.channel(3, "press")));

    assertThat(held(best(event, 2))).isEqualTo(Selection.of(event, 0, 1));
    assertThat(held(best(event, 2, List.of(), false, new ChannelAccess(false, List.of("press")))))
        .isEqualTo(Selection.of(event, 2, 3));
  }

  @Test
  void shouldSkipWhatIsNotOnSale() {
    house.done(update(event, EngineFixture.forSale(2, false), EngineFixture.block(3, "camera")));

    assertThat(held(best(event, 2, List.of("front")))).isEqualTo(Selection.of(event, 0, 1));
  }

  @Test
  void shouldFallBackToAnAreaWithRoomInOpenAllotments() {
    house.done(update(event, EngineFixture.allotments(AREA, new ChannelCapacity("fans", 4))));

    ChannelAccess fans = new ChannelAccess(false, List.of("fans"));
    house.refused(
        best(event, 7, List.of(), true, ChannelAccess.GENERAL), Rejection.NO_BEST_AVAILABLE);
    assertThat(held(best(event, 7, List.of(), true, fans)))
        .isEqualTo(Selection.withQuantities(event, new int[] {AREA}, new int[] {7}));
    assertThat(house.view(event).areaHeld(AREA)).isEqualTo(7);
  }

  @Test
  void shouldHoldAnAccessibleSeatOnlyWhenAsked() {
    HoldBestAvailable accessible = best(event, 1, true);

    assertThat(held(best(event, 1))).isNotEqualTo(Selection.of(event, LONER));
    assertThat(held(accessible)).isEqualTo(Selection.of(event, LONER));
    house.refused(accessible, Rejection.NO_BEST_AVAILABLE);
  }

  @Test
  void shouldRefuseFiltersThatDoNotExist() {
    assertThat(house.refused(best(event, 1, List.of("front", "gold")), Rejection.CATEGORY_UNKNOWN))
        .isEqualTo("gold");
    assertThat(house.refused(in("Attic", null), Rejection.SECTION_UNKNOWN)).isEqualTo("Attic");
    assertThat(house.refused(in(null, "outside"), Rejection.ZONE_UNKNOWN)).isEqualTo("outside");
    house.refused(in("Floor", "inside"), Rejection.NO_BEST_AVAILABLE);
  }

  @Test
  void shouldRefuseImpossibleCounts() {
    house.refused(best(event, 0), Rejection.MALFORMED_COMMAND);
    house.refused(best(event, 51), Rejection.MALFORMED_COMMAND);
    assertThat(house.refused(best(event, 50), Rejection.NO_BEST_AVAILABLE)).isEqualTo("50");
  }

  @Test
  void shouldKeepCapsAndLimits() {
    int strict = house.event("strict", new EventSettings(2, 3, EngineFixture.HOLD_MILLIS));

    house.refused(best(strict, 4), Rejection.TOKEN_HOLDS_TOO_MUCH);
    house.refused(best(strict, 3), Rejection.PURCHASE_LIMIT_EXCEEDED);
    assertThat(held(best(strict, 2))).isEqualTo(Selection.of(strict, 2, 3));
  }

  @Test
  void shouldLookAtTheEventThenTheFiltersThenTheToken() {
    TokenLease ended = new TokenLease(1, EngineFixture.WORKSPACE, 0, "");

    house.refused(best(99, 1, List.of("gold")), Rejection.EVENT_UNKNOWN);
    house.refused(ended(ended, List.of("gold")), Rejection.CATEGORY_UNKNOWN);
    house.refused(ended(ended, List.of("front")), Rejection.TOKEN_EXPIRED);
  }

  private HoldBestAvailable ended(TokenLease ended, List<String> categories) {
    return command(ended, event, 1, categories, null, null, false, false, ChannelAccess.EVERY);
  }

  private Selection held(HoldBestAvailable command) {
    return ((ObjectsHeld) house.done(command)).selections().getFirst();
  }

  private HoldBestAvailable best(int number, int count) {
    return best(number, count, List.of());
  }

  private HoldBestAvailable best(int number, int count, List<String> categories) {
    return best(number, count, categories, false, ChannelAccess.GENERAL);
  }

  private HoldBestAvailable best(
      int number, int count, List<String> categories, boolean area, ChannelAccess access) {
    return command(house.lease(1), number, count, categories, null, null, false, area, access);
  }

  private HoldBestAvailable best(int number, int count, boolean accessible) {
    return command(
        house.lease(1),
        number,
        count,
        List.of(),
        null,
        null,
        accessible,
        false,
        ChannelAccess.GENERAL);
  }

  private HoldBestAvailable in(@Nullable String section, @Nullable String zone) {
    return command(
        house.lease(1), event, 1, List.of(), section, zone, false, false, ChannelAccess.GENERAL);
  }

  private static HoldBestAvailable command(
      TokenLease lease,
      int number,
      int count,
      List<String> categories,
      @Nullable String section,
      @Nullable String zone,
      boolean accessible,
      boolean area,
      ChannelAccess access) {
    return new HoldBestAvailable(
        lease, number, count, categories, section, zone, accessible, false, false, area, access);
  }
}
