package io.seatkeeper.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.systemtests.PageVisitor.Look;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * A house of 60,000 seats on a phone-sized screen while 200 seats a second change.
 *
 * <p>{@code -Dseatkeeper.frames.seconds=300} moves about for five minutes instead of some seconds,
 * {@code -Dseatkeeper.frames.pixels=2} on a screen of two pixels to the CSS pixel.
 */
@Tag("long")
class MapFramesTest {
  private static final int SECTIONS = 40;
  private static final int ROWS = 50;
  private static final int SEATS = 30;
  private static final int CHANGES_A_SECOND = 200;
  private static final int CHANGES_A_REQUEST = 20;
  private static final double FRAME_MILLIS = 32;
  private static final double MOST_GROWTH_MEGABYTES = 8;
  private static final int WINDOWS = 3;
  private static final double LEAST_SHARE = 0.95;
  private static final double QUIET_SHARE = 0.97;
  private static final int PIXELS = Integer.getInteger("seatkeeper.frames.pixels", 1);
  private static final int SECONDS = Integer.getInteger("seatkeeper.frames.seconds", 9);

  /**
   * Keeps the processor for half of each frame on an empty page; resolves with the frames'
   * intervals. Where these do not come in time nothing that draws could be on time.
   */
  private static final String HALF_BUSY =
      """
      seconds => new Promise(resolve => {
        const intervals = [];
        const start = performance.now();
        let last = start;
        const step = (now) => {
          intervals.push(now - last);
          last = now;
          const busy = performance.now() + 8;
          while (performance.now() < busy);
          if (now - start > 1000 * seconds) {
            resolve(intervals.slice(2));
          } else {
            requestAnimationFrame(step);
          }
        };
        requestAnimationFrame(step);
      })
      """;

  /** Zooms by the wheel and pans, each frame a little; resolves with the frames' intervals. */
  private static final String MOVE_ABOUT =
      """
      seconds => new Promise(resolve => {
        const map = document.querySelector('seat-page').map;
        const { left, top, width, height } = map.getBoundingClientRect();
        const [clientX, clientY] = [left + width / 2, top + height / 2];
        const intervals = [];
        const start = performance.now();
        let last = start;
        const step = (now) => {
          intervals.push(now - last);
          last = now;
          const at = (now - start) / 1000;
          if (at > seconds) {
            resolve(intervals.slice(2));
            return;
          }
          const deltaY = -20 * Math.sin(at * 1.3);
          map.dispatchEvent(new WheelEvent('wheel', { deltaY, clientX, clientY, cancelable: true }));
          map.camera.pan(3 * Math.cos(at * 2.1), 3 * Math.sin(at * 1.7));
          map.wake();
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      })
      """;

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static Browser browser;
  private static RunningHouse house;

  @BeforeAll
  static void start() throws IOException {
    chromium = new Chromium();
    browser = chromium.launch();
    house = new RunningHouse(folder.resolve("house"), Mode.TEST);
    house.putOnSale("big", "A large show", drawing(), "");
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

  private static byte[] drawing() {
    StringBuilder sections = new StringBuilder();
    for (int section = 0; section < SECTIONS; section++) {
      sections.append(section == 0 ? "" : ",").append("{'label':'S").append(section);
      sections.append("','categoryKey':").append(section % 3 + 1).append(",'subChart':{'rows':[");
      for (int row = 0; row < ROWS; row++) {
        sections.append(row == 0 ? "" : ",").append("{'label':'R").append(row);
        sections.append("','seats':[");
        for (int seat = 0; seat < SEATS; seat++) {
          sections.append(seat == 0 ? "" : ",").append("{'label':'").append(seat);
          sections.append("','x':").append(section % 8 * 380 + seat * 11);
          sections.append(",'y':").append(section / 8 * 760 + row * 14).append('}');
        }
        sections.append("]}");
      }
      sections.append("]}}");
    }
    String drawing =
        "{'name':'Large hall','categories':{'list':[{'key':1,'label':'One','color':'#f5b84c'},"
            + "{'key':2,'label':'Two','color':'#3fb6c9'},{'key':3,'label':'Three','color':"
            + "'#7c86f0'}]},'subChart':{'focalPoint':{'x':1400,'y':-200},'sections':["
            + sections
            + "]}}";
    return drawing.replace('\'', '"').getBytes(UTF_8);
  }

  /** Books and releases seats all over the house, at a rate, until told to stop. */
  private static int change(AtomicBoolean stopped) {
    Deque<String> booked = new ArrayDeque<>();
    long beganNanos = System.nanoTime();
    int changes = 0;
    int next = 0;
    while (!stopped.get()) {
      if ((System.nanoTime() - beganNanos) * 1e-9 * CHANGES_A_SECOND < changes) {
        LockSupport.parkNanos(5_000_000);
        continue;
      }
      if (booked.size() > 50) {
        house.post("/v1/events/big/releases", booked.remove());
      } else {
        List<String> labels = new ArrayList<>();
        for (int seat = 0; seat < CHANGES_A_REQUEST; seat++) {
          int place = next++ * 7919 % (SECTIONS * ROWS * SEATS);
          labels.add(
              "'S%d-R%d-%d'"
                  .formatted(place / (ROWS * SEATS), place / SEATS % ROWS, place % SEATS));
        }
        String objects = "{'objects':[" + String.join(",", labels) + "]}";
        house.post("/v1/events/big/bookings", objects);
        booked.add(objects);
      }
      changes += CHANGES_A_REQUEST;
    }
    return changes;
  }

  @Test
  void shouldKeepUpWithAHouseThatChanges() throws InterruptedException {
    AtomicBoolean stopped = new AtomicBoolean();
    int[] changes = {0};
    boolean quiet = false;
    try (PageVisitor nothing = new PageVisitor(browser, Look.PHONE);
        PageVisitor visitor = new PageVisitor(browser, Look.PHONE.with(PIXELS))) {
      visitor.open(house.url("/e/big"));
      CDPSession devtools = visitor.page().context().newCDPSession(visitor.page());
      Thread feeder = Thread.ofVirtual().start(() -> changes[0] = change(stopped));
      long beganNanos = System.nanoTime();
      intervals(visitor, MOVE_ABOUT, 2);
      double heapAtStart = heapMegabytes(devtools);
      List<Double> shares = new ArrayList<>();
      for (int window = 0; window < WINDOWS; window++) {
        double empty = inTime(intervals(nothing, HALF_BUSY, 1));
        quiet |= empty >= QUIET_SHARE;
        List<Double> intervals = intervals(visitor, MOVE_ABOUT, (double) SECONDS / WINDOWS);
        shares.add(inTime(intervals));
        System.out.printf(
            Locale.ROOT,
            "[map] frames: %d, %.1f %% under 32 ms, 95 %% within %.1f ms, longest %.1f ms; half"
                + " busy page %.1f %%; drawn with %s of the screen's pixels%n",
            intervals.size(),
            100 * shares.getLast(),
            at(intervals, 0.95),
            at(intervals, 1),
            100 * empty,
            visitor.askMap("map.layers.ratio / devicePixelRatio"));
      }
      double heapAtEnd = heapMegabytes(devtools);
      stopped.set(true);
      feeder.join();
      double seconds = (System.nanoTime() - beganNanos) * 1e-9;
      System.out.printf(
          Locale.ROOT,
          "[map] changes: %.0f a second for %.0f s; JavaScript heap after collection: %.1f MB, then"
              + " %.1f MB%n",
          changes[0] / seconds,
          seconds,
          heapAtStart,
          heapAtEnd);

      boolean smooth = shares.stream().anyMatch(share -> share >= LEAST_SHARE);
      if (!smooth && !quiet) {
        throw new TestAbortedException(
            "the machine is too busy to measure: not even an empty page that is half busy gets its"
                + " frames in time");
      }
      // Others may use the processor now and then: the best third of the time counts.
      assertThat(shares).anyMatch(share -> share >= LEAST_SHARE);
      assertThat(heapAtEnd - heapAtStart).isLessThan(MOST_GROWTH_MEGABYTES);
      assertThat(changes[0] / seconds).isGreaterThan(CHANGES_A_SECOND * 0.5);
    }
  }

  @Test
  void shouldListAHouseOfAnySizeWithAFewItems() {
    try (PageVisitor visitor = new PageVisitor(browser, Look.PHONE)) {
      visitor.open(house.url("/e/big"));
      visitor.click("#list");
      visitor.find("seatkeeper-list .here").waitFor();
      Object[] seen =
          ((List<?>)
                  visitor
                      .page()
                      .evaluate(
                          """
                          () => {
                            const list = document.querySelector('seat-page').shadowRoot
                              .querySelector('seatkeeper-list');
                            for (const section of list.model.sections) {
                              list.model.toggle(section, true);
                              list.model.childrenOf(section).forEach((row) => list.model.toggle(row, true));
                            }
                            list.refresh();
                            list.scroll.scrollTop = 1_000_000;
                            list.draw();
                            return [list.nodes.length, list.space.children.length];
                          }
                          """))
              .toArray();

      assertThat(seen[0]).isEqualTo(SECTIONS * (1 + ROWS * (1 + SEATS)));
      assertThat((Integer) seen[1]).isBetween(5, 60);
      visitor.assertContent();
    }
  }

  private static double inTime(List<Double> intervals) {
    long inTime = intervals.stream().filter(millis -> millis < FRAME_MILLIS).count();
    return (double) inTime / intervals.size();
  }

  private static List<Double> intervals(PageVisitor visitor, String script, double seconds) {
    List<Double> millis = new ArrayList<>();
    for (Object interval : (List<?>) visitor.page().evaluate(script, seconds)) {
      millis.add(((Number) interval).doubleValue());
    }
    return millis;
  }

  private static double at(List<Double> values, double part) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1.0, Math.floor(part * sorted.size())));
  }

  private static double heapMegabytes(CDPSession devtools) {
    var _ = devtools.send("HeapProfiler.collectGarbage");
    JsonObject usage = devtools.send("Runtime.getHeapUsage");
    return usage.get("usedSize").getAsDouble() / 1e6;
  }
}
