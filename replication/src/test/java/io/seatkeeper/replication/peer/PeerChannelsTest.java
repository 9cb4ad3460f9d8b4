package io.seatkeeper.replication.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PeerChannelsTest {
  /** By itself the library tries six or seven times in this while, and less and less often. */
  private static final Duration WHILE = Duration.ofSeconds(20);

  private static final int ATTEMPTS = 10;

  @Test
  void shouldTryAPeerAgainAsOftenAsItIsTold() throws IOException {
    AtomicInteger attempts = new AtomicInteger();
    try (ServerSocket peer = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        PeerChannels peers = new PeerChannels(null)) {
      Thread.ofVirtual().start(() -> hangUp(peer, attempts));
      String address = "127.0.0.1:" + peer.getLocalPort();
      long startNanos = System.nanoTime();
      while (attempts.get() < ATTEMPTS && System.nanoTime() - startNanos < WHILE.toNanos()) {
        peers.reconnect(address);
        var _ = peers.call(address, PeerMethod.HELLO, new byte[0], WHILE.toMillis());
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }

    assertThat(attempts).hasValueGreaterThanOrEqualTo(ATTEMPTS);
  }

  private static void hangUp(ServerSocket peer, AtomicInteger attempts) {
    while (!peer.isClosed()) {
      try {
        peer.accept().close();
        attempts.incrementAndGet();
      } catch (IOException _) {
        return;
      }
    }
  }
}
