package io.seatkeeper.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.load.FinalState.Owned;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FinalStateTest {
  private static final String EVENT = "/v1/events/" + FakeNode.EVENT;

  @Test
  void shouldNotCompareOwnersWithAMapFromBeforeTheLastChange() throws Exception {
    try (FakeNode node = new FakeNode(20, 0, FakeNode.Fault.OLD_MAP);
        ConnectionPool pool = new ConnectionPool(node.url(), FakeNode.KEY, 1)) {
      Caller caller = new Caller(pool, RetryPolicy.PATIENT, new LoadFigures());
      House house = ChartReader.read(call(caller, HttpAsk.get(EVENT + "/chart")));
      FinalState before = FinalState.read(caller, house, FakeNode.EVENT, new NewestState());
      hold(caller, "A-1");

      FinalState after = FinalState.read(caller, house, FakeNode.EVENT, new NewestState());

      assertThat(before.owned()).isEmpty();
      assertThat(after.quiet()).isTrue();
      assertThat(after.owned()).extracting(Owned::label).containsExactly("A-1");
      assertThat(after.map().isHeld(house.indexOf("A-1"))).isTrue();
    }
  }

  private static void hold(Caller caller, String label) throws InterruptedException {
    String made = call(caller, HttpAsk.post("/v1/hold-tokens", "key-1", "{\"holdMillis\":60000}"));
    JsonObject body =
        new JsonObject()
            .put("holdToken", new JsonObject(made).getString("holdToken"))
            .put("objects", Place.json(List.of(new Place(label, 1))));
    call(caller, HttpAsk.post(EVENT + "/holds", "key-2", body.encode()));
  }

  private static String call(Caller caller, HttpAsk ask) throws InterruptedException {
    Reply reply = caller.call(ask, () -> 0.5);
    assertThat(reply.ok()).as(reply.body()).isTrue();
    return reply.body();
  }
}
