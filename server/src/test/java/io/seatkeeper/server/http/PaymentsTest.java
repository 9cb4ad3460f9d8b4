package io.seatkeeper.server.http;

import static io.seatkeeper.server.http.TestShop.sound;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.server.http.TestServer.Response;
import io.seatkeeper.server.http.TestShop.Opened;
import io.seatkeeper.server.http.WatchedProvider.Call;
import io.seatkeeper.server.live.Until;
import io.seatkeeper.server.payment.OrderName;
import io.seatkeeper.server.payment.PaymentSettings;
import io.seatkeeper.server.payment.Providers;
import io.seatkeeper.server.payment.TestProvider.TestCard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders paid through the test provider, over HTTP. */
class PaymentsTest {
  private static final long SLOW_MILLIS = 5_500;

  @TempDir static Path directory;

  private static WatchedProvider provider;
  private static TestServer server;

  @BeforeAll
  static void start() {
    provider = new WatchedProvider(SLOW_MILLIS);
    server = TestServer.start(TestServer.config(directory), settings(2));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A provider may take seven seconds; what stands still is looked after every half second. */
  private static PaymentSettings settings(int mostUnderWay) {
    return new PaymentSettings(
        new Providers(provider, null), mostUnderWay, Duration.ofSeconds(7), Duration.ofMillis(500));
  }

  @Test
  void shouldTakeTheMoneyOfAnOrder() {
    TestShop shop = TestShop.open(server, "paid");
    Opened order = shop.order("Stalls-A-1", "Stalls-A-2");

    Response paid = shop.pay(order, TestCard.SUCCEEDS);

    assertThat(paid.status()).isEqualTo(200);
    assertThat(paid.header("Seatkeeper-Token")).isNotEmpty();
    assertThat(paid.json()).containsEntry("state", "captured").doesNotContainKey("payment");
    assertThat(shop.orderOf("Stalls-A-2")).isEqualTo(order.order());
    assertThat(shop.known(order).json("payment").toString()).startsWith("test_");
  }

  @Test
  void shouldLeaveTheSeatsToTheTokenWhenACardIsDeclinedAndTakeAnotherCard() {
    TestShop shop = TestShop.open(server, "declined");
    Opened order = shop.order("Stalls-A-1");

    Response declined = shop.pay(order, TestCard.DECLINED);
    Opened second = TestShop.opened(order.token(), sound(shop.ask(order.token())));
    Response paid = shop.pay(second, TestCard.SUCCEEDS);

    assertThat(declined.status()).isEqualTo(200);
    assertThat(declined.json("state")).isEqualTo("failed");
    assertThat(second.order()).isNotEqualTo(order.order());
    assertThat(paid.json("state")).isEqualTo("captured");
    assertThat(shop.orderOf("Stalls-A-1")).isEqualTo(second.order());
    assertThat(shop.state(order)).isEqualTo("failed");
  }

  @Test
  void shouldAnswerBeforeASlowPaymentEndsAndFinishIt() {
    TestShop shop = TestShop.open(server, "slow");
    Opened order = shop.order("Stalls-A-1");

    Response underWay = shop.pay(order, TestCard.SLOW);

    assertThat(underWay.status()).isEqualTo(202);
    assertThat(underWay.header("Retry-After")).isEqualTo("1");
    assertThat(underWay.json("state")).isEqualTo("open");
    Until.holds("the payment is there", () -> shop.state(order).equals("captured"));
  }

  @Test
  void shouldHaveOneEffectWhenAProviderAnswersTwice() {
    TestShop shop = TestShop.open(server, "twice");
    Opened order = shop.order("Stalls-A-1");
    int found = provider.calls(Call.FIND);

    Response paid = shop.pay(order, TestCard.TWICE);
    OrderName name = new OrderName("twice", order.order());
    Until.holds("it is told again", () -> provider.told(name) >= 2);
    Until.holds("it is looked up", () -> provider.calls(Call.FIND) >= found + 2);

    assertThat(provider.told(name)).isEqualTo(2);
    assertThat(paid.json("state")).isEqualTo("captured");
    assertThat(shop.times("confirmed")).isEqualTo(1);
    assertThat(shop.times("captured")).isEqualTo(1);
    assertThat(shop.times("refund_due")).isZero();
  }

  @Test
  void shouldListMoneyThatCameTooLateToBeReturned() {
    TestShop shop = TestShop.open(server, "late", 1500);
    Opened order = shop.order("Stalls-A-1");

    Response late = shop.pay(order, TestCard.LATE);
    Response due = server.get("/v1/refunds-due?limit=1000");

    assertThat(late.status()).isEqualTo(200);
    assertThat(late.json("state")).isEqualTo("refund-due");
    assertThat(due.body()).contains(order.order());
    assertThat(shop.status("Stalls-A-1")).isEqualTo("free");
  }

  @Test
  void shouldOwnUpToMoneyThatCameWhenNobodyWaitedForItAnyMore() {
    TestShop shop = TestShop.open(server, "much-too-late", 7500);
    Opened order = shop.order("Stalls-A-1");

    Response underWay = shop.pay(order, TestCard.LATE);

    assertThat(underWay.status()).isEqualTo(202);
    Until.holds("the payment is there", () -> shop.state(order).equals("refund-due"));
  }

  @Test
  void shouldConfirmAFreeOrderWithoutACard() {
    server.createEvent("free");
    TestShop shop = new TestShop(server, "free", 600_000);
    Opened order = shop.order("Stalls-A-1");

    Response confirmed = shop.buyerStep(order, "payment");
    Response again = shop.buyerStep(order, "payment");

    assertThat(confirmed.json("state")).isEqualTo("confirmed");
    assertThat(confirmed.number("total")).isZero();
    assertThat(again.json("state")).isEqualTo("confirmed");
    assertThat(shop.orderOf("Stalls-A-1")).isEqualTo(order.order());
  }

  @Test
  void shouldTakeTestCardsOnlyAndForTheOrdersBuyerOnly() {
    TestShop shop = TestShop.open(server, "cards");
    Opened order = shop.order("Stalls-A-1");
    Opened other = shop.order("Stalls-A-2");
    String real = "{\"key\":\"" + order.key() + "\",\"card\":{\"number\":\"5500 0000 0000 0004\"}}";

    Response unknown =
        server.post(shop.path("/orders/" + order.order() + "/payment"), real, server.publicKey());
    Response missing = shop.buyerStep(order, "payment");
    Response strange =
        shop.pay(new Opened(order.token(), order.order(), other.key()), TestCard.SUCCEEDS);

    assertThat(unknown.code()).isEqualTo("VALUE_INVALID");
    assertThat(unknown.json()).containsEntry("pointer", "/card/number");
    assertThat(unknown.body()).doesNotContain("5500");
    assertThat(missing.code()).isEqualTo("FIELD_MISSING");
    assertThat(strange.code()).isEqualTo("ORDER_KEY_NEEDED");
    assertThat(shop.state(order)).isEqualTo("open");
  }

  @Test
  void shouldJoinConcurrentPaymentsOfOneOrder() {
    TestShop shop = TestShop.open(server, "joined");
    Opened order = shop.order("Stalls-A-1");
    int authorised = provider.calls(Call.AUTHORISE);
    int captured = provider.calls(Call.CAPTURE);

    List<CompletableFuture<Response>> asked = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      asked.add(
          CompletableFuture.supplyAsync(
              () -> shop.pay(order, TestCard.SUCCEEDS), Thread::startVirtualThread));
    }
    List<Response> answers = asked.stream().map(CompletableFuture::join).toList();

    assertThat(answers).allSatisfy(each -> assertThat(each.status()).isEqualTo(200));
    assertThat(shop.state(order)).isEqualTo("captured");
    assertThat(provider.calls(Call.AUTHORISE)).isEqualTo(authorised + 1);
    assertThat(provider.calls(Call.CAPTURE)).isEqualTo(captured + 1);
    assertThat(shop.times("captured")).isEqualTo(1);
  }

  @Test
  void shouldRefusePaymentsBeyondItsBoundAndSayWhenToAskAgain(@TempDir Path other) {
    try (TestServer busy = TestServer.start(TestServer.config(other), settings(1))) {
      TestShop shop = TestShop.open(busy, "busy");
      Opened slow = shop.order("Stalls-A-1");
      Opened order = shop.order("Stalls-A-2");
      CompletableFuture<Response> first =
          CompletableFuture.supplyAsync(
              () -> shop.pay(slow, TestCard.SLOW), Thread::startVirtualThread);
      Until.holds(
          "the payment is there",
          () -> busy.get("/metrics").body().contains("payments_under_way 1"));

      Response refused = shop.pay(order, TestCard.SUCCEEDS);

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo("OVERLOADED");
      assertThat(refused.header("Retry-After")).isEqualTo("2");
      assertThat(shop.state(order)).isEqualTo("open");
      assertThat(first.join().status()).isEqualTo(202);
    }
  }

  @Test
  void shouldReturnTheMoneyOfACancelledOrderOnce() {
    TestShop shop = TestShop.open(server, "refunded");
    Opened order = shop.order("Stalls-A-1");
    sound(shop.pay(order, TestCard.SUCCEEDS));

    Response early = shop.step(order, "refund", "{}");
    Response due = shop.step(order, "cancellation", "{}");
    Response refunded = shop.step(order, "refund", "{}");
    Response again = shop.step(order, "refund", "{}");

    assertThat(early.code()).isEqualTo("REFUND_NOT_DUE");
    assertThat(due.json("state")).isEqualTo("refund-due");
    assertThat(shop.status("Stalls-A-1")).isEqualTo("free");
    assertThat(refunded.json("state")).isEqualTo("refunded");
    assertThat(refunded.json("refund").toString()).startsWith("test_refund_");
    assertThat(again.json()).isEqualTo(refunded.json());
  }

  @Test
  void shouldLeaveMoneyThatTheShopTookToTheShop() {
    TestShop shop = TestShop.open(server, "elsewhere");
    Opened order = shop.order("Stalls-A-1");
    sound(shop.step(order, "confirmation", "{\"payment\":\"own-1\"}"));
    sound(shop.step(order, "payments", "{\"payment\":\"own-1\"}"));
    sound(shop.step(order, "cancellation", "{}"));

    Response refused = shop.step(order, "refund", "{}");

    assertThat(refused.code()).isEqualTo("PAYMENT_ELSEWHERE");
    assertThat(shop.state(order)).isEqualTo("refund-due");
  }

  @Test
  void shouldTakeNoPaymentInLiveWorkspaces(@TempDir Path other) {
    ServerConfig config = TestServer.config(other).withWorkspace("main", Mode.LIVE);
    try (TestServer live = TestServer.start(config, settings(2))) {
      TestShop shop = TestShop.open(live, "live");
      Opened order = shop.order("Stalls-A-1");

      Response refused = shop.pay(order, TestCard.SUCCEEDS);

      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.code()).isEqualTo("NO_PAYMENT_PROVIDER");
      assertThat(shop.state(order)).isEqualTo("open");
    }
  }

  @Test
  void shouldNotBookWhatCostsMoneyWithAPublicKey() {
    TestShop shop = TestShop.open(server, "direct");
    String token = shop.holding("Stalls-A-1");
    String body =
        """
        {"holdToken":"%s","objects":["Stalls-A-1"]}
        """
            .formatted(token);

    Response refused = server.post(shop.path("/bookings"), body, server.publicKey());
    Response booked = server.post(shop.path("/bookings"), body);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("ORDER_NEEDED");
    assertThat(booked.status()).isEqualTo(201);
  }

  @Test
  void shouldBookWhatIsFreeWithAPublicKeyUntilItCostsMoney() {
    server.createEvent("once-free");
    TestShop shop = new TestShop(server, "once-free", 600_000);
    String token = shop.holding("Stalls-A-1", "Stalls-A-2");
    String body = "{\"holdToken\":\"" + token + "\",\"objects\":[\"%s\"]}";

    Response booked =
        server.post(shop.path("/bookings"), body.formatted("Stalls-A-1"), server.publicKey());
    sound(server.send("PUT", shop.path("/prices"), server.secretKey(), TestShop.PRICES, Map.of()));
    Response refused =
        server.post(shop.path("/bookings"), body.formatted("Stalls-A-2"), server.publicKey());

    assertThat(booked.status()).isEqualTo(201);
    assertThat(refused.code()).isEqualTo("ORDER_NEEDED");
  }
}
