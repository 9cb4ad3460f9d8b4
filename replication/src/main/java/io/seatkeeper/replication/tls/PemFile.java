package io.seatkeeper.replication.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PEM file as it was read: labelled blocks of Base64 between other text.
 *
 * @param name what the file is to the operator, with its path
 * @param path where it is
 * @param bytes all of it
 */
record PemFile(String name, Path path, ByteBuffer bytes) {
  private static final int MOST_BYTES = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----([^-]*)-----END \\1-----");

  /** One block of the file: its label, and what its Base64 stands for. */
  record Block(String label, ByteBuffer content) {
    byte[] bytes() {
      byte[] bytes = new byte[content.remaining()];
      content.duplicate().get(bytes);
      return bytes;
    }
  }

  /**
   * Reads a file.
   *
   * @param role what it is to the operator
   */
  static PemFile read(String role, Path path) throws TlsFileException {
    String name = role + " " + path;
    try (InputStream file = Files.newInputStream(path)) {
      byte[] bytes = file.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new TlsFileException(name + " is larger than " + MOST_BYTES + " bytes.");
      }
      return new PemFile(name, path, ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    } catch (NoSuchFileException e) {
      throw new TlsFileException(name + " does not exist.", e);
    } catch (AccessDeniedException e) {
      throw new TlsFileException(name + " may not be read by this user.", e);
    } catch (IOException e) {
      throw new TlsFileException(name + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /** Its blocks, in order; at least one. */
  List<Block> blocks() throws TlsFileException {
    String text = ISO_8859_1.decode(bytes.duplicate()).toString();
    Matcher matcher = BLOCK.matcher(text);
    List<Block> blocks = new ArrayList<>();
    while (matcher.find()) {
      try {
        byte[] content = Base64.getMimeDecoder().decode(matcher.group(2).strip());
        blocks.add(new Block(matcher.group(1), ByteBuffer.wrap(content)));
      } catch (IllegalArgumentException e) {
        throw new TlsFileException(name + " is not PEM: a block in it is no Base64.", e);
      }
    }
    if (blocks.isEmpty()) {
      throw new TlsFileException(name + " is not PEM: it has no -----BEGIN ...----- block.");
    }
    return blocks;
  }

  /** Its certificates, in order; at least one. */
  List<X509Certificate> certificates() throws TlsFileException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks()) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(certificate(block.bytes()));
      }
    }
    if (certificates.isEmpty()) {
      throw new TlsFileException(name + " holds no CERTIFICATE block.");
    }
    return certificates;
  }

  private X509Certificate certificate(byte[] encoded) throws TlsFileException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException e) {
      throw new TlsFileException(name + " holds a block that is no X.509 certificate.", e);
    }
  }
}
