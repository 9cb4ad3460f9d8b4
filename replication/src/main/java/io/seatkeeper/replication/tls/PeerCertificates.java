package io.seatkeeper.replication.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's certificate and the CAs it trusts, from files that may be replaced while it runs.
 *
 * <p>The files are looked at each second. When they have changed and are right, handshakes from
 * then on use them; connections that exist stay as they are. When they are not right, the old ones
 * stay in use and the log says why. Safe for concurrent use.
 */
public final class PeerCertificates implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(PeerCertificates.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long CLOSE_MILLIS = 5_000;

  private final TlsFiles files;
  private final Supplier<Instant> now;
  private final Duration poll;
  private final X509ExtendedKeyManager keyManager;
  private final X509ExtendedTrustManager trustManager;
  private final Sessions sessions = new Sessions();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread watcher;
  private volatile Loaded loaded;

  /** One loading, and the one before it for handshakes that have begun with that. */
  private record Loaded(
      int number, TlsContents contents, TlsMaterial material, @Nullable Loaded previous) {
    String alias() {
      return "node-" + number;
    }

    Loaded forgetful() {
      return new Loaded(number, contents, material, null);
    }
  }

  private PeerCertificates(TlsFiles files, Supplier<Instant> now, Duration poll)
      throws TlsFileException {
    this.files = files;
    this.now = now;
    this.poll = poll;
    TlsContents contents = TlsContents.read(files);
    this.loaded = new Loaded(1, contents, TlsMaterial.of(contents, now.get()), null);
    this.keyManager = new NewestKeyManager(() -> loaded.alias(), this::byAlias);
    this.trustManager =
        new NewestTrustManager(() -> loaded.material(), sessions, new RefusalLog(System::nanoTime));
    this.watcher = Thread.ofPlatform().name("certificate watch").daemon().unstarted(this::watch);
  }

  /**
   * Loads the files and begins to watch them.
   *
   * @throws TlsFileException when they are not right
   */
  public static PeerCertificates open(TlsFiles files) throws TlsFileException {
    return open(files, Instant::now, POLL);
  }

  /** The same with another clock and another pace, for tests. */
  static PeerCertificates open(TlsFiles files, Supplier<Instant> now, Duration poll)
      throws TlsFileException {
    PeerCertificates certificates = new PeerCertificates(files, now, poll);
    certificates.watcher.start();
    return certificates;
  }

  /** Shows this node's newest certificate, as a client and as a server. */
  public X509ExtendedKeyManager keyManager() {
    return keyManager;
  }

  /**
   * Accepts nodes with a certificate of a CA in the newest CA file; servers only when the
   * certificate is also for the host they were reached at. The connection must ask for endpoint
   * identification {@code HTTPS}, as gRPC's do.
   */
  public X509ExtendedTrustManager trustManager() {
    return trustManager;
  }

  /** When the certificate in use expires. */
  public Instant notAfter() {
    return loaded.material().chain().getFirst().getNotAfter().toInstant();
  }

  /** Stops watching; the managers go on with what was loaded last. */
  @Override
  public void close() {
    closing.countDown();
    try {
      watcher.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable TlsMaterial byAlias(String alias) {
    Loaded newest = loaded;
    Loaded previous = newest.previous();
    if (newest.alias().equals(alias)) {
      return newest.material();
    }
    return previous != null && previous.alias().equals(alias) ? previous.material() : null;
  }

  private void watch() {
    String lastFault = "";
    boolean told = false;
    while (!awaitClosing()) {
      String fault = reload();
      // Files are replaced one after the other: only a fault that stays is worth a line.
      told &= fault.equals(lastFault);
      if (!fault.isEmpty() && fault.equals(lastFault) && !told) {
        LOGGER.warn("New TLS files are not used, the old ones stay in use: {}", fault);
        told = true;
      }
      lastFault = fault;
    }
  }

  private boolean awaitClosing() {
    try {
      return closing.await(poll.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      return true;
    }
  }

  /** Uses the files if they have changed; what is wrong with them, or nothing. */
  private String reload() {
    Loaded old = loaded;
    try {
      TlsContents contents = TlsContents.read(files);
      if (!contents.equals(old.contents())) {
        TlsMaterial material = TlsMaterial.of(contents, now.get());
        loaded = new Loaded(old.number() + 1, contents, material, old.forgetful());
        sessions.forgetAll();
        LOGGER.info("New TLS files are in use; the certificate expires at {}", notAfter());
      }
      return "";
    } catch (TlsFileException e) {
      return String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      return "They cannot be made sense of: " + e;
    }
  }
}
