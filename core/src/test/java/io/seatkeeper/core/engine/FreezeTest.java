package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.bookFree;
import static io.seatkeeper.core.engine.MoveFixture.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.DeleteEvent;
import io.seatkeeper.core.command.Command.ForgetGroup;
import io.seatkeeper.core.command.Command.FreezeGroup;
import io.seatkeeper.core.command.Command.UnfreezeGroup;
import io.seatkeeper.core.command.Command.UpdateEvent;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.SettingsChange;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.GroupFrozen;
import io.seatkeeper.core.outcome.Outcome.GroupUnfrozen;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.GroupView;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How a placement group is stopped, and goes on. */
class FreezeTest {
  private static final long DEADLINE = EngineFixture.HOLD_MILLIS;

  private final MoveFixture shards = new MoveFixture();
  private final EngineFixture here = shards.here;
  private final int event = here.event("season.first");
  private final int other = here.event("gala");

  @Test
  void shouldRefuseEverythingInAFrozenGroupAndNothingElse() {
    here.done(here.hold(1, event, 0));
    here.done(bookFree("order-1", "", Selection.of(event, 1)));
    shards.freeze(2);
    List<Command> commands =
        List.of(
            here.hold(2, event, 3),
            EngineFixture.bookHeld(1, "order-2", Selection.of(event, 0)),
            bookFree("order-3", "", Selection.of(event, 4)),
            EngineFixture.releaseBooked("order-1", Selection.of(event, 1)),
            EngineFixture.status("lost", event, 5),
            EngineFixture.update(event, EngineFixture.forSale(5, false)),
            EngineFixture.end(here.lease(1)),
            new UpdateEvent(event, "Another", SettingsChange.NONE),
            new DeleteEvent(event),
            create("season.second"),
            create("season"));

    for (Command command : commands) {
      assertThat(here.refused(command, Rejection.GROUP_FROZEN)).isEqualTo(GROUP);
    }

    here.done(here.hold(2, other, 3));
    here.done(create("seasons.second"));
    assertThat(here.engine.view().group(GROUP))
        .isEqualTo(new GroupView(GROUP, 2, GroupState.FROZEN, "there"));
    assertThat(here.engine.view().groups()).hasSize(1);
  }

  @Test
  void shouldStillGiveTheRecordedAnswer() {
    Request request = new Request(here.hold(1, event, 0), new RequestKey(1, 2, 3, 4));
    Outcome first = here.apply(request).outcome();
    shards.freeze(2);

    assertThat(here.apply(request).outcome()).isEqualTo(first);
  }

  @Test
  void shouldLetTimeStandStillForWhatIsHeld() {
    here.done(here.hold(1, event, 0));
    here.done(here.holdArea(1, event, 3));
    here.pass(DEADLINE - 10);
    shards.freeze(2);

    assertThat(here.pass(DEADLINE)).isEmpty();
    assertThat(here.statusOf(event, 0)).isEqualTo("held");
    here.done(new UnfreezeGroup(GROUP, 2));

    assertThat(deadlineOf(1)).isEqualTo(here.now + 10);
    assertThat(here.pass(9)).isEmpty();
    assertThat(EngineFixture.objects(here.pass(1))).containsExactly(0, EngineFixture.AREA);
    assertThat(here.engine.view().group(GROUP))
        .isEqualTo(new GroupView(GROUP, 1, GroupState.ACTIVE, null));
  }

  @Test
  void shouldKeepTheLaterDeadlineOfATokenThatHoldsElsewhere() {
    here.done(here.hold(1, event, 0));
    here.done(here.hold(1, other, 2));
    here.pass(DEADLINE - 10);
    shards.freeze(2);
    here.pass(5);
    here.done(new UnfreezeGroup(GROUP, 2));

    assertThat(deadlineOf(1)).isEqualTo(here.now + 10);
    assertThat(EngineFixture.objects(here.pass(10))).containsExactly(2, 0);
  }

  @Test
  void shouldExpireWhatATokenHoldsElsewhereWhileItsGroupIsFrozen() {
    here.done(here.hold(1, event, 0));
    here.done(here.hold(1, other, 2));
    shards.freeze(2);

    assertThat(EngineFixture.objects(here.pass(DEADLINE))).containsExactly(2);
    here.done(new UnfreezeGroup(GROUP, 2));

    assertThat(here.statusOf(event, 0)).isEqualTo("held");
    assertThat(deadlineOf(1)).isEqualTo(here.now + DEADLINE);
  }

  @Test
  void shouldRepeatAndRefuseByEpoch() {
    shards.freeze(3);
    assertThat(here.done(new FreezeGroup(GROUP, 3, "there"))).isEqualTo(new GroupFrozen(GROUP, 3));
    here.refused(new FreezeGroup(GROUP, 3, "elsewhere"), Rejection.MOVE_UNDER_WAY);
    here.refused(new FreezeGroup(GROUP, 2, "there"), Rejection.EPOCH_STALE);
    here.refused(new UnfreezeGroup(GROUP, 2), Rejection.EPOCH_STALE);
    here.refused(new ForgetGroup(GROUP, 2), Rejection.EPOCH_STALE);
    here.refused(new ForgetGroup(GROUP, 4), Rejection.GROUP_NOT_FROZEN);

    here.done(new UnfreezeGroup(GROUP, 3));

    assertThat(here.done(new UnfreezeGroup(GROUP, 3))).isEqualTo(new GroupUnfrozen(GROUP, 3));
    here.refused(new FreezeGroup(GROUP, 3, "there"), Rejection.EPOCH_STALE);
    here.refused(new ForgetGroup(GROUP, 3), Rejection.EPOCH_STALE);
    here.refused(new ForgetGroup(GROUP, 4), Rejection.GROUP_NOT_FROZEN);
    here.done(new FreezeGroup(GROUP, 4, "elsewhere"));
  }

  @Test
  void shouldRefuseAFreezeThatComesAfterItWasGivenUp() {
    here.done(new UnfreezeGroup(GROUP, 2));

    here.refused(new FreezeGroup(GROUP, 2, "there"), Rejection.EPOCH_STALE);
    here.done(here.hold(1, event, 0));
  }

  @Test
  void shouldTakeALaterMoveOverFromOneThatWasGivenUp() {
    here.done(here.hold(1, event, 0));
    shards.freeze(2);
    here.pass(100);

    here.done(new FreezeGroup(GROUP, 3, "elsewhere"));
    here.done(new UnfreezeGroup(GROUP, 3));

    assertThat(deadlineOf(1)).isEqualTo(here.now + DEADLINE);
  }

  @Test
  void shouldRefuseWhatIsMalformedOrTooEarly() {
    here.refused(new FreezeGroup("Season", 2, "there"), Rejection.MALFORMED_COMMAND);
    here.refused(new FreezeGroup(GROUP, 1, "there"), Rejection.MALFORMED_COMMAND);
    here.refused(new FreezeGroup(GROUP, 2, "T"), Rejection.MALFORMED_COMMAND);
    EngineFixture old = new EngineFixture();
    assertThat(old.refused(new FreezeGroup(GROUP, 2, "there"), Rejection.BEHAVIOUR_TOO_OLD))
        .isEqualTo("2");
  }

  @Test
  void shouldGoOnFromASnapshotOfAFrozenGroup() {
    here.done(here.hold(1, event, 0));
    shards.freeze(2);
    EngineFixture restored = here.restored();

    for (EngineFixture replica : List.of(here, restored)) {
      replica.refused(replica.hold(2, event, 3), Rejection.GROUP_FROZEN);
      replica.pass(3 * DEADLINE);
      replica.done(new UnfreezeGroup(GROUP, 2));
    }

    assertThat(restored.statusOf(event, 0)).isEqualTo("held");
    assertThat(restored.engine.view().stateHash()).isEqualTo(here.engine.view().stateHash());
  }

  private long deadlineOf(long token) {
    return Objects.requireNonNull(here.engine.view().token(token)).deadlineLogMillis();
  }

  private static CreateEvent create(String key) {
    return new CreateEvent(EngineFixture.WORKSPACE, key, "", "hall", 0, EventSettings.DEFAULT);
  }
}
