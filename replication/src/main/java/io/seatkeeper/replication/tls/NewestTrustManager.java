package io.seatkeeper.replication.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Accepts whom the newest CA file accepts. A server must also have a certificate for the host it
 * was reached at: a connection that would not check that is refused.
 */
final class NewestTrustManager extends X509ExtendedTrustManager {
  private static final String HOST_CHECK = "HTTPS";

  private final Supplier<TlsMaterial> newest;
  private final Sessions sessions;
  private final RefusalLog log;

  NewestTrustManager(Supplier<TlsMaterial> newest, Sessions sessions, RefusalLog log) {
    this.newest = newest;
    this.sessions = sessions;
    this.log = log;
  }

  private interface Check {
    void run() throws CertificateException;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check("a client", chain, () -> trust().checkClientTrusted(chain, authType, engine));
    sessions.metAsServer(engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check("a client", chain, () -> trust().checkClientTrusted(chain, authType, socket));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check("a client", chain, () -> trust().checkClientTrusted(chain, authType));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(
        "the server " + engine.getPeerHost() + ":" + engine.getPeerPort(),
        chain,
        () -> {
          requireHostCheck(engine.getSSLParameters());
          trust().checkServerTrusted(chain, authType, engine);
        });
    sessions.metAsClient(engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(
        "the server " + socket.getRemoteSocketAddress(),
        chain,
        () -> {
          requireHostCheck(socket instanceof SSLSocket tls ? tls.getSSLParameters() : null);
          trust().checkServerTrusted(chain, authType, socket);
        });
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check("a server", chain, () -> requireHostCheck(null));
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust().getAcceptedIssuers();
  }

  private X509ExtendedTrustManager trust() {
    return newest.get().trust();
  }

  private static void requireHostCheck(@Nullable SSLParameters parameters)
      throws CertificateException {
    if (parameters == null || !HOST_CHECK.equals(parameters.getEndpointIdentificationAlgorithm())) {
      throw new CertificateException("the connection does not check the server's host");
    }
  }

  private void check(String who, X509Certificate[] chain, Check check) throws CertificateException {
    try {
      check.run();
    } catch (CertificateException e) {
      String subject =
          chain.length == 0
              ? ", which sent none"
              : " for "
                  + chain[0].getSubjectX500Principal()
                  + ", number "
                  + chain[0].getSerialNumber().toString(16);
      log.refused(who + subject, RefusalReason.of(e));
      throw e;
    }
  }
}
