package io.seatkeeper.server.cli;

/** Ends a command with an exit code and one line that says why and what to do. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  CommandException(int exitCode, String line) {
    super(line);
    this.exitCode = exitCode;
  }

  CommandException(int exitCode, String line, Throwable cause) {
    super(line, cause);
    this.exitCode = exitCode;
  }

  /** One of {@link ExitCode}. */
  int exitCode() {
    return exitCode;
  }
}
