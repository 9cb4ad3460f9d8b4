package io.seatkeeper.replication.tls;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.OpenSslSessionContext;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.OpenSslSessionTicketKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions that peers could resume: none for longer than a second, none across new files.
 *
 * <p>A connection that resumes a session shows no certificate, so it would outlive its CA. gRPC
 * gives no hook to check it again. Between nodes connections are few and long: full handshakes cost
 * nothing. Safe for concurrent use.
 */
final class Sessions {
  private static final Logger LOGGER = LoggerFactory.getLogger(Sessions.class);
  private static final int SHORTEST_SECONDS = 1;

  private final SecureRandom random = new SecureRandom();
  private final Set<OpenSslSessionContext> servers = Collections.newSetFromMap(new WeakHashMap<>());

  /** A client has shown its certificate to this server in a full handshake. */
  synchronized void metAsServer(SSLEngine engine) {
    if (engine.getSession().getSessionContext() instanceof OpenSslSessionContext context
        && servers.add(context)) {
      context.setSessionCacheEnabled(false);
      context.setSessionTimeout(SHORTEST_SECONDS);
      context.setTicketKeys(freshKey());
    }
  }

  /** A server has shown its certificate to this client in a full handshake. */
  void metAsClient(SSLEngine engine) {
    if (engine.getSession().getSessionContext() instanceof OpenSslSessionContext context
        && context.isSessionCacheEnabled()) {
      context.setSessionCacheEnabled(false);
    }
  }

  /** Makes worthless what was given out so far. */
  synchronized void forgetAll() {
    for (OpenSslSessionContext context : servers) {
      try {
        context.setTicketKeys(freshKey());
      } catch (RuntimeException e) {
        LOGGER.debug("A TLS context is gone already", e);
      }
    }
  }

  private OpenSslSessionTicketKey freshKey() {
    return new OpenSslSessionTicketKey(
        bytes(OpenSslSessionTicketKey.NAME_SIZE),
        bytes(OpenSslSessionTicketKey.HMAC_KEY_SIZE),
        bytes(OpenSslSessionTicketKey.AES_KEY_SIZE));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
