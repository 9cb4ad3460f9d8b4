package io.seatkeeper.server.cli;

import java.io.IOException;
import java.net.ServerSocket;

/** Ports nobody listens on at the moment of asking. */
public final class FreePort {
  private static final int LAST = 65_535;

  private FreePort() {}

  /** The preferred port when it is free, otherwise any. */
  static int preferring(int port) {
    return isFree(port) ? port : any();
  }

  /** The first free port from this one on. */
  static int from(int port) {
    for (int candidate = port; candidate <= LAST; candidate++) {
      if (isFree(candidate)) {
        return candidate;
      }
    }
    throw new CommandException(
        ExitCode.USAGE, "There is no free port from " + port + " on. Begin with a lower one.");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException _) {
      return false;
    }
  }

  /** Any port. */
  public static int any() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CommandException(ExitCode.BROKEN, "There is no free port: " + e.getMessage(), e);
    }
  }
}
