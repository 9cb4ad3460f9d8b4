package io.seatkeeper.server.cli;

/** What the process' exit codes mean. */
public final class ExitCode {
  /** All went well. */
  public static final int WELL = 0;

  /** A verification failed. */
  public static final int NOT_VERIFIED = 1;

  /** The command was not called as it should be. */
  public static final int USAGE = 2;

  /** The disk, the log or the state is broken. */
  public static final int BROKEN = 3;

  private ExitCode() {}
}
