package io.seatkeeper.systemtests;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Route;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.server.charts.Arena;
import io.seatkeeper.systemtests.PageVisitor.Look;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bundled arena on the page, state by state. With {@code -Dseatkeeper.pictures=../docs} each is
 * written there as a picture, which is how those in {@code docs/} were made.
 */
@Tag("long")
class PagePicturesTest {
  private static final int OBJECTS_A_REQUEST = 100;

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static Browser browser;
  private static RunningHouse house;
  private static Venue arena;

  @BeforeAll
  static void start() throws IOException {
    chromium = new Chromium();
    browser = chromium.launch();
    house = new RunningHouse(folder.resolve("house"), Mode.TEST);
    arena = Arena.venue();
    house.putOnSale("parade", "Midnight Parade", Arena.drawing(), "");
    sell(45);
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

  /** Sells, side by side in small groups, that part of the seats, and of the areas. */
  private static void sell(int percent) {
    List<String> labels = new ArrayList<>();
    for (int index = 0; index < arena.objectCount(); index++) {
      VenueObject object = arena.object(index);
      int mixed = Integer.rotateLeft(index / 3 * 0x9E3779B1, 15) * 0x85EBCA6B;
      int luck = (mixed >>> 12) % 100;
      if (object.kind() == ObjectKind.AREA) {
        labels.add(
            "{'label':'%s','quantity':%d}"
                .formatted(object.label(), object.capacity() * percent / 100));
      } else if (luck < percent) {
        labels.add("'" + object.label() + "'");
      }
    }
    for (int from = 0; from < labels.size(); from += OBJECTS_A_REQUEST) {
      List<String> some = labels.subList(from, Math.min(labels.size(), from + OBJECTS_A_REQUEST));
      house.post("/v1/events/parade/bookings", "{'objects':[" + String.join(",", some) + "]}");
    }
  }

  private static PageVisitor visit(Look look) {
    PageVisitor visitor = new PageVisitor(browser, look);
    visitor.open(house.url("/e/parade"));
    visitor.find(".tools").waitFor();
    return visitor;
  }

  private static void show(PageVisitor visitor, String state) {
    visitor.awaitMap("!map.camera.flight && !map.layers.job");
    Accessibility.assertWell(visitor.page(), state);
    visitor.picture(state);
  }

  @Test
  void shouldShowTheHouseInTheDarkInTheLightAndOnAPhone() {
    for (Map.Entry<String, Look> look :
        Map.of("page-dark", Look.DARK, "page-light", Look.LIGHT, "page-phone", Look.PHONE.with(2))
            .entrySet()) {
      try (PageVisitor visitor = visit(look.getValue())) {
        show(visitor, look.getKey());
        visitor.assertContent();
      }
    }
  }

  @Test
  void shouldShowTheListTheOfferAndTheHold() {
    try (PageVisitor visitor = visit(Look.DARK)) {
      visitor.type("Tab", "Enter");
      visitor.find("seatkeeper-list .here").waitFor();
      String free =
          String.valueOf(
              visitor.askMap(
                  "(() => { const { chart } = map; for (let run = 0; run < chart.runs.length; run"
                      + " += 2) { for (let seat = chart.runs[run]; seat + 3 < chart.runs[run + 1];"
                      + " seat++) { if ([0, 1, 2, 3].every((next) => map.isFree(seat + next)) &&"
                      + " chart.sections[chart.section[seat]].label === '109') return"
                      + " chart.labels.slice(seat, seat + 2).join(); } } return ''; })()"));
      String[] two = free.split(",", -1);
      visitor.askMap("map.select('" + two[0] + "', '" + two[1] + "')");
      visitor.askMap("map.focusOn([map.chart.indexOf('" + two[0] + "')])");
      openInList(visitor, two[0]);
      show(visitor, "page-list");

      house.post("/v1/events/parade/bookings", "{'objects':['" + two[0] + "']}");
      visitor.find("#take").waitFor();
      show(visitor, "page-gone");

      visitor.click("#take");
      visitor.click("#hold");
      visitor.find("#countdown").waitFor();
      show(visitor, "page-held");
      visitor.click("#release");
      visitor.assertContent();
    }
  }

  private static void openInList(PageVisitor visitor, String label) {
    visitor
        .page()
        .evaluate(
            """
            label => {
              const page = document.querySelector('seat-page');
              const list = page.shadowRoot.querySelector('seatkeeper-list');
              const object = page.map.chart.indexOf(label);
              const section = list.model.sections.find((node) => node.objects.includes(object));
              const row = list.model.childrenOf(section).find((node) => node.objects.includes(object));
              list.model.toggle(section, true);
              list.model.toggle(row, true);
              list.refresh();
              list.go(list.nodes.find((node) => node.object === object));
            }
            """,
            label);
  }

  @Test
  void shouldShowOverloadAndAnOldMap() {
    try (PageVisitor visitor = new PageVisitor(browser, Look.DARK)) {
      visitor
          .page()
          .route(
              "**/chart",
              route ->
                  route.fulfill(
                      new Route.FulfillOptions()
                          .setStatus(503)
                          .setHeaders(Map.of("retry-after", "5"))));
      visitor.page().navigate(house.url("/e/parade"));
      visitor.awaitText("Very many people are here right now");
      Accessibility.assertWell(visitor.page(), "page-busy");
      visitor.picture("page-busy");
    }
    try (PageVisitor visitor = visit(Look.LIGHT)) {
      visitor.page().context().setOffline(true);
      visitor.askMap("map.heard({ type: 'lost' })");
      visitor.awaitMap("map.stale");
      visitor.awaitText("You are offline.");
      show(visitor, "page-stale");
    }
  }

  @Test
  void shouldShowAHouseThatIsSoldOut() {
    house.createEvent("gala", "parade", "Gala Night", "");
    try (PageVisitor visitor = new PageVisitor(browser, Look.DARK)) {
      visitor.open(house.url("/e/gala"));
      visitor.askMap(
          "map.heard({ type: 'snapshot', ageMillis: 0, fenced: false, statuses: map.news.statuses,"
              + " states: new Uint8Array(map.chart.count).fill(2),"
              + " areas: Int32Array.from([...map.chart.crowds.values()]"
              + ".flatMap(({ object, capacity }) => [object, 0, capacity])) })");
      visitor.find(".left.out").waitFor();
      visitor.askMap(
          "map.heard({ type: 'changes', fenced: false, objects: [map.chart.indexOf('109-C-4')],"
              + " states: [1], areas: [] })");
      show(visitor, "page-sold-out");
    }
  }
}
