package io.seatkeeper.server.page;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the page, ready to be sent.
 *
 * @param plain the content
 * @param gzip the content, compressed
 * @param etag names the content, quoted
 * @param forever whether the content of its path never changes
 */
record PageFile(String contentType, Buffer plain, Buffer gzip, String etag, boolean forever) {
  static PageFile of(String contentType, byte[] content, boolean forever) {
    String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(content));
    String etag = "W/\"" + digest.substring(0, 22) + '"';
    Buffer gzip = Buffer.buffer(compress(content));
    return new PageFile(contentType, Buffer.buffer(content), gzip, etag, forever);
  }

  /** The type of a file by its name's ending. */
  static String typeOf(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no content type for " + name);
    };
  }

  static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] compress(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 2 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
