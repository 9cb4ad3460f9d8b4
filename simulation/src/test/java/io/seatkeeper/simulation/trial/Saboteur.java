package io.seatkeeper.simulation.trial;

import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.state.ShardView;
import java.util.function.Supplier;

/** The engine, with one method spoiled by a subclass. */
class Saboteur implements Subject {
  private final Subject honest = new EngineSubject();

  @Override
  public Applied apply(long index, long logMillis, long wallMillis, Request request) {
    return honest.apply(index, logMillis, wallMillis, request);
  }

  @Override
  public ShardView view() {
    return honest.view();
  }

  @Override
  public long computeStateHash() {
    return honest.computeStateHash();
  }

  @Override
  public Supplier<Subject> snapshot() {
    return honest.snapshot();
  }
}
