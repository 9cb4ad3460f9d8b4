package io.seatkeeper.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.server.json.Json;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A connection that says anything, and reads one HTTP answer at a time. */
final class Connection implements Closeable {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int MOST_BYTES = 4 << 20;

  private final Socket socket;
  private final InputStream in;

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * What came back.
   *
   * @param status 0 when the connection ended without an answer, -1 when nothing came for long
   */
  record Reply(int status, Map<String, String> headers, String body) {
    static final Reply NONE = new Reply(0, Map.of(), "");
    static final Reply LATE = new Reply(-1, Map.of(), "");

    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> json() {
      return (Map<String, Object>) Json.type(Object.class).fromJson(body);
    }
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  void sendNoMore() throws IOException {
    socket.shutdownOutput();
  }

  Reply read() throws IOException {
    String line = line();
    if (line.isEmpty()) {
      return Reply.NONE;
    }
    int status = Integer.parseInt(line.split(" ", 3)[1]);
    Map<String, String> headers = new HashMap<>();
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    if (status == 100) {
      return read();
    }
    return new Reply(status, headers, body(headers));
  }

  private String body(Map<String, String> headers) throws IOException {
    String length = headers.get("content-length");
    if (length == null) {
      return "";
    }
    int bytes = Integer.parseInt(length);
    if (bytes > MOST_BYTES) {
      throw new IOException("an answer of " + bytes + " bytes");
    }
    byte[] body = in.readNBytes(bytes);
    if (body.length < bytes) {
      throw new EOFException("half an answer");
    }
    return new String(body, UTF_8);
  }

  /** A line without its end; empty at the end of the connection. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int here = in.read(); here >= 0 && here != '\n'; here = in.read()) {
      if (here != '\r') {
        line.append(new String(new byte[] {(byte) here}, ISO_8859_1));
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
