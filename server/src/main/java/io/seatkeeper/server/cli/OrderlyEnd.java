package io.seatkeeper.server.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be ended when a command is done or the program is told to stop, whichever comes first:
 * the last that was added first, each once.
 */
final class OrderlyEnd implements AutoCloseable {
  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean ended;

  /** A thing to end. */
  interface Part extends AutoCloseable {
    @Override
    void close();
  }

  private OrderlyEnd() {}

  /** An ending that also comes with Ctrl-C and SIGTERM. */
  static OrderlyEnd atExit() {
    OrderlyEnd ending = new OrderlyEnd();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("orderly end").unstarted(ending::close));
    return ending;
  }

  /**
   * Adds a thing to end.
   *
   * @throws IllegalStateException when the end has come; the thing is ended
   */
  synchronized <T extends Part> T add(T part) {
    if (ended) {
      part.close();
      throw new IllegalStateException("the program ends");
    }
    parts.push(part);
    return part;
  }

  /** Ends everything; nothing happens the second time. Whoever comes second waits. */
  @Override
  public synchronized void close() {
    ended = true;
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }
}
