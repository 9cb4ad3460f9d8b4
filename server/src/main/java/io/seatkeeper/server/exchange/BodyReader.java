package io.seatkeeper.server.exchange;

import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.seatkeeper.server.problem.Problems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers a request's body within its bound and within what all bodies may take together. */
final class BodyReader {
  private final Exchange exchange;
  private final int mostBytes;
  private final Budget budget;
  private final Consumer<byte[]> whenRead;
  private final long beganNanos;
  private @Nullable Buffer gathered;
  private boolean several;
  private int taken;
  private boolean over;

  BodyReader(Exchange exchange, int mostBytes, Budget budget, Consumer<byte[]> whenRead) {
    this.exchange = exchange;
    this.mostBytes = mostBytes;
    this.budget = budget;
    this.whenRead = whenRead;
    this.beganNanos = System.nanoTime();
  }

  void start() {
    HttpServerRequest request = exchange.request();
    exchange.loop().reading(this);
    request.handler(this::chunk);
    request.endHandler(_ -> end());
    request.exceptionHandler(_ -> broken());
  }

  long beganNanos() {
    return beganNanos;
  }

  /** Answers that the body took too long. */
  void giveUp() {
    fail(
        Problem.of(
            ProblemCode.BODY_SLOW, "The body took too long to arrive. Send the request again."));
  }

  private void chunk(Buffer chunk) {
    if (over) {
      return;
    }
    if (taken + (long) chunk.length() > mostBytes) {
      fail(tooLarge(mostBytes));
    } else if (!budget.take(chunk.length())) {
      fail(Problems.overloaded(1));
    } else {
      taken += chunk.length();
      gathered = gathered == null ? chunk : writable(gathered).appendBuffer(chunk);
    }
  }

  /** The first chunk belongs to the connection: a body of several chunks gets its own buffer. */
  private Buffer writable(Buffer buffer) {
    if (several) {
      return buffer;
    }
    several = true;
    return Buffer.buffer(buffer.length() * 2).appendBuffer(buffer);
  }

  private void end() {
    if (over) {
      return;
    }
    Buffer body = gathered;
    release();
    whenRead.accept(body == null ? new byte[0] : body.getBytes());
  }

  private void broken() {
    fail(
        Problem.of(
            ProblemCode.BODY_INCOMPLETE,
            "The body did not arrive completely. Send the request again."));
  }

  private void fail(Problem problem) {
    if (!over) {
      release();
      exchange.refuse(problem);
    }
  }

  private void release() {
    over = true;
    exchange.loop().read(this);
    budget.giveBack(taken);
    gathered = null;
  }

  static Problem tooLarge(int mostBytes) {
    return Problem.of(
        ProblemCode.BODY_TOO_LARGE,
        "The body is larger than the " + mostBytes + " bytes that go here. Send less at once.");
  }
}
