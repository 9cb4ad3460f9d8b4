package io.seatkeeper.server.cli;

import io.seatkeeper.server.charts.Arena;
import io.seatkeeper.server.load.OnSaleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what several nodes on this machine sell against what one sells. */
@Command(
    name = "nodes",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sells the same house to the same fans on one node and on several, in turn, all of them real"
          + " processes of their own on this machine, and says how fast, and what processor time"
          + " each process took.",
      "Each cluster sells for a while before that does not count. The last line is JSON."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured: every sale sold out, and every count from the outside is right",
      "1:not so",
      "2:the command was not called right, or a cluster did not work"
    })
public final class NodesCommand implements Callable<Integer> {
  @Option(
      names = "--chart",
      paramLabel = "FILE",
      description = "A drawing to sell, Seats.io's or pretix' format (default: the arena).")
  private @Nullable Path chart;

  @Option(
      names = "--nodes",
      defaultValue = "3",
      description = "How many nodes are measured against one (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--fans",
      defaultValue = "250",
      description = "How many fans (default: ${DEFAULT-VALUE}).")
  private int fans;

  @Option(
      names = "--turns",
      defaultValue = "2",
      description = "How many sales of each, one after the other (default: ${DEFAULT-VALUE}).")
  private int turns;

  @Option(
      names = "--warm",
      paramLabel = "SECONDS",
      defaultValue = "25",
      description = "How long each sells before (default: ${DEFAULT-VALUE}).")
  private long warmSeconds;

  @Option(
      names = "--seconds",
      defaultValue = "300",
      description = "The most a sale may take (default: ${DEFAULT-VALUE}).")
  private long seconds;

  @Override
  public Integer call() throws InterruptedException {
    Bounds.check("--nodes", nodes, 2, 9);
    Bounds.check("--fans", fans, 1, 100_000);
    Bounds.check("--turns", turns, 1, 100);
    Bounds.check("--warm", warmSeconds, 0, 3_600);
    Bounds.check("--seconds", seconds, 1, 86_400);
    try (OrderlyEnd end = OrderlyEnd.atExit()) {
      byte[] drawing = drawing();
      NodesBench.Options options = new NodesBench.Options(fans, turns, warmSeconds, seconds);
      TemporaryFolder folder = end.add(TemporaryFolder.create("seatkeeper-nodes-"));
      long diskWritesPerSecond = DiskProbe.durableWritesPerSecond(folder.path());
      List<LocalCluster> clusters =
          List.of(start(end, folder.path(), 1), start(end, folder.path(), nodes));
      NodesReport report =
          new NodesBench(clusters, drawing, options, NodesBench::processorTime, System.out::println)
              .measure(diskWritesPerSecond);
      System.out.println(report.text());
      System.out.println(report.json());
      return report.ok() ? ExitCode.WELL : ExitCode.NOT_VERIFIED;
    } catch (OnSaleException | IOException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  /** One after the other: the next one looks for ports that are free while this one has its own. */
  private static LocalCluster start(OrderlyEnd end, Path folder, int count)
      throws IOException, InterruptedException {
    System.out.println("Starting " + count + (count == 1 ? " node ..." : " nodes ..."));
    LocalCluster cluster =
        end.add(
            LocalCluster.in(
                new LocalCluster.Options(
                    count, 1, false, FreePort.any(), folder.resolve("of-" + count)),
                System.out::println));
    cluster.start();
    return cluster;
  }

  private byte[] drawing() throws IOException {
    return chart == null ? Arena.drawing() : Files.readAllBytes(chart);
  }
}
