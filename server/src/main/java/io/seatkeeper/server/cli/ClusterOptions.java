package io.seatkeeper.server.cli;

/** Bounds of a cluster on one machine. */
final class ClusterOptions {
  private static final int MOST_NODES = 9;
  private static final int MOST_SHARDS = 16;

  private ClusterOptions() {}

  /**
   * Refuses numbers that make no cluster here.
   *
   * @throws CommandException naming option and bounds
   */
  static void check(int nodes, int shards) {
    Bounds.check("--nodes", nodes, 1, MOST_NODES);
    Bounds.check("--shards", shards, 1, MOST_SHARDS);
  }
}
