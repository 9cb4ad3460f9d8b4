package io.seatkeeper.server.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallerTest {
  private static final RetryPolicy SHORT = new RetryPolicy(1, 10, 300);

  private final Deque<Integer> statuses = new ArrayDeque<>();
  private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
  private final LoadFigures figures = new LoadFigures();
  private HttpServer server;
  private ConnectionPool pool;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            exchange.getRequestBody().readAllBytes();
            int status = statuses.size() > 1 ? statuses.poll() : statuses.peek();
            if (status > 0) {
              byte[] body = "{\"code\":\"WORD\"}".getBytes(UTF_8);
              exchange.sendResponseHeaders(status, body.length);
              exchange.getResponseBody().write(body);
            }
          }
        });
    server.start();
    pool = new ConnectionPool(URI.create("http://127.0.0.1:" + port()), "", 2);
  }

  @AfterEach
  void stop() {
    pool.close();
    server.stop(0);
  }

  @Test
  void shouldTakeARefusalForTheEnd() throws InterruptedException {
    Reply reply = call(409);

    assertThat(reply.verdict()).isEqualTo(Reply.Verdict.FAILED);
    assertThat(reply.code()).isEqualTo("WORD");
    assertThat(reply.sends()).isEqualTo(1);
  }

  @Test
  void shouldAskAgainWithTheSameKey() throws InterruptedException {
    Reply reply = call(503, 504, 0, 500, 201);

    assertThat(reply.verdict()).isEqualTo(Reply.Verdict.OK);
    assertThat(reply.sends()).isEqualTo(5);
    assertThat(keys).hasSize(5).containsOnly("the-key");
    assertThat(figures.retries()).isEqualTo(4);
    assertThat(figures.lostConnections()).isEqualTo(1);
  }

  @Test
  void shouldKnowThatNothingHappenedWhenEverythingWasTurnedAway() throws InterruptedException {
    assertThat(call(503).verdict()).isEqualTo(Reply.Verdict.FAILED);
  }

  @Test
  void shouldNotKnowAfterATimeout() throws InterruptedException {
    assertThat(call(504, 503).verdict()).isEqualTo(Reply.Verdict.UNKNOWN);
  }

  @Test
  void shouldNotKnowAfterALostConnection() throws InterruptedException {
    assertThat(call(0, 503).verdict()).isEqualTo(Reply.Verdict.UNKNOWN);
  }

  @Test
  void shouldKnowThatNothingHappenedWhenNobodyIsThere() throws InterruptedException {
    server.stop(0);

    Reply reply = call(201);

    assertThat(reply.verdict()).isEqualTo(Reply.Verdict.FAILED);
    assertThat(reply.status()).isZero();
  }

  private int port() {
    return server.getAddress().getPort();
  }

  /** Calls a server that answers so, and in the end always the last; 0 hangs up. */
  private Reply call(Integer... answers) throws InterruptedException {
    statuses.addAll(Arrays.asList(answers));
    return new Caller(pool, SHORT, figures).call(HttpAsk.post("/v1/x", "the-key", "{}"), () -> 0.5);
  }
}
