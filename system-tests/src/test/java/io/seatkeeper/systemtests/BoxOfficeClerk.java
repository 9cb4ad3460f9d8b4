package io.seatkeeper.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.seatkeeper.systemtests.PageVisitor.Look;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Somebody with a browser in the box office. */
final class BoxOfficeClerk implements AutoCloseable {
  private static final String MAP =
      "document.querySelector('box-office').shadowRoot.querySelector('office-event')"
          + "?.shadowRoot.querySelector('office-map')?.map";

  private final RunningHouse house;
  private final PageVisitor visitor;

  BoxOfficeClerk(Browser browser, Look look, RunningHouse house) {
    this.house = house;
    this.visitor = new PageVisitor(browser, look);
  }

  /** Opens the box office and shows the secret key. */
  BoxOfficeClerk logIn() {
    page().navigate(house.url("/admin"));
    visitor.find("#key").fill(house.secretKey());
    page().keyboard().press("Enter");
    visitor.find("#log-out").waitFor();
    return this;
  }

  /** Goes to a place of the box office, as {@code event/show/map}. */
  BoxOfficeClerk go(String place) {
    page().navigate(house.url("/admin#/" + place));
    return this;
  }

  /** Waits until the map shows what is. */
  BoxOfficeClerk awaitMap() {
    page().waitForFunction("() => " + MAP + "?.ready === true && !" + MAP + ".layers.job");
    return this;
  }

  Page page() {
    return visitor.page();
  }

  Locator find(String selector) {
    return visitor.find(selector);
  }

  void click(String selector) {
    visitor.click(selector);
  }

  void fill(String selector, String text) {
    visitor.find(selector).fill(text);
  }

  void awaitText(String text) {
    visitor.awaitText(text);
  }

  /** Chooses a drawing's file. */
  void upload(String name, byte[] drawing) {
    find("#drawing").setInputFiles(new FilePayload(name, "application/json", drawing));
  }

  /** Clicks on a seat in the map's picture. */
  void clickSeat(String label) {
    double[] at = seat(label);
    page().mouse().click(at[0], at[1]);
  }

  /** Drags a box with one seat at a corner and another at the opposite one. */
  void dragBox(String from, String to) {
    double[] first = seat(from);
    double[] last = seat(to);
    page().mouse().move(first[0] - 8, first[1] - 8);
    page().mouse().down();
    page().mouse().move(last[0] + 8, last[1] + 8);
    page().mouse().up();
  }

  private double[] seat(String label) {
    if (page().evaluate("label => " + MAP + ".locate(label)", label) instanceof Map<?, ?> seat
        && seat.get("x") instanceof Number x
        && seat.get("y") instanceof Number y) {
      return new double[] {x.doubleValue(), y.doubleValue()};
    }
    throw new AssertionError("the map shows no " + label);
  }

  /** Waits until the map shows a seat with a status. */
  void awaitStatus(String label, String status) {
    page()
        .waitForFunction(
            "([label, status]) => " + MAP + ".locate(label).status === status",
            List.of(label, status));
  }

  /** The text of the file behind a link. */
  String download(String link) {
    Download download = page().waitForDownload(() -> click(link));
    try (InputStream content = download.createReadStream()) {
      return new String(content.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Holds what is shown to axe, and to being no wider than the screen; pictures it if wanted. */
  void show(String state) {
    assertThat(page().evaluate("() => document.documentElement.scrollWidth - innerWidth"))
        .as("pixels beyond the screen while the page shows " + state)
        .isEqualTo(0);
    Accessibility.assertWell(page(), state);
    visitor.picture(state);
  }

  /** Holds the browser to having complained of nothing but refusals with these statuses. */
  void assertContent(int... refusals) {
    assertThat(visitor.complaints())
        .as("what the browser complained about")
        .allMatch(
            complaint -> {
              for (int status : refusals) {
                if (complaint.contains("with a status of " + status)) {
                  return true;
                }
              }
              return false;
            });
  }

  @Override
  public void close() {
    visitor.close();
  }
}
