package io.seatkeeper.server.cli;

import io.seatkeeper.server.load.EventSetup;
import io.seatkeeper.server.load.LoadReport;
import io.seatkeeper.server.load.OnSale;
import io.seatkeeper.server.load.OnSaleException;
import io.seatkeeper.server.load.OnSaleOptions;
import io.seatkeeper.server.load.SaleCount;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One demonstration: a node in a process of its own, an event on it, fans who buy it. */
final class Demo {
  private static final String CHART = "demo";
  private static final int CONNECTIONS = 128;
  private static final int EVENTS_TRIED = 1_000;
  private static final long REDRAW_MILLIS = 200;
  private static final Duration DOORS_CLOSED = Duration.ofSeconds(5);
  private static final long SLACK_SECONDS = 3_600;

  private final byte[] drawing;
  private final Options options;
  private final Path data;
  private final Path keysFile;
  private final Path log;
  private final Screen screen = new Screen(System.out, KeyPresses.onTerminal());
  private volatile @Nullable NodeProcess node;
  private boolean quit;

  /**
   * What to show.
   *
   * @param port where the node answers, also after it was killed
   * @param seconds how long selling out should take, or the most it may take when it exits then
   * @param data the node's data directory; null for a temporary one
   * @param exitWhenSoldOut whether to sell as fast as possible and then end
   */
  record Options(int fans, int port, long seconds, @Nullable Path data, boolean exitWhenSoldOut) {}

  private Demo(byte[] drawing, Options options, Path folder) {
    this.drawing = drawing;
    this.options = options;
    this.data = options.data() == null ? folder.resolve("data") : options.data().toAbsolutePath();
    // The keys are told once, at the first start: kept data need kept keys.
    this.keysFile = data.resolveSibling(data.getFileName() + ".keys");
    this.log = folder.resolve("node.log");
  }

  /**
   * Runs a demonstration to its end.
   *
   * @param drawing the house
   * @return the exit code
   */
  static int run(byte[] drawing, Options options) throws InterruptedException {
    TemporaryFolder folder = TemporaryFolder.create("seatkeeper-demo-");
    Demo demo = new Demo(drawing, options, folder.path());
    Thread ending =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  demo.endNode();
                  folder.close();
                });
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      return demo.run();
    } catch (OnSaleException | IOException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    } finally {
      demo.endNode();
    }
  }

  private int run() throws OnSaleException, IOException, InterruptedException {
    screen.say(
        String.format(
            Locale.ROOT,
            "Starting a node ... (its disk makes %,d small writes a second durable)",
            DiskProbe.durableWritesPerSecond(keysFile.resolveSibling(""))));
    URI url = startNode().url();
    String key = KeysFile.secretKey(keysFile);
    String event;
    try (EventSetup setup = new EventSetup(url, key)) {
      event = createEvent(setup);
    }
    OnSaleOptions sale =
        new OnSaleOptions(
            url,
            event,
            key,
            options.fans(),
            options.exitWhenSoldOut() ? options.seconds() : options.seconds() + SLACK_SECONDS,
            options.exitWhenSoldOut() ? 0 : options.seconds(),
            CONNECTIONS,
            1,
            null);
    try (KeyPresses keys = KeyPresses.read();
        OnSale onSale = OnSale.open(sale)) {
      screen.say("Watch it sell out: " + url + "/e/" + event + "#fans=" + options.fans());
      if (!options.exitWhenSoldOut()) {
        try (EventSetup setup = new EventSetup(url, key)) {
          openDoors(setup, url, event, keys);
        }
      }
      LoadReport report = watch(onSale, keys);
      screen.say(ReportText.of(report));
      if (options.exitWhenSoldOut()) {
        screen.say(report.json());
      } else if (!quit) {
        screen.say("The node keeps serving " + url + "/e/" + event);
        screen.say("k kills it and starts it again, q quits.");
        keepServing(onSale, keys);
      }
      boolean asPromised = report.soldOut() || !options.exitWhenSoldOut();
      return report.ok() && asPromised ? ExitCode.WELL : ExitCode.NOT_VERIFIED;
    }
  }

  /** Creates the event {@code demo}, or the next free name like it in a used data directory. */
  private String createEvent(EventSetup setup) throws OnSaleException, InterruptedException {
    boolean draft = !options.exitWhenSoldOut();
    setup.importDrawing(CHART, drawing);
    for (int number = 1; number <= EVENTS_TRIED; number++) {
      String event = number == 1 ? CHART : CHART + "-" + number;
      if (setup.createEvent(event, CHART, "Demo night " + number, draft)) {
        setup.setPrices(event);
        return event;
      }
    }
    throw new OnSaleException("The data directory holds too many demo events. Use another one.");
  }

  /** Announces the sale, and waits before the closed doors like everybody else. */
  private void openDoors(EventSetup setup, URI url, String event, KeyPresses keys)
      throws OnSaleException, InterruptedException {
    screen.say(
        String.format(
            Locale.ROOT,
            "The doors open in %d seconds: can you win two seats against %,d fans?",
            DOORS_CLOSED.toSeconds(),
            options.fans()));
    screen.say("The box office: " + url + "/admin (the secret key is in " + keysFile + ")");
    setup.announce(event, Instant.now().plus(DOORS_CLOSED));
    while (!quit && !setup.onSale(event)) {
      quit = keys.next(REDRAW_MILLIS) == 'q';
    }
  }

  /** Shows the sale until it has been counted, doing what keys say. */
  private LoadReport watch(OnSale sale, KeyPresses keys)
      throws OnSaleException, IOException, InterruptedException {
    CompletableFuture<LoadReport> result = sale.start();
    String help = KeyPresses.onTerminal() ? "k kills the node and starts it again   q quits" : "";
    OutsideCount count = new OutsideCount(sale::check);
    while (!result.isDone()) {
      screen.show(sale.progress(), options.fans(), List.of(count.line()), help);
      act(keys.next(REDRAW_MILLIS), sale);
      if (quit) {
        sale.stop();
      }
    }
    try {
      return result.join();
    } catch (CompletionException e) {
      throw new OnSaleException("The sale broke off: " + e.getCause(), e);
    }
  }

  private void keepServing(OnSale sale, KeyPresses keys)
      throws OnSaleException, IOException, InterruptedException {
    while (!quit) {
      act(keys.next(REDRAW_MILLIS), sale);
    }
  }

  private void act(char key, OnSale sale)
      throws OnSaleException, IOException, InterruptedException {
    if (key == 'q') {
      quit = true;
    } else if (key == 'k') {
      killAndRestart(sale);
    }
    NodeProcess running = node;
    if (running != null && !running.alive()) {
      throw new OnSaleException("The node has ended by itself. " + running.lastWords());
    }
  }

  private void killAndRestart(OnSale sale)
      throws OnSaleException, IOException, InterruptedException {
    NodeProcess running = node;
    if (running == null) {
      return;
    }
    long killedNanos = System.nanoTime();
    running.kill();
    screen.say(
        "Killed the node, process " + running.pid() + ", with SIGKILL. Starting it again ...");
    startNode();
    double seconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killedNanos) / 1000.0;
    SaleCount count = sale.check();
    screen.say(
        String.format(
            Locale.ROOT,
            "Back after %.1f s: %,d orders acknowledged so far, %,d of them lost, %,d seats sold"
                + " twice: %s.",
            seconds,
            count.acknowledged(),
            count.lostAcks(),
            count.doubleSold(),
            count.ok() ? "every sale is still there" : "NOT WELL"));
    count.faults().forEach(fault -> screen.say("  - " + fault));
  }

  private NodeProcess startNode() throws IOException, InterruptedException {
    NodeProcess started =
        NodeProcess.start(
            log,
            List.of(
                "--data", data.toString(),
                "--port", String.valueOf(options.port()),
                "--keys-file", keysFile.toString()));
    node = started;
    return started;
  }

  private void endNode() {
    NodeProcess running = node;
    if (running != null) {
      running.close();
    }
  }
}
