package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.systemtests.PageVisitor.Look;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page shows when not everything goes the visitor's way; each state holds up to axe. */
class PageStatesTest {
  private static final double PATIENCE = 15_000;
  private static final Look LIGHT_PHONE =
      new Look(390, 844, 1, ColorScheme.LIGHT, ReducedMotion.NO_PREFERENCE);

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static Browser browser;
  private static RunningHouse house;
  private static int events;

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
  void putOnSale() {
    event = "state" + ++events;
    house.putOnSale(event, "A small show", SmallHall.drawing(), "'purchaseLimit':100");
  }

  private PageVisitor visit(Look look) {
    return new PageVisitor(browser, look).open(house.url("/e/" + event));
  }

  private void book(String... labels) {
    String objects = String.join("','", labels);
    house.post("/v1/events/" + event + "/bookings", "{'objects':['" + objects + "']}");
  }

  private void sellOut() {
    String seats = SmallHall.seats().stream().collect(Collectors.joining("','"));
    house.post(
        "/v1/events/" + event + "/bookings",
        "{'objects':['" + seats + "',{'label':'Floor','quantity':50}]}");
  }

  /** The looks that every step of a purchase is held up to. */
  static Stream<Arguments> looks() {
    return Stream.of(
        Arguments.of("dark", Look.DARK),
        Arguments.of("light", Look.LIGHT),
        Arguments.of("dark phone", Look.PHONE),
        Arguments.of("light phone", LIGHT_PHONE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("looks")
  void shouldBeReadableAtEveryStepOfAPurchase(String name, Look look) {
    try (PageVisitor visitor = visit(look)) {
      Accessibility.assertWell(visitor.page(), name + " at the start");
      visitor.click("#list");
      visitor.find("seatkeeper-list .here").waitFor();
      visitor.find("seatkeeper-list #scroll").focus();
      visitor.type("ArrowDown", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowDown", "Enter");
      visitor.find("#hold").waitFor();
      Accessibility.assertWell(visitor.page(), name + " list with a chosen seat");
      visitor.click("#hold");
      visitor.find("#countdown").waitFor();
      Accessibility.assertWell(visitor.page(), name + " held");
      visitor.click("#book");
      visitor.awaitHeard("Booked");
      Accessibility.assertWell(visitor.page(), name + " booked");
      visitor.assertContent();
    }
  }

  @Test
  void shouldOfferTheNeighboursOfASeatThatHasJustGone() {
    try (PageVisitor visitor = visit(Look.DARK)) {
      visitor.clickSeat("S-B-4");
      visitor.clickSeat("S-B-5");
      visitor.find("#hold").waitFor();
      book("S-B-3", "S-B-4");

      visitor.awaitText("has just gone to someone else.");
      visitor.awaitHeard("S-B-4 has just gone to someone else. S-B-6 instead?");
      Accessibility.assertWell(visitor.page(), "an offer of neighbours");
      visitor.find("seatkeeper-map").focus();
      visitor.type("t");

      visitor.awaitMap("map.selection.map(({ label }) => label).sort().join() === 'S-B-5,S-B-6'");
      visitor.awaitGone("#take");
    }
  }

  @Test
  void shouldHoldTheNeighboursWhenAHoldIsRefused() {
    try (PageVisitor visitor = visit(Look.DARK)) {
      visitor.clickSeat("S-C-7");
      visitor.find("#hold").waitFor();
      visitor
          .page()
          .evaluate("() => document.querySelector('seat-page').map.link.worker.terminate()");
      book("S-C-7");
      visitor.click("#hold");

      visitor.find("#take").waitFor();
      visitor
          .page()
          .waitForFunction("() => document.activeElement.shadowRoot.activeElement?.id === 'take'");
      visitor.type("Enter");
      visitor.find("#countdown").waitFor();
      visitor.awaitMap("['S-C-6', 'S-C-8'].includes(map.held.objects[0].label)");
    }
  }

  @Test
  void shouldOfferNothingWhereNothingIsLeft() {
    try (PageVisitor visitor = visit(Look.DARK)) {
      visitor.clickSeat("S-A-1");
      visitor.find("#hold").waitFor();
      sellOut();

      visitor.awaitHeard("S-A-1 has just gone to someone else.");
      visitor.awaitGone("#take");
      visitor.awaitGone("#hold");
    }
  }

  @Test
  void shouldSayThatItIsSoldOutAndShowWhatComesBack() {
    sellOut();
    try (PageVisitor visitor = visit(Look.LIGHT)) {
      visitor.find(".left.out").waitFor();
      visitor.awaitText("Seats that come back light up here.");
      assertThat(visitor.find("#best").isDisabled()).isTrue();
      Accessibility.assertWell(visitor.page(), "sold out");

      house.post("/v1/events/" + event + "/releases", "{'objects':['S-B-3']}");
      visitor.awaitHeard("Back on sale: S-B-3.");
      assertThat(visitor.askMap("map.glow.glows.some(({ kind }) => kind === 'returned')"))
          .isEqualTo(true);
      visitor.clickSeat("S-B-3");
      visitor.find("#hold").waitFor();
    }
  }

  @Test
  void shouldWaitKindlyForANodeThatIsOverloadedAtTheDoor() {
    AtomicInteger refusals = new AtomicInteger(2);
    try (PageVisitor visitor = new PageVisitor(browser, Look.DARK)) {
      refuse(visitor, "**/chart", refusals);
      visitor.page().navigate(house.url("/e/" + event));

      visitor.awaitText("Very many people are here right now");
      Accessibility.assertWell(visitor.page(), "overload at the door");
      visitor.awaitMap("map.ready");
      assertThat(refusals.get()).isNegative();
    }
  }

  @Test
  void shouldAskAgainByItselfWhenTheNodeIsOverloaded() {
    AtomicInteger refusals = new AtomicInteger(2);
    try (PageVisitor visitor = visit(Look.DARK)) {
      refuse(visitor, "**/holds", refusals);
      visitor.clickSeat("S-A-5");
      visitor.click("#hold");

      visitor.awaitText("Very busy right now.");
      Accessibility.assertWell(visitor.page(), "overload at a hold");
      visitor.find("#countdown").waitFor();
      visitor.awaitGone(".banner p");
    }
  }

  /** Answers so many requests with 503 and a Retry-After of a second, and lets the others pass. */
  private static void refuse(PageVisitor visitor, String path, AtomicInteger refusals) {
    visitor
        .page()
        .route(
            path,
            route -> {
              if (refusals.getAndDecrement() > 0) {
                route.fulfill(
                    new Route.FulfillOptions()
                        .setStatus(503)
                        .setHeaders(Map.of("retry-after", "1"))
                        .setContentType("application/problem+json")
                        .setBody("{\"code\":\"OVERLOADED\",\"title\":\"Overloaded\"}"));
              } else {
                route.resume();
              }
            });
  }

  @Test
  void shouldSayHowOldTheMapIsWhileTheNodeIsAway() throws IOException {
    try (PageVisitor visitor = visit(Look.DARK)) {
      house.stop();
      try {
        visitor.awaitMap("map.stale");
        visitor.awaitText("The map shows how it was");
        Accessibility.assertWell(visitor.page(), "stale");
      } finally {
        house.startAgain();
      }
      visitor.awaitMap("!map.stale");
      visitor
          .find(".banner p")
          .waitFor(
              new Locator.WaitForOptions()
                  .setState(WaitForSelectorState.DETACHED)
                  .setTimeout(PATIENCE));
    }
  }
}
