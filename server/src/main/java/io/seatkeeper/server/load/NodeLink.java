package io.seatkeeper.server.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * One of the nodes that requests may go to, and how it has fared.
 *
 * <p>A node that cannot be reached, or whose connection broke, is avoided for a moment, which grows
 * while it keeps failing. What broke one connection has most likely broken its others: they are
 * told by their generation.
 */
final class NodeLink {
  private static final long FIRST_AVOIDED_MILLIS = 100;
  private static final int MOST_DOUBLINGS = 4;

  private final String host;
  private final InetSocketAddress address;
  private long generation;
  private int failures;
  private long avoidedUntilNanos;

  /**
   * A node that has not failed yet.
   *
   * @param url {@code http://host:port}
   * @throws IllegalArgumentException when the URL is of another form
   */
  NodeLink(URI url) {
    boolean bare = url.getPath() == null || url.getPath().isEmpty() || url.getPath().equals("/");
    if (!"http".equals(url.getScheme()) || url.getHost() == null || !bare) {
      throw new IllegalArgumentException(
          "'" + url + "' is not the URL of a node. Use http://host:port.");
    }
    int port = url.getPort() < 0 ? 80 : url.getPort();
    this.host = url.getHost() + ":" + port;
    this.address = new InetSocketAddress(url.getHost(), port);
    this.avoidedUntilNanos = System.nanoTime();
  }

  /** What the {@code Host} header says. */
  String host() {
    return host;
  }

  InetSocketAddress address() {
    return address;
  }

  /** Raised by each failure: connections of an earlier one are most likely broken. */
  synchronized long generation() {
    return generation;
  }

  /** How long it is avoided from now on, in nanoseconds; 0 or less when it is not. */
  synchronized long avoidedNanos(long nowNanos) {
    return avoidedUntilNanos - nowNanos;
  }

  /** It has answered. */
  synchronized void answered() {
    failures = 0;
    avoidedUntilNanos = System.nanoTime();
  }

  /** It could not be reached, or a connection to it of that generation broke. */
  synchronized void failed(long ofGeneration) {
    if (ofGeneration != generation) {
      return;
    }
    generation++;
    long millis = FIRST_AVOIDED_MILLIS << Math.min(failures++, MOST_DOUBLINGS);
    avoidedUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
