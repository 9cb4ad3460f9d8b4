package io.seatkeeper.replication;

import io.seatkeeper.replication.tls.TlsFiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a node takes part in a cluster.
 *
 * @param name the node's name, {@code [a-z0-9][a-z0-9-]{0,31}}, unique in the cluster
 * @param region where it stands, {@code [a-z0-9][a-z0-9-]{0,31}}
 * @param address {@code host:port} where the other nodes reach it
 * @param listenHost the host it listens for them on
 * @param seeds addresses of nodes to ask when it knows no others
 * @param votes whether it may vote; a node without a vote follows the logs and answers reads
 * @param voters how many nodes of those that may vote do, at most; 1 to 7
 * @param repairAfterMillis how long a voter must be gone before another node takes its place
 * @param tls the files it speaks TLS with; null for plain text
 */
public record ClusterConfig(
    String name,
    String region,
    String address,
    String listenHost,
    List<String> seeds,
    boolean votes,
    int voters,
    long repairAfterMillis,
    @Nullable TlsFiles tls) {
  /** How many voters there are where nothing else is said. */
  public static final int VOTERS = 3;

  /** When a lost voter is replaced where nothing else is said. */
  public static final long REPAIR_AFTER_MILLIS = 300_000;

  public ClusterConfig {
    seeds = List.copyOf(seeds);
    port(address);
  }

  /** A voting node with the defaults, in plain text. */
  public static ClusterConfig of(String name, String address, List<String> seeds) {
    String host = address.substring(0, address.lastIndexOf(':'));
    return new ClusterConfig(
        name, "local", address, host, seeds, true, VOTERS, REPAIR_AFTER_MILLIS, null);
  }

  /** The same over TLS. */
  public ClusterConfig withTls(@Nullable TlsFiles files) {
    return new ClusterConfig(
        name, region, address, listenHost, seeds, votes, voters, repairAfterMillis, files);
  }

  /** The same in a region, with or without a vote. */
  public ClusterConfig standing(String itsRegion, boolean mayVote) {
    return new ClusterConfig(
        name, itsRegion, address, listenHost, seeds, mayVote, voters, repairAfterMillis, tls);
  }

  /** The same with another patience before repairs. */
  public ClusterConfig repairingAfter(long millis) {
    return new ClusterConfig(name, region, address, listenHost, seeds, votes, voters, millis, tls);
  }

  /** The port of {@link #address}. */
  public int port() {
    return port(address);
  }

  private static int port(String address) {
    try {
      int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
      if (address.lastIndexOf(':') > 0 && port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw unusable(address);
    }
    throw unusable(address);
  }

  private static IllegalArgumentException unusable(String address) {
    return new IllegalArgumentException(
        "'" + address + "' is no address. Write it as host:port, with a port from 1 to 65535.");
  }
}
