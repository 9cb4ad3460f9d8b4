package io.seatkeeper.server.http;

import static io.seatkeeper.server.http.TestShop.sound;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.http.TestServer.Response;
import io.seatkeeper.server.http.TestShop.Opened;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders between a hold and a booking, over HTTP. */
class OrdersTest {
  @TempDir static Path directory;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldFreezeWhatTicketsCostWhenAnOrderIsOpened() {
    TestShop shop = TestShop.open(server, "frozen");
    String token = shop.holding("Stalls-A-1", "Stalls-A-2");
    String body =
        """
        {"holdToken":"%s","items":[{"label":"Stalls-A-1","ticketType":"child"}]}
        """
            .formatted(token);

    Response opened = server.post(shop.path("/orders"), body, server.publicKey());
    String dearer = TestShop.PRICES.replace("3000", "9900");
    sound(server.send("PUT", shop.path("/prices"), server.secretKey(), dearer, Map.of()));
    Response seen = shop.seen(TestShop.opened(token, opened));

    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.header("Seatkeeper-Token")).isNotEmpty();
    assertThat(seen.json())
        .containsEntry("event", "frozen")
        .containsEntry("eventName", "Show")
        .containsEntry("state", "open")
        .containsEntry("currency", "EUR")
        .doesNotContainKeys("payment", "refund", "buyer", "idempotencyId");
    assertThat(seen.number("total")).isEqualTo(3000 + 150 + 100);
    assertThat(seen.number("orderFee")).isEqualTo(100);
    assertThat(seen.number("currencyDigits")).isEqualTo(2);
    assertThat(seen.number("remainingMillis")).isBetween(500_000L, 600_000L);
    assertThat(seen.list("lines")).hasSize(1);
    assertThat(TestShop.line(seen))
        .containsEntry("event", "frozen")
        .containsEntry("label", "Stalls-A-1")
        .containsEntry("category", "1")
        .containsEntry("categoryName", "Best")
        .containsEntry("ticketType", "child")
        .containsEntry("ticketTypeName", "Child");
    assertThat(seen.json("link"))
        .isEqualTo("/o/frozen/" + seen.json("order") + "?key=" + seen.json("key"));
  }

  @Test
  void shouldOrderAllThatATokenHoldsWhenNothingIsNamed() {
    TestShop shop = TestShop.open(server, "all");

    Response seen = shop.seen(shop.order("Stalls-A-1", "Stalls-B-1"));

    assertThat(TestShop.labels(seen)).containsExactly("Stalls-A-1", "Stalls-B-1");
    assertThat(seen.number("total")).isEqualTo(6500 + 150 + 4000 + 150 + 100);
  }

  @Test
  void shouldNameTheSameOrderWhenItIsAskedForAgain() {
    TestShop shop = TestShop.open(server, "again");
    String token = shop.holding("Stalls-A-1");
    String body = "{\"holdToken\":\"" + token + "\"}";
    Map<String, String> key = TestServer.freshKey();

    Response first = server.send("POST", shop.path("/orders"), server.publicKey(), body, key);
    Response second = server.send("POST", shop.path("/orders"), server.publicKey(), body, key);
    Response another = shop.ask(token);

    assertThat(second.json("order")).isEqualTo(first.json("order"));
    assertThat(second.header("seatkeeper-repeated")).isEqualTo("true");
    assertThat(another.code()).isEqualTo("ORDER_STILL_OPEN");
  }

  @Test
  void shouldShowAnOrderToWhoHasItsKeyOnly() {
    TestShop shop = TestShop.open(server, "secret");
    Opened order = shop.order("Stalls-A-1");
    Opened other = shop.order("Stalls-A-2");
    String path = shop.path("/orders/" + order.order());

    Response keyless = server.send("GET", path, null, null, Map.of());
    Response browser = server.send("GET", path, server.publicKey(), null, Map.of());
    Response wrong = server.send("GET", path + "?key=" + other.key(), null, null, Map.of());
    Response typed =
        shop.seen(
            new Opened("", order.order().replace("-", "").toLowerCase(Locale.ROOT), order.key()));
    Response known = shop.known(order);

    assertThat(List.of(keyless.status(), browser.status(), wrong.status())).containsOnly(403);
    assertThat(wrong.code()).isEqualTo("ORDER_KEY_NEEDED");
    assertThat(typed.json("order")).isEqualTo(order.order());
    assertThat(known.json()).containsKeys("payment", "refund", "buyer", "idempotencyId");
    assertThat(server.get(shop.path("/orders/AAAA-AAAA")).code()).isEqualTo("ORDER_UNKNOWN");
  }

  @Test
  void shouldFreeThePlacesOfAnOrderThatItsBuyerGivesUp() {
    TestShop shop = TestShop.open(server, "given-up");
    Opened order = shop.order("Stalls-A-1");

    Response refused =
        server.post(
            shop.path("/orders/" + order.order() + "/cancellation"), "{}", server.publicKey());
    Response cancelled = shop.buyerStep(order, "cancellation");
    Response again = shop.buyerStep(order, "cancellation");

    assertThat(refused.code()).isEqualTo("ORDER_KEY_NEEDED");
    assertThat(cancelled.json("state")).isEqualTo("cancelled");
    assertThat(again.json("state")).isEqualTo("cancelled");
    assertThat(shop.status("Stalls-A-1")).isEqualTo("free");
  }

  @Test
  void shouldLeaveAPaidOrderToTheShop() {
    TestShop shop = TestShop.open(server, "paid");
    Opened order = shop.order("Stalls-A-1");
    sound(shop.step(order, "confirmation", "{\"payment\":\"own-1\"}"));

    Response refused = shop.buyerStep(order, "cancellation");

    assertThat(refused.code()).isEqualTo("ORDER_STEP_NOT_POSSIBLE");
    assertThat(shop.orderOf("Stalls-A-1")).isEqualTo(order.order());
  }

  @Test
  void shouldTakeAnOrderThroughAPaymentOfTheShopsOwn() {
    TestShop shop = TestShop.open(server, "own");
    Opened order = shop.order("Stalls-A-1");

    Response unpaid = shop.step(order, "confirmation", "{\"payment\":\"\"}");
    Response confirmed = shop.step(order, "confirmation", "{\"payment\":\"own-1\"}");
    Response captured = shop.step(order, "payments", "{\"payment\":\"own-1\"}");
    Response other = shop.step(order, "payments", "{\"payment\":\"own-2\"}");
    Response due = shop.step(order, "cancellation", "{}");
    Response refunded = shop.step(order, "refunds", "{\"refund\":\"back-1\"}");

    assertThat(unpaid.code()).isEqualTo("PAYMENT_NEEDED");
    assertThat(confirmed.json("state")).isEqualTo("confirmed");
    assertThat(confirmed.number("remainingMillis")).isZero();
    assertThat(captured.json())
        .containsEntry("state", "captured")
        .containsEntry("payment", "own-1");
    assertThat(other.code()).isEqualTo("PAYMENT_DIFFERS");
    assertThat(due.json("state")).isEqualTo("refund-due");
    assertThat(shop.status("Stalls-A-1")).isEqualTo("free");
    assertThat(refunded.json())
        .containsEntry("state", "refunded")
        .containsEntry("refund", "back-1");
  }

  @Test
  void shouldLeaveTheSeatsOfAFailedOrderToTheTokenAndOwnUpToItsLateMoney() {
    TestShop shop = TestShop.open(server, "failed");
    Opened order = shop.order("Stalls-A-1");

    Response failed = shop.step(order, "failure", "{}");
    Response next = shop.ask(order.token());
    Response late = shop.step(order, "payments", "{\"payment\":\"own-1\"}");

    assertThat(failed.json("state")).isEqualTo("failed");
    assertThat(next.json("order")).isNotEqualTo(order.order());
    assertThat(late.json("state")).isEqualTo("refund-due");
  }

  @Test
  void shouldFreeThePlacesOfAPaymentThatWasGivenUp() {
    TestShop shop = TestShop.open(server, "void");
    Opened order = shop.order("Stalls-A-1");
    sound(shop.step(order, "confirmation", "{\"payment\":\"own-1\"}"));

    Response voided = shop.step(order, "voiding", "{}");

    assertThat(voided.json("state")).isEqualTo("voided");
    assertThat(shop.status("Stalls-A-1")).isEqualTo("free");
  }

  @Test
  void shouldOpenOrdersForTheShopOnlyWhileTheSaleIsPaused() {
    TestShop shop = TestShop.open(server, "pausing");
    String token = shop.holding("Stalls-A-1");
    String pause = "{\"state\":\"paused\"}";
    sound(server.send("PUT", shop.path("/sale/state"), server.secretKey(), pause, Map.of()));

    Response buyer = shop.ask(token);
    Response organiser = server.post(shop.path("/orders"), "{\"holdToken\":\"" + token + "\"}");

    assertThat(buyer.code()).isEqualTo("SALE_PAUSED");
    assertThat(organiser.status()).isEqualTo(201);
  }

  @Test
  void shouldOpenOrdersForBuyersWithTheCodeOfAPresale() {
    server.createEvent("house-is-there");
    sound(server.post("/v1/events", "{\"key\":\"early\",\"chart\":\"house\",\"draft\":true}"));
    sound(
        server.send(
            "PUT", "/v1/events/early/prices", server.secretKey(), TestShop.PRICES, Map.of()));
    String schedule =
        """
        {"presales":[{"channel":"","code":"SESAME","from":"2020-01-01T00:00:00Z",
          "until":"2090-01-01T00:00:00Z"}]}
        """;
    sound(
        server.send(
            "PUT", "/v1/events/early/sale/schedule", server.secretKey(), schedule, Map.of()));
    TestShop shop = new TestShop(server, "early", 600_000);
    String token = server.token();
    String hold =
        """
        {"holdToken":"%s","objects":["Stalls-A-1"],"presaleCode":"sesame"}
        """
            .formatted(token);
    sound(server.post(shop.path("/holds"), hold, server.publicKey()));
    String coded = "{\"holdToken\":\"" + token + "\",\"presaleCode\":\" sesame \"}";

    Response codeless = shop.ask(token);
    Response opened = server.post(shop.path("/orders"), coded, server.publicKey());

    assertThat(codeless.code()).isEqualTo("PRESALE_CODE_NEEDED");
    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.number("total")).isEqualTo(6500 + 150 + 100);
  }

  @Test
  void shouldSayWhichOrderedPlacesThereAreNot() {
    TestShop shop = TestShop.open(server, "unknown");
    String body =
        """
        {"holdToken":"%s","items":[{"label":"Stalls-A-1"},{"label":"Stalls-Z-1"}]}
        """
            .formatted(shop.holding("Stalls-A-1"));

    Response refused = server.post(shop.path("/orders"), body, server.publicKey());

    assertThat(refused.code()).isEqualTo("OBJECT_UNKNOWN");
    assertThat(refused.list("objects")).containsExactly("Stalls-Z-1");
  }
}
