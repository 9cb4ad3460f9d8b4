package io.seatkeeper.replication;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the node still vouches for itself. While the node opens, a break is what opening it fails
 * with; afterwards the fatal handler hears of it, once.
 */
final class NodeHealth {
  private static final Logger LOGGER = LoggerFactory.getLogger(NodeHealth.class);

  private final FatalHandler fatalHandler;
  private volatile @Nullable String brokenLine;
  private volatile @Nullable Throwable brokenCause;
  private volatile boolean closing;
  private volatile Runnable onBreak = () -> {};
  private boolean open;

  NodeHealth(FatalHandler fatalHandler) {
    this.fatalHandler = fatalHandler;
  }

  /** What must happen at once when the node breaks; must not wait for anything. */
  void onBreak(Runnable action) {
    onBreak = action;
  }

  /**
   * From now on the fatal handler hears of a break.
   *
   * @throws NodeStartException when there was one already
   */
  synchronized void opened() {
    throwIfBroken();
    open = true;
  }

  /** Ends the opening of a node that broke meanwhile. */
  void throwIfBroken() {
    String line = brokenLine;
    if (line != null) {
      Throwable cause = brokenCause;
      throw cause == null ? new NodeStartException(line) : new NodeStartException(line, cause);
    }
  }

  boolean isBroken() {
    return brokenLine != null;
  }

  /** From now on the log's end is what was asked for. */
  void closing() {
    closing = true;
  }

  boolean isClosing() {
    return closing;
  }

  /** Breaks the node; only the first report counts. */
  void breaks(String line, @Nullable Throwable cause) {
    String oneLine = line.replace('\n', ' ');
    synchronized (this) {
      if (brokenLine != null) {
        return;
      }
      brokenCause = cause;
      brokenLine = oneLine;
      onBreak.run();
      if (!open) {
        return;
      }
    }
    LOGGER.error("The node stops: {}", oneLine, cause);
    fatalHandler.broken(oneLine, cause);
  }

  /** The deepest message of a failure, which has the disk's own words. */
  static String rootMessage(Throwable failure) {
    Throwable root = root(failure);
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }

  /** What a failure goes back to. */
  static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
