package io.seatkeeper.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The meters of a node, each named {@code seatkeeper_…}, besides those of the JVM. */
public final class Meters implements AutoCloseable {
  private static final String SHARD = "shard";
  private static final String PREFIX = "seatkeeper.";
  private static final Duration[] BUCKETS = {
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<HttpKey, Timer> http = new ConcurrentHashMap<>();
  private final Map<CommandKey, Counter> commands = new ConcurrentHashMap<>();
  private final Timer commit;
  private final EventRates rates = new EventRates();
  private final JvmGcMetrics collections = new JvmGcMetrics();

  private record HttpKey(String route, String method, int status) {}

  private record CommandKey(Class<?> command, String outcome) {}

  /** The meters of a node that does nothing yet. */
  public Meters() {
    commit =
        Timer.builder(PREFIX + "commit.latency")
            .description("From a command's submission to its durable reply")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** Shows how a shard is. */
  public void watch(Shard shard) {
    gauge("queue.commands", "Commands waiting for a log entry", shard, s -> s.queuedCommands());
    gauge("queue.bytes", "Encoded bytes of the waiting commands", shard, s -> s.queuedBytes());
    gauge("entries.in.flight", "Log entries not applied yet", shard, s -> s.entriesInFlight());
    gauge("log.index", "The log index applied last", shard, s -> s.index());
    gauge(
        "snapshot.index",
        "The index of the newest durable snapshot",
        shard,
        s -> s.snapshotIndex());
    gauge("leader", "1 when this node orders the shard's log", shard, s -> s.leader() ? 1 : 0);
    gauge("ready", "1 when the shard takes requests", shard, s -> s.ready() ? 1 : 0);
    counter("batch.entries", "Log entries submitted", shard, s -> s.entriesSubmitted());
    counter("batch.commands", "Commands in those entries", shard, s -> s.commandsSubmitted());
    counter("commands.overload", "Commands refused for overload", shard, s -> s.commandsRefused());
    counter("wall.clock.jumps", "Jumps of the wall clock", shard, s -> s.wallClockJumps());
    Gauge.builder(PREFIX + "requests.remembered", shard, s -> s.read(ShardView::requestCount))
        .tag(SHARD, shard.name())
        .description("Outcomes remembered to answer retries")
        .register(registry);
    Gauge.builder(PREFIX + "requests.capacity", shard, s -> s.read(ShardView::requestCapacity))
        .tag(SHARD, shard.name())
        .description("Outcomes that can be remembered; changes are refused when they are")
        .register(registry);
    Gauge.builder(PREFIX + "batch.size", shard, Meters::meanBatch)
        .tag(SHARD, shard.name())
        .description("Commands a log entry, on average since the start")
        .register(registry);
  }

  /** Shows a figure of some other part. */
  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).description(description).register(registry);
  }

  /** A request was answered. */
  public void answered(String route, String method, int status, long nanos) {
    http.computeIfAbsent(new HttpKey(route, method, status), this::httpTimer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A command was replied to. */
  public void replied(Command command, Outcome outcome, boolean repeated, long nanos) {
    commit.record(nanos, TimeUnit.NANOSECONDS);
    String word =
        outcome instanceof Refused refused
            ? refused.rejection().name()
            : repeated ? "repeated" : "done";
    count(command, word);
  }

  /** What happens to each event, second by second. */
  public EventRates rates() {
    return rates;
  }

  /** A command got no reply, for a reason named in one word. */
  public void unanswered(Command command, String reason) {
    count(command, reason);
  }

  /** Everything, in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  private void count(Command command, String word) {
    commands
        .computeIfAbsent(new CommandKey(command.getClass(), word), this::commandCounter)
        .increment();
  }

  private Timer httpTimer(HttpKey key) {
    return Timer.builder(PREFIX + "http.requests")
        .description("Requests by route, method and status")
        .tag("route", key.route)
        .tag("method", key.method)
        .tag("status", Integer.toString(key.status))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Counter commandCounter(CommandKey key) {
    return Counter.builder(PREFIX + "commands")
        .description("Commands by kind and outcome")
        .tag("command", key.command.getSimpleName())
        .tag("outcome", key.outcome)
        .register(registry);
  }

  private void gauge(
      String name, String description, Shard shard, ToDoubleFunction<ShardStatus> value) {
    Gauge.builder(PREFIX + name, shard, s -> value.applyAsDouble(s.status()))
        .tag(SHARD, shard.name())
        .description(description)
        .register(registry);
  }

  private void counter(
      String name, String description, Shard shard, ToDoubleFunction<ShardStatus> value) {
    FunctionCounter.builder(PREFIX + name, shard, s -> value.applyAsDouble(s.status()))
        .tag(SHARD, shard.name())
        .description(description)
        .register(registry);
  }

  private static double meanBatch(Shard shard) {
    ShardStatus status = shard.status();
    return status.entriesSubmitted() == 0
        ? 0
        : (double) status.commandsSubmitted() / status.entriesSubmitted();
  }
}
