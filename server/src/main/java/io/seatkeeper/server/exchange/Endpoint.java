package io.seatkeeper.server.exchange;

/** Answers the requests of a route. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers now or later, exactly once. Runs on an event loop and must not block; what it throws is
   * answered as a problem.
   */
  void handle(Exchange exchange);

  /** An endpoint in straight lines, on a virtual thread that may block. */
  static Endpoint blocking(Blocking body) {
    return exchange -> exchange.offload(() -> body.answer(exchange), exchange::answer);
  }

  /** The body of a blocking endpoint. */
  @FunctionalInterface
  interface Blocking {
    /** The answer; what is thrown is answered as a problem. */
    Answer answer(Exchange exchange) throws Exception;
  }
}
