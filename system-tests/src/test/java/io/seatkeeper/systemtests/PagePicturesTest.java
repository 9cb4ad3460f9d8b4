package io.seatkeeper.systemtests;

import com.microsoft.playwright.Route;
import io.seatkeeper.systemtests.PageVisitor.Look;
import java.io.IOException;
import java.nio.file.Path;
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

  @Test
  void shouldShowTheHouseInTheDarkInTheLightAndOnAPhone() {
    for (Map.Entry<String, Look> look :
        Map.of("page-dark", Look.DARK, "page-light", Look.LIGHT, "page-phone", Look.PHONE.with(2))
            .entrySet()) {
      try (PageVisitor visitor = house.visit(look.getValue())) {
        ArenaHouse.show(visitor, look.getKey());
        visitor.assertContent();
      }
    }
  }

  @Test
  void shouldShowTheListTheOfferAndTheHold() {
    try (PageVisitor visitor = house.visit(Look.DARK)) {
      visitor.type("Tab", "Enter");
      visitor.find("seatkeeper-list .here").waitFor();
      List<String> two = ArenaHouse.freeNeighbours(visitor, 2);
      visitor.askMap("map.select('" + two.getFirst() + "', '" + two.getLast() + "')");
      visitor.askMap("map.focusOn([map.chart.indexOf('" + two.getFirst() + "')])");
      openInList(visitor, two.getFirst());
      ArenaHouse.show(visitor, "page-list");

      house.book("'" + two.getFirst() + "'");
      visitor.find("#take").waitFor();
      ArenaHouse.show(visitor, "page-gone");

      visitor.click("#take");
      visitor.click("#hold");
      visitor.find("#countdown").waitFor();
      ArenaHouse.show(visitor, "page-held");
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
    try (PageVisitor visitor = house.visitor(Look.DARK)) {
      visitor
          .page()
          .route(
              "**/chart",
              route ->
                  route.fulfill(
                      new Route.FulfillOptions()
                          .setStatus(503)
                          .setHeaders(Map.of("retry-after", "5"))));
      visitor.page().navigate(house.url(ArenaHouse.PAGE));
      visitor.awaitText("Very many people are here right now");
      Accessibility.assertWell(visitor.page(), "page-busy");
      visitor.picture("page-busy");
    }
    try (PageVisitor visitor = house.visit(Look.LIGHT)) {
      visitor.page().context().setOffline(true);
      visitor.askMap("map.heard({ type: 'lost' })");
      visitor.awaitMap("map.stale");
      visitor.awaitText("You are offline.");
      ArenaHouse.show(visitor, "page-stale");
    }
  }

  @Test
  void shouldShowAHouseThatIsSoldOut() {
    house.createEvent("gala", "Gala Night");
    try (PageVisitor visitor = house.visitor(Look.DARK)) {
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
      ArenaHouse.show(visitor, "page-sold-out");
    }
  }
}
