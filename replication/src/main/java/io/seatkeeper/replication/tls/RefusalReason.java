package io.seatkeeper.replication.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import org.jspecify.annotations.Nullable;

/** Words why a certificate was not accepted. */
final class RefusalReason {
  private RefusalReason() {}

  /** A part of a sentence, after "because" or a colon. */
  static String of(CertificateException refusal) {
    String last = "no reason is known";
    for (@Nullable Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case CertificateExpiredException _ -> {
          return "it has expired";
        }
        case CertificateNotYetValidException _ -> {
          return "it is not valid yet";
        }
        case CertPathBuilderException _ -> {
          return "no CA of the CA file has signed it";
        }
        default -> last = cause.getMessage() == null ? last : cause.getMessage();
      }
    }
    return last;
  }
}
