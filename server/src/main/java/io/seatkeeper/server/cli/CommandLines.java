package io.seatkeeper.server.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line as a whole. */
public final class CommandLines {
  private CommandLines() {}

  /** The {@code seatkeeper} command with all its subcommands. */
  public static CommandLine seatkeeper() {
    CommandLine commandLine = new CommandLine(new Root());
    commandLine.setExecutionExceptionHandler(
        (exception, command, _) -> {
          if (exception instanceof CommandException known) {
            command.getErr().println("seatkeeper: " + known.getMessage());
            return known.exitCode();
          }
          command.getErr().println("seatkeeper: this should not happen: " + exception);
          exception.printStackTrace(command.getErr());
          return ExitCode.BROKEN;
        });
    commandLine.setParameterExceptionHandler(
        (exception, _) -> {
          CommandLine command = exception.getCommandLine();
          command.getErr().println("seatkeeper: " + firstLine(exception));
          command
              .getErr()
              .println(
                  "Try '"
                      + command.getCommandSpec().qualifiedName()
                      + " --help' for how it works.");
          return ExitCode.USAGE;
        });
    return commandLine;
  }

  private static String firstLine(ParameterException exception) {
    return String.valueOf(exception.getMessage()).lines().findFirst().orElse("wrong arguments");
  }

  /** What stands before a command. */
  @Command(
      name = "seatkeeper",
      description = "Sells seats to everyone at once, and none of them twice.",
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "COMMAND",
      versionProvider = Version.class,
      subcommands = {
        ServeCommand.class,
        AdminCommand.class,
        DemoCommand.class,
        OnsaleCommand.class,
        BenchCommand.class,
        ClusterCommand.class,
        PrepareCommand.class
      })
  private static final class Root implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "a command is missing: say what to do");
    }
  }

  /** Reads the version from the jar that this class came in. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = CommandLines.class.getPackage().getImplementationVersion();
      return new String[] {"seatkeeper " + Objects.requireNonNullElse(version, "(not packaged)")};
    }
  }
}
