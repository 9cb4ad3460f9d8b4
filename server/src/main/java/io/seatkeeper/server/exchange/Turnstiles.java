package io.seatkeeper.server.exchange;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.server.auth.Credential;
import io.seatkeeper.server.auth.KeyRing;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Lets nobody ask more often than the limits say; who shows the secret key is not counted. */
final class Turnstiles {
  private static final int MOST_ADDRESSES = 65_536;
  private static final int MOST_KEYS = 1024;
  private static final long IPV4 = 0xFFFF_0000_0000L;

  private final TrustedProxies proxies;
  private final KeyRing keys;
  private final @Nullable Buckets<Long> liveAddresses;
  private final @Nullable Buckets<Long> testAddresses;
  private final @Nullable Buckets<String> publicKeys;
  private final LongAdder refused = new LongAdder();

  Turnstiles(RateLimits limits, KeyRing keys) {
    this.proxies = limits.proxies();
    this.keys = keys;
    this.liveAddresses = buckets(limits.liveAddress(), MOST_ADDRESSES);
    this.testAddresses = buckets(limits.testAddress(), MOST_ADDRESSES);
    this.publicKeys = buckets(limits.publicKey(), MOST_KEYS);
  }

  private static <K> @Nullable Buckets<K> buckets(Rate rate, int most) {
    return rate.isLimited() ? new Buckets<>(rate, most) : null;
  }

  /** Requests refused since the start. */
  long refused() {
    return refused.sum();
  }

  /**
   * Counts a request.
   *
   * @param credential the key that it shows, where the route looks at one
   * @throws io.seatkeeper.server.problem.ProblemException when there were too many
   */
  void pass(HttpServerRequest request, @Nullable Credential credential) {
    if (credential != null && credential.secret()) {
      return;
    }
    long now = System.nanoTime();
    boolean live = credential == null ? keys.hasMode(Mode.LIVE) : credential.mode() == Mode.LIVE;
    Buckets<Long> addresses = live ? liveAddresses : testAddresses;
    InetAddress address = addresses == null ? null : proxies.client(request);
    if (addresses != null && address != null) {
      long nanos = addresses.take(number(address), now);
      if (nanos > 0 && !(credential == null && showsSecretKey(request))) {
        throw tooMany("your address", nanos);
      }
    }
    if (credential != null && publicKeys != null) {
      long nanos = publicKeys.take(credential.keyHash(), now);
      if (nanos > 0) {
        throw tooMany("this public key's pages", nanos);
      }
    }
  }

  /** Where a route looks at no key, the secret one counts all the same. */
  private boolean showsSecretKey(HttpServerRequest request) {
    String key = Gate.keyOrNull(request);
    Credential known = key == null ? null : keys.known(key);
    return known != null && known.secret();
  }

  /** Whoever has one IPv6 address has all that begin with the same 64 bits. */
  private static long number(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return bytes.remaining() == Integer.BYTES
        ? IPV4 | Integer.toUnsignedLong(bytes.getInt())
        : bytes.getLong();
  }

  private RuntimeException tooMany(String whence, long nanos) {
    refused.increment();
    int seconds = (int) Math.max(1, (nanos + 999_999_999) / TimeUnit.SECONDS.toNanos(1));
    return Problem.of(
            ProblemCode.TOO_MANY_REQUESTS,
            "Too many requests came from "
                + whence
                + ". Nothing was executed: ask again in "
                + seconds
                + " s, with the same idempotency key.")
        .retryAfter(seconds)
        .thrown();
  }
}
