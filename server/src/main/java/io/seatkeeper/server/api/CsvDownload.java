package io.seatkeeper.server.api;

import io.seatkeeper.server.exchange.Exchange;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A table on its way to a browser: part by part, as fast as it is read. */
final class CsvDownload {
  private static final long STANDSTILL_MILLIS = 30_000;

  private final HttpServerResponse response;
  private final Supplier<@Nullable String> parts;
  private final Runnable over;
  private final Runnable cutOff;
  private final Context context;
  private long timer;
  private boolean ended;

  private CsvDownload(Exchange exchange, Supplier<@Nullable String> parts, Runnable over) {
    Context current = Vertx.currentContext();
    if (current == null) {
      throw new IllegalStateException("downloads are written on an event loop");
    }
    this.context = current;
    this.response = exchange.stream();
    this.cutOff = () -> exchange.request().connection().close();
    this.parts = parts;
    this.over = over;
  }

  /**
   * Sends a table. Call on the loop.
   *
   * @param parts gives one part after the other, each made in a moment; null at the end
   * @param over runs once when the download has ended, however
   */
  static void send(
      Exchange exchange, String fileName, Supplier<@Nullable String> parts, Runnable over) {
    boolean headOnly = exchange.request().method().equals(HttpMethod.HEAD);
    CsvDownload download = new CsvDownload(exchange, parts, over);
    download.begin(fileName, headOnly);
  }

  private void begin(String fileName, boolean headOnly) {
    response.headers().set(HttpHeaders.CONTENT_TYPE, Csv.TYPE);
    response.headers().set("content-disposition", "attachment; filename=\"" + fileName + ".csv\"");
    if (headOnly) {
      end();
      response.end();
      return;
    }
    response.setChunked(true);
    response.exceptionHandler(_ -> end());
    response.closeHandler(_ -> end());
    response.drainHandler(_ -> go());
    go();
  }

  private void go() {
    context.owner().cancelTimer(timer);
    while (!ended && !response.writeQueueFull()) {
      String part = parts.get();
      if (part == null) {
        end();
        response.end();
        return;
      }
      response.write(part);
    }
    if (!ended) {
      timer = context.owner().setTimer(STANDSTILL_MILLIS, _ -> cutOff.run());
    }
  }

  private void end() {
    if (!ended) {
      ended = true;
      context.owner().cancelTimer(timer);
      over.run();
    }
  }
}
