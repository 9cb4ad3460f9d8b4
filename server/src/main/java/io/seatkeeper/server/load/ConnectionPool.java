package io.seatkeeper.server.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * At most so many keep-alive connections, spread over the nodes of one cluster and lent to one
 * exchange at a time, in turn: a request that is asked again most likely goes to another node.
 *
 * <p>Each connection has a node where it belongs. While that one is avoided it goes to the next
 * that is not, and comes home afterwards.
 */
final class ConnectionPool implements AutoCloseable {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int ANSWER_MILLIS = 15_000;

  private final List<NodeLink> nodes;
  private final String key;
  private final Semaphore permits;

  /** Those that nobody uses now: at least as many as there are permits. */
  private final ConcurrentLinkedQueue<Slot> slots = new ConcurrentLinkedQueue<>();

  /** A place for one connection. */
  private static final class Slot {
    final int home;
    @Nullable HttpConnection connection;
    @Nullable NodeLink node;
    long generation;

    Slot(int home) {
      this.home = home;
    }

    void close() {
      if (connection != null) {
        connection.close();
        connection = null;
      }
    }
  }

  /** {@link #ConnectionPool(List, String, int)} for one node. */
  ConnectionPool(URI url, String key, int size) {
    this(List.of(url), key, size);
  }

  /**
   * A pool without connections yet.
   *
   * @param urls the nodes, {@code http://host:port} each, at least one
   * @param key the API key, sent with every request; empty for none
   * @throws IllegalArgumentException when a URL is of another form
   */
  ConnectionPool(List<URI> urls, String key, int size) {
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("a pool needs the URL of a node");
    }
    this.nodes = urls.stream().map(NodeLink::new).toList();
    this.key = key;
    this.permits = new Semaphore(size, true);
    for (int slot = 0; slot < size; slot++) {
      slots.add(new Slot(slot % nodes.size()));
    }
  }

  /**
   * Waits for a connection, sends, and reads the answer. Where a node cannot be reached the others
   * are tried at once.
   *
   * @throws NotSentException when no node can be reached
   * @throws IOException when the connection broke: the node may or may not have acted
   */
  Timed exchange(HttpAsk ask) throws IOException, InterruptedException {
    permits.acquire();
    Slot slot = slots.remove();
    try {
      long sentNanos = System.nanoTime();
      HttpConnection connection = connect(slot);
      NodeLink node = node(slot);
      HttpAnswer answer = null;
      try {
        answer = connection.exchange(wire(ask, node.host()));
        node.answered();
      } finally {
        if (answer == null) {
          node.failed(slot.generation);
        }
        if (answer == null || !connection.reusable()) {
          slot.close();
        }
      }
      return new Timed(answer, System.nanoTime() - sentNanos);
    } finally {
      slots.add(slot);
      permits.release();
    }
  }

  /**
   * An answer and the time since its request went out, in nanoseconds.
   *
   * @param wireNanos without the wait for a connection
   */
  record Timed(HttpAnswer answer, long wireNanos) {}

  /** The slot's connection, opened to the first of the nodes that can be reached. */
  private HttpConnection connect(Slot slot) throws NotSentException {
    List<NodeLink> wanted = inOrder(slot.home);
    if (slot.connection != null) {
      if (slot.node == wanted.getFirst() && slot.generation == node(slot).generation()) {
        return slot.connection;
      }
      slot.close();
    }
    NotSentException failure = null;
    for (NodeLink node : wanted) {
      long generation = node.generation();
      try {
        HttpConnection opened = HttpConnection.open(node.address(), CONNECT_MILLIS, ANSWER_MILLIS);
        slot.connection = opened;
        slot.node = node;
        slot.generation = generation;
        return opened;
      } catch (NotSentException e) {
        node.failed(generation);
        failure = e;
      }
    }
    if (failure == null) {
      throw new IllegalStateException("a pool has nodes");
    }
    throw failure;
  }

  private static NodeLink node(Slot slot) {
    if (slot.node == null) {
      throw new IllegalStateException("a connection leads to a node");
    }
    return slot.node;
  }

  /** From home on those that are not avoided, then the others, the soonest first. */
  private List<NodeLink> inOrder(int home) {
    if (nodes.size() == 1) {
      return nodes;
    }
    long nowNanos = System.nanoTime();
    record Ranked(NodeLink node, long avoidedNanos) {}
    List<Ranked> ranked = new ArrayList<>(nodes.size());
    for (int offset = 0; offset < nodes.size(); offset++) {
      NodeLink node = nodes.get((home + offset) % nodes.size());
      ranked.add(new Ranked(node, Math.max(0, node.avoidedNanos(nowNanos))));
    }
    ranked.sort((one, other) -> Long.compare(one.avoidedNanos(), other.avoidedNanos()));
    return ranked.stream().map(Ranked::node).toList();
  }

  private byte[] wire(HttpAsk ask, String host) {
    StringBuilder text = new StringBuilder(256 + ask.body().length());
    text.append(ask.method()).append(' ').append(ask.path()).append(" HTTP/1.1\r\nhost: ");
    text.append(host).append("\r\n");
    if (!key.isEmpty()) {
      text.append("authorization: Bearer ").append(key).append("\r\n");
      text.append("seatkeeper-simulation: fans\r\n");
    }
    header(text, "idempotency-key", ask.idempotencyKey());
    header(text, "if-none-match", ask.entityTag());
    header(text, "seatkeeper-token", ask.causalToken());
    byte[] body = ask.body().getBytes(UTF_8);
    if (body.length > 0) {
      text.append("content-type: application/json\r\ncontent-length: ");
      text.append(body.length).append("\r\n");
    }
    byte[] head = text.append("\r\n").toString().getBytes(UTF_8);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  private static void header(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(name).append(": ").append(value).append("\r\n");
    }
  }

  /** Closes the connections that nobody uses now. */
  @Override
  public void close() {
    int unused = permits.drainPermits();
    for (int closed = 0; closed < unused; closed++) {
      Slot slot = slots.remove();
      slot.close();
      slots.add(slot);
    }
    permits.release(unused);
  }
}
