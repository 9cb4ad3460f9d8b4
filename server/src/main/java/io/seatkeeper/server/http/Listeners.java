package io.seatkeeper.server.http;

import io.seatkeeper.server.exchange.Front;
import io.seatkeeper.server.exchange.Loop;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server on its event loops, all on one port. */
final class Listeners implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
  private static final int MOST_LINE_BYTES = 4096;
  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int IDLE_SECONDS = 75;

  private static final int BACKLOG = 1024;
  private static final long SWEEP_MILLIS = 1000;
  private static final long START_SECONDS = 30;
  private static final long DRAIN_SECONDS = 10;

  private final Vertx vertx;
  private final List<HttpServer> servers;

  private Listeners(Vertx vertx, List<HttpServer> servers) {
    this.vertx = vertx;
    this.servers = servers;
  }

  /**
   * Listens with as many event loops as there are processors.
   *
   * @throws IOException when the port cannot be listened on
   */
  static Listeners open(String host, int port, Front front) throws IOException {
    int loops = Runtime.getRuntime().availableProcessors();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
    List<HttpServer> servers = new CopyOnWriteArrayList<>();
    try {
      listen(vertx, host, port, front, servers, loops);
      return new Listeners(vertx, servers);
    } catch (IOException e) {
      var _ = vertx.close();
      throw e;
    }
  }

  int port() {
    return servers.getFirst().actualPort();
  }

  @Override
  public void close() {
    try {
      Future.join(
              servers.stream()
                  .map(server -> server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS))
                  .toList())
          .toCompletionStage()
          .toCompletableFuture()
          .get(DRAIN_SECONDS + 5, TimeUnit.SECONDS);
      vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The HTTP server did not close in time", e);
    }
  }

  private static void listen(
      Vertx vertx, String host, int port, Front front, List<HttpServer> servers, int instances)
      throws IOException {
    SocketAddress address =
        port == 0
            ? SocketAddress.sharedRandomPort(1, host)
            : SocketAddress.inetSocketAddress(port, host);
    HttpServerOptions options =
        new HttpServerOptions()
            .setAcceptBacklog(BACKLOG)
            .setTcpNoDelay(true)
            .setIdleTimeout(IDLE_SECONDS)
            .setMaxInitialLineLength(MOST_LINE_BYTES)
            .setMaxHeaderSize(MOST_HEADER_BYTES)
            .setHandle100ContinueAutomatically(false);
    try {
      vertx
          .deployVerticle(
              () -> new Listener(options, address, front, servers),
              new DeploymentOptions().setInstances(instances))
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting to listen", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          "Cannot listen on "
              + host
              + ":"
              + port
              + ": is another program using it? Choose another"
              + " port.",
          e);
    }
  }

  /** One event loop's share of the connections. */
  private static final class Listener extends VerticleBase {
    private final HttpServerOptions options;
    private final SocketAddress address;
    private final Front front;
    private final List<HttpServer> servers;

    Listener(
        HttpServerOptions options, SocketAddress address, Front front, List<HttpServer> servers) {
      this.options = options;
      this.address = address;
      this.front = front;
      this.servers = servers;
    }

    @Override
    public Future<?> start() {
      Context own = context;
      Loop loop = new Loop(own);
      vertx.setPeriodic(SWEEP_MILLIS, _ -> front.sweep(loop));
      return vertx
          .createHttpServer(options)
          .requestHandler(front.on(loop))
          .invalidRequestHandler(front::malformed)
          .listen(address)
          .onSuccess(servers::add);
    }
  }
}
