package io.seatkeeper.replication;

import io.seatkeeper.replication.tls.PeerCertificates;
import io.seatkeeper.replication.tls.TlsFileException;
import io.seatkeeper.replication.tls.TlsFiles;
import java.time.Instant;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.grpc.GrpcUtil;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/** The certificates a node shows its peers and takes from them; read again when files change. */
final class PeerTls implements AutoCloseable {
  private final PeerCertificates certificates;
  private final GrpcTlsConfig configuration;

  private PeerTls(PeerCertificates certificates) {
    this.certificates = certificates;
    this.configuration =
        new GrpcTlsConfig(certificates.keyManager(), certificates.trustManager(), true);
  }

  /**
   * Reads the files.
   *
   * @param files null for plain text
   * @return null for plain text
   * @throws NodeStartException when they are not what is needed, in a sentence
   */
  static @Nullable PeerTls open(@Nullable TlsFiles files) {
    try {
      return files == null ? null : new PeerTls(PeerCertificates.open(files));
    } catch (TlsFileException e) {
      throw new NodeStartException(String.valueOf(e.getMessage()), e);
    }
  }

  /** For the node's server, and the connections the Raft library makes. */
  GrpcTlsConfig configuration() {
    return configuration;
  }

  /** For connections of our own. */
  SslContext client() {
    return GrpcUtil.buildSslContextForClient(configuration);
  }

  /** Until when the node's certificate is valid. */
  Instant notAfter() {
    return certificates.notAfter();
  }

  @Override
  public void close() {
    certificates.close();
  }
}
