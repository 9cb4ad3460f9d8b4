package io.seatkeeper.server.http;

import static io.seatkeeper.server.http.TestShop.sound;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.OrderCommand.OpenOrder;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.server.http.TestServer.Response;
import io.seatkeeper.server.http.TestShop.Opened;
import io.seatkeeper.server.payment.TestProvider.TestCard;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many orders, over HTTP. */
class OrderListsTest {
  /** Orders of which the table is larger than what connections keep on the way. */
  private static final int MANY = 40_000;

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
  void shouldListAnEventsOrdersPageByPage() {
    TestShop shop = TestShop.open(server, "paged");
    List<String> opened = new ArrayList<>();
    for (int seat = 1; seat <= 5; seat++) {
      opened.add(shop.order("Stalls-A-" + seat).order());
    }

    List<String> listed = new ArrayList<>();
    String after = "";
    do {
      Response page = server.get(shop.path("/orders?limit=2" + after));
      assertThat(page.list("items").size()).isBetween(1, 2);
      references(page, listed);
      Object next = page.json().get("next");
      after = next == null ? "" : "&after=" + next;
    } while (!after.isEmpty());

    assertThat(listed).isSorted().containsExactlyInAnyOrderElementsOf(opened);
  }

  @Test
  void shouldListOrdersInOneStateWithWhatTheShopMayKnow() {
    TestShop shop = TestShop.open(server, "states");
    Opened open = shop.order("Stalls-A-1");
    Opened failed = shop.order("Stalls-A-2");
    sound(shop.pay(failed, TestCard.DECLINED));

    Response listed = server.get(shop.path("/orders?state=failed"));
    Response none = server.get(shop.path("/orders?state=refund-due"));
    Response wrong = server.get(shop.path("/orders?state=lost"));

    assertThat(listed.body())
        .contains(failed.order(), "idempotencyId")
        .doesNotContain(open.order());
    assertThat(none.list("items")).isEmpty();
    assertThat(wrong.code()).isEqualTo("QUERY_INVALID");
    assertThat(wrong.body()).contains("refund-due");
  }

  @Test
  void shouldListMoneyToBeReturnedOfTheWholeWorkspace() {
    List<String> due = new ArrayList<>();
    for (String event : List.of("due-a", "due-b", "due-c")) {
      TestShop shop = TestShop.open(server, event);
      Opened order = shop.order("Stalls-A-1");
      sound(shop.pay(order, TestCard.SUCCEEDS));
      sound(shop.step(order, "cancellation", "{}"));
      due.add(order.order());
    }

    Response first = server.get("/v1/refunds-due?limit=2");
    Response second = server.get("/v1/refunds-due?limit=2&after=" + first.json("next"));
    List<String> listed = new ArrayList<>();
    references(first, listed);
    references(second, listed);

    assertThat(listed).containsExactlyElementsOf(due);
    assertThat(second.json()).doesNotContainKey("next");
  }

  @Test
  void shouldGiveOrdersAsATable() {
    TestShop shop = TestShop.open(server, "table");
    Opened paid = shop.order("Stalls-A-1", "Stalls-B-1");
    sound(shop.pay(paid, TestCard.SUCCEEDS));
    for (int seat = 2; seat <= 8; seat++) {
      shop.order("Stalls-A-" + seat);
    }

    Response table = server.get(shop.path("/orders.csv"));
    List<String> rows = table.body().lines().toList();
    List<String> own = rows.stream().filter(row -> row.startsWith(paid.order())).toList();

    assertThat(table.status()).isEqualTo(200);
    assertThat(table.header("Content-Type")).startsWith("text/csv");
    assertThat(table.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"orders-table.csv\"");
    assertThat(rows).hasSize(1 + 2 + 7);
    assertThat(rows.getFirst()).startsWith("order,state,event,place,quantity,");
    assertThat(own.getFirst())
        .startsWith(
            paid.order()
                + ",captured,table,Stalls-A-1,1,1,Best,adult,Adult,65.00,1.50,66.50,1.00,109.00,"
                + "EUR,");
    assertThat(own.getLast()).contains("Stalls-B-1,1,2,Rest,adult,Adult,40.00,1.50,41.50,,,EUR,");
  }

  @Test
  void shouldSendALongTableAsFastAsItIsRead() throws Exception {
    sound(
        server.post(
            "/v1/charts/field",
            TestVenue.DRAWING.replace("\"capacity\":10", "\"capacity\":100000")));
    sound(server.post("/v1/events", "{\"key\":\"long\",\"chart\":\"field\"}"));
    openOrders("long");
    URI uri = URI.create("http://localhost:" + server.port() + "/v1/events/long/orders.csv");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + server.secretKey())
            .timeout(Duration.ofSeconds(30))
            .build();

    try (HttpClient client = HttpClient.newHttpClient();
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    client.send(request, BodyHandlers.ofInputStream()).body(), UTF_8))) {
      String head = reader.readLine();
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());

      assertThat(head).startsWith("order,");
      assertThat(reader.lines().filter(row -> row.contains(",open,long,Floor,")).count())
          .isEqualTo(MANY);
    }
  }

  /** Opens many orders of one person each, straight through the log. */
  private static void openOrders(String key) {
    Shard shard = server.shard();
    EventPlace place = shard.read(view -> EventPlace.of(view.eventByKey(key)));
    long deadline = shard.logMillis() + 600_000;
    for (int first = 1; first <= MANY; first += 500) {
      List<CompletableFuture<Reply>> replies = new ArrayList<>();
      for (int token = first; token < first + 500; token++) {
        TokenLease lease = new TokenLease(token, "main", deadline, "buyer-" + token);
        Selection one =
            Selection.withQuantities(place.event, new int[] {place.floor}, new int[] {1});
        HoldObjects hold = new HoldObjects(lease, List.of(one), ChannelAccess.GENERAL);
        replies.add(shard.submit(Request.unkeyed(hold)));
        OpenOrder open =
            new OpenOrder(
                place.event,
                "order-" + token,
                token,
                List.of(),
                deadline,
                "payment-" + token,
                Caller.ORGANISER);
        replies.add(shard.submit(Request.unkeyed(open)));
      }
      replies.forEach(reply -> assertThat(reply.join().outcome()).isInstanceOf(Outcome.Done.class));
    }
  }

  /** Where a floor is. */
  private record EventPlace(int event, int floor) {
    static EventPlace of(@Nullable EventView event) {
      EventView there = Objects.requireNonNull(event);
      return new EventPlace(there.event(), there.venue().indexOf("Floor"));
    }
  }

  @Test
  void shouldGiveTheReportAsATable() {
    TestShop shop = TestShop.open(server, "report");
    sound(shop.pay(shop.order("Stalls-A-1"), TestCard.SUCCEEDS));

    Response table = server.get(shop.path("/report.csv"));

    assertThat(table.header("Content-Type")).startsWith("text/csv");
    assertThat(table.body())
        .startsWith("by,key,objects,people,free,held,booked,other,not for sale,blocked\r\n")
        .contains("status,booked,1,1,0,0,1,0,0,0\r\n", "section,Stalls,17,17,16,0,1,");
  }

  @Test
  void shouldShowOrdersInBulkToTheShopOnly() {
    TestShop shop = TestShop.open(server, "secret");
    for (String path : List.of(shop.path("/orders"), shop.path("/orders.csv"), "/v1/refunds-due")) {
      Response refused = server.send("GET", path, server.publicKey(), null, Map.of());
      assertThat(refused.code()).as(path).isEqualTo("SECRET_KEY_NEEDED");
    }
  }

  private static void references(Response page, List<String> into) {
    for (Object item : page.list("items")) {
      into.add(String.valueOf(((Map<?, ?>) item).get("order")));
    }
  }
}
