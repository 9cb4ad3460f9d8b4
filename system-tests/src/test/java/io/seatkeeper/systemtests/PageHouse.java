package io.seatkeeper.systemtests;

import com.microsoft.playwright.Browser;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.systemtests.PageVisitor.Look;
import java.io.IOException;
import java.nio.file.Path;

/** A node with small shows, and browsers to visit their pages with. */
final class PageHouse implements AutoCloseable {
  private final Chromium chromium = new Chromium();
  private final Browser browser = chromium.launch();
  private final RunningHouse house;
  private int events;

  PageHouse(Path folder) throws IOException {
    this.house = new RunningHouse(folder, Mode.TEST);
  }

  /** Puts a show in the small hall on sale, where an adult pays 65 euros and a child 40. */
  Show show(String settings) {
    String event = "show" + ++events;
    house.putOnSale(event, "A small show", SmallHall.drawing(), settings);
    return priced(event);
  }

  /** The same show, not on sale yet. */
  Show draft() {
    String event = "show" + ++events;
    house.importDrawing(event, SmallHall.drawing());
    house.post(
        "/v1/events",
        "{'key':'%s','chart':'%s','name':'A small show','draft':true}".formatted(event, event));
    return priced(event);
  }

  private Show priced(String event) {
    Show show = new Show(event);
    show.put(
        "/prices",
        "{'currency':'EUR','feePerTicket':150,'feePerOrder':0,'ticketTypes':["
            + "{'key':'adult','name':'Adult'},{'key':'child','name':'Child'}],'prices':["
            + "{'category':'stalls','ticketType':'adult','amount':6500},"
            + "{'category':'stalls','ticketType':'child','amount':4000},"
            + "{'category':'floor','ticketType':'adult','amount':3000}]}");
    return show;
  }

  @Override
  public void close() {
    chromium.close();
    house.close();
  }

  /** One of the shows. */
  final class Show {
    private final String event;

    private Show(String event) {
      this.event = event;
    }

    String event() {
      return event;
    }

    /** Somebody on its page, where the map is live. */
    PageVisitor visit(Look look) {
      return new PageVisitor(browser, look).open(house.url("/e/" + event));
    }

    /** Puts with the secret key below the event's path; single quotes stand for double ones. */
    String put(String path, String json) {
      return house.put("/v1/events/" + event + path, json);
    }

    /** Posts with the secret key below the event's path; single quotes stand for double ones. */
    String post(String path, String json) {
      return house.post("/v1/events/" + event + path, json);
    }

    /** Reads with the secret key below the event's path. */
    String get(String path) {
      return house.get("/v1/events/" + event + path);
    }
  }
}
