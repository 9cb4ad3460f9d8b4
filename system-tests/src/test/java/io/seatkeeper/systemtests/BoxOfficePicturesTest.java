package io.seatkeeper.systemtests;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.SelectOption;
import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.server.charts.Arena;
import io.seatkeeper.systemtests.PageVisitor.Look;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The box office, view by view: each held to axe-core and to the width of the screen. With {@code
 * -Dseatkeeper.pictures=../docs} each is written there as a picture.
 */
@Tag("long")
class BoxOfficePicturesTest {
  private static final String EVENT = "/v1/events/parade";
  private static final String CARD = "'card':{'number':'4242424242424242'}";

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static Browser browser;
  private static RunningHouse house;
  private static Venue arena;
  private static String paid;
  private static String cancelled;

  @BeforeAll
  static void start() throws IOException {
    chromium = new Chromium();
    browser = chromium.launch();
    house = new RunningHouse(folder.resolve("house"), Mode.TEST);
    arena = Arena.venue();
    house.putOnSale("parade", "Midnight Parade", Arena.drawing(), "'purchaseLimit':8");
    house.post("/v1/events", "{'key':'gala','chart':'parade','name':'Gala Night','draft':true}");
    house.put(EVENT + "/prices", prices());
    sell();
    paid = buy("109-C-4", "109-C-5");
    cancelled = buy("109-D-4", "109-D-5");
    house.post(EVENT + "/orders/" + cancelled + "/cancellation", "{}");
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (house != null) {
      house.close();
    }
  }

  /** A price for every category, the dearer the earlier it is listed. */
  private static String prices() {
    StringBuilder prices = new StringBuilder();
    int amount = 12_000;
    for (Category category : arena.categories()) {
      for (String type : List.of("adult", "young")) {
        prices
            .append(prices.isEmpty() ? "" : ",")
            .append(
                "{'category':'%s','ticketType':'%s','amount':%d}"
                    .formatted(category.key(), type, type.equals("adult") ? amount : amount / 2));
      }
      amount -= 1_500;
    }
    return "{'currency':'EUR','feePerTicket':150,'feePerOrder':0,'ticketTypes':[{'key':'adult',"
        + "'name':'Adult'},{'key':'young','name':'Under 16'}],'prices':["
        + prices
        + "]}";
  }

  private static void sell() {
    List<String> labels = new ArrayList<>();
    for (int object = 0; object < arena.objectCount() && labels.size() < 3000; object++) {
      String label = arena.object(object).label();
      if (object % 5 < 3 && !label.startsWith("109-") && arena.areaOf(object) < 0) {
        labels.add("'" + label + "'");
      }
    }
    for (int from = 0; from < labels.size(); from += 100) {
      List<String> some = labels.subList(from, Math.min(labels.size(), from + 100));
      house.post(EVENT + "/bookings", "{'objects':[" + String.join(",", some) + "]}");
    }
  }

  private static String buy(String one, String other) {
    String token = new JsonObject(house.post("/v1/hold-tokens", "{}")).getString("holdToken");
    String named = "'holdToken':'" + token + "'";
    house.post(EVENT + "/holds", "{%s,'objects':['%s','%s']}".formatted(named, one, other));
    JsonObject order = new JsonObject(house.post(EVENT + "/orders", "{" + named + "}"));
    String path = EVENT + "/orders/" + order.getString("order");
    house.post(path + "/payment", "{'key':'" + order.getString("key") + "'," + CARD + "}");
    Waiting.until(
        "the order is paid",
        Duration.ofSeconds(20),
        () -> house.get(path).contains("\"state\":\"captured\""));
    return order.getString("order");
  }

  private static BoxOfficeClerk clerk(Look look) {
    return new BoxOfficeClerk(browser, look, house);
  }

  @Test
  void shouldShowHowAnEventIsMade() {
    try (BoxOfficeClerk clerk = clerk(Look.DARK)) {
      clerk.page().navigate(house.url("/admin"));
      clerk.find("#key").waitFor();
      clerk.show("office-login");

      clerk.logIn().go("new");
      clerk.upload("hall.json", SmallHall.faultyDrawing());
      clerk.find("office-faults li button").nth(1).click();
      clerk.show("office-faults");
      clerk.upload("hall.json", SmallHall.drawing());
      clerk.fill("#name", "Chamber Music");
      clerk.show("office-new");

      clerk.go("event/gala/prices");
      clerk.find("#free").uncheck();
      clerk.click("#add-type");
      clerk.show("office-prices-new");
      clerk.go("event/gala/sale");
      clerk.fill("#zone", "Europe/Zurich");
      clerk.fill("#opens", "2099-12-01T10:00");
      clerk.click("#add-window");
      clerk.show("office-sale");
      clerk.click("#close");
      clerk.show("office-closing");
      clerk.assertContent(422);
    }
  }

  @Test
  void shouldShowHowASaleIsWatchedAndStopped() {
    try (BoxOfficeClerk clerk = clerk(Look.DARK)) {
      clerk.logIn();
      clerk.find("table").getByText("Midnight Parade").waitFor();
      clerk.find("td .part").first().waitFor();
      clerk.show("office-events");

      clerk.go("event/parade/live");
      clerk.find("office-plot .uplot").first().waitFor();
      clerk.show("office-live");
      clerk.click("#pause");
      clerk.find("#resume").waitFor();
      clerk.show("office-paused");
      clerk.click("#undo");
      clerk.find("#pause").waitFor();
      clerk.go("event/parade/rules");
      clerk.find("#save").waitFor();
      clerk.show("office-limits");
      clerk.go("event/parade/prices");
      clerk.find("#currency").waitFor();
      clerk.show("office-prices");
      clerk.assertContent();
    }
  }

  @Test
  void shouldShowTheMapWithItsTools() {
    try (BoxOfficeClerk clerk = clerk(Look.DARK)) {
      clerk.logIn().go("event/parade/map").awaitMap();
      clerk.click("#tool-channel");
      clerk.find("#add-section").selectOption(new SelectOption().setLabel("108"));
      clerk.fill("#channel", "fanclub");
      clerk.click("#give");
      clerk.awaitText("of channel fanclub now.");
      clerk.find("#add-section").selectOption(new SelectOption().setLabel("110"));
      clerk.fill("#channel", "sponsor");
      clerk.click("#give");
      clerk.awaitText("of channel sponsor now.");
      clerk.show("office-map");

      clerk.click("#tool-block");
      clerk.fill("#add-label", "109-C-4");
      clerk.page().keyboard().press("Enter");
      clerk.click("#box");
      clerk.fill("#reason", "Camera");
      clerk.show("office-block");
      clerk.assertContent();
    }
  }

  @Test
  void shouldShowOrdersAndSeats() {
    try (BoxOfficeClerk clerk = clerk(Look.DARK)) {
      clerk.logIn().go("event/parade/orders/" + paid);
      clerk.find("#order").waitFor();
      clerk.find("office-orders table .pill").getByText("Refund due").waitFor();
      clerk.show("office-order");
      clerk.click("#cancel");
      clerk.show("office-cancelling");
      clerk.go("refunds");
      clerk.find("office-refunds").getByText(cancelled).waitFor();
      clerk.show("office-refunds");
      clerk.go("event/parade/seat/109-C-4");
      clerk.find("#history").waitFor();
      clerk.show("office-seat");
      clerk.assertContent();
    }
  }

  @Test
  void shouldShowItInTheLightAndOnAPhone() {
    for (Look look : List.of(Look.LIGHT, Look.PHONE.with(2))) {
      String name = look.width() < 500 ? "office-phone" : "office-light";
      try (BoxOfficeClerk clerk = clerk(look)) {
        clerk.logIn();
        clerk.find("td .part").first().waitFor();
        clerk.show(name + "-events");
        clerk.go("event/parade/live");
        clerk.find("office-plot .uplot").first().waitFor();
        clerk.show(name);
        clerk.go("event/parade/map").awaitMap();
        clerk.click("#tool-sell");
        clerk.show(name + "-map");
        for (String place : List.of("orders/" + paid, "seat/109-C-4", "sale", "prices", "rules")) {
          clerk.go("event/parade/" + place);
          clerk.find("office-event nav [aria-current=page]").waitFor();
          clerk.show(name + "-" + place.replaceAll("/.*", ""));
        }
        clerk.assertContent();
      }
    }
  }
}
