package io.seatkeeper.server.cli;

import io.seatkeeper.server.load.HoldBench;
import io.seatkeeper.server.load.OnSaleException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how many holds and releases a node answers in a second. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures a node: each connection holds two free seats of its own and releases them again, as"
          + " fast as it is answered. Nothing is sold.",
      "The event must belong to a test workspace. Every request stays in the node's memory for"
          + " retries for a day: docs/CONFIGURATION.md, retries."
    },
    subcommands = {FailoverCommand.class, NodesCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:measured", "2:the command was not called right, or a request was refused"})
public final class BenchCommand implements Callable<Integer> {
  // A group, so that nothing of it is required where a subcommand follows.
  @ArgGroup(exclusive = false, multiplicity = "0..1")
  private @Nullable EventOptions target;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--connections",
      defaultValue = "256",
      description = "How many hold and release at once (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--warm",
      paramLabel = "SECONDS",
      defaultValue = "25",
      description = "What does not count yet: a JVM needs a while (default: ${DEFAULT-VALUE}).")
  private long warmSeconds;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "How long to measure after that (default: ${DEFAULT-VALUE}).")
  private long seconds;

  @Override
  public Integer call() throws InterruptedException {
    if (target == null) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "Missing required options: '--url', '--event', '--key'");
    }
    Bounds.check("--connections", connections, 1, 10_000);
    Bounds.check("--warm", warmSeconds, 0, 3_600);
    Bounds.check("--seconds", seconds, 1, 3_600);
    try {
      HoldBench.Figures figures =
          HoldBench.measure(
              new HoldBench.Options(
                  target.urls(), target.event(), target.key(), connections, warmSeconds, seconds));
      System.out.println(
          String.format(
              Locale.ROOT,
              "%,.0f requests/s (holds and releases), p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms;"
                  + " %,d in %d s on %d connections",
              figures.perSecond(),
              figures.p50Millis(),
              figures.p99Millis(),
              figures.p999Millis(),
              figures.requests(),
              seconds,
              connections));
      return ExitCode.WELL;
    } catch (OnSaleException | IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }
}
