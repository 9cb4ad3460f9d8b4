package io.seatkeeper.server.cli;

import io.seatkeeper.server.charts.Arena;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a house selling out to simulated fans, on a node or a cluster of its own. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts a node, puts an arena on sale and sends simulated fans: the doors open after five"
          + " seconds, then watch the map sell out, and try to win two seats on its page.",
      "While it runs, k kills the node with SIGKILL and starts it again, and q quits.",
      "With --nodes it does so on a cluster on this machine, selling an event for each shard at"
          + " once: k then kills the leader of a shard, of each in turn."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:the count from the outside is not right, or not everything was sold in time",
      "2:the command was not called right"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int USUAL_PORT = 8080;
  private static final long PACE_SECONDS = 60;
  private static final long LONGEST_SECONDS = 300;

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      description = "A drawing to sell, Seats.io's or pretix' format (default: the arena).")
  private @Nullable Path chart;

  @Option(
      names = "--fans",
      defaultValue = "3000",
      description = "How many fans (default: ${DEFAULT-VALUE}).")
  private int fans;

  @Option(
      names = "--port",
      description = "Where the node answers (default: " + USUAL_PORT + ", or a free one).")
  private @Nullable Integer port;

  @Option(
      names = "--seconds",
      description =
          "How long selling out should take (default: 60); with --exit-when-sold-out, the most it"
              + " may take (default: 300).")
  private @Nullable Long seconds;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The node's data directory, or the cluster's folder, kept (default: a temporary one).")
  private @Nullable Path data;

  @Option(
      names = "--exit-when-sold-out",
      description =
          "Sells as fast as it goes, with short holds, prints the report as one JSON line and"
              + " ends.")
  private boolean exitWhenSoldOut;

  @Option(
      names = "--nodes",
      defaultValue = "1",
      description = "How many nodes (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--shards",
      description = "With --nodes: how many shards, and as many events (default: 1).")
  private @Nullable Integer shards;

  @Option(
      names = "--kill-every",
      paramLabel = "SECONDS",
      description =
          "With --nodes: kills a node drawn at random with SIGKILL each so many seconds, and starts"
              + " it again.")
  private @Nullable Long killEvery;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The seed of --kill-every (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws InterruptedException {
    Bounds.check("--fans", fans, 1, 100_000);
    Bounds.check("--port", port == null ? USUAL_PORT : port, 1, 65_535);
    long limit = exitWhenSoldOut ? LONGEST_SECONDS : PACE_SECONDS;
    Bounds.check("--seconds", seconds == null ? limit : seconds, 1, 86_400);
    if (nodes > 1) {
      return onCluster(seconds == null ? limit : seconds);
    }
    if (nodes < 1 || shards != null || killEvery != null) {
      throw new CommandException(
          ExitCode.USAGE,
          "--shards and --kill-every are for clusters: say --nodes with a number above 1 too.");
    }
    Demo.Options options =
        new Demo.Options(
            fans,
            port == null ? FreePort.preferring(USUAL_PORT) : port,
            seconds == null ? limit : seconds,
            data,
            exitWhenSoldOut);
    return Demo.run(drawing(), options);
  }

  private int onCluster(long limit) throws InterruptedException {
    int shardCount = shards == null ? 1 : shards;
    long killSeconds = killEvery == null ? 0 : killEvery;
    ClusterOptions.check(nodes, shardCount);
    Bounds.check("--kill-every", killEvery == null ? 1 : killSeconds, 1, 86_400);
    return ClusterDemo.run(
        drawing(),
        new ClusterDemo.Options(fans, shardCount, limit, exitWhenSoldOut, killSeconds, seed),
        new ClusterDemo.Place(nodes, port == null ? FreePort.preferring(USUAL_PORT) : port, data));
  }

  private byte[] drawing() {
    if (chart == null) {
      return Arena.drawing();
    }
    try {
      return Files.readAllBytes(chart);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.USAGE, "The drawing " + chart + " cannot be read: " + e.getMessage(), e);
    }
  }
}
