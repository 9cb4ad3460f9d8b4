package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.AREA;
import static io.seatkeeper.core.engine.EngineFixture.allotments;
import static io.seatkeeper.core.engine.EngineFixture.block;
import static io.seatkeeper.core.engine.EngineFixture.bookHeld;
import static io.seatkeeper.core.engine.EngineFixture.channel;
import static io.seatkeeper.core.engine.EngineFixture.extraData;
import static io.seatkeeper.core.engine.EngineFixture.forSale;
import static io.seatkeeper.core.engine.EngineFixture.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.ObjectUpdate;
import io.seatkeeper.core.command.ObjectUpdate.ChannelCapacity;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.outcome.Outcome.ObjectsUpdated;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventView.AllotmentView;
import io.seatkeeper.core.state.EventView.AreaShareView;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What organisers decide about objects, and areas cut into allotments. */
class UpdateTest {
  private final EngineFixture house = new EngineFixture();
  private final int event = house.event("show");

  @Test
  void shouldTellOnlyWhatReallyChanged() {
    Applied applied =
        house.apply(update(event, forSale(0, true), block(1, "camera"), extraData(2, "aisle")));

    assertThat(applied.outcome()).isEqualTo(new ObjectsUpdated(event, 2));
    assertThat(applied.changes())
        .containsExactly(
            new ObjectChanged(
                event, 2, 1, Reason.UPDATED, "free", "free", true, true, 1, 0, 0, 0, ""),
            new ObjectChanged(
                event, 3, 2, Reason.UPDATED, "free", "free", true, false, 1, 0, 0, 0, ""));
    assertThat(house.view(event).blockReason(1)).isEqualTo("camera");
    assertThat(house.view(event).extraData(2)).isEqualTo("aisle");
  }

  @Test
  void shouldTakePropertiesBack() {
    house.done(update(event, block(1, "camera"), forSale(2, false), channel(3, "press")));
    house.done(update(event, block(1, ""), forSale(2, true), channel(3, "")));

    house.done(house.hold(1, event, 1, 2, 3));
  }

  @Test
  void shouldShowStateAsOneByte() {
    house.done(update(event, forSale(0, false), block(1, "camera")));
    house.done(house.hold(1, event, 2));

    assertThat(house.view(event).stateByte(0)).isEqualTo((byte) 0x40);
    assertThat(house.view(event).stateByte(1)).isEqualTo((byte) 0x80);
    assertThat(house.view(event).stateByte(2)).isEqualTo((byte) 1);
  }

  @Test
  void shouldUseUpAllotmentsInTheOrderOfTheChannelsNamed() {
    house.done(update(event, allotments(AREA, capacity("fans", 3), capacity("press", 2))));

    house.done(house.holdArea(1, event, 7, "press", "nobody", "fans", "press"));

    assertThat(house.view(event).allotments(AREA))
        .containsExactly(
            new AllotmentView("", 5, 2, 0),
            new AllotmentView("fans", 3, 3, 0),
            new AllotmentView("press", 2, 2, 0));
  }

  @Test
  void shouldKeepAllotmentsForTheirChannels() {
    house.done(update(event, allotments(AREA, capacity("fans", 3), capacity("press", 2))));

    house.refused(house.holdArea(1, event, 6), Rejection.AREA_FULL);
    house.refused(house.holdArea(1, event, 9, "fans"), Rejection.AREA_FULL);
    house.done(house.holdArea(1, event, 8, "fans"));
  }

  @Test
  void shouldTakeTheGeneralAllotmentFirstWithEveryChannel() {
    house.done(update(event, allotments(AREA, capacity("fans", 3), capacity("press", 2))));

    house.done(
        new HoldObjects(
            house.lease(1), List.of(EngineFixture.area(event, 6)), ChannelAccess.EVERY));

    assertThat(house.view(event).allotments(AREA))
        .extracting(AllotmentView::held)
        .containsExactly(5, 1, 0);
  }

  @Test
  void shouldBookAndGiveBackFromTheGeneralAllotmentFirst() {
    house.done(update(event, allotments(AREA, capacity("fans", 3))));
    house.done(house.holdArea(1, event, 5, "fans"));

    house.done(bookHeld(1, "order-1", EngineFixture.area(event, 3)));
    house.done(EngineFixture.releaseBooked("order-1", EngineFixture.area(event, 2)));

    assertThat(house.view(event).areaShares(AREA))
        .containsExactly(
            new AreaShareView("fans", 1, "", 2), new AreaShareView("fans", 0, "order-1", 1));
  }

  @Test
  void shouldReorderAllotmentsWithWhatIsTakenInThem() {
    house.done(update(event, allotments(AREA, capacity("fans", 3), capacity("press", 2))));
    house.done(house.holdArea(1, event, 2, "press"));

    house.done(update(event, allotments(AREA, capacity("press", 4), capacity("crew", 6))));

    assertThat(house.view(event).allotments(AREA))
        .containsExactly(
            new AllotmentView("", 0, 0, 0),
            new AllotmentView("press", 4, 2, 0),
            new AllotmentView("crew", 6, 0, 0));
  }

  @Test
  void shouldRefuseAllotmentsSmallerThanWhatIsTaken() {
    house.done(update(event, allotments(AREA, capacity("fans", 3))));
    house.done(house.holdArea(1, event, 5, "fans"));

    for (ObjectUpdate tooSmall :
        List.of(
            allotments(AREA, capacity("fans", 2)),
            allotments(AREA),
            allotments(AREA, capacity("fans", 9)))) {
      assertThat(house.refused(update(event, tooSmall), Rejection.CHANNEL_CAPACITY_TAKEN))
          .isEqualTo("GA");
    }
  }

  @Test
  void shouldRefuseUpdatesThatAreNotPossible() {
    for (ObjectUpdate impossible :
        List.of(
            channel(AREA, "press"),
            channel(0, "no spaces"),
            allotments(0, capacity("press", 1)),
            allotments(AREA, capacity("", 1)),
            allotments(AREA, capacity("press", -1)),
            allotments(AREA, capacity("press", 1), capacity("press", 1)),
            allotments(AREA, capacity("press", 6), capacity("fans", 5)),
            block(0, "b".repeat(257)))) {
      house.refused(update(event, impossible), Rejection.UPDATE_NOT_POSSIBLE);
    }
    assertThat(house.view(event).version()).isEqualTo(1);
  }

  @Test
  void shouldRefuseTooMuchExtraData() {
    house.refused(update(event, extraData(0, "ö".repeat(513))), Rejection.EXTRA_DATA_TOO_LONG);
    house.done(update(event, extraData(0, "ö".repeat(512))));
  }

  @Test
  void shouldRefuseSelectionsThatMakeNoSense() {
    house.refused(update(event), Rejection.NOTHING_SELECTED);
    house.refused(update(99, forSale(0, false)), Rejection.EVENT_UNKNOWN);
    house.refused(update(event, forSale(99, false)), Rejection.OBJECT_UNKNOWN);
    house.refused(update(event, forSale(0, false), block(0, "x")), Rejection.OBJECT_REPEATED);
    ObjectUpdate[] many =
        IntStream.range(0, 101)
            .mapToObj(object -> forSale(object, false))
            .toArray(ObjectUpdate[]::new);
    house.refused(update(event, many), Rejection.TOO_MANY_OBJECTS);
  }

  @Test
  void shouldKnowAThousandChannelsAnEvent() {
    for (int round = 0; round < 100; round++) {
      ChannelCapacity[] fresh = new ChannelCapacity[10];
      for (int at = 0; at < fresh.length; at++) {
        fresh[at] = capacity("channel-" + (10 * round + at), 1);
      }
      house.done(update(event, allotments(AREA, fresh)));
    }

    assertThat(house.refused(update(event, channel(0, "one-more")), Rejection.EVENT_NAMES_USED_UP))
        .isEqualTo("channels");
    house.done(update(event, channel(0, "channel-7")));
  }

  private static ChannelCapacity capacity(String channel, int capacity) {
    return new ChannelCapacity(channel, capacity);
  }
}
