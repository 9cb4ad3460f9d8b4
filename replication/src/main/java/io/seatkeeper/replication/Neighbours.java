package io.seatkeeper.replication;

import io.seatkeeper.replication.peer.PeerChannels;
import io.seatkeeper.replication.peer.PeerMethod;
import io.seatkeeper.replication.peer.PeerUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this node hears of the others: it asks each of them twice a second how it is. */
final class Neighbours implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Neighbours.class);
  private static final long EVERY_MILLIS = 500;
  private static final long DEADLINE_MILLIS = 1_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final PeerChannels peers;
  private final Supplier<Collection<String>> addresses;
  private final Supplier<Hello> own;
  private final Listener heard;
  private final Map<String, Neighbour> byAddress = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * What was heard of a node last.
   *
   * @param hello what it said
   * @param clockOffsetMillis how far its wall clock is ahead of this node's
   * @param roundTripMillis how long asking took, which bounds the error of the offset
   * @param heardNanos when, by this process' monotonic clock
   */
  record Neighbour(Hello hello, long clockOffsetMillis, long roundTripMillis, long heardNanos) {
    boolean isFresh() {
      return System.nanoTime() - heardNanos < Duration.ofSeconds(3).toNanos();
    }
  }

  /** Gets every answer. */
  @FunctionalInterface
  interface Listener {
    /**
     * A node has answered.
     *
     * @param askedNanos when it was asked, by this process' monotonic clock: what it says is not
     *     older
     */
    void heard(Hello hello, long askedNanos);
  }

  /**
   * @param addresses whom to ask
   * @param own what this node says of itself
   * @param heard gets every answer
   */
  Neighbours(
      PeerChannels peers,
      Supplier<Collection<String>> addresses,
      Supplier<Hello> own,
      Listener heard) {
    this.peers = peers;
    this.addresses = addresses;
    this.own = own;
    this.heard = heard;
    this.thread = Thread.ofPlatform().name("neighbours").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Everyone ever heard of, by what was heard last. */
  List<Neighbour> all() {
    return List.copyOf(byAddress.values());
  }

  /** What was heard last of a node by its id. */
  @Nullable Neighbour byId(String node) {
    for (Neighbour neighbour : byAddress.values()) {
      if (neighbour.hello().node().equals(node)) {
        return neighbour;
      }
    }
    return null;
  }

  private void run() {
    try {
      do {
        for (String address : new ArrayList<>(addresses.get())) {
          ask(address);
        }
      } while (!closed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(String address) {
    long askedNanos = System.nanoTime();
    long askedMillis = System.currentTimeMillis();
    peers.reconnect(address);
    var _ =
        peers
            .call(address, PeerMethod.HELLO, own.get().toBytes(), DEADLINE_MILLIS)
            .thenAccept(answer -> note(address, Hello.of(answer), askedNanos, askedMillis))
            .exceptionally(
                failure -> {
                  Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                  if (cause instanceof PeerUnreachableException) {
                    LOGGER.debug("{}", cause.getMessage());
                  } else {
                    LOGGER.warn("{} does not get on with this node: {}", address, cause.toString());
                  }
                  return null;
                });
  }

  private void note(String address, Hello hello, long askedNanos, long askedMillis) {
    long now = System.nanoTime();
    long roundTripMillis = (now - askedNanos) / NANOS_PER_MILLI;
    long offset = hello.wallMillis() - (askedMillis + roundTripMillis / 2);
    byAddress.put(address, new Neighbour(hello, offset, roundTripMillis, now));
    heard.heard(hello, askedNanos);
  }

  @Override
  public void close() {
    closed.countDown();
    Threads.join(thread);
  }
}
