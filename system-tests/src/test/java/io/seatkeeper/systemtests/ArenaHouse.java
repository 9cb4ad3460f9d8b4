package io.seatkeeper.systemtests;

import com.microsoft.playwright.Browser;
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

/**
 * The bundled arena on a node, 45 of 100 seats sold, priced, and a browser to take pictures with.
 */
final class ArenaHouse implements AutoCloseable {
  /** The event's page. */
  static final String PAGE = "/e/parade";

  private static final int SOLD_PERCENT = 45;
  private static final int OBJECTS_A_REQUEST = 100;
  private static final String FREE_NEIGHBOURS =
      "(() => { const { chart } = map; for (let run = 0; run < chart.runs.length; run += 2) {"
          + " for (let seat = chart.runs[run]; seat + COUNT + 1 < chart.runs[run + 1]; seat++) {"
          + " if (Array.from({ length: COUNT + 2 }, (_, at) => seat + at).every((next) =>"
          + " map.isFree(next)) && chart.sections[chart.section[seat]].label === '109')"
          + " return chart.labels.slice(seat, seat + COUNT); } } return []; })()";

  private final Chromium chromium = new Chromium();
  private final Browser browser = chromium.launch();
  private final Venue arena = Arena.venue();
  private final RunningHouse house;

  ArenaHouse(Path folder) throws IOException {
    this.house = new RunningHouse(folder, Mode.TEST);
    house.putOnSale("parade", "Midnight Parade", Arena.drawing(), "'maxHoldMillis':600000");
    sell();
    price("parade");
  }

  /** Sells side by side in small groups, and of the areas. */
  private void sell() {
    List<String> labels = new ArrayList<>();
    for (int index = 0; index < arena.objectCount(); index++) {
      VenueObject object = arena.object(index);
      int mixed = Integer.rotateLeft(index / 3 * 0x9E3779B1, 15) * 0x85EBCA6B;
      int luck = (mixed >>> 12) % 100;
      if (object.kind() == ObjectKind.AREA) {
        labels.add(
            "{'label':'%s','quantity':%d}"
                .formatted(object.label(), object.capacity() * SOLD_PERCENT / 100));
      } else if (luck < SOLD_PERCENT) {
        labels.add("'" + object.label() + "'");
      }
    }
    for (int from = 0; from < labels.size(); from += OBJECTS_A_REQUEST) {
      List<String> some = labels.subList(from, Math.min(labels.size(), from + OBJECTS_A_REQUEST));
      book(String.join(",", some));
    }
  }

  /** Gives every category of an event prices for adults and for the young. */
  void price(String event) {
    StringBuilder prices = new StringBuilder();
    for (int at = 0; at < arena.categories().size(); at++) {
      String category = arena.categories().get(at).key();
      int adult = 12_000 - 1_500 * at;
      prices.append(at == 0 ? "" : ",");
      prices.append(price(category, "adult", adult)).append(',');
      prices.append(price(category, "young", adult / 2));
    }
    house.put(
        "/v1/events/" + event + "/prices",
        "{'currency':'EUR','feePerTicket':150,'feePerOrder':0,'ticketTypes':[{'key':'adult',"
            + "'name':'Adult'},{'key':'young','name':'Under 26'}],'prices':["
            + prices
            + "]}");
  }

  private static String price(String category, String ticketType, int amount) {
    return "{'category':'%s','ticketType':'%s','amount':%d}"
        .formatted(category, ticketType, amount);
  }

  /** Books objects of the parade, named in JSON. */
  void book(String objects) {
    house.post("/v1/events/parade/bookings", "{'objects':[" + objects + "]}");
  }

  /** Puts another show in the arena on sale. */
  void createEvent(String event, String name) {
    house.createEvent(event, "parade", name, "");
  }

  /** Makes a show in the arena that is not on sale yet; its settings in JSON. */
  void createDraft(String event, String name, String settings) {
    house.post(
        "/v1/events",
        "{'key':'%s','chart':'parade','name':'%s','draft':true,'settings':{%s}}"
            .formatted(event, name, settings));
    price(event);
  }

  /** Puts with the secret key; single quotes stand for double ones. */
  void put(String path, String json) {
    house.put(path, json);
  }

  String url(String path) {
    return house.url(path);
  }

  /** Somebody with a browser, on no page yet. */
  PageVisitor visitor(Look look) {
    return new PageVisitor(browser, look);
  }

  /** Somebody on the parade's page. */
  PageVisitor visit(Look look) {
    PageVisitor visitor = visitor(look);
    visitor.open(url(PAGE));
    visitor.find(".tools").waitFor();
    return visitor;
  }

  /** Some free seats side by side, with more free ones beside them. */
  static List<String> freeNeighbours(PageVisitor visitor, int count) {
    Object found = visitor.askMap(FREE_NEIGHBOURS.replace("COUNT", String.valueOf(count)));
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  /** Takes a picture of a state once nothing moves, and has it looked at. */
  static void show(PageVisitor visitor, String state) {
    visitor.awaitMap("!map.camera.flight && !map.layers.job");
    Accessibility.assertWell(visitor.page(), state);
    visitor.picture(state);
  }

  @Override
  public void close() {
    chromium.close();
    house.close();
  }
}
