package io.seatkeeper.server;

import io.seatkeeper.server.cli.CommandLines;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The {@code seatkeeper} program. */
public final class Main {
  /** The transport between nodes tells of its own start, by another way than everybody else. */
  private static final Logger TRANSPORT = Logger.getLogger("org.apache.ratis.thirdparty");

  private Main() {}

  /** Runs the command that the arguments name and exits with its code. */
  public static void main(String[] arguments) {
    TRANSPORT.setLevel(Level.WARNING);
    System.exit(CommandLines.seatkeeper().execute(arguments));
  }
}
