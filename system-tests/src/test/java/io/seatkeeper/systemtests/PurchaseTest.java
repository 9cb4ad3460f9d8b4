package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.systemtests.PageHouse.Show;
import io.seatkeeper.systemtests.PageVisitor.Look;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A purchase on an event's page, from the choice to the order's link. */
class PurchaseTest {
  private static final double PATIENCE = 15_000;
  private static final String DECLINED = "4000 0000 0000 0002";
  private static final String SLOW = "4000 0000 0000 0077";

  /** As often as the page asks for one thing before it says that nobody answers. */
  private static final int ANSWERS_LOST = 3;

  private static final String LATE = "4000 0000 0000 0093";

  @TempDir private static Path folder;
  private static PageHouse pages;

  @BeforeAll
  static void start() throws IOException {
    pages = new PageHouse(folder.resolve("house"));
  }

  @AfterAll
  static void stop() {
    if (pages != null) {
      pages.close();
    }
  }

  private static void hold(PageVisitor visitor, String... seats) {
    for (String seat : seats) {
      visitor.clickSeat(seat);
    }
    visitor.click("#hold");
    visitor.find("#checkout").waitFor();
  }

  private static void pay(PageVisitor visitor, String card) {
    visitor.find("#card").fill(card);
    visitor.click("#pay");
  }

  @Test
  void shouldSellTicketsOfDifferentTypesByMouse() {
    Show show = pages.show("'purchaseLimit':20");
    try (PageVisitor buyer = show.visit(Look.DARK)) {
      hold(buyer, "S-B-4", "S-B-5");
      buyer.page().getByLabel("Ticket type of S-B-5").selectOption("child");
      assertThat(buyer.find("#total").textContent()).isEqualTo("€108.00");
      Accessibility.assertWell(buyer.page(), "a basket");

      buyer.click("#checkout");
      buyer.find("#pay").waitFor();
      assertThat(buyer.find("#pay").textContent()).isEqualTo("Pay €108.00");
      Accessibility.assertWell(buyer.page(), "an order to pay");
      buyer.click("#pay");

      buyer.awaitText("Booked. Enjoy the show!");
      buyer.awaitStatus("S-B-4", "booked", PATIENCE);
      Accessibility.assertWell(buyer.page(), "a paid order");
      buyer.click("a.order");
      buyer.awaitText("The seats are yours");
      buyer.awaitText("€108.00");
      Accessibility.assertWell(buyer.page(), "an order's page");
      buyer.assertContent();
    }
  }

  @Test
  void shouldSellByKeyboardAlone() {
    Show show = pages.show("'purchaseLimit':20");
    try (PageVisitor buyer = show.visit(Look.LIGHT)) {
      buyer.find(".skip").waitFor();
      buyer.type("Tab", "Enter");
      buyer.find("seatkeeper-list .here").waitFor();
      buyer.find("seatkeeper-list #scroll").focus();
      buyer.type("ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "Enter");
      buyer.tabTo("hold");
      buyer.type("Enter");
      buyer.awaitHeard("Held for you: S-A-1.");
      buyer.tabTo("checkout");
      buyer.type("Enter");
      buyer.find("#pay").waitFor();
      buyer.tabTo("pay");
      buyer.type("Enter");

      buyer.awaitHeard("Booked. Enjoy the show!");
      buyer.assertContent();
    }
  }

  @Test
  void shouldSellASeatToOneOfTwoAndTheNeighboursToTheOther() {
    Show show = pages.show("'purchaseLimit':20");
    try (PageVisitor one = show.visit(Look.DARK);
        PageVisitor other = show.visit(Look.PHONE)) {
      one.clickSeat("S-B-6");
      other.clickSeat("S-B-6");
      one.find("#hold").waitFor();
      other.find("#hold").waitFor();
      one.click("#hold");
      other.awaitHeard("S-B-6 has just gone to someone else.");
      one.find("#checkout").waitFor();

      other.click("#take");
      if (other.find("#hold").count() > 0) {
        other.click("#hold");
      }
      other.find("#checkout").waitFor();
      for (PageVisitor buyer : List.of(one, other)) {
        buyer.click("#checkout");
        buyer.click("#pay");
        buyer.awaitHeard("Booked. Enjoy the show!");
      }
      one.awaitStatus("S-B-6", "booked", PATIENCE);
      String orders = show.get("/orders?state=captured");
      assertThat(orders).containsOnlyOnce("\"S-B-6\"").containsPattern("\"S-B-[57]\"");
    }
  }

  @Test
  void shouldSellOnAPhone() {
    Show show = pages.show("'purchaseLimit':20");
    try (PageVisitor buyer = show.visit(Look.PHONE)) {
      buyer.click("#best");
      buyer.click("#checkout");
      buyer.click("#pay");

      buyer.awaitHeard("Booked. Enjoy the show!");
      Object overflow =
          buyer.page().evaluate("() => document.documentElement.scrollWidth - innerWidth");
      assertThat(overflow).isEqualTo(0);
      buyer.assertContent();
    }
  }

  @Test
  void shouldKeepTheSeatsOfADeclinedCardForAnotherOne() {
    Show show = pages.show("'purchaseLimit':20");
    try (PageVisitor buyer = show.visit(Look.DARK)) {
      hold(buyer, "S-C-3");
      buyer.click("#checkout");
      pay(buyer, DECLINED);
      buyer.awaitHeard("Your card was declined.");
      buyer.find("#checkout").waitFor();
      buyer.awaitStatus("S-C-3", "held", PATIENCE);
      Accessibility.assertWell(buyer.page(), "a declined card");

      buyer.click("#checkout");
      buyer.find("#pay").waitFor();
      buyer.click("#pay");
      buyer.awaitHeard("Booked. Enjoy the show!");
      assertThat(show.get("/orders?state=failed")).contains("S-C-3");
      assertThat(show.get("/orders?state=captured")).contains("S-C-3");
    }
  }

  @Test
  void shouldFindTheOrderWhoseEveryAnswerWasLost() {
    Show show = pages.show("'purchaseLimit':20");
    AtomicInteger losses = new AtomicInteger(ANSWERS_LOST);
    try (PageVisitor buyer = show.visit(Look.DARK)) {
      hold(buyer, "S-A-3");
      buyer
          .page()
          .route(
              "**/orders",
              route -> {
                if (losses.getAndDecrement() > 0) {
                  route.fetch();
                  route.abort();
                } else {
                  route.resume();
                }
              });
      buyer.click("#checkout");
      buyer.awaitText("The server cannot be reached.");

      buyer.click("#checkout");
      buyer.find("#pay").waitFor();
      assertThat(show.get("/orders?state=open")).containsOnlyOnce("\"S-A-3\"");
      assertThat(losses.get()).isNegative();
    }
  }

  @Test
  void shouldWaitForASlowCardAlsoOverAReload() {
    Show show = pages.show("'purchaseLimit':20");
    try (PageVisitor buyer = show.visit(Look.DARK)) {
      hold(buyer, "S-C-5");
      buyer.click("#checkout");
      pay(buyer, SLOW);
      buyer.awaitText("Keep this page open");
      buyer.page().reload();

      buyer.awaitStatus("S-C-5", "booked", 2 * PATIENCE);
      buyer.page().reload();
      buyer.find("a.order").waitFor();
    }
  }

  @Test
  void shouldSayThatMoneyOfALatePaymentComesBack() {
    Show show = pages.show("'maxHoldMillis':4000");
    try (PageVisitor buyer = show.visit(Look.DARK)) {
      hold(buyer, "S-A-6");
      buyer.click("#checkout");
      pay(buyer, LATE);

      buyer.find(".ended").waitFor();
      buyer.awaitStatus("S-A-6", "free", PATIENCE);
      Accessibility.assertWell(buyer.page(), "a late payment");
      buyer.click(".ended a");
      buyer.awaitText("Your money is returned");
      assertThat(show.get("/orders?state=refund-due")).contains("S-A-6");
      Accessibility.assertWell(buyer.page(), "the page of an order that is to be refunded");
    }
  }

  @Test
  void shouldGiveMoreTimeToThoseWhoAskForIt() {
    Show show = pages.show("'maxHoldMillis':20000,'maxExtensions':3");
    try (PageVisitor buyer = show.visit(Look.DARK)) {
      hold(buyer, "S-A-8");
      buyer.find("#extend").waitFor();
      buyer.awaitMap("map.held.remainingMillis < 17000");
      Accessibility.assertWell(buyer.page(), "the last minute of a hold");
      buyer.click("#extend");

      buyer.awaitMap("map.held.remainingMillis > 17000");
      buyer.awaitText("more minute");
      buyer.assertContent();
    }
  }

  @Test
  void shouldGiveAnOrderAndItsSeatsBack() {
    Show show = pages.show("'purchaseLimit':20");
    try (PageVisitor buyer = show.visit(Look.DARK)) {
      hold(buyer, "S-B-9");
      buyer.click("#checkout");
      buyer.click("#giveup");

      buyer.awaitStatus("S-B-9", "free", PATIENCE);
      buyer.awaitGone("#pay");
      buyer.assertContent();
    }
  }
}
