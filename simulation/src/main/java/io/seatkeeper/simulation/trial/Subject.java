package io.seatkeeper.simulation.trial;

import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.state.ShardView;
import java.util.function.Supplier;

/** An engine under trial, or something between it and the trial. */
public interface Subject {
  /** See {@link SeatEngine#apply}. */
  Applied apply(long index, long logMillis, long wallMillis, Request request);

  /** See {@link SeatEngine#view}. */
  ShardView view();

  /** See {@link SeatEngine#computeStateHash}. */
  long computeStateHash();

  /**
   * Takes a snapshot now.
   *
   * @return restores it, at any later time
   */
  Supplier<Subject> snapshot();
}
