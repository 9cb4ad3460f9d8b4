package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.systemtests.PageVisitor.Look;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who has a keyboard and perhaps a screen reader, and no mouse. */
class SeatListTest {
  private static final double PATIENCE = 15_000;
  private static final String ACTIVE =
      "document.activeElement?.shadowRoot?.activeElement?.shadowRoot?.activeElement?.id";

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static Browser browser;
  private static RunningHouse house;
  private static int events;

  private PageVisitor visitor;
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
  void visit() {
    event = "list" + ++events;
    house.putOnSale(event, "A small show", SmallHall.drawing(), "'purchaseLimit':20");
    visitor = new PageVisitor(browser, Look.DARK);
    visitor.open(house.url("/e/" + event));
  }

  @AfterEach
  void leave() {
    visitor.assertContent();
    visitor.close();
  }

  /** Opens the list, which the first press of Tab leads to, and goes to seat A-1. */
  private void openRowA() {
    visitor.find(".skip").waitFor();
    visitor.type("Tab", "Enter");
    visitor.find("seatkeeper-list").waitFor();
    visitor.page().waitForFunction("() => " + ACTIVE + " === 'scroll'");
    visitor.type("ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight");
  }

  /** The name of the item that the keyboard is on, as a screen reader has it. */
  private String here() {
    return String.valueOf(
        visitor
            .page()
            .evaluate(
                "() => { const root = document.querySelector('seat-page').shadowRoot"
                    + ".querySelector('seatkeeper-list').shadowRoot;"
                    + " return root.getElementById(root.getElementById('scroll')"
                    + ".getAttribute('aria-activedescendant')).getAttribute('aria-label'); }"));
  }

  @Test
  void shouldChooseHoldAndBookByKeyboardAlone() {
    openRowA();
    assertThat(here()).isEqualTo("A-1, Stalls, free");
    visitor.type("ArrowDown", "Enter", "ArrowDown", "Enter");
    assertThat(here()).isEqualTo("A-3, Stalls, chosen");

    visitor.tabTo("hold");
    visitor.type("Enter");
    visitor.find("#countdown").waitFor();
    visitor.awaitHeard("Held for you: S-A-2 and S-A-3.");

    visitor.tabTo("book");
    visitor.type("Enter");
    visitor.awaitHeard("Booked. Enjoy the show!");
    visitor.awaitStatus("S-A-2", "booked", PATIENCE);
    visitor.awaitStatus("S-A-3", "booked", PATIENCE);
  }

  @Test
  void shouldChooseHowManyPlacesOfAnArea() {
    visitor.find(".skip").waitFor();
    visitor.type("Tab", "Enter");
    visitor.find("seatkeeper-list").waitFor();
    visitor.page().waitForFunction("() => " + ACTIVE + " === 'scroll'");
    assertThat(here()).isEqualTo("Floor, Floor, 50 places left");

    visitor.type("+", "+", "+", "-");
    assertThat(here()).isEqualTo("Floor, Floor, 2 chosen");
    visitor.tabTo("hold");
    visitor.type("Enter");
    visitor.awaitHeard("Held for you: Floor.");
    visitor.awaitMap("map.held.objects[0].quantity === 2");
  }

  @Test
  void shouldSayWhatBecomesOfSeatsMeanwhile() {
    openRowA();
    visitor.type("PageDown", "ArrowUp");
    assertThat(here()).isEqualTo("A-10, Stalls, wheelchair place, free");
    house.post("/v1/events/" + event + "/bookings", "{'objects':['S-A-1']}");
    visitor.awaitStatus("S-A-1", "booked", PATIENCE);

    visitor.type("Home", "ArrowDown", "ArrowDown", "ArrowDown");
    visitor
        .page()
        .waitForFunction(
            "() => document.querySelector('seat-page').shadowRoot.querySelector('seatkeeper-list')"
                + ".shadowRoot.querySelector('.here').getAttribute('aria-label')"
                + " === 'A-1, Stalls, sold'");
  }

  @Test
  void shouldTellWhatIsAtTheMapsCursor() {
    visitor.find("seatkeeper-map").focus();
    visitor.type("ArrowDown", "ArrowLeft", "Enter");

    visitor.awaitMap("map.shop.selected.size === 1");
    visitor.awaitMap(
        "map.shadowRoot.getElementById('voice').textContent.match(/S-[ABC]-\\d+, Stalls, free/)");
    visitor.find("#hold").click();
    visitor.find("#countdown").waitFor();
    visitor.awaitMap("map.marks.held.size > 0");
  }
}
