package io.seatkeeper.replication;

import org.jspecify.annotations.Nullable;

/**
 * Ends the process when the node can no longer vouch for its disk, its log or its state.
 *
 * <p>Called at most once a node, by any thread; by then the node takes no requests any more. A
 * process halts with exit code 3 ({@code Runtime.halt}: an orderly exit could hang on the broken
 * part).
 */
@FunctionalInterface
public interface FatalHandler {
  /**
   * The node is broken.
   *
   * @param line one line for the operator: what broke, which file, what to do
   */
  void broken(String line, @Nullable Throwable cause);
}
