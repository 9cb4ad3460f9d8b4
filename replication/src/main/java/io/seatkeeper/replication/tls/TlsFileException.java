package io.seatkeeper.replication.tls;

/** A TLS file is not usable. The message is one sentence for the operator: which file, and why. */
public final class TlsFileException extends Exception {
  private static final long serialVersionUID = 1L;

  TlsFileException(String message) {
    super(message);
  }

  TlsFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
