package io.seatkeeper.systemtests;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The browsers of a test, each a process of its own, driven by Playwright. */
final class Chromium implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final BrowserType.LaunchOptions options;
  private final List<Browser> browsers = new ArrayList<>();

  /** Finds the browser, or skips the test that needs it. */
  Chromium() {
    this.options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(RequiredProgram.chromium())
            .setHeadless(true)
            .setArgs(FLAGS);
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  /** Starts a browser. */
  Browser launch() {
    Browser browser = playwright.chromium().launch(options);
    browsers.add(browser);
    return browser;
  }

  @Override
  public void close() {
    browsers.forEach(Browser::close);
    playwright.close();
  }
}
