package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody with a browser on an event's page. */
final class PageVisitor implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 20_000;
  private static final int MOST_TABS = 40;
  private static final String SEAT =
      "label => document.querySelector('seat-page')?.map?.locate(label) ?? null";

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  /** How a visitor looks at the page; {@code pixels} are those of the screen to a CSS pixel. */
  record Look(int width, int height, int pixels, ColorScheme scheme, ReducedMotion motion) {
    static final Look DARK = new Look(1440, 900, 1, ColorScheme.DARK, ReducedMotion.NO_PREFERENCE);
    static final Look LIGHT =
        new Look(1440, 900, 1, ColorScheme.LIGHT, ReducedMotion.NO_PREFERENCE);
    static final Look CALM = new Look(1440, 900, 1, ColorScheme.DARK, ReducedMotion.REDUCE);
    static final Look PHONE = new Look(390, 844, 1, ColorScheme.DARK, ReducedMotion.NO_PREFERENCE);

    Look with(int otherPixels) {
      return new Look(width, height, otherPixels, scheme, motion);
    }
  }

  PageVisitor(Browser browser, Look look) {
    this.context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(look.width(), look.height())
                .setDeviceScaleFactor(look.pixels())
                .setColorScheme(look.scheme())
                .setReducedMotion(look.motion()));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    this.page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
  }

  /** Opens a page and waits until its map is live. */
  PageVisitor open(String url) {
    page.navigate(url);
    page.waitForFunction("() => document.querySelector('seat-page')?.map?.ready === true");
    return this;
  }

  Page page() {
    return page;
  }

  /** Clicks on a seat in the map's picture. */
  void clickSeat(String label) {
    Map<?, ?> seat = seat(label);
    page.mouse().click(coordinate(seat, "x"), coordinate(seat, "y"));
  }

  private Map<?, ?> seat(String label) {
    if (page.evaluate(SEAT, label) instanceof Map<?, ?> seat) {
      return seat;
    }
    throw new AssertionError("the map shows no " + label);
  }

  private static double coordinate(Map<?, ?> seat, String axis) {
    return seat.get(axis) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** What the map shows a seat as. */
  String status(String label) {
    return String.valueOf(seat(label).get("status"));
  }

  /** Waits until the map shows a seat with a status, for a bounded time. */
  void awaitStatus(String label, String status, double millis) {
    page.waitForFunction(
        "([label, status]) => document.querySelector('seat-page')?.map?.locate(label)?.status"
            + " === status",
        List.of(label, status),
        new Page.WaitForFunctionOptions().setTimeout(millis));
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  void click(String selector) {
    page.locator(selector).click();
  }

  /** Waits until nothing on the page answers to a selector. */
  void awaitGone(String selector) {
    page.locator(selector)
        .first()
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
  }

  /** Waits until a text is on the page. */
  void awaitText(String text) {
    page.getByText(text).first().waitFor();
  }

  /** Presses keys one after the other, wherever the focus is. */
  void type(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
  }

  /** Presses Tab until the focus is on an element of the page. */
  void tabTo(String id) {
    for (int press = 0; press < MOST_TABS; press++) {
      type("Tab");
      Object focused = page.evaluate("() => document.activeElement?.shadowRoot?.activeElement?.id");
      if (id.equals(focused)) {
        return;
      }
    }
    throw new AssertionError("Tab does not lead to #" + id);
  }

  /** Waits until a screen reader has been told something. */
  void awaitHeard(String text) {
    page.waitForFunction(
        "text => [...document.querySelector('seat-page').shadowRoot.querySelectorAll('.ear')]"
            + ".some(ear => ear.textContent.includes(text))",
        text);
  }

  /** Waits for a condition on the map, {@code map} in JavaScript. */
  void awaitMap(String condition) {
    page.waitForFunction(
        "() => { const map = document.querySelector('seat-page').map; return " + condition + "; }");
  }

  /** What the map says to an expression, {@code map} in JavaScript. */
  Object askMap(String expression) {
    return page.evaluate(
        "() => { const map = document.querySelector('seat-page').map; return "
            + expression
            + "; }");
  }

  /**
   * Writes a picture of the page into the folder that {@code -Dseatkeeper.pictures=FOLDER} names;
   * without it, does nothing.
   */
  void picture(String name) {
    String folder = System.getProperty("seatkeeper.pictures", "");
    if (!folder.isEmpty()) {
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
    }
  }

  /** What the browser has complained about so far. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Holds the browser to having had nothing to complain about. */
  void assertContent() {
    assertThat(complaints).as("what the browser complained about").isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}
