package io.seatkeeper.server.cli;

import io.seatkeeper.server.load.LoadReport;
import io.seatkeeper.server.load.OnSaleException;
import io.seatkeeper.server.load.OnSaleOptions;
import io.seatkeeper.server.load.Sales;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends simulated fans to events and counts from the outside what they were sold. */
@Command(
    name = "onsale",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends simulated fans to events over HTTP: they choose, collide, ask for the best, change"
          + " their minds, come back and book, until everything is sold or the time is up.",
      "Then counts from the outside: every acknowledged booking is there, nothing is sold twice.",
      "Several events are sold at once, and fans and connections shared out among them.",
      "The events must belong to a test workspace, and nobody should expect to get their seats"
          + " back."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the count is right", "1:it is not", "2:the command was not called right"})
public final class OnsaleCommand implements Callable<Integer> {
  @Mixin private NodeOptions target = new NodeOptions();

  @Option(
      names = "--event",
      required = true,
      split = ",",
      description = "The event's key; several with commas, or repeated: all are sold at once.")
  private List<String> events = List.of();

  @Option(
      names = "--fans",
      defaultValue = "1000",
      description = "How many fans (default: ${DEFAULT-VALUE}).")
  private int fans;

  @Option(
      names = "--seconds",
      defaultValue = "300",
      description = "When to stop although something is left (default: ${DEFAULT-VALUE}).")
  private long seconds;

  @Option(
      names = "--pace",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "How long selling out should take; 0 for as fast as it goes (the default).")
  private long pace;

  @Option(
      names = "--connections",
      defaultValue = "128",
      description = "The most connections the fans share (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The seed of what fans choose (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "Writes what each fan asked and saw, as JSON lines; with several events to a file each,"
              + " FILE.EVENT.")
  private @Nullable Path history;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the report, as one JSON object.")
  private @Nullable Path json;

  @Override
  public Integer call() throws InterruptedException {
    Bounds.check("--fans", fans, 1, 100_000);
    Bounds.check("--seconds", seconds, 1, 86_400);
    Bounds.check("--pace", pace, 0, 86_400);
    Bounds.check("--connections", connections, 1, 10_000);
    OnSaleOptions options =
        new OnSaleOptions(
            target.urls(),
            events.getFirst(),
            target.key(),
            fans,
            seconds,
            pace,
            connections,
            seed,
            history);
    try (Sales sales = Sales.open(options, events)) {
      Sales.Result result = run(sales);
      LoadReport report = result.total();
      System.out.println(ReportText.of(report));
      if (events.size() > 1) {
        System.out.println(ReportText.byEvent(result.byEvent()));
      }
      if (json != null) {
        Files.writeString(json, report.json() + System.lineSeparator());
      }
      return report.ok() ? ExitCode.WELL : ExitCode.NOT_VERIFIED;
    } catch (OnSaleException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.USAGE, "The report cannot be written to " + json + ": " + e.getMessage(), e);
    }
  }

  private static Sales.Result run(Sales sales) throws OnSaleException, InterruptedException {
    try (ProgressLines _ = ProgressLines.start(sales)) {
      return sales.run();
    }
  }
}
