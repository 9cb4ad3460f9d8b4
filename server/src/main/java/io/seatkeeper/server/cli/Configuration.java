package io.seatkeeper.server.cli;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.replication.NodeConfig;
import io.seatkeeper.replication.NodeConfig.Batching;
import io.seatkeeper.replication.NodeConfig.Upkeep;
import io.seatkeeper.server.exchange.AllowedOrigins;
import io.seatkeeper.server.exchange.HttpBounds;
import io.seatkeeper.server.exchange.Rate;
import io.seatkeeper.server.exchange.RateLimits;
import io.seatkeeper.server.exchange.TrustedProxies;
import io.seatkeeper.server.http.RetryMemory;
import io.seatkeeper.server.http.ServerConfig;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A node's settings, from its configuration file and the command line; {@code
 * docs/CONFIGURATION.md} describes the file.
 *
 * @param node the data directory and what bounds the log
 * @param host the address to listen on
 * @param port the port; 0 for any free one
 * @param workspace the workspace that the first start founds
 * @param mode its mode
 * @param keysFile where its keys are written; null for nowhere
 * @param http what bounds the HTTP side
 * @param limits how often callers may ask
 * @param origins which other sites' pages may read answers
 * @param retries what is remembered to answer retries
 */
record Configuration(
    NodeConfig node,
    String host,
    int port,
    String workspace,
    Mode mode,
    @Nullable Path keysFile,
    HttpBounds http,
    RateLimits limits,
    AllowedOrigins origins,
    RetryMemory retries) {
  private static final Path DATA = Path.of("data");
  private static final long DAY_MILLIS = 86_400_000;
  private static final String WORKSPACE = "[a-z0-9][a-z0-9-]{0,31}";

  /**
   * Reads a configuration file; without one everything has its default.
   *
   * @throws CommandException naming file and line of what is wrong
   */
  static Configuration read(@Nullable Path file) {
    YamlSection root = file == null ? YamlSection.empty() : YamlSection.read(file);
    Path data = Objects.requireNonNullElse(root.path("data", DATA), DATA);
    String host = root.text("host", ServerConfig.HOST);
    int port = root.number("port", ServerConfig.PORT, 0, 65_535);
    Path keysFile = root.path("keys-file", null);
    YamlSection workspace = root.section("workspace");
    String name = workspace.matching("name", ServerConfig.WORKSPACE, WORKSPACE);
    boolean live = workspace.word("mode", "test", "test", "live").equals("live");
    workspace.end();
    YamlSection log = root.section("log");
    NodeConfig node = new NodeConfig(data, batching(log), upkeep(log), ClusterSettings.read(root));
    log.end();
    YamlSection bounds = root.section("http");
    HttpBounds http = http(bounds);
    RateLimits limits = limits(bounds);
    AllowedOrigins origins = origins(bounds);
    bounds.end();
    YamlSection memory = root.section("retries");
    RetryMemory retries = retries(memory);
    memory.end();
    root.end();
    Mode mode = live ? Mode.LIVE : Mode.TEST;
    return new Configuration(
        node, host, port, name, mode, keysFile, http, limits, origins, retries);
  }

  /** The same where the command line says nothing. */
  Configuration overriddenBy(
      @Nullable Path otherData,
      @Nullable String otherHost,
      @Nullable Integer otherPort,
      @Nullable Path otherKeysFile) {
    if (otherPort != null) {
      Bounds.check("--port", otherPort, 0, 65_535);
    }
    return new Configuration(
        otherData == null ? node : node.at(otherData),
        otherHost == null ? host : otherHost,
        otherPort == null ? port : otherPort,
        workspace,
        mode,
        otherKeysFile == null ? keysFile : otherKeysFile,
        http,
        limits,
        origins,
        retries);
  }

  private static Batching batching(YamlSection log) {
    Batching usual = Batching.DEFAULT;
    return new Batching(
        log.number("queue-commands", usual.queueCommands(), 1, 1_000_000),
        log.number("queue-bytes", usual.queueBytes(), 1024, 4L << 30),
        log.number("batch-bytes", usual.batchBytes(), 1024, Batching.LARGEST_BATCH_BYTES),
        log.number("entries-in-flight", usual.entriesInFlight(), 1, 64),
        log.number("answer-millis", usual.answerMillis(), 100, 600_000));
  }

  private static Upkeep upkeep(YamlSection log) {
    Upkeep usual = Upkeep.DEFAULT;
    return new Upkeep(
        log.number("snapshot-entries", usual.snapshotEntries(), 1, 1L << 40),
        log.number("snapshot-bytes", usual.snapshotBytes(), 1, 1L << 40),
        log.number("checkpoint-commands", usual.checkpointCommands(), 1, 1L << 40),
        log.number("checkpoint-millis", usual.checkpointMillis(), 100, DAY_MILLIS),
        log.number("tick-millis", usual.tickMillis(), 10, 10_000),
        log.number("marker-millis", usual.markerMillis(), 10, 60_000));
  }

  private static HttpBounds http(YamlSection bounds) {
    HttpBounds usual = HttpBounds.DEFAULT;
    return new HttpBounds(
        bounds.number("requests-in-progress", usual.requestsInProgress(), 1, 1_000_000),
        bounds.number("body-bytes", usual.bodyBytes(), 1 << 20, 64L << 30),
        bounds.number("blocking-requests", usual.blockingRequests(), 1, 100_000),
        bounds.number("body-millis", usual.bodyMillis(), 100, DAY_MILLIS),
        bounds.number("causal-millis", usual.causalMillis(), 0, 60_000),
        bounds.number("drain-millis", usual.drainMillis(), 0, 600_000));
  }

  private static RateLimits limits(YamlSection section) {
    RateLimits usual = RateLimits.DEFAULT;
    TrustedProxies proxies;
    try {
      proxies = TrustedProxies.of(section.texts("trusted-proxies"));
    } catch (IllegalArgumentException e) {
      throw section.wrong("trusted-proxies", String.valueOf(e.getMessage()));
    }
    return new RateLimits(
        rate(section, "live-address", usual.liveAddress()),
        rate(section, "test-address", usual.testAddress()),
        rate(section, "public-key", usual.publicKey()),
        proxies);
  }

  private static Rate rate(YamlSection section, String whose, Rate usual) {
    return new Rate(
        section.number(whose + "-requests", usual.perSecond(), 0, Rate.MOST),
        section.number(whose + "-burst", usual.burst(), 1, Rate.MOST));
  }

  private static AllowedOrigins origins(YamlSection section) {
    try {
      return AllowedOrigins.of(section.texts("allowed-origins"));
    } catch (IllegalArgumentException e) {
      throw section.wrong("allowed-origins", String.valueOf(e.getMessage()));
    }
  }

  private static RetryMemory retries(YamlSection memory) {
    RetryMemory usual = RetryMemory.DEFAULT;
    return new RetryMemory(
        memory.number("outcomes", usual.outcomes(), 1, RetryMemory.MOST_OUTCOMES),
        memory.number(
            "window-millis",
            usual.windowMillis(),
            RetryMemory.SHORTEST_WINDOW_MILLIS,
            30 * DAY_MILLIS));
  }
}
