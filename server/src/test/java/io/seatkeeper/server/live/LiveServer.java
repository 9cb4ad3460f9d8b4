package io.seatkeeper.server.live;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;

/** Serves a feed over loopback on two event loops: the path is the event's key. */
final class LiveServer {
  private static final DeploymentOptions LOOPS = new DeploymentOptions().setInstances(2);

  private LiveServer() {}

  /** Starts, and returns the port. */
  static int start(Vertx vertx, LiveFeed feed) throws Exception {
    int port = freePort();
    HttpServerOptions options =
        new HttpServerOptions().setHost("localhost").setPort(port).setSendBufferSize(16 * 1024);
    vertx
        .deployVerticle(() -> verticle(options, feed), LOOPS)
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    return port;
  }

  /** All instances listen on one port, which must have a number for that. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static VerticleBase verticle(HttpServerOptions options, LiveFeed feed) {
    return new VerticleBase() {
      @Override
      public Future<HttpServer> start() {
        return vertx
            .createHttpServer(options)
            .requestHandler(request -> watch(feed, request))
            .listen();
      }
    };
  }

  private static void watch(LiveFeed feed, HttpServerRequest request) {
    String event = request.path().substring(1);
    feed.watch(event, request.getHeader("Last-Event-ID"), request, request::response)
        .onFailure(failure -> request.response().setStatusCode(statusOf(failure)).end());
  }

  private static int statusOf(Throwable failure) {
    return switch (failure) {
      case EventUnknownException _ -> 404;
      case TooManyWatchersException _ -> 503;
      default -> 500;
    };
  }
}
