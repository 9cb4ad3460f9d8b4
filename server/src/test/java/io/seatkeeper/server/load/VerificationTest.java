package io.seatkeeper.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.load.FinalState.Owned;
import io.seatkeeper.server.load.Reply.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hand-made worlds: the sound one passes, and each broken one is seen for what it is. */
class VerificationTest {
  private static final House HOUSE =
      new House(
          List.of(
              new House.Thing("A-1", false, 1, 0, 1),
              new House.Thing("A-2", false, 1, 0, 2),
              new House.Thing("GA", true, 10, -1, 0)));

  private final Ledger ledger = new Ledger();
  private final List<Owned> owned = new ArrayList<>();
  private String states = "\u0002\u0001\u0000";
  private int areaHeld = 1;
  private int areaBooked = 3;
  private boolean quiet = true;

  VerificationTest() {
    order("run-1-o1", Verdict.OK, new Place("A-1", 1));
    order("run-2-o1", Verdict.OK, new Place("GA", 3));
    owned.add(new Owned("A-1", true, "run-1-o1", 1));
    owned.add(new Owned("A-2", false, "", 1));
    owned.add(new Owned("GA", true, "run-2-o1", 3));
    owned.add(new Owned("GA", false, "", 1));
  }

  @Test
  void shouldPassASoundWorld() {
    Verification.Verdict verdict = verify();

    assertThat(verdict.faults()).isEmpty();
    assertThat(verdict.ok()).isTrue();
    assertThat(verdict.sold()).isEqualTo(4);
    assertThat(verdict.doubleSold()).isZero();
    assertThat(verdict.lostAcks()).isZero();
  }

  @Test
  void shouldPassARefusedOrderAndAnUnknownOneThatHappened() {
    order("run-3-o1", Verdict.FAILED, new Place("A-1", 1));
    order("run-4-o1", Verdict.UNKNOWN, new Place("A-2", 1));
    owned.set(1, new Owned("A-2", true, "run-4-o1", 1));
    states = "\u0002\u0002\u0000";

    assertThat(verify().ok()).isTrue();
  }

  @Test
  void shouldPassSomebodyElsesOrder() {
    owned.set(1, new Owned("A-2", true, "box-office", 1));
    states = "\u0002\u0002\u0000";

    assertThat(verify().ok()).isTrue();
  }

  @Test
  void shouldCountALostBooking() {
    owned.removeFirst();
    states = "\u0000\u0001\u0000";

    Verification.Verdict verdict = verify();

    assertThat(verdict.lostAcks()).isEqualTo(1);
    assertThat(verdict.ok()).isFalse();
  }

  @Test
  void shouldCountABookingThatBelongsToAnother() {
    owned.set(0, new Owned("A-1", true, "box-office", 1));

    Verification.Verdict verdict = verify();

    assertThat(verdict.lostAcks()).isEqualTo(1);
    assertThat(verdict.ok()).isFalse();
  }

  @Test
  void shouldCountALostPartOfAnArea() {
    owned.set(2, new Owned("GA", true, "run-2-o1", 2));
    areaBooked = 2;

    Verification.Verdict verdict = verify();

    assertThat(verdict.lostAcks()).isEqualTo(1);
    assertThat(verdict.ok()).isFalse();
  }

  @Test
  void shouldCountASeatAcknowledgedTwice() {
    order("run-3-o1", Verdict.OK, new Place("A-1", 1));

    Verification.Verdict verdict = verify();

    assertThat(verdict.doubleSold()).isEqualTo(1);
    assertThat(verdict.ok()).isFalse();
  }

  @Test
  void shouldCountASeatWithTwoOwners() {
    owned.add(new Owned("A-1", true, "box-office", 1));

    Verification.Verdict verdict = verify();

    assertThat(verdict.doubleSold()).isEqualTo(1);
    assertThat(verdict.ok()).isFalse();
  }

  @Test
  void shouldCountPeopleAcknowledgedBeyondAnAreasCapacity() {
    order("run-3-o1", Verdict.OK, new Place("GA", 9));
    owned.add(new Owned("GA", true, "run-3-o1", 9));

    Verification.Verdict verdict = verify();

    assertThat(verdict.doubleSold()).isEqualTo(2);
    assertThat(verdict.ok()).isFalse();
  }

  @Test
  void shouldCountPeopleOnTheMapBeyondAnAreasCapacity() {
    areaHeld = 8;

    Verification.Verdict verdict = verify();

    assertThat(verdict.doubleSold()).isEqualTo(1);
    assertThat(verdict.ok()).isFalse();
  }

  @Test
  void shouldSeeSharesThatDoNotSum() {
    areaBooked = 4;

    assertThat(verify().ok()).isFalse();
  }

  @Test
  void shouldSeeAMapThatDisagreesWithTheOwners() {
    states = "\u0000\u0001\u0000";

    assertThat(verify().ok()).isFalse();
  }

  @Test
  void shouldSeeARefusedOrderThatIsBooked() {
    order("run-3-o1", Verdict.FAILED, new Place("A-2", 1));
    owned.set(1, new Owned("A-2", true, "run-3-o1", 1));
    states = "\u0002\u0002\u0000";

    assertThat(verify().ok()).isFalse();
  }

  @Test
  void shouldSeeAnOrderNobodyAskedFor() {
    owned.set(1, new Owned("A-2", true, "run-9-o1", 1));
    states = "\u0002\u0002\u0000";

    assertThat(verify().ok()).isFalse();
  }

  @Test
  void shouldSeeAnOrderThatHasMoreThanItAskedFor() {
    owned.set(1, new Owned("A-2", true, "run-1-o1", 1));
    states = "\u0002\u0002\u0000";

    assertThat(verify().ok()).isFalse();
  }

  @Test
  void shouldSeeAnOwnerOfNothing() {
    owned.add(new Owned("Z-1", true, "box-office", 1));

    assertThat(verify().ok()).isFalse();
  }

  @Test
  void shouldExpectOnlyWhatWasAcknowledgedBeforeTheRead() {
    quiet = false;
    Ledger.Snapshot before = ledger.snapshot();
    order("run-3-o1", Verdict.OK, new Place("A-2", 1));

    assertThat(Verification.verify(before, ledger.snapshot(), "run", state()).ok()).isTrue();
  }

  private void order(String order, Verdict verdict, Place... places) {
    ledger.asked(order, List.of(places));
    ledger.ended(order, verdict);
  }

  private Verification.Verdict verify() {
    return Verification.verify(ledger.snapshot(), ledger.snapshot(), "run", state());
  }

  private FinalState state() {
    JsonObject area =
        new JsonObject()
            .put("capacity", 10)
            .put("held", areaHeld)
            .put("booked", areaBooked)
            .put("free", 10 - areaHeld - areaBooked);
    byte[] bytes = new byte[3];
    for (int object = 0; object < bytes.length; object++) {
      bytes[object] = (byte) states.charAt(object);
    }
    String json =
        new JsonObject()
            .put("version", 7)
            .put("statuses", new JsonArray().add("free").add("held").add("booked"))
            .put("objects", Base64.getEncoder().encodeToString(bytes))
            .put("areas", new JsonObject().put("2", area))
            .encode();
    return new FinalState(HOUSE, MapView.parse(HOUSE, json), owned, quiet);
  }
}
