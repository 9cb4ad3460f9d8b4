package io.seatkeeper.server.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpConnectionTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 100_000})
  void shouldReadAnswersHoweverTheyArriveInPieces(int piece) throws Exception {
    String longBody = "x".repeat(20_000);
    String answers =
        "HTTP/1.1 201 Created\r\n"
            + "Content-Length: 6\r\n"
            + "ETag: \"t1\"\r\n\r\n"
            + "hälloHTTP/1.1 304 Not Modified\r\n"
            + "ETag: \"t2\"\r\nSeatkeeper-Token: c1\r\n\r\n"
            + "HTTP/1.1 200 OK\r\n"
            + "transfer-encoding: chunked\r\n\r\n"
            + "3;x=y\r\n"
            + "abc\r\n"
            + "A\r\n"
            + "0123456789\r\n"
            + "0\r\n\r\n"
            + "HTTP/1.1 503 Busy\r\n"
            + "Retry-After: 2\r\n"
            + "content-length: 0\r\n\r\n"
            + ("HTTP/1.1 200 OK\r\ncontent-length: 20000\r\nconnection: close\r\n\r\n" + longBody);
    try (HttpConnection connection = connectionThatReads(answers, piece)) {
      HttpAnswer created = connection.exchange(new byte[1]);
      assertThat(created).isEqualTo(new HttpAnswer(201, "\"t1\"", "", 0, "hällo"));
      assertThat(connection.reusable()).isTrue();
      assertThat(connection.exchange(new byte[1]))
          .isEqualTo(new HttpAnswer(304, "\"t2\"", "c1", 0, ""));
      assertThat(connection.exchange(new byte[1]).body()).isEqualTo("abc0123456789");
      assertThat(connection.exchange(new byte[1])).isEqualTo(new HttpAnswer(503, "", "", 2000, ""));
      assertThat(connection.exchange(new byte[1]).body()).isEqualTo(longBody);
      assertThat(connection.reusable()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\ncontent-le",
        "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhal",
        "HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: five\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "SSH-2.0-OpenSSH\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n"
      })
  void shouldReportWhatIsNoWholeAnswer(String text) throws Exception {
    try (HttpConnection connection = connectionThatReads(text, 100_000)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> connection.exchange(new byte[1]));
      assertThat(connection.reusable()).isFalse();
    }
  }

  @Test
  void shouldTellWhenNothingWasSent() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);

    assertThatExceptionOfType(NotSentException.class)
        .isThrownBy(() -> HttpConnection.open(address, 1_000, 1_000));
  }

  /** A connection to a server that says a text, so many bytes at once, and hangs up. */
  private static HttpConnection connectionThatReads(String text, int piece) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    CompletableFuture<Void> said =
        CompletableFuture.runAsync(
            () -> {
              try (server;
                  Socket socket = server.accept()) {
                socket.setTcpNoDelay(true);
                OutputStream output = socket.getOutputStream();
                byte[] bytes = text.getBytes(UTF_8);
                for (int start = 0; start < bytes.length; start += piece) {
                  output.write(bytes, start, Math.min(piece, bytes.length - start));
                }
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            },
            command -> Thread.ofVirtual().start(command));
    assertThat(said).isNotNull();
    return HttpConnection.open(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()),
        1_000,
        10_000);
  }
}
