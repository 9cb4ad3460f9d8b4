package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.SelectOption;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.systemtests.PageVisitor.Look;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody runs a show from the box office, in a real browser. */
class BoxOfficeTest {
  @TempDir private static Path folder;
  private static Chromium chromium;
  private static Browser browser;
  private static RunningHouse house;
  private static int events;

  private BoxOfficeClerk clerk;
  private String event;

  @BeforeAll
  static void start() throws IOException {
    chromium = new Chromium();
    browser = chromium.launch();
    house = new RunningHouse(folder.resolve("house"), Mode.TEST);
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

  @BeforeEach
  void enter() {
    event = "show" + ++events;
    clerk = new BoxOfficeClerk(browser, Look.DARK, house);
  }

  @AfterEach
  void leave() {
    clerk.close();
  }

  private void putOnSale() {
    house.putOnSale(event, "A small show", SmallHall.drawing(), "'purchaseLimit':20");
  }

  private String path(String rest) {
    return "/v1/events/" + event + rest;
  }

  private String status(String label) {
    return new JsonObject(house.get(path("/objects/" + label))).getString("status");
  }

  /** Somebody buys a seat with a test card. */
  private String buy(String label) {
    JsonObject token = new JsonObject(house.post("/v1/hold-tokens", "{}"));
    String named = "'holdToken':'" + token.getString("holdToken") + "'";
    house.post(path("/holds"), "{" + named + ",'objects':['" + label + "']}");
    JsonObject order = new JsonObject(house.post(path("/orders"), "{" + named + "}"));
    String reference = order.getString("order");
    house.post(
        path("/orders/" + reference + "/payment"),
        "{'key':'" + order.getString("key") + "','card':{'number':'4242424242424242'}}");
    Waiting.until(
        "the order is paid",
        java.time.Duration.ofSeconds(20),
        () -> house.get(path("/orders/" + reference)).contains("\"state\":\"captured\""));
    return reference;
  }

  private void setPrices() {
    house.put(
        path("/prices"),
        "{'currency':'EUR','feePerTicket':150,'feePerOrder':0,'ticketTypes':[{'key':'adult',"
            + "'name':'Adult'}],'prices':[{'category':'stalls','ticketType':'adult',"
            + "'amount':6500},{'category':'floor','ticketType':'adult','amount':4000}]}");
  }

  @Test
  void shouldRunAShowFromTheDrawingToTheFiles() {
    clerk.logIn();
    uploadTheDrawing();
    createTheEvent();
    priceTheTickets();
    clerk.click("text=Sale");
    clerk.click("#open");
    clerk.awaitText("On sale: everybody can buy now.");

    String order = buy("S-A-1");
    clerk.go("event/" + event + "/live");
    clerk.awaitText("€66.50");
    String orders = clerk.download("#orders-csv");
    String report = clerk.download("#report-csv");

    assertThat(orders).contains(order, "S-A-1", "captured");
    assertThat(report).contains("stalls");
    clerk.assertContent(422);
  }

  private void uploadTheDrawing() {
    clerk.click("#new");
    clerk.upload("hall.json", SmallHall.faultyDrawing());
    clerk.awaitText("hall.json: 3 faults");
    clerk.find("office-faults canvas").waitFor();
    assertThat(clerk.find("office-faults li").count()).isEqualTo(3);
    assertThat(clerk.find("office-faults li").allInnerTexts())
        .allSatisfy(fault -> assertThat(fault).doesNotContain("not in the picture"))
        .anySatisfy(fault -> assertThat(fault).contains("S-B-3", "already used"));
    clerk.find("office-faults li button").first().click();

    clerk.upload("hall.json", SmallHall.drawing());
    clerk.awaitText("80 places");
    assertThat(clerk.find("office-faults").count()).isZero();
  }

  private void createTheEvent() {
    clerk.fill("#name", "A small show");
    assertThat(clerk.find("#key").inputValue()).isEqualTo("a-small-show");
    clerk.fill("#key", event);
    clerk.fill("#limit", "6");
    clerk.click("#create");
    clerk.awaitText("Prices");
    assertThat(house.get(path(""))).contains("\"saleState\":\"draft\"", "\"purchaseLimit\":6");
  }

  private void priceTheTickets() {
    clerk.find("#free").uncheck();
    clerk.fill("#fee-ticket", "1.50");
    clerk.fill("[aria-label='Stalls, Adult']", "65");
    clerk.fill("[aria-label='Floor, Adult']", "40.00");
    clerk.click("#save");
    clerk.awaitText("Saved. New orders cost this");
    assertThat(house.get(path("/prices")))
        .contains("\"currency\":\"EUR\"", "\"feePerTicket\":150", "\"amount\":6500");
  }

  @Test
  void shouldRefuseAWrongKeyAndForgetTheSessionAtTheEnd() {
    clerk.page().navigate(house.url("/admin"));
    clerk.fill("#key", "sk_test_wrong");
    clerk.page().keyboard().press("Enter");
    clerk.awaitText("Nobody here has this key.");

    clerk.logIn();
    clerk.go("").page().reload();
    clerk.find("#log-out").waitFor();
    assertThat(clerk.page().evaluate("() => document.cookie")).isEqualTo("");

    clerk.click("#log-out");
    clerk.find("#key").waitFor();
    clerk.page().reload();
    clerk.find("#key").waitFor();
    clerk.assertContent(401);
  }

  @Test
  void shouldPauseAtOnceAndTakeItBack() {
    putOnSale();
    clerk.logIn().go("event/" + event);

    clerk.click("#pause");
    clerk.awaitText("Sales are paused.");
    assertThat(house.get(path("/sale"))).contains("\"state\":\"paused\"");

    clerk.click("#undo");
    clerk.find("#pause").waitFor();
    assertThat(house.get(path("/sale"))).contains("\"state\":\"on-sale\"");
    clerk.assertContent();
  }

  @Test
  void shouldAnnounceASaleInTheVenuesTimeAndCloseItForGood() {
    putOnSaleLater();
    clerk.logIn().go("event/" + event + "/sale");

    clerk.fill("#zone", "Europe/Zurich");
    clerk.fill("#opens", "2099-07-01T10:00");
    clerk.click("#add-window");
    clerk.find("fieldset input").nth(0).fill("sesame");
    clerk.find("fieldset input").nth(1).fill("fanclub");
    clerk.find("fieldset input").nth(2).fill("2099-06-01T10:00");
    clerk.find("fieldset input").nth(3).fill("2099-06-30T10:00");
    clerk.click("#announce");
    clerk.awaitText("Announced: on sale from");

    JsonObject sale = new JsonObject(house.get(path("/sale")));
    assertThat(sale.getString("onSaleAt")).isEqualTo("2099-07-01T08:00:00Z");
    assertThat(sale.getString("timeZone")).isEqualTo("Europe/Zurich");
    assertThat(sale.getJsonArray("presales").getJsonObject(0).getString("channel"))
        .isEqualTo("fanclub");

    clerk.click("#close");
    clerk.click("#close-now");
    clerk.awaitText("The sale is closed.");
    assertThat(house.get(path("/sale"))).contains("\"state\":\"closed\"");
    clerk.assertContent();
  }

  private void putOnSaleLater() {
    putOnSale();
    String later = event + "-later";
    house.post(
        "/v1/events",
        "{'key':'%s','chart':'%s','name':'Later','draft':true}".formatted(later, event));
    event = later;
  }

  @Test
  void shouldBlockSetAsideSellAndReleaseOnTheMap() {
    putOnSale();
    clerk.logIn().go("event/" + event + "/map").awaitMap();

    clerk.click("#tool-block");
    clerk.clickSeat("S-A-2");
    clerk.clickSeat("S-A-3");
    clerk.fill("#reason", "Camera");
    clerk.click("#block");
    clerk.awaitText("2 objects blocked: Camera.");

    clerk.click("#tool-channel");
    clerk.click("#box");
    clerk.dragBox("S-B-1", "S-C-4");
    clerk.find("#add-category").selectOption(new SelectOption().setLabel("Floor"));
    clerk.awaitText("9 objects chosen");
    clerk.fill("#channel", "fanclub");
    clerk.find("[id^=share-]").fill("20");
    clerk.click("#give");
    clerk.awaitText("9 objects of channel fanclub now.");

    clerk.click("#tool-sell");
    clerk.click("#box");
    clerk.clickSeat("S-B-1");
    clerk.clickSeat("S-A-5");
    clerk.click("#sell");
    clerk.find("#sold").waitFor();
    clerk.awaitStatus("S-A-5", "booked");

    clerk.click("#tool-release");
    clerk.clickSeat("S-A-5");
    clerk.click("#release");
    clerk.awaitStatus("S-A-5", "free");

    JsonObject plan = new JsonObject(house.get(path("/plan")));
    assertThat(plan.getJsonArray("blocks").getJsonObject(0).getJsonArray("labels"))
        .containsExactly("S-A-2", "S-A-3");
    assertThat(plan.getJsonArray("channels").getJsonObject(0).getJsonArray("labels")).hasSize(8);
    assertThat(plan.encode()).contains("\"capacity\":20");
    assertThat(status("S-B-1")).isEqualTo("booked");
    clerk.assertContent();
  }

  @Test
  void shouldFindASeatAndItsHistory() {
    putOnSale();
    house.post(path("/bookings"), "{'objects':['S-C-3'],'order':'by-telephone'}");
    clerk.logIn().go("event/" + event + "/seat");

    clerk.fill("#label", "S-C-3");
    clerk.page().keyboard().press("Enter");
    clerk.find("#history").getByText("Sold").waitFor();
    clerk.find("#seat").getByText("by-telephone").click();
    clerk.awaitText("Booked without a payment through the node");
    clerk.click("#release");
    clerk.awaitText("The seats are free again.");

    assertThat(status("S-C-3")).isEqualTo("free");
    clerk.assertContent(404);
  }

  @Test
  void shouldCancelAnOrderAndReturnItsMoney() {
    putOnSale();
    setPrices();
    String kept = buy("S-A-1");
    String cancelled = buy("S-A-2");
    String late = buy("S-A-3");
    clerk.logIn().go("event/" + event + "/orders");
    clerk.awaitText(kept);

    clerk.fill("#reference", cancelled);
    clerk.click("#find");
    clerk.click("#cancel");
    clerk.click("#cancel-refund");
    clerk.find("#order .pill").getByText("Refunded").waitFor();

    clerk.go("event/" + event + "/orders/" + late);
    clerk.find("#order").getByText(late).waitFor();
    clerk.click("#cancel");
    clerk.click("#cancel-only");
    clerk.find("#order .pill").getByText("Refund due").waitFor();
    clerk.click("text=Refunds due");
    clerk.find("office-refunds").getByText(late).click();
    clerk.click("#refund");
    clerk.find("#order .pill").getByText("Refunded").waitFor();

    assertThat(status("S-A-1")).isEqualTo("booked");
    assertThat(status("S-A-2")).isEqualTo("free");
    assertThat(house.get("/v1/refunds-due")).doesNotContain(late);
    clerk.assertContent();
  }

  @Test
  void shouldNeedNoMouse() {
    putOnSale();
    clerk.logIn().go("event/" + event + "/map").awaitMap();
    clerk.find("#tool-sell").focus();
    clerk.page().keyboard().press("Enter");
    clerk.find("#add-label").focus();
    clerk.page().keyboard().type("S-B-6");
    clerk.page().keyboard().press("Enter");
    clerk.awaitText("1 object chosen");
    clerk.find("seatkeeper-map").focus();
    clerk.page().keyboard().press("ArrowRight");
    clerk.page().keyboard().press("Enter");
    clerk.awaitText("2 objects chosen");
    clerk.find("#sell").focus();
    clerk.page().keyboard().press("Enter");
    clerk.find("#sold").waitFor();

    assertThat(status("S-B-6")).isEqualTo("booked");
    clerk.assertContent();
  }
}
