package io.seatkeeper.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a cluster of real processes on this machine. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a cluster on this machine: a process a node, each started again when it ends, and"
          + " HAProxy in front of them where it is installed.",
      "Between the nodes nothing is encrypted: this is for trying and testing.",
      "q or Ctrl-C ends all of them in order."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended in order",
      "2:the command was not called right, or the cluster did not start"
    })
public final class ClusterCommand implements Callable<Integer> {
  private static final long REDRAW_MILLIS = 500;

  @Option(
      names = "--nodes",
      defaultValue = "3",
      description = "How many nodes (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--shards",
      defaultValue = "2",
      description = "How many shards events are spread over (default: ${DEFAULT-VALUE}).")
  private int shards;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description =
          "Where HAProxy listens; the nodes answer on the next free ports (default:"
              + " ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the cluster keeps everything (default: a temporary folder).")
  private @Nullable Path data;

  @Override
  public Integer call() throws InterruptedException {
    ClusterOptions.check(nodes, shards);
    Bounds.check("--port", port, 1, 65_000);
    try (OrderlyEnd ending = OrderlyEnd.atExit()) {
      Path folder =
          data == null
              ? ending.add(TemporaryFolder.create("seatkeeper-cluster-")).path()
              : data.toAbsolutePath();
      LocalCluster cluster =
          ending.add(
              LocalCluster.in(
                  new LocalCluster.Options(nodes, shards, true, port, folder),
                  System.out::println));
      System.out.println("Starting " + nodes + " nodes in " + folder + " ...");
      cluster.start();
      System.out.println("Seatkeeper is ready: " + where(cluster));
      System.out.println("The keys are in " + cluster.keysFile() + ". q ends everything.");
      show(cluster);
      return ExitCode.WELL;
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private static String where(LocalCluster cluster) {
    String nodes = cluster.urls().stream().map(String::valueOf).collect(Collectors.joining(" "));
    return cluster.balanced()
        ? cluster.front() + " (HAProxy, in front of " + nodes + ")"
        : nodes + " (every node takes every request; HAProxy is not installed)";
  }

  /** Shows how the nodes fare until somebody wants it to end. */
  private static void show(LocalCluster cluster) throws InterruptedException {
    Screen screen = new Screen(System.out, KeyPresses.onTerminal());
    String last = "";
    try (KeyPresses keys = KeyPresses.read()) {
      while (keys.next(REDRAW_MILLIS) != 'q') {
        ClusterView view = cluster.view();
        if (screen.terminal()) {
          List<String> lines = new ArrayList<>(List.of(""));
          lines.addAll(ClusterText.lines(view));
          screen.draw(lines);
        } else if (!ClusterText.line(view).equals(last)) {
          last = ClusterText.line(view);
          screen.say(last);
        }
      }
    }
  }
}
