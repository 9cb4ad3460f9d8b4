package io.seatkeeper.server.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;

/**
 * One keep-alive HTTP/1.1 connection, used by one thread at a time.
 *
 * <p>Speaks what the server speaks: bodies by length or chunked, no trailers, no compression (none
 * is asked for), no upgrade.
 */
final class HttpConnection implements AutoCloseable {
  private static final int MOST_HEAD_BYTES = 64 * 1024;
  private static final int MOST_BODY_BYTES = 256 * 1024 * 1024;

  private final Socket socket;
  private final InputStream input;
  private final OutputStream output;
  private byte[] buffer = new byte[8 * 1024];
  private int start;
  private int end;
  private boolean reusable = true;

  private HttpConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.input = socket.getInputStream();
    this.output = socket.getOutputStream();
  }

  /**
   * Connects.
   *
   * @param answerMillis how long to wait for each piece of an answer
   * @throws NotSentException when there is no connection to be had
   */
  static HttpConnection open(InetSocketAddress address, int connectMillis, int answerMillis)
      throws NotSentException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(answerMillis);
      socket.connect(address, connectMillis);
      return new HttpConnection(socket);
    } catch (IOException e) {
      closeQuietly(socket);
      throw new NotSentException("no connection to " + address + ": " + e.getMessage(), e);
    }
  }

  /** Whether another exchange may follow on this connection. */
  boolean reusable() {
    return reusable;
  }

  /**
   * Sends a request and reads its answer.
   *
   * @param request head and body as they go over the wire
   * @throws IOException when the connection breaks: the server may or may not have acted
   */
  HttpAnswer exchange(byte[] request) throws IOException {
    reusable = false;
    output.write(request);
    String[] head = readHead();
    int status = status(head[0]);
    long length = -1;
    boolean chunked = false;
    boolean close = false;
    String entityTag = "";
    String causalToken = "";
    long retryAfterMillis = 0;
    for (int line = 1; line < head.length; line++) {
      int colon = head[line].indexOf(':');
      if (colon < 0) {
        throw new IOException("malformed header line: " + head[line]);
      }
      String value = head[line].substring(colon + 1).strip();
      switch (head[line].substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = number(value, 10);
        case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
        case "connection" -> close = value.equalsIgnoreCase("close");
        case "etag" -> entityTag = value;
        case "seatkeeper-token" -> causalToken = value;
        case "retry-after" -> retryAfterMillis = 1000 * number(value, 10);
        default -> {
          // Of no interest to a fan.
        }
      }
    }
    byte[] body = readBody(status, length, chunked);
    reusable = !close;
    return new HttpAnswer(
        status, entityTag, causalToken, retryAfterMillis, new String(body, UTF_8));
  }

  private byte[] readBody(int status, long length, boolean chunked) throws IOException {
    if (status == 204 || status == 304) {
      return new byte[0];
    }
    if (chunked) {
      return readChunks();
    }
    if (length < 0 || length > MOST_BODY_BYTES) {
      throw new IOException("an answer of length " + length + " cannot be read");
    }
    return readExactly((int) length);
  }

  private byte[] readChunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = readLine();
      int extension = size.indexOf(';');
      long length = number(extension < 0 ? size : size.substring(0, extension), 16);
      if (length > MOST_BODY_BYTES - body.size()) {
        throw new IOException("an answer longer than " + MOST_BODY_BYTES + " bytes is not read");
      }
      body.writeBytes(readExactly((int) length));
      if (!readLine().isEmpty()) {
        throw new IOException("a chunk does not end where it should");
      }
      if (length == 0) {
        return body.toByteArray();
      }
    }
  }

  private String[] readHead() throws IOException {
    int scanned = start;
    while (true) {
      for (int at = Math.max(scanned, start + 3); at < end; at++) {
        if (buffer[at] == '\n' && buffer[at - 2] == '\n') {
          String head = new String(buffer, start, at - 3 - start, ISO_8859_1);
          start = at + 1;
          return head.split("\r\n", -1);
        }
      }
      int offset = end - start;
      if (offset > MOST_HEAD_BYTES) {
        throw new IOException("an answer's head is longer than " + MOST_HEAD_BYTES + " bytes");
      }
      fill();
      scanned = start + offset;
    }
  }

  private String readLine() throws IOException {
    int scanned = 0;
    while (true) {
      for (int at = start + scanned; at < end; at++) {
        if (buffer[at] == '\n' && at > start && buffer[at - 1] == '\r') {
          String line = new String(buffer, start, at - 1 - start, ISO_8859_1);
          start = at + 1;
          return line;
        }
      }
      scanned = end - start;
      if (scanned > MOST_HEAD_BYTES) {
        throw new IOException("a chunk's head is longer than " + MOST_HEAD_BYTES + " bytes");
      }
      fill();
    }
  }

  private byte[] readExactly(int length) throws IOException {
    byte[] bytes = new byte[length];
    int buffered = Math.min(length, end - start);
    System.arraycopy(buffer, start, bytes, 0, buffered);
    start += buffered;
    int read = buffered;
    while (read < length) {
      int got = input.read(bytes, read, length - read);
      if (got < 0) {
        throw new EOFException("the connection ended within an answer");
      }
      read += got;
    }
    return bytes;
  }

  /** Reads at least one more byte behind those not used yet, moving them to the front. */
  private void fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int got = input.read(buffer, end, buffer.length - end);
    if (got < 0) {
      throw new EOFException("the connection ended before its answer");
    }
    end += got;
  }

  private static int status(String line) throws IOException {
    if (!line.startsWith("HTTP/1.1 ") || line.length() < 12) {
      throw new IOException("not an HTTP/1.1 answer: " + line);
    }
    return (int) number(line.substring(9, 12), 10);
  }

  private static long number(String text, int radix) throws IOException {
    try {
      long number = Long.parseLong(text.strip(), radix);
      if (number < 0) {
        throw new IOException("a length below zero in an answer: " + text);
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IOException("not a number in an answer's head: " + text, e);
    }
  }

  @Override
  public void close() {
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // Nothing is lost: whoever closes a connection has no more use for it.
    }
  }
}
