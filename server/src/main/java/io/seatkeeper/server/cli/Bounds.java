package io.seatkeeper.server.cli;

/** Bounds of numbers on the command line. */
final class Bounds {
  private Bounds() {}

  /**
   * Refuses a number outside its bounds.
   *
   * @throws CommandException naming option and bounds
   */
  static void check(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new CommandException(
          ExitCode.USAGE, option + " must be from " + least + " to " + most + ", not " + value);
    }
  }
}
