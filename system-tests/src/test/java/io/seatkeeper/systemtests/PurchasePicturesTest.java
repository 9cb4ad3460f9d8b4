package io.seatkeeper.systemtests;

import io.seatkeeper.systemtests.PageVisitor.Look;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A purchase in the bundled arena, state by state. With {@code -Dseatkeeper.pictures=../docs} each
 * is written there as a picture, which is how those in {@code docs/} were made.
 */
@Tag("long")
class PurchasePicturesTest {
  @TempDir private static Path folder;
  private static ArenaHouse house;

  @BeforeAll
  static void start() throws IOException {
    house = new ArenaHouse(folder.resolve("house"));
  }

  @AfterAll
  static void stop() {
    if (house != null) {
      house.close();
    }
  }

  private static void hold(PageVisitor visitor) {
    List<String> two = ArenaHouse.freeNeighbours(visitor, 2);
    visitor.askMap("map.select('" + String.join("', '", two) + "')");
    visitor.askMap("map.focusOn([map.chart.indexOf('" + two.getFirst() + "')])");
    visitor.click("#hold");
    visitor.find("#checkout").waitFor();
  }

  private static void pay(PageVisitor visitor, String card) {
    visitor.click("#checkout");
    visitor.find("#card").fill(card);
    visitor.click("#pay");
  }

  @Test
  void shouldShowABasketAnOrderAndATicket() {
    try (PageVisitor visitor = house.visit(Look.DARK)) {
      hold(visitor);
      visitor.find("select").first().selectOption("young");
      ArenaHouse.show(visitor, "page-basket");
      visitor.click("#checkout");
      visitor.find("#pay").waitFor();
      ArenaHouse.show(visitor, "page-pay");
      visitor.click("#pay");
      visitor.awaitText("Booked. Enjoy the show!");
      ArenaHouse.show(visitor, "page-bought");
      visitor.click("a.order");
      visitor.awaitText("The seats are yours");
      visitor.picture("order-paid");
    }
  }

  @Test
  void shouldShowADeclinedCardOnAPhone() {
    try (PageVisitor visitor = house.visit(Look.PHONE.with(2))) {
      hold(visitor);
      pay(visitor, "4000 0000 0000 0002");
      visitor.awaitText("Your card was declined.");
      ArenaHouse.show(visitor, "page-declined");
    }
  }

  @Test
  void shouldShowTheLastMinuteAndAPaymentThatCameTooLate() {
    house.createDraft("matinee", "Matinee", "'maxHoldMillis':8000");
    house.put("/v1/events/matinee/sale/state", "{'state':'on-sale'}");
    try (PageVisitor visitor = house.visitor(Look.LIGHT)) {
      visitor.open(house.url("/e/matinee"));
      hold(visitor);
      visitor.find("#extend").waitFor();
      ArenaHouse.show(visitor, "page-last-minute");
      pay(visitor, "4000 0000 0000 0093");
      visitor.find(".ended").waitFor();
      ArenaHouse.show(visitor, "page-late");
      visitor.click(".ended a");
      visitor.awaitText("Your money is returned");
      visitor.picture("order-refund-due");
    }
  }

  @Test
  void shouldShowDoorsAPresaleAPauseAndTheEnd() {
    house.createDraft("premiere", "Premiere", "'purchaseLimit':4");
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String schedule =
        "{'onSaleAt':'%s','timeZone':'Europe/Zurich','presales':[{'channel':'','code':'SESAME',"
            + "'from':'%s','until':'%s'}]}";
    try (PageVisitor visitor = house.visitor(Look.DARK)) {
      visitor.open(house.url("/e/premiere"));
      ArenaHouse.show(visitor, "page-draft");
      put("schedule", schedule.formatted(at(now, 90_000), at(now, 3_600), at(now, 7_200)));
      visitor.find("#doors").waitFor();
      ArenaHouse.show(visitor, "page-doors");
      put("schedule", schedule.formatted(at(now, 90_000), at(now, -60), at(now, 3_600)));
      visitor.find("#code").waitFor();
      ArenaHouse.show(visitor, "page-presale");
      put("state", "{'state':'on-sale'}");
      visitor.awaitGone(".doors");
      put("state", "{'state':'paused'}");
      visitor.awaitText("The sale is paused.");
      ArenaHouse.show(visitor, "page-paused");
      put("state", "{'state':'closed'}");
      visitor.awaitText("Tickets that you have bought stay valid.");
      ArenaHouse.show(visitor, "page-closed");
    }
  }

  private static Instant at(Instant now, long seconds) {
    return now.plusSeconds(seconds);
  }

  private static void put(String what, String json) {
    house.put("/v1/events/premiere/sale/" + what, json);
  }
}
