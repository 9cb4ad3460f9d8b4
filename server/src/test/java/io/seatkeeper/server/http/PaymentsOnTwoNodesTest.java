package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.http.TestServer.Response;
import io.seatkeeper.server.http.TestShop.Opened;
import io.seatkeeper.server.http.WatchedProvider.Call;
import io.seatkeeper.server.live.Until;
import io.seatkeeper.server.payment.PaymentSettings;
import io.seatkeeper.server.payment.Providers;
import io.seatkeeper.server.payment.TestProvider.TestCard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One order paid on two nodes, and orders that move from shard to shard. */
class PaymentsOnTwoNodesTest {
  @TempDir Path directory;

  @Test
  void shouldTakeOnePaymentWhenTwoNodesAreAsked() throws IOException {
    try (MovingNode first = new MovingNode(directory.resolve("first"));
        TestServer second = first.join(directory.resolve("second"))) {
      TestShop shop = TestShop.open(first.server(), "show");
      TestShop there = shop.on(second);
      Opened order = shop.order("Stalls-A-1");
      Until.holds("the second node has the order", () -> isThere(there, order));

      List<CompletableFuture<Response>> asked =
          List.of(
              asked(() -> shop.pay(order, TestCard.SUCCEEDS)),
              asked(() -> there.pay(order, TestCard.SUCCEEDS)));
      List<Response> answers = asked.stream().map(CompletableFuture::join).toList();

      assertThat(answers).allSatisfy(each -> assertThat(each.json("state")).isEqualTo("captured"));
      assertThat(shop.times("confirmed")).isEqualTo(1);
      assertThat(shop.times("captured")).isEqualTo(1);
      Response due = first.server().get("/v1/refunds-due");
      assertThat(due.list("items")).isEmpty();
    }
  }

  @Test
  void shouldPayAndListOrdersThatHaveMoved() throws IOException, InterruptedException {
    try (MovingNode node = new MovingNode(directory)) {
      TestShop shop = TestShop.open(node.server(), "show");
      Opened open = shop.order("Stalls-A-1");
      Opened paid = shop.order("Stalls-A-2");
      TestShop.sound(shop.pay(paid, TestCard.SUCCEEDS));
      String from = node.placement("show").shard();
      String to = from.equals("s1") ? "s2" : "s1";

      node.move("show", to);
      Response then = shop.pay(open, TestCard.SUCCEEDS);
      Response cancelled = shop.step(paid, "cancellation", "{}");
      Response due = node.server().get("/v1/refunds-due");

      assertThat(node.placement("show").shard()).isEqualTo(to);
      assertThat(then.json("state")).isEqualTo("captured");
      assertThat(cancelled.json("state")).isEqualTo("refund-due");
      assertThat(due.list("items")).hasSize(1);
      assertThat(shop.step(paid, "refund", "{}").json("state")).isEqualTo("refunded");
    }
  }

  @Test
  void shouldFinishAPaymentAfterItsOrderHasMoved() throws IOException, InterruptedException {
    WatchedProvider provider = new WatchedProvider(1_000);
    PaymentSettings settings =
        new PaymentSettings(
            new Providers(provider, null), 8, Duration.ofSeconds(4), Duration.ofMillis(300));
    try (MovingNode node = new MovingNode(directory, settings)) {
      TestShop shop = TestShop.open(node.server(), "show");
      Opened order = shop.order("Stalls-A-1");
      provider.silentBefore(Call.CAPTURE);
      Response begun = shop.pay(order, TestCard.SUCCEEDS);

      node.move("show", node.placement("show").shard().equals("s1") ? "s2" : "s1");
      provider.revive();

      assertThat(begun.json("state")).isEqualTo("confirmed");
      Until.holds("it is captured", () -> shop.state(order).equals("captured"));
      assertThat(shop.orderOf("Stalls-A-1")).isEqualTo(order.order());
    }
  }

  @Test
  void shouldShowAnOrderOnEveryNodeToWhoBringsWhatItWasToldOfIt() throws IOException {
    try (MovingNode first = new MovingNode(directory.resolve("first"));
        TestServer second = first.join(directory.resolve("second"))) {
      TestShop shop = TestShop.open(first.server(), "show");
      for (int seat = 1; seat <= 8; seat++) {
        Response opened = TestShop.sound(shop.ask(shop.holding("Stalls-A-" + seat)));
        Opened order = TestShop.opened("", opened);
        Map<String, String> told = Map.of("Seatkeeper-Token", opened.header("Seatkeeper-Token"));
        String path = shop.path("/orders/" + order.order() + "?key=" + order.key());

        Response there = second.send("GET", path, null, null, told);

        assertThat(there.json()).containsEntry("state", "open");
      }
    }
  }

  private static boolean isThere(TestShop shop, Opened order) {
    return shop.server().get(shop.path("/orders/" + order.order())).status() == 200;
  }

  private static CompletableFuture<Response> asked(Supplier<Response> ask) {
    return CompletableFuture.supplyAsync(ask, Thread::startVirtualThread);
  }
}
