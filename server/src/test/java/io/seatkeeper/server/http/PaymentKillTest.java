package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.http.TestServer.Response;
import io.seatkeeper.server.http.TestShop.Opened;
import io.seatkeeper.server.http.WatchedProvider.Call;
import io.seatkeeper.server.live.Until;
import io.seatkeeper.server.payment.PaymentSettings;
import io.seatkeeper.server.payment.Providers;
import io.seatkeeper.server.payment.TestProvider.TestCard;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Payments that are cut between two of their steps: the provider falls silent, the node ends, and
 * another goes on with what is on the disk.
 */
class PaymentKillTest {
  @TempDir Path directory;

  private final WatchedProvider provider = new WatchedProvider(1_000);
  private final PaymentSettings settings =
      new PaymentSettings(
          new Providers(provider, null), 8, Duration.ofSeconds(4), Duration.ofMillis(300));

  /** Where a payment is cut. */
  enum Cut {
    AUTHORISED_AND_NOT_CONFIRMED,
    CONFIRMED_AND_NOT_CAPTURED,
    CAPTURED_AND_NOT_RECORDED;

    void make(WatchedProvider provider) {
      switch (this) {
        case AUTHORISED_AND_NOT_CONFIRMED -> provider.silentAfter(Call.AUTHORISE);
        case CONFIRMED_AND_NOT_CAPTURED -> provider.silentBefore(Call.CAPTURE);
        case CAPTURED_AND_NOT_RECORDED -> provider.silentAfter(Call.CAPTURE);
      }
    }
  }

  private TestServer start() {
    return TestServer.start(TestServer.config(directory), settings);
  }

  private TestServer startAfter(TestServer first) {
    first.close();
    provider.revive();
    return first.joinedBy(TestServer.config(directory), settings);
  }

  @ParameterizedTest
  @EnumSource
  void shouldFinishAPaymentWhoseNodeEnded(Cut cut) {
    TestServer first = start();
    TestShop shop = TestShop.open(first, "show");
    Opened order = shop.order("Stalls-A-1");
    cut.make(provider);

    Response begun = shop.pay(order, TestCard.SUCCEEDS);
    assertThat(provider.isSilent()).isTrue();

    try (TestServer second = startAfter(first)) {
      TestShop after = shop.on(second);
      Until.holds("it is captured", () -> after.state(order).equals("captured"));

      assertThat(begun.json("state"))
          .isEqualTo(cut == Cut.AUTHORISED_AND_NOT_CONFIRMED ? "open" : "confirmed");
      assertThat(after.orderOf("Stalls-A-1")).isEqualTo(order.order());
      assertThat(provider.calls(Call.AUTHORISE)).isEqualTo(1);
      assertThat(after.times("confirmed")).isEqualTo(1);
      assertThat(after.times("captured")).isEqualTo(1);
    }
  }

  @Test
  void shouldFailAnOrderWhoseNodeEndedWhenItsCardWasDeclined() {
    TestServer first = start();
    TestShop shop = TestShop.open(first, "show");
    Opened order = shop.order("Stalls-A-1");
    provider.silentAfter(Call.AUTHORISE);

    shop.pay(order, TestCard.DECLINED);

    try (TestServer second = startAfter(first)) {
      TestShop after = shop.on(second);
      Until.holds("it has failed", () -> after.state(order).equals("failed"));
      assertThat(after.status("Stalls-A-1")).isEqualTo("held");
    }
  }

  @Test
  void shouldGiveUpAnAuthorisationThatNobodyHeardOfBeforeItsOrderEnded() {
    try (TestServer server = start()) {
      TestShop shop = TestShop.open(server, "show");
      Opened order = shop.order("Stalls-A-1");
      provider.silentAfter(Call.AUTHORISE);
      shop.pay(order, TestCard.SUCCEEDS);

      Response cancelled = shop.buyerStep(order, "cancellation");
      provider.revive();

      assertThat(cancelled.json("state")).isEqualTo("cancelled");
      Until.holds("it is given up", () -> provider.calls(Call.GIVE_UP) > 0);
      assertThat(provider.calls(Call.CAPTURE)).isZero();
      assertThat(shop.state(order)).isEqualTo("cancelled");
      assertThat(shop.status("Stalls-A-1")).isEqualTo("free");
    }
  }

  @Test
  void shouldOwnUpToMoneyThatWasTakenWhileItsOrderWasCancelled() {
    TestServer first = start();
    TestShop shop = TestShop.open(first, "show");
    Opened order = shop.order("Stalls-A-1");
    provider.silentAfter(Call.CAPTURE);
    shop.pay(order, TestCard.SUCCEEDS);

    Response cancelled = shop.step(order, "cancellation", "{}");

    assertThat(cancelled.json("state")).isEqualTo("cancelled");
    try (TestServer second = startAfter(first)) {
      TestShop after = shop.on(second);
      Until.holds("it is to be returned", () -> after.state(order).equals("refund-due"));
      assertThat(second.get("/v1/refunds-due").body()).contains(order.order());
    }
  }

  @Test
  void shouldRecordARefundWhoseNodeEnded() {
    TestServer first = start();
    TestShop shop = TestShop.open(first, "show");
    Opened order = shop.order("Stalls-A-1");
    shop.pay(order, TestCard.SUCCEEDS);
    shop.step(order, "cancellation", "{}");
    provider.silentAfter(Call.REFUND);

    Response unknown = shop.step(order, "refund", "{}");

    assertThat(unknown.status()).isEqualTo(504);
    assertThat(unknown.code()).isEqualTo("PROVIDER_SILENT");
    try (TestServer second = startAfter(first)) {
      TestShop after = shop.on(second);
      Until.holds("it is refunded", () -> after.state(order).equals("refunded"));
      assertThat(provider.calls(Call.REFUND)).isEqualTo(1);
    }
  }

  @Test
  void shouldLeaveAPaymentOfTheShopsOwnAlone() {
    try (TestServer server = start()) {
      TestShop shop = TestShop.open(server, "show");
      Opened order = shop.order("Stalls-A-1");
      int found = provider.calls(Call.FIND);
      TestShop.sound(shop.step(order, "confirmation", "{\"payment\":\"own-1\"}"));

      Until.holds("it was looked after", () -> provider.calls(Call.FIND) >= found + 3);

      assertThat(shop.state(order)).isEqualTo("confirmed");
      assertThat(provider.calls(Call.CAPTURE) + provider.calls(Call.GIVE_UP)).isZero();
    }
  }
}
