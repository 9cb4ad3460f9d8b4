package io.seatkeeper.simulation.trial;

import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.simulation.model.NaiveShard;
import java.util.function.Supplier;

/** The model in the engine's place. */
final class ModelSubject implements Subject {
  private final NaiveShard shard = new NaiveShard();

  @Override
  public Applied apply(long index, long logMillis, long wallMillis, Request request) {
    return shard.apply(index, logMillis, wallMillis, request);
  }

  @Override
  public ShardView view() {
    return shard;
  }

  @Override
  public long computeStateHash() {
    return shard.stateHash();
  }

  @Override
  public Supplier<Subject> snapshot() {
    throw new UnsupportedOperationException("the model takes no snapshots");
  }
}
