package io.seatkeeper.server.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.server.live.Until;
import io.seatkeeper.server.payment.Standing.Authorised;
import io.seatkeeper.server.payment.Standing.Declined;
import io.seatkeeper.server.payment.Standing.GivenUp;
import io.seatkeeper.server.payment.Standing.Pending;
import io.seatkeeper.server.payment.Standing.Returned;
import io.seatkeeper.server.payment.Standing.Taken;
import io.seatkeeper.server.payment.Standing.Unknown;
import io.seatkeeper.server.payment.TestProvider.TestCard;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TestProviderTest {
  private static final OrderName NAME = new OrderName("show", "K7Q2-9XFD");

  private final TestProvider provider = new TestProvider(50);

  private static Charge charge(String id, String payment, long remainingMillis) {
    return new Charge(NAME, Mode.TEST, id, "EUR", 5000, payment, remainingMillis);
  }

  private static Card card(TestCard kind) {
    return new Card(kind.number());
  }

  @Test
  void shouldReserveTakeAndReturnMoneyOnce() throws InterruptedException {
    Charge charge = charge("a", "", 1000);

    assertThat(provider.find(charge)).isEqualTo(new Unknown());
    assertThat(provider.authorise(charge, card(TestCard.SUCCEEDS)))
        .isEqualTo(new Authorised("test_a"));
    assertThat(provider.capture(charge)).isEqualTo(new Taken("test_a"));
    assertThat(provider.capture(charge)).isEqualTo(new Taken("test_a"));
    assertThat(provider.giveUp(charge)).isEqualTo(new Taken("test_a"));
    assertThat(provider.refund(charge)).isEqualTo(new Returned("test_a", "test_refund_a"));
    assertThat(provider.refund(charge)).isEqualTo(new Returned("test_a", "test_refund_a"));
    assertThat(provider.capture(charge)).isEqualTo(new Returned("test_a", "test_refund_a"));
  }

  @Test
  void shouldGiveUpWhatItHasReserved() throws InterruptedException {
    Charge charge = charge("a", "", 1000);
    provider.authorise(charge, card(TestCard.SUCCEEDS));

    assertThat(provider.giveUp(charge)).isEqualTo(new GivenUp("test_a"));
    assertThat(provider.capture(charge)).isEqualTo(new GivenUp("test_a"));
  }

  @Test
  void shouldKeepTheFirstCardsAnswerUnderOneId() throws InterruptedException {
    Charge charge = charge("a", "", 1000);

    assertThat(provider.authorise(charge, card(TestCard.DECLINED))).isEqualTo(new Declined());
    assertThat(provider.authorise(charge, card(TestCard.SUCCEEDS))).isEqualTo(new Declined());
    assertThat(provider.authorise(charge("b", "", 1000), card(TestCard.SUCCEEDS)))
        .isEqualTo(new Authorised("test_b"));
  }

  @Test
  void shouldGoOnByTheReferenceWithWhatAnotherNodeHasReserved() {
    assertThat(provider.find(charge("a", "test_a", 0))).isEqualTo(new Authorised("test_a"));
    assertThat(provider.capture(charge("b", "test_b", 0))).isEqualTo(new Taken("test_b"));
    assertThat(provider.giveUp(charge("c", "test_c", 0))).isEqualTo(new GivenUp("test_c"));
    assertThat(provider.refund(charge("d", "test_d", 0)))
        .isEqualTo(new Returned("test_d", "test_refund_d"));
    assertThat(provider.capture(charge("e", "own-1", 0))).isEqualTo(new Unknown());
  }

  @Test
  void shouldTakeItsTimeWithASlowCard() throws InterruptedException {
    Charge charge = charge("a", "", 1000);
    long began = System.nanoTime();

    assertThat(provider.authorise(charge, card(TestCard.SLOW))).isEqualTo(new Authorised("test_a"));
    assertThat(System.nanoTime() - began).isGreaterThan(45_000_000);
  }

  @Test
  void shouldTakeTheMoneyOfALateCardAfterTheOrdersTimeAndSaySo() throws InterruptedException {
    List<OrderName> heard = new CopyOnWriteArrayList<>();
    provider.listen(heard::add);
    Charge charge = charge("a", "", 100);
    Thread buyer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    provider.authorise(charge, card(TestCard.LATE));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    Until.holds("it is pending", () -> provider.find(charge).equals(new Pending()));
    assertThat(provider.giveUp(charge)).isEqualTo(new Pending());
    buyer.interrupt();
    buyer.join();

    Until.holds("it is heard of", () -> !heard.isEmpty());
    assertThat(heard).containsOnly(NAME);
    assertThat(provider.find(charge)).isEqualTo(new Taken("test_a"));
  }

  @Test
  void shouldSayTwiceWhatHappensAndNothingMoreWhenItIsAsked() throws InterruptedException {
    Charge charge = charge("a", "", 1000);
    List<Standing> heard = new CopyOnWriteArrayList<>();
    provider.listen(_ -> heard.add(provider.find(charge)));

    provider.authorise(charge, card(TestCard.TWICE));
    Until.holds("the authorisation is told", () -> heard.size() == 1);
    provider.capture(charge);
    Until.holds("the capture is told", () -> heard.size() == 2);
    provider.capture(charge);
    provider.find(charge);
    provider.refund(charge);
    Until.holds("the refund is told", () -> heard.size() >= 3);

    assertThat(heard)
        .containsExactly(
            new Authorised("test_a"), new Taken("test_a"), new Returned("test_a", "test_refund_a"));
  }

  @Test
  void shouldRefuseCardsThatAreNoTestCardsAndLiveOrders() {
    Charge live = new Charge(NAME, Mode.LIVE, "a", "EUR", 1, "", 0);

    assertThat(provider.fault(new Card("4242 4242 4242 4242"))).isNull();
    assertThat(provider.fault(new Card("5500000000000004"))).contains("4242424242424242");
    assertThat(new Card("5500000000000004").toString()).doesNotContain("5500");
    assertThatThrownBy(() -> provider.find(live)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Providers(null, provider))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
