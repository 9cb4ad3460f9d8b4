package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.AREA;
import static io.seatkeeper.core.engine.EngineFixture.WORKSPACE;
import static io.seatkeeper.core.engine.EngineFixture.bookFree;
import static io.seatkeeper.core.engine.MoveFixture.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.codec.ExportedGroup;
import io.seatkeeper.core.codec.GroupExport;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.ActivateGroupChunk;
import io.seatkeeper.core.command.Command.ConfigureShard;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.DeleteEvent;
import io.seatkeeper.core.command.Command.ForgetGroup;
import io.seatkeeper.core.command.Command.FreezeGroup;
import io.seatkeeper.core.command.Command.NumberEvents;
import io.seatkeeper.core.command.Command.UnfreezeGroup;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.GroupActivated;
import io.seatkeeper.core.outcome.Outcome.GroupChunkStored;
import io.seatkeeper.core.outcome.Outcome.GroupForgotten;
import io.seatkeeper.core.outcome.Outcome.ObjectsHeld;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.Corruption;
import io.seatkeeper.core.state.EventView.AreaShareView;
import io.seatkeeper.core.state.GroupView;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How a placement group leaves one shard and becomes active on another. */
class MoveTest {
  private final MoveFixture shards = new MoveFixture();
  private final EngineFixture here = shards.here;
  private final EngineFixture there = shards.there;
  private final int event = here.event("season.first", new EventSettings(3, 100, 3_600_000));

  @Test
  void shouldBringEverythingOfItsEvents() {
    here.done(here.hold(1, event, 0));
    here.done(here.holdArea(1, event, 2));
    here.done(bookFree("order-1", "bea", Selection.of(event, 1), EngineFixture.area(event, 2)));
    here.done(EngineFixture.status("lost", event, 5));
    here.done(EngineFixture.update(event, EngineFixture.block(6, "camera")));
    here.done(EngineFixture.update(event, EngineFixture.extraData(7, "aisle")));
    long version = here.view(event).version();

    Applied activated = shards.move(2);

    assertThat(activated.changes())
        .containsExactly(
            new EventChanged(event, version + 1, EventFact.MOVED_HERE, "season.first"));
    assertThat(there.view(event).key()).isEqualTo("season.first");
    assertThat(there.statusOf(event, 0)).isEqualTo("held");
    assertThat(there.view(event).order(1)).isEqualTo("order-1");
    assertThat(there.statusOf(event, 5)).isEqualTo("lost");
    assertThat(there.view(event).blockReason(6)).isEqualTo("camera");
    assertThat(there.view(event).extraData(7)).isEqualTo("aisle");
    assertThat(there.view(event).areaShares(AREA))
        .containsExactlyInAnyOrder(
            new AreaShareView("", 1, "", 2), new AreaShareView("", 0, "order-1", 2));
    there.refused(
        bookFree("order-2", "bea", Selection.of(event, 2)), Rejection.PURCHASE_LIMIT_EXCEEDED);
    assertThat(there.engine.view().group(GROUP))
        .isEqualTo(new GroupView(GROUP, 2, GroupState.ACTIVE, null));
  }

  @Test
  void shouldRefuseAnActivationThatComesAfterTheMoveWasGivenUp() {
    shards.freeze(2);
    there.done(new UnfreezeGroup(GROUP, 2));
    there.refused(MoveFixture.whole(2, shards.export(2)), Rejection.EPOCH_STALE);

    here.done(new UnfreezeGroup(GROUP, 2));
    shards.freeze(3);
    there.done(MoveFixture.whole(3, shards.export(3)));

    assertThat(there.engine.view().group(GROUP))
        .isEqualTo(new GroupView(GROUP, 3, GroupState.ACTIVE, null));
  }

  @Test
  void shouldKeepAGroupOutThatWouldComeBack() {
    shards.freeze(2);
    there.done(MoveFixture.whole(2, shards.export(2)));
    here.done(new ForgetGroup(GROUP, 2));

    here.done(new UnfreezeGroup(GROUP, 3));

    here.refused(new UnfreezeGroup(GROUP, 3), Rejection.GROUP_MOVED);
    there.done(new FreezeGroup(GROUP, 3, "here"));
    byte[] leaving = MoveFixture.export(there, 3);
    here.refused(MoveFixture.whole(3, leaving), Rejection.EPOCH_STALE);
    here.restored().refused(MoveFixture.whole(3, leaving), Rejection.EPOCH_STALE);
    there.done(new UnfreezeGroup(GROUP, 3));
    there.done(there.hold(1, event, 0));
  }

  @Test
  void shouldLeaveATombstone() {
    here.done(here.hold(1, event, 0));
    long version = here.view(event).version();
    shards.freeze(2);
    there.done(MoveFixture.whole(2, shards.export(2)));

    Applied forgotten = here.apply(Request.unkeyed(new ForgetGroup(GROUP, 2)));

    assertThat(forgotten.changes())
        .containsExactly(
            new EventChanged(event, version + 1, EventFact.MOVED_AWAY, "season.first"));
    assertThat(here.engine.view().eventCount()).isZero();
    assertThat(here.engine.view().group(GROUP))
        .isEqualTo(new GroupView(GROUP, 2, GroupState.MOVED, "there"));
    List<Command> commands =
        List.of(
            here.hold(2, event, 3),
            bookFree("order-1", "", Selection.of(event, 1)),
            EngineFixture.update(event, EngineFixture.forSale(5, false)),
            new DeleteEvent(event),
            create("season.second"),
            new FreezeGroup(GROUP, 2, "there"),
            new UnfreezeGroup(GROUP, 2));
    for (Command command : commands) {
      assertThat(here.refused(command, Rejection.GROUP_MOVED)).isEqualTo(GROUP);
    }
    assertThat(here.done(new ForgetGroup(GROUP, 2))).isEqualTo(new GroupForgotten(GROUP, 2));
    assertThat(here.engine.view().token(1)).isNotNull();
    here.pass(EngineFixture.HOLD_MILLIS);
    here.restored().refused(here.hold(2, event, 3), Rejection.GROUP_MOVED);
  }

  @Test
  void shouldGiveTokensTheTimeTheyHadLeft() {
    here.done(here.hold(1, event, 0));
    here.pass(EngineFixture.HOLD_MILLIS - 40);
    shards.freeze(2);
    here.pass(1000);
    byte[] bytes = shards.export(2);
    there.pass(1000);

    there.done(MoveFixture.whole(2, bytes));

    assertThat(there.engine.view().nextDeadlineLogMillis()).isEqualTo(there.now + 40);
    assertThat(there.pass(39)).isEmpty();
    assertThat(EngineFixture.objects(there.pass(1))).containsExactly(0);
  }

  @Test
  void shouldMergeWhatATokenHoldsThereAlready() {
    there.done(new NumberEvents(1000, 1999));
    int gala = there.event("gala");
    there.done(there.hold(1, gala, 4));
    here.pass(100);
    here.done(here.hold(1, event, 0));
    there.pass(EngineFixture.HOLD_MILLIS - 5);

    shards.move(2);

    assertThat(Objects.requireNonNull(there.engine.view().token(1)).selections())
        .containsExactly(Selection.of(gala, 4), Selection.of(event, 0));
    assertThat(there.engine.view().nextDeadlineLogMillis())
        .isEqualTo(there.now + EngineFixture.HOLD_MILLIS);
  }

  @Test
  void shouldAnswerARepeatedRequestAsBefore() {
    RequestKey key = new RequestKey(9, 8, 7, 6);
    Request hold = new Request(here.hold(1, event, 0), key);
    ObjectsHeld held = (ObjectsHeld) here.apply(hold).outcome();
    RequestKey other = new RequestKey(90, 80, 70, 60);
    Request book = new Request(bookFree("order-1", "", Selection.of(event, 1)), other);
    Outcome booked = here.apply(book).outcome();
    here.pass(50);
    shards.move(2);

    Applied again = there.apply(hold);

    assertThat(again.repeated()).isTrue();
    assertThat(again.outcome())
        .isEqualTo(
            new ObjectsHeld(1, there.now + EngineFixture.HOLD_MILLIS - 50, held.selections()));
    assertThat(there.apply(book).outcome()).isEqualTo(booked);
    assertThat(here.engine.view().outcomeOf(key)).isNull();
  }

  @Test
  void shouldRememberAnswersForTheRestOfTheirWindow() {
    for (EngineFixture shard : List.of(here, there)) {
      shard.apply(Request.unkeyed(new ConfigureShard(100, 10_000)));
    }
    RequestKey key = new RequestKey(9, 8, 7, 6);
    here.apply(new Request(bookFree("order-1", "", Selection.of(event, 1)), key));
    here.pass(4000);
    there.done(new NumberEvents(1000, 1999));
    there.event("gala");
    shards.move(2);

    there.pass(5999);
    assertThat(there.engine.view().outcomeOf(key)).isNotNull();
    there.pass(1);

    assertThat(there.engine.view().outcomeOf(key)).isNull();
  }

  @Test
  void shouldKeepATokenEnded() {
    here.done(here.hold(1, event, 0));
    here.done(EngineFixture.end(here.lease(1)));
    shards.move(2);

    there.refused(there.hold(1, event, 0), Rejection.TOKEN_EXPIRED);
  }

  @Test
  void shouldFreeWhatComesToATokenThatWasEndedThere() {
    here.done(here.hold(1, event, 0));
    there.done(EngineFixture.end(there.lease(1)));

    Applied activated = shards.move(2);

    assertThat(EngineFixture.objects(activated.changes())).containsExactly(0);
    assertThat(activated.changes().getLast().toString()).contains(Reason.RELEASED.name());
    assertThat(there.statusOf(event, 0)).isEqualTo("free");
  }

  @Test
  void shouldMoveAGroupWithoutEvents() {
    here.done(new DeleteEvent(event));
    shards.move(2);

    here.refused(create("season.second"), Rejection.GROUP_MOVED);
    there.done(create("season.second"));
  }

  @Test
  void shouldBringAFenceAlong() {
    here.done(here.hold(1, event, 0, 1));
    Corruption.giveTo(Objects.requireNonNull(here.engine.state().event(event)), 0, 77);
    here.engine.apply(1000, here.now, 0, Request.unkeyed(EngineFixture.release(event, 0)));
    assertThat(here.view(event).fenced()).isTrue();

    shards.move(2);

    assertThat(there.view(event).fenced()).isTrue();
    there.refused(there.hold(2, event, 3), Rejection.EVENT_FENCED);
  }

  @Test
  void shouldComeBack() {
    here.done(here.hold(1, event, 0));
    shards.move(2);
    there.done(there.hold(2, event, 3));
    there.done(new FreezeGroup(GROUP, 3, "here"));
    byte[] bytes = MoveFixture.export(there, 3);

    here.refused(MoveFixture.whole(2, bytes), Rejection.EPOCH_STALE);
    here.done(MoveFixture.whole(3, bytes));
    there.done(new ForgetGroup(GROUP, 3));

    assertThat(here.statusOf(event, 3)).isEqualTo("held");
    here.done(here.hold(4, event, 4));
    there.refused(there.hold(4, event, 4), Rejection.GROUP_MOVED);
    assertThat(here.event("season.second")).isEqualTo(event + 1);
  }

  @Test
  void shouldTakeItInPiecesAndAnyPieceAgain() {
    here.done(here.hold(1, event, 0));
    shards.freeze(2);
    List<ActivateGroupChunk> pieces = MoveFixture.pieces(2, shards.export(2), 3);

    there.refused(pieces.get(1), Rejection.GROUP_CHUNK_UNEXPECTED);
    there.done(pieces.get(0));
    there.done(pieces.get(1));
    assertThat(there.done(pieces.get(0))).isEqualTo(new GroupChunkStored(GROUP, 0));
    EngineFixture restored = there.restored();
    assertThat(restored.done(pieces.get(2))).isEqualTo(new GroupActivated(GROUP, 2));
    assertThat(there.done(pieces.get(2))).isEqualTo(new GroupActivated(GROUP, 2));

    long content = there.engine.view().contentHash();
    for (ActivateGroupChunk again : pieces) {
      assertThat(there.apply(Request.unkeyed(again)).outcome())
          .isEqualTo(new GroupActivated(GROUP, 2));
    }
    assertThat(there.engine.view().contentHash()).isEqualTo(content);
  }

  @Test
  void shouldDropPiecesThatNothingFollows() {
    shards.freeze(2);
    List<ActivateGroupChunk> pieces = MoveFixture.pieces(2, shards.export(2), 2);
    there.done(pieces.get(0));
    there.pass(Limits.UPLOAD_MILLIS + 1);

    there.refused(pieces.get(1), Rejection.GROUP_CHUNK_UNEXPECTED);
    there.done(MoveFixture.whole(2, shards.export(2)));
  }

  @Test
  void shouldSayWhatIsMissing() {
    shards.freeze(2);
    byte[] bytes = shards.export(2);
    EngineFixture empty = new EngineFixture(new SeatEngine());
    empty.done(new Command.SwitchBehaviour(SeatEngine.MOVING_BEHAVIOUR));
    EngineFixture other = new MoveFixture().there;
    here.done(new UnfreezeGroup(GROUP, 2));
    here.storeChart("hall", GoldenSale.hall());
    int later = here.event("season.later");
    here.done(new FreezeGroup(GROUP, 3, "there"));
    byte[] withLater = shards.export(3);

    assertThat(empty.refused(MoveFixture.whole(2, bytes), Rejection.WORKSPACE_UNKNOWN))
        .isEqualTo(WORKSPACE);
    assertThat(other.refused(MoveFixture.whole(3, withLater), Rejection.CHART_UNKNOWN))
        .isEqualTo("hall in version 2");
    other.storeChart("hall", EngineFixture.house());
    assertThat(other.refused(MoveFixture.whole(3, withLater), Rejection.CHART_DIFFERS))
        .isEqualTo("hall in version 2");
    assertThat(later).isEqualTo(event + 1);
  }

  @Test
  void shouldRefuseWhatIsInTheWay() {
    shards.freeze(2);
    byte[] bytes = shards.export(2);
    int taken = there.event("gala");
    assertThat(taken).isEqualTo(event);

    assertThat(there.refused(MoveFixture.whole(2, bytes), Rejection.EVENT_NUMBER_TAKEN))
        .isEqualTo(Integer.toString(event));
    there.done(new DeleteEvent(taken));
    there.done(create("season.there"));
    there.refused(MoveFixture.whole(2, bytes), Rejection.GROUP_THERE_ALREADY);
    here.refused(MoveFixture.whole(2, bytes), Rejection.MOVE_UNDER_WAY);
  }

  @Test
  void shouldRefuseWhatTheRequestLogHasNoRoomFor() {
    here.done(here.hold(1, event, 0));
    there.apply(Request.unkeyed(new ConfigureShard(1, 86_400_000)));
    shards.freeze(2);

    there.refused(MoveFixture.whole(2, shards.export(2)), Rejection.REQUEST_LOG_FULL);
  }

  @Test
  void shouldRefuseDamagedBytes() {
    here.done(here.hold(1, event, 0));
    shards.freeze(2);
    byte[] bytes = shards.export(2);

    for (int at = 0; at < bytes.length; at += 7) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 4;
      there.refused(MoveFixture.whole(2, damaged), Rejection.GROUP_UNREADABLE);
    }
    there.refused(MoveFixture.whole(3, bytes), Rejection.GROUP_UNREADABLE);
  }

  @Test
  void shouldExportTheSameBytesOnEveryReplica() {
    for (int order = 0; order < 6; order++) {
      here.done(bookFree("order-" + order, "fan-" + order, Selection.of(event, order)));
    }
    here.done(EngineFixture.release(event, 1, 4, 2));
    EngineFixture restored = here.restored();
    for (EngineFixture replica : List.of(here, restored)) {
      replica.done(bookFree("late", "bea", Selection.of(event, 2), EngineFixture.area(event, 1)));
      replica.done(replica.holdArea(5, event, 1));
      replica.done(replica.holdArea(-5, event, 1));
      replica.done(new FreezeGroup(GROUP, 2, "there"));
    }

    byte[] bytes = shards.export(2);

    assertThat(MoveFixture.export(restored, 2)).isEqualTo(bytes);
    here.pass(10_000);
    assertThat(shards.export(2)).as("while time stands still").isEqualTo(bytes);
    assertThat(ExportedGroup.read(bytes).charts()).hasSize(1);
    assertThat(GroupExport.capture(here.engine, GROUP, 3)).isNull();
    assertThat(GroupExport.capture(here.engine, "gala", 2)).isNull();
  }

  @Test
  void shouldNumberEventsApart() {
    there.done(new NumberEvents(1000, 1001));
    shards.move(2);

    assertThat(there.event("gala")).isEqualTo(1000);
    assertThat(there.event("season.second")).isEqualTo(1001);
    assertThat(there.engine.view().events(WORKSPACE)).hasSize(3);
    there.refused(create("opera"), Rejection.TOO_MUCH_STATE);
  }

  private static CreateEvent create(String key) {
    return new CreateEvent(WORKSPACE, key, "", "hall", 0, EventSettings.DEFAULT);
  }
}
