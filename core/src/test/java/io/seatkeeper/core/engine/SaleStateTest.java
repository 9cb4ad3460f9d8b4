package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.OrderFixture.CODE;
import static io.seatkeeper.core.engine.OrderFixture.confirmFree;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Command.ScheduleSale;
import io.seatkeeper.core.command.Command.SetSaleState;
import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.command.ObjectUpdate.ChannelCapacity;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.SaleSchedule;
import io.seatkeeper.core.command.SaleSchedule.PresaleWindow;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Outcome.SaleScheduled;
import io.seatkeeper.core.outcome.Outcome.SaleStateSet;
import io.seatkeeper.core.outcome.Rejection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may buy when. */
class SaleStateTest {
  private final OrderFixture orders = new OrderFixture();
  private final EngineFixture house = orders.house;

  /** The wall time of a fixture's command. */
  private long wall() {
    return 1_000_000 + house.now;
  }

  private Command schedule(int event, long onSale, PresaleWindow... windows) {
    return new ScheduleSale(event, new SaleSchedule(onSale, List.of(windows)));
  }

  private PresaleWindow window(String channel, long from, long until) {
    return new PresaleWindow(channel, CODE, wall() + from, wall() + until);
  }

  private void turn(int event, SaleState state) {
    assertThat(house.done(new SetSaleState(event, state)))
        .isEqualTo(new SaleStateSet(event, state));
  }

  @Test
  void shouldSellADraftToNobodyButTheOrganiser() {
    int event = orders.draft("show");

    assertThat(house.refused(orders.holdByBuyer(1, event, "", 0), Rejection.NOT_ON_SALE_YET))
        .isEqualTo("show");
    house.done(house.hold(2, event, 0));
    turn(event, SaleState.ON_SALE);
    house.done(orders.holdByBuyer(1, event, "", 1));
  }

  @Test
  void shouldOpenAtTheAnnouncedTimeAndNeverShutAgain() {
    int event = orders.draft("show");
    long opening = wall() + 5000;
    assertThat(house.done(schedule(event, opening)))
        .isEqualTo(new SaleScheduled(event, SaleState.SCHEDULED));
    assertThat(house.engine.view().nextOpeningWallMillis()).isEqualTo(opening);
    house.now += 4999;
    house.refused(orders.holdByBuyer(1, event, "", 0), Rejection.NOT_ON_SALE_YET);
    house.now += 1;

    Applied opened = house.apply(Request.unkeyed(new Tick()));
    SeatEngine engine = house.engine;
    engine.apply(engine.view().index() + 1, house.now, 5, Request.unkeyed(new Tick()));

    assertThat(opened.changes())
        .containsExactly(new EventChanged(event, 3, EventFact.SALE_OPENED, "show"));
    assertThat(engine.view().wallMillis()).as("a clock that is behind").isEqualTo(opening);
    assertThat(house.view(event).sale().state()).isEqualTo(SaleState.ON_SALE);
    assertThat(engine.view().nextOpeningWallMillis()).isEqualTo(Long.MAX_VALUE);
    house.done(orders.holdByBuyer(1, event, "", 0));
  }

  @Test
  void shouldOpenOnlyItsChannelToACodeInItsPresale() {
    int event = orders.draft("show");
    house.done(EngineFixture.update(event, EngineFixture.channel(0, "club")));
    house.done(
        EngineFixture.update(
            event, EngineFixture.allotments(EngineFixture.AREA, new ChannelCapacity("club", 3))));
    house.done(schedule(event, wall() + 60_000, window("club", 1000, 9000)));
    house.refused(orders.holdByBuyer(1, event, CODE, 0), Rejection.NOT_ON_SALE_YET);
    house.pass(1000);

    house.refused(orders.holdByBuyer(1, event, "", 0), Rejection.PRESALE_CODE_NEEDED);
    house.refused(orders.holdByBuyer(1, event, CODE, 1), Rejection.CHANNEL_NOT_ALLOWED);
    assertThat(house.refused(areaOf(event, 4), Rejection.AREA_FULL)).isEqualTo("GA");
    house.done(areaOf(event, 3));
    house.done(bestOf(event, 1));
    assertThat(house.statusOf(event, 0)).isEqualTo("held");
    house.refused(bestOf(event, 1), Rejection.NO_BEST_AVAILABLE);
    house.pass(8000);
    house.refused(orders.holdByBuyer(3, event, CODE, 0), Rejection.NOT_ON_SALE_YET);
  }

  private Command areaOf(int event, int people) {
    return new Command.HoldObjects(
        house.lease(1),
        List.of(EngineFixture.area(event, people)),
        ChannelAccess.ofBuyer(List.of(), CODE));
  }

  private Command bestOf(int event, int count) {
    return new HoldBestAvailable(
        house.lease(1),
        event,
        count,
        List.of(),
        null,
        null,
        false,
        true,
        true,
        false,
        ChannelAccess.ofBuyer(List.of(), CODE));
  }

  @Test
  void shouldOpenAChannelBesidesTheRestOnceEverybodyMayBuy() {
    int event = house.event("show");
    house.done(EngineFixture.update(event, EngineFixture.channel(0, "club")));
    house.done(schedule(event, 0, window("club", 0, 9000)));

    house.refused(orders.holdByBuyer(1, event, "", 0), Rejection.CHANNEL_NOT_ALLOWED);
    house.done(orders.holdByBuyer(1, event, CODE, 0, 1));
  }

  @Test
  void shouldStopBuyersInAPauseButNotThePaymentThatIsUnderWay() {
    int event = house.event("show");
    house.done(house.hold(1, event, 0));
    house.done(orders.openByBuyer(event, "o1", 1));
    house.done(house.hold(2, event, 1));
    turn(event, SaleState.PAUSED);

    house.refused(orders.holdByBuyer(3, event, "", 2), Rejection.SALE_PAUSED);
    house.refused(orders.openByBuyer(event, "o2", 2), Rejection.SALE_PAUSED);
    house.done(confirmFree(event, "o1"));
    house.done(orders.open(event, "o3", 2));
    turn(event, SaleState.ON_SALE);
    house.done(orders.holdByBuyer(3, event, "", 2));
  }

  @Test
  void shouldResumeAPresaleThatWasPaused() {
    int event = orders.draft("show");
    house.done(schedule(event, wall() + 5000, window("", 0, 5000)));
    turn(event, SaleState.PAUSED);
    house.pass(6000);
    house.refused(orders.holdByBuyer(1, event, CODE, 0), Rejection.SALE_PAUSED);

    turn(event, SaleState.SCHEDULED);

    house.done(orders.holdByBuyer(1, event, "", 0));
    assertThat(house.view(event).sale().state()).isEqualTo(SaleState.ON_SALE);
  }

  @Test
  void shouldCloseForGood() {
    int event = house.event("show");
    turn(event, SaleState.CLOSED);

    house.refused(orders.holdByBuyer(1, event, "", 0), Rejection.SALE_CLOSED);
    house.refused(new SetSaleState(event, SaleState.ON_SALE), Rejection.SALE_STEP_NOT_POSSIBLE);
    house.refused(schedule(event, wall() + 5), Rejection.SALE_STEP_NOT_POSSIBLE);
    house.done(house.hold(1, event, 0));
  }

  @Test
  void shouldNotAnnounceWhatIsOpenAlready() {
    int event = house.event("show");

    house.refused(schedule(event, wall() + 5000), Rejection.SALE_STEP_NOT_POSSIBLE);
    house.refused(new SetSaleState(event, SaleState.DRAFT), Rejection.SALE_STEP_NOT_POSSIBLE);
    turn(event, SaleState.PAUSED);
    house.refused(new SetSaleState(event, SaleState.SCHEDULED), Rejection.SALE_STEP_NOT_POSSIBLE);
  }

  static Stream<SaleSchedule> impossibleSchedules() {
    return Stream.of(
        SaleSchedule.NONE,
        new SaleSchedule(-1, List.of()),
        new SaleSchedule(1, "Europe Zurich", List.of()),
        new SaleSchedule(1, "a".repeat(65), List.of()),
        new SaleSchedule(0, List.of(new PresaleWindow("no way", CODE, 1, 2))),
        new SaleSchedule(0, List.of(new PresaleWindow("club", "secret", 1, 2))),
        new SaleSchedule(0, List.of(new PresaleWindow("club", CODE, 2, 2))));
  }

  @ParameterizedTest
  @MethodSource("impossibleSchedules")
  void shouldRefuseImpossibleSchedules(SaleSchedule schedule) {
    int event = orders.draft("show");

    house.refused(new ScheduleSale(event, schedule), Rejection.SCHEDULE_NOT_POSSIBLE);
  }
}
