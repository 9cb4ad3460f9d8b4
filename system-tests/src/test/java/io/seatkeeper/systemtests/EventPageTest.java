package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Route;
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

/** Two people in two browsers on one event's page. */
class EventPageTest {
  private static final double ONE_SECOND = 1_000;
  private static final double PATIENCE = 15_000;
  private static final String SETTINGS = "'purchaseLimit':20";

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static Browser firstBrowser;
  private static Browser secondBrowser;
  private static RunningHouse house;
  private static int events;

  private PageVisitor first;
  private PageVisitor second;
  private String event;

  @BeforeAll
  static void start() throws IOException {
    chromium = new Chromium();
    firstBrowser = chromium.launch();
    secondBrowser = chromium.launch();
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
    event = "show" + ++events;
    first = new PageVisitor(firstBrowser, Look.DARK);
    second = new PageVisitor(secondBrowser, Look.DARK);
  }

  @AfterEach
  void leave() {
    first.close();
    second.close();
  }

  private void open(String settings) {
    house.putOnSale(event, "A small show", SmallHall.drawing(), settings);
    first.open(house.url("/e/" + event));
    second.open(house.url("/e/" + event));
  }

  @Test
  void shouldShowWithinASecondWhatSomebodyElseHoldsBooksAndReleases() {
    open(SETTINGS);

    first.clickSeat("S-B-4");
    first.clickSeat("S-B-5");
    first.click("#hold");
    first.find("#countdown").waitFor();
    second.awaitStatus("S-B-4", "held", ONE_SECOND);
    second.awaitStatus("S-B-5", "held", ONE_SECOND);

    first.click("#book");
    first.awaitText("Booked. Enjoy the show!");
    second.awaitStatus("S-B-4", "booked", ONE_SECOND);
    second.awaitStatus("S-B-5", "booked", ONE_SECOND);

    second.clickSeat("S-A-1");
    second.click("#hold");
    second.find("#countdown").waitFor();
    first.awaitStatus("S-A-1", "held", ONE_SECOND);
    second.click("#release");
    first.awaitStatus("S-A-1", "free", ONE_SECOND);
    second.awaitGone("#countdown");
    first.assertContent();
    second.assertContent();
  }

  @Test
  void shouldGiveSeatsBackWhenAHoldEnds() {
    open("'maxHoldMillis':3000");

    first.clickSeat("S-C-1");
    first.click("#hold");
    first.find("#countdown").waitFor();
    second.awaitStatus("S-C-1", "held", ONE_SECOND);

    second.awaitStatus("S-C-1", "free", PATIENCE);
    first.awaitStatus("S-C-1", "free", PATIENCE);
    first.awaitText("Your time is over: the seats are free again.");
    second.clickSeat("S-C-1");
    second.click("#hold");
    second.find("#countdown").waitFor();
    first.awaitStatus("S-C-1", "held", ONE_SECOND);
    first.assertContent();
  }

  @Test
  void shouldFindTheBestSeatsTogether() {
    open(SETTINGS);

    first.click("text=Stalls");
    first.click("#best");
    first.find("#countdown").waitFor();

    second.awaitStatus("S-A-5", "held", ONE_SECOND);
    second.awaitStatus("S-A-6", "held", ONE_SECOND);
    assertThat(second.status("S-A-4")).isEqualTo("free");
  }

  @Test
  void shouldBookPlacesOfAnArea() {
    open(SETTINGS);

    first.clickSeat("Floor");
    first.clickSeat("Floor");
    first.click("#hold");
    first.find("#countdown").waitFor();
    first.click("#book");
    first.awaitText("Booked. Enjoy the show!");

    second
        .page()
        .waitForFunction(
            "() => document.querySelector('seat-page').map.describe("
                + "document.querySelector('seat-page').map.locate('Floor').object).status"
                + " === '48 places left'");
    second.assertContent();
  }

  @Test
  void shouldKeepAHoldOverAReload() {
    open(SETTINGS);
    first.clickSeat("S-B-2");
    first.click("#hold");
    first.find("#countdown").waitFor();

    first.open(house.url("/e/" + event));
    first.find("#countdown").waitFor();
    first.click("#book");
    second.awaitStatus("S-B-2", "booked", PATIENCE);
  }

  @Test
  void shouldHoldStillForThoseWhoAskForIt() {
    house.putOnSale(event, "A small show", SmallHall.drawing(), SETTINGS);
    try (PageVisitor calm = new PageVisitor(firstBrowser, Look.CALM)) {
      calm.open(house.url("/e/" + event));
      house.post("/v1/events/" + event + "/bookings", "{'objects':['S-B-7','S-B-8']}");
      calm.awaitStatus("S-B-7", "booked", PATIENCE);

      assertThat(
              calm.page()
                  .evaluate("() => document.querySelector('seat-page').map.glow.glows.length"))
          .isEqualTo(0);
    }
  }

  @Test
  void shouldComeBackAfterTheNodeHasBeenAway() throws IOException {
    open(SETTINGS);

    house.stop();
    first.awaitText("Reconnecting");
    house.startAgain();
    house.post("/v1/events/" + event + "/bookings", "{'objects':['S-A-9']}");

    first.awaitStatus("S-A-9", "booked", 2 * PATIENCE);
    first.awaitText("Live");
  }

  @Test
  void shouldOfferNoBookingInALiveWorkspace() throws IOException {
    try (RunningHouse live = new RunningHouse(folder.resolve("live"), Mode.LIVE)) {
      live.putOnSale(event, "A real show", SmallHall.drawing(), SETTINGS);
      first.open(live.url("/e/" + event));

      first.awaitText("You are watching.");
      assertThat(first.find("#best").count()).isZero();
      first.clickSeat("S-B-4");
      first.awaitText("not buy on this page");
    }
  }

  @Test
  void shouldShowNothingAsFreeBeforeItKnows() {
    house.putOnSale(event, "A small show", SmallHall.drawing(), SETTINGS);
    first.page().route("**/changes*", Route::abort);
    first.page().navigate(house.url("/e/" + event));

    first.awaitText("Opening the house");
    first.awaitText("Connecting");
    assertThat(first.page().getByText("left").count()).isZero();
  }

  @Test
  void shouldSayThatThereIsNoSuchEvent() {
    first.page().navigate(house.url("/e/nothing-here"));

    first.awaitText("There is no such event.");
  }
}
