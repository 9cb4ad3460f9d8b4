package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.server.exchange.AllowedOrigins;
import io.seatkeeper.systemtests.PageVisitor.Look;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop's page, the example as it is, with the map of a node on another origin. */
class MapEmbedTest {
  private static final Path EXAMPLE = Path.of("..", "examples", "embed.html");
  private static final String MAP = "document.getElementById('map')";

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static Browser browser;
  private static HttpServer shop;
  private static HttpServer stranger;
  private static RunningHouse house;

  @BeforeAll
  static void start() throws IOException {
    chromium = new Chromium();
    browser = chromium.launch();
    shop = serve();
    stranger = serve();
    house =
        new RunningHouse(
            folder.resolve("house"), Mode.TEST, AllowedOrigins.of(List.of(origin(shop))));
    house.putOnSale("show", "A small show", SmallHall.drawing(), "'purchaseLimit':20");
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (shop != null) {
      shop.stop(0);
      stranger.stop(0);
    }
    if (house != null) {
      house.close();
    }
  }

  private static HttpServer serve() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] page = Files.readAllBytes(EXAMPLE);
    server.createContext(
        "/embed.html",
        exchange -> {
          exchange.getResponseHeaders().set("content-type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.createContext(
        "/favicon.ico",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String origin(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static String url(HttpServer server) {
    return origin(server)
        + "/embed.html?node="
        + house.url("")
        + "&event=show&key="
        + house.publicKey();
  }

  @Test
  void shouldSellOnTheShopsPage() {
    try (PageVisitor visitor = new PageVisitor(browser, Look.LIGHT)) {
      Page page = visitor.page();
      page.navigate(url(shop));
      page.waitForFunction("() => " + MAP + ".ready === true");
      visitor.awaitText("Small hall is on sale.");

      Map<?, ?> seat = (Map<?, ?>) page.evaluate("() => " + MAP + ".locate('S-B-4')");
      page.mouse().click(number(seat.get("x")), number(seat.get("y")));
      visitor.awaitText("Chosen: S-B-4 (Stalls)");
      Accessibility.assertWell(page, "the map on a shop's page");
      visitor.picture("map-embedded");

      house.post("/v1/events/show/bookings", "{'objects':['S-B-4']}");
      visitor.awaitText("S-B-4 has just gone to someone else.");
      visitor.click("#instead");
      visitor.awaitText("Chosen: S-B-");
      visitor.click("#hold");
      visitor.awaitText("Held for you: S-B-");
      visitor.awaitText("Hold token for your server");
      visitor.assertContent();
    }
  }

  @Test
  void shouldTellTheShopsPageWhatHappens() {
    try (PageVisitor visitor = new PageVisitor(browser, Look.LIGHT)) {
      Page page = visitor.page();
      page.navigate(url(shop));
      page.waitForFunction("() => " + MAP + ".ready === true");
      page.evaluate(
          "() => { window.told = []; for (const name of ['selection', 'pick', 'age']) "
              + MAP
              + ".addEventListener(name, ({ detail }) => window.told.push({ name, detail })); }");

      page.evaluate("() => " + MAP + ".select('S-C-1', 'nowhere')");
      page.waitForFunction("() => window.told.some(({ name }) => name === 'age')");

      assertThat(
              page.evaluate(
                  "() => window.told.find(({ name }) => name === 'selection').detail.selection"))
          .isEqualTo(
              List.of(
                  Map.of(
                      "label", "S-C-1",
                      "kind", "seat",
                      "section", "S",
                      "row", "C",
                      "seat", "1",
                      "category", "stalls",
                      "categoryLabel", "Stalls",
                      "accessible", false,
                      "quantity", 1)));
      page.evaluate("() => " + MAP + ".clear()");
      assertThat(page.evaluate("() => " + MAP + ".selection.length")).isEqualTo(0);
    }
  }

  @Test
  void shouldTellTheShopsPageWhereTheSaleStands() {
    house.createEvent("paused", "show", "Paused", "");
    try (PageVisitor visitor = new PageVisitor(browser, Look.LIGHT)) {
      Page page = visitor.page();
      page.navigate(url(shop).replace("event=show", "event=paused"));
      page.waitForFunction("() => " + MAP + ".sale?.state === 'on-sale'");
      page.evaluate(
          "() => { window.told = []; "
              + MAP
              + ".addEventListener('sale', ({ detail }) => window.told.push(detail.state)); }");

      house.put("/v1/events/paused/sale/state", "{'state':'paused'}");
      page.waitForFunction("() => window.told.length > 0");

      assertThat(page.evaluate("() => window.told")).isEqualTo(List.of("paused"));
      assertThat(page.evaluate("() => " + MAP + ".sale.opened")).isEqualTo(true);
    }
  }

  @Test
  void shouldNotLoadOnAPageThatIsNotAllowedTo() {
    try (PageVisitor visitor = new PageVisitor(browser, Look.LIGHT)) {
      Page page = visitor.page();
      page.navigate(url(stranger));

      page.waitForCondition(() -> !visitor.complaints().isEmpty());
      assertThat(visitor.complaints()).anyMatch(text -> text.contains("CORS"));
      assertThat(page.evaluate("() => customElements.get('seatkeeper-map') === undefined"))
          .isEqualTo(true);
    }
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
