package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Command;

/**
 * Hears of every command by which charts are imported and events created, once it was carried out;
 * a test throws from it, as if the node were lost between two of them.
 */
@FunctionalInterface
public interface SetupListener {
  /** Hears nothing. */
  SetupListener NONE = _ -> {};

  void carriedOut(Command command);
}
