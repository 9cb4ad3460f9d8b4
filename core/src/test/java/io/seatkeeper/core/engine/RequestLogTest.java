package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.bookFree;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.ConfigureShard;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.CreateWorkspace;
import io.seatkeeper.core.command.Command.DeleteEvent;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.core.command.Command.StoreChartChunk;
import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.command.Command.UpdateEvent;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.SettingsChange;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Outcome.Ticked;
import io.seatkeeper.core.outcome.Rejection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered of requests, and for how long. */
class RequestLogTest {
  private static final long WINDOW = 10_000;

  private final EngineFixture house = new EngineFixture();
  private final int event = house.event("show");

  @Test
  void shouldAnswerARepeatedRequestWithTheSameOutcome() {
    Request request = new Request(house.hold(1, event, 0), key(1, 5));
    Outcome first = house.apply(request).outcome();
    house.done(EngineFixture.release(event, 0));
    long content = house.engine.view().contentHash();

    Applied again = house.apply(request);

    assertThat(again.outcome()).isEqualTo(first);
    assertThat(again.repeated()).isTrue();
    assertThat(again.changes()).isEmpty();
    assertThat(house.statusOf(event, 0)).isEqualTo("free");
    assertThat(house.engine.view().contentHash()).isEqualTo(content);
  }

  @Test
  void shouldRefuseAnotherRequestUnderAUsedKey() {
    house.apply(new Request(house.hold(1, event, 0), key(1, 5)));

    Applied reused = house.apply(new Request(house.hold(1, event, 1), key(1, 6)));

    assertThat(reused.outcome()).isEqualTo(new Refused(Rejection.REQUEST_KEY_REUSED, ""));
    assertThat(reused.repeated()).isFalse();
    assertThat(house.statusOf(event, 1)).isEqualTo("free");
  }

  @Test
  void shouldNotRememberARefusal() {
    house.done(house.hold(2, event, 0));
    Request request = new Request(house.hold(1, event, 0), key(1, 5));
    house.apply(request);
    house.done(EngineFixture.release(event, 0));

    assertThat(house.apply(request).outcome()).isInstanceOf(Outcome.ObjectsHeld.class);
  }

  @Test
  void shouldForgetWhenTheWindowHasPassed() {
    house.apply(Request.unkeyed(new ConfigureShard(100, WINDOW)));
    Command book = bookFree("order-1", "", Selection.of(event, 0));
    house.apply(new Request(book, key(1, 5)));

    house.pass(WINDOW - 1);
    assertThat(house.engine.view().outcomeOf(key(1, 5))).isNotNull();
    house.pass(1);

    assertThat(house.engine.view().outcomeOf(key(1, 5))).isNull();
    assertThat(house.engine.view().requestCount()).isZero();
  }

  @Test
  void shouldRefuseEveryKindOfChangeWhenFull() {
    house.done(house.hold(9, event, 5));
    fill();
    String hash = "0".repeat(64);
    Bytes secret = Bytes.copyOf(new byte[] {1});
    List<Command> changing =
        List.of(
            house.hold(1, event, 0),
            bookFree("order-1", "", Selection.of(event, 0)),
            EngineFixture.release(event, 5),
            EngineFixture.status("broken", event, 0),
            EngineFixture.end(house.lease(9)),
            EngineFixture.update(event, EngineFixture.forSale(0, false)),
            new UpdateEvent(event, "Another name", SettingsChange.NONE),
            new DeleteEvent(event),
            new CreateEvent(EngineFixture.WORKSPACE, "other", "", "hall", 0, EventSettings.DEFAULT),
            new CreateWorkspace("other", Mode.TEST, hash, hash, secret),
            new StoreChartChunk(EngineFixture.WORKSPACE, "hall", 8, 0, 2, secret),
            new ConfigureShard(100, WINDOW));

    for (Command command : changing) {
      house.refused(command, Rejection.REQUEST_LOG_FULL);
    }
    assertThat(house.engine.view().requestCount()).isEqualTo(requests());
  }

  @Test
  void shouldStillAnswerWhatChangesNothingWhenFull() {
    Command book = bookFree("order-1", "", Selection.of(event, 0));
    Request first = new Request(book, key(1, 5));
    house.apply(first);
    fill();

    assertThat(house.apply(first).repeated()).isTrue();
    assertThat(house.done(book)).isEqualTo(new Outcome.ObjectsBooked("order-1", 0));
    assertThat(house.done(new Tick())).isEqualTo(new Ticked());
    assertThat(house.done(EngineFixture.status("free", event, 1)))
        .isEqualTo(new Outcome.StatusChanged(0));
  }

  @Test
  void shouldTakeUnkeyedRequestsWhenFull() {
    fill();

    Applied applied = house.apply(Request.unkeyed(house.hold(1, event, 0)));

    assertThat(applied.outcome()).isInstanceOf(Outcome.ObjectsHeld.class);
  }

  @Test
  void shouldMakeRoomAgainWhenTheWindowPasses() {
    fill();
    house.refused(house.hold(1, event, 0), Rejection.REQUEST_LOG_FULL);

    house.pass(WINDOW);

    house.done(house.hold(1, event, 0));
  }

  @Test
  void shouldFindEveryKeyAmongManyAndForgetThemInTurn() {
    int many = 5000;
    house.apply(Request.unkeyed(new ConfigureShard(many * 2, WINDOW)));
    for (int at = 0; at < many; at++) {
      boolean hold = at % 2 == 0;
      house.now++;
      Command command = hold ? house.hold(at + 1, event, 0) : EngineFixture.release(event, 0);
      house.engine.apply(at, house.now, 0, new Request(command, key(at, 5)));
    }

    for (int at = 0; at < many; at++) {
      assertThat(house.engine.view().outcomeOf(key(at, 5))).as("key %s", at).isNotNull();
    }
    house.pass(WINDOW - many / 2);
    for (int at = 0; at < many; at++) {
      boolean forgotten = at <= many / 2 - 1;
      assertThat(house.engine.view().outcomeOf(key(at, 5)) == null)
          .as("key %s", at)
          .isEqualTo(forgotten);
    }
  }

  /** Leaves the log no room for another outcome. */
  private void fill() {
    house.apply(Request.unkeyed(new ConfigureShard(requests(), WINDOW)));
  }

  private int requests() {
    return house.engine.view().requestCount();
  }

  private static RequestKey key(long identity, long digest) {
    return new RequestKey(identity, -identity, digest, digest);
  }
}
