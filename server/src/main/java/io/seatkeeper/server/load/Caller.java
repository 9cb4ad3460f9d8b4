package io.seatkeeper.server.load;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request until its end is known: again with the same idempotency key, to whichever node is
 * next, after 503, 504 and a broken connection.
 */
final class Caller {
  private final ConnectionPool pool;
  private final RetryPolicy retries;
  private final LoadFigures figures;

  Caller(ConnectionPool pool, RetryPolicy retries, LoadFigures figures) {
    this.pool = pool;
    this.retries = retries;
    this.figures = figures;
  }

  /**
   * Sends a request, and again where that helps.
   *
   * @param random spreads the retries, from 0 to below 1
   */
  Reply call(HttpAsk ask, DoubleSupplier random) throws InterruptedException {
    long startNanos = System.nanoTime();
    boolean maybeDone = false;
    for (int sends = 1; ; sends++) {
      HttpAnswer answer = null;
      long wireNanos = 0;
      try {
        ConnectionPool.Timed timed = pool.exchange(ask);
        answer = timed.answer();
        wireNanos = timed.wireNanos();
      } catch (NotSentException _) {
        figures.connectionLost();
      } catch (IOException _) {
        figures.connectionLost();
        maybeDone = true;
      }
      if (answer != null && !worthRetrying(answer.status())) {
        return reply(answer, sends, startNanos, wireNanos);
      }
      maybeDone |= answer != null && answer.status() != 503 && answer.status() != 429;
      long elapsedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
      if (!retries.allows(elapsedMillis)) {
        return givenUp(answer, maybeDone, sends, startNanos, wireNanos);
      }
      long askedMillis = answer == null ? 0 : answer.retryAfterMillis();
      figures.retried();
      Thread.sleep(retries.pauseMillis(sends, askedMillis, random.getAsDouble()));
    }
  }

  private static boolean worthRetrying(int status) {
    return status == 429 || status >= 500;
  }

  private static Reply reply(HttpAnswer answer, int sends, long startNanos, long wireNanos) {
    boolean ok = answer.status() < 400;
    return new Reply(
        ok ? Reply.Verdict.OK : Reply.Verdict.FAILED,
        answer.status(),
        ok ? "" : code(answer),
        answer.body(),
        answer.causalToken(),
        sends,
        startNanos,
        System.nanoTime(),
        wireNanos);
  }

  private static Reply givenUp(
      @Nullable HttpAnswer answer, boolean maybeDone, int sends, long startNanos, long wireNanos) {
    return new Reply(
        maybeDone ? Reply.Verdict.UNKNOWN : Reply.Verdict.FAILED,
        answer == null ? 0 : answer.status(),
        answer == null ? "" : code(answer),
        answer == null ? "" : answer.body(),
        "",
        sends,
        startNanos,
        System.nanoTime(),
        wireNanos);
  }

  /** The problem's code, or the bare status where there is none. */
  private static String code(HttpAnswer answer) {
    try {
      return new JsonObject(answer.body()).getString("code", "HTTP_" + answer.status());
    } catch (DecodeException | ClassCastException _) {
      return "HTTP_" + answer.status();
    }
  }
}
