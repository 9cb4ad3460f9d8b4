package io.seatkeeper.server.cli;

import io.seatkeeper.server.load.OnSaleException;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long nobody gets a hold when a leader dies, and when it gives up as planned. */
@Command(
    name = "failover",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures a cluster of its own on this machine: while clients hold and release seats on all"
          + " nodes, asking again until they are answered, the leader is killed with SIGKILL, again"
          + " and again; then its leadership is moved as planned as often.",
      "A run's figure is the longest time between two acknowledged holds, of whichever client."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:killed leaders: median below 1.5 s, none above 4 s; transfers: median below 0.5 s",
      "1:not so",
      "2:the command was not called right, or the cluster did not work"
    })
public final class FailoverCommand implements Callable<Integer> {
  @Option(
      names = "--runs",
      defaultValue = "20",
      description = "How many kills, and how many transfers (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--nodes",
      defaultValue = "3",
      description = "How many nodes (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--warm",
      paramLabel = "SECONDS",
      defaultValue = "25",
      description = "How long clients hold and release before (default: ${DEFAULT-VALUE}).")
  private long warmSeconds;

  @Option(
      names = "--json",
      description = "Prints the figures as one JSON line; all else goes to standard error.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Bounds.check("--runs", runs, 1, 1_000);
    Bounds.check("--nodes", nodes, 3, 9);
    Bounds.check("--warm", warmSeconds, 0, 3_600);
    Consumer<String> progress = json ? System.err::println : System.out::println;
    try (OrderlyEnd end = OrderlyEnd.atExit()) {
      TemporaryFolder folder = end.add(TemporaryFolder.create("seatkeeper-failover-"));
      long diskWritesPerSecond = DiskProbe.durableWritesPerSecond(folder.path());
      LocalCluster cluster =
          end.add(
              LocalCluster.in(
                  new LocalCluster.Options(nodes, 1, false, FreePort.any(), folder.path()),
                  progress));
      progress.accept("Starting " + nodes + " nodes ...");
      cluster.start();
      FailoverReport report =
          FailoverBench.measure(cluster, runs, warmSeconds, diskWritesPerSecond, progress);
      System.out.println(json ? report.json() : report.text());
      return report.ok() ? ExitCode.WELL : ExitCode.NOT_VERIFIED;
    } catch (OnSaleException | IOException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }
}
