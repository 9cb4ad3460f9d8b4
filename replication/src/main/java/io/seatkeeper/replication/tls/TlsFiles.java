package io.seatkeeper.replication.tls;

import java.nio.file.Path;

/**
 * The files a node speaks TLS with, all PEM.
 *
 * @param certificate the node's certificate, then those between it and a CA, if any
 * @param key the certificate's private key, PKCS#8, not encrypted
 * @param authorities the CAs whose certificates other nodes may have
 */
public record TlsFiles(Path certificate, Path key, Path authorities) {}
