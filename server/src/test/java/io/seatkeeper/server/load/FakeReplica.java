package io.seatkeeper.server.load;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Another door to a {@link FakeNode}: it carries out what the node would, but reads without a
 * causal token show for ever what they showed first.
 */
final class FakeReplica implements AutoCloseable {
  private final FakeNode node;
  private final HttpServer server;
  private final Map<URI, byte[]> stale = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();

  FakeReplica(FakeNode node) throws IOException {
    this.node = node;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How many requests came in here. */
  int requests() {
    return requests.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    Headers headers = exchange.getRequestHeaders();
    boolean anyStateWillDo = !headers.containsKey("Seatkeeper-Token");
    if (!exchange.getRequestMethod().equals("GET") || !anyStateWillDo) {
      node.handle(exchange);
      return;
    }
    try (exchange) {
      byte[] shown =
          stale.computeIfAbsent(exchange.getRequestURI(), uri -> node.show(uri.getPath()));
      exchange.sendResponseHeaders(200, shown.length);
      exchange.getResponseBody().write(shown);
    }
  }

  /** Goes away; nothing happens when it has gone before. */
  void stop() {
    server.stop(0);
  }

  @Override
  public void close() {
    stop();
  }
}
