package io.seatkeeper.simulation.trial;

import io.seatkeeper.core.codec.Snapshot;
import io.seatkeeper.core.codec.SnapshotCodec;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.state.ShardView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** The engine itself. */
public record EngineSubject(SeatEngine engine) implements Subject {
  /** An engine with nothing in it. */
  public EngineSubject() {
    this(new SeatEngine());
  }

  @Override
  public Applied apply(long index, long logMillis, long wallMillis, Request request) {
    return engine.apply(index, logMillis, wallMillis, request);
  }

  @Override
  public ShardView view() {
    return engine.view();
  }

  @Override
  public long computeStateHash() {
    return engine.computeStateHash();
  }

  @Override
  public Supplier<Subject> snapshot() {
    Snapshot snapshot = SnapshotCodec.capture(engine);
    return () -> {
      try {
        List<byte[]> frames = new ArrayList<>();
        snapshot.frames(frames::add);
        Iterator<byte[]> source = frames.iterator();
        return new EngineSubject(
            SnapshotCodec.restore(() -> source.hasNext() ? source.next() : null));
      } catch (IOException e) {
        throw new UncheckedIOException("memory failed", e);
      }
    };
  }
}
