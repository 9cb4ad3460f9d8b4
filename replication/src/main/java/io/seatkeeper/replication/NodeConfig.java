package io.seatkeeper.replication;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a node lives and what bounds it.
 *
 * @param dataDirectory created when missing
 * @param batching how requests become log entries
 * @param upkeep how often the node takes stock
 * @param cluster how it takes part in a cluster; null for a node that is alone for good
 */
public record NodeConfig(
    Path dataDirectory, Batching batching, Upkeep upkeep, @Nullable ClusterConfig cluster) {

  /** A node that is alone for good. */
  public NodeConfig(Path dataDirectory, Batching batching, Upkeep upkeep) {
    this(dataDirectory, batching, upkeep, null);
  }

  /** The defaults, in a directory. */
  public static NodeConfig in(Path dataDirectory) {
    return new NodeConfig(dataDirectory, Batching.DEFAULT, Upkeep.DEFAULT);
  }

  /** The same with other batching. */
  public NodeConfig withBatching(Batching other) {
    return new NodeConfig(dataDirectory, other, upkeep, cluster);
  }

  /** The same with other upkeep. */
  public NodeConfig withUpkeep(Upkeep other) {
    return new NodeConfig(dataDirectory, batching, other, cluster);
  }

  /** The same in another directory. */
  public NodeConfig at(Path other) {
    return new NodeConfig(other, batching, upkeep, cluster);
  }

  /** The same in a cluster. */
  public NodeConfig inCluster(@Nullable ClusterConfig other) {
    return new NodeConfig(dataDirectory, batching, upkeep, other);
  }

  /**
   * How requests become log entries.
   *
   * @param queueCommands requests waiting at most; more are refused
   * @param queueBytes their encoded bytes at most
   * @param batchBytes an entry's size at most; a command larger than that is refused; up to 3 MiB
   * @param entriesInFlight entries handed to the log and not applied yet, at most
   * @param answerMillis how long a caller waits at most before the outcome counts as unknown
   */
  public record Batching(
      int queueCommands, long queueBytes, int batchBytes, int entriesInFlight, long answerMillis) {
    /** The largest {@code batchBytes}: the log takes entries up to 4 MB. */
    public static final int LARGEST_BATCH_BYTES = 3 * 1024 * 1024;

    /** The defaults. */
    public static final Batching DEFAULT =
        new Batching(16_384, 64L * 1024 * 1024, 1024 * 1024, 1, 10_000);

    public Batching {
      if (queueCommands < 1
          || batchBytes < 1024
          || batchBytes > LARGEST_BATCH_BYTES
          || queueBytes < batchBytes
          || entriesInFlight < 1
          || answerMillis < 1) {
        throw new IllegalArgumentException("batching bounds that cannot work");
      }
    }
  }

  /**
   * How often the node takes stock.
   *
   * @param snapshotEntries log entries between two snapshots, at most
   * @param snapshotBytes log bytes between two snapshots, at most
   * @param checkpointCommands commands between two logged checkpoints, at most
   * @param checkpointMillis time between two logged checkpoints, at most, while commands come
   * @param tickMillis the longest silence in the log while deadlines exist
   * @param markerMillis how often the marker of the last durable index is renewed
   */
  public record Upkeep(
      long snapshotEntries,
      long snapshotBytes,
      long checkpointCommands,
      long checkpointMillis,
      long tickMillis,
      long markerMillis) {
    /** The defaults. */
    public static final Upkeep DEFAULT =
        new Upkeep(100_000, 64L * 1024 * 1024, 20_000, 60_000, 1000, 1000);

    public Upkeep {
      if (snapshotEntries < 1
          || snapshotBytes < 1
          || checkpointCommands < 1
          || checkpointMillis < 1
          || tickMillis < 1
          || markerMillis < 1) {
        throw new IllegalArgumentException("upkeep intervals must be at least 1");
      }
    }
  }
}
