package io.seatkeeper.replication;

import io.seatkeeper.core.codec.CommandCodec;
import io.seatkeeper.core.codec.GroupExport;
import io.seatkeeper.core.codec.Snapshot;
import io.seatkeeper.core.codec.SnapshotCodec;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.snapshot.FrameWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The real state: a seat engine. */
final class SeatState implements ReplicatedState {
  static final Factory FACTORY =
      new Factory() {
        @Override
        public byte[] encode(Request request) {
          return CommandCodec.encode(request);
        }

        @Override
        public ReplicatedState empty() {
          return new SeatState(new SeatEngine());
        }

        @Override
        public ReplicatedState restore(Frames frames) throws IOException {
          return new SeatState(SnapshotCodec.restore(frames::next));
        }
      };

  private final SeatEngine engine;

  private SeatState(SeatEngine engine) {
    this.engine = engine;
  }

  @Override
  public Applied apply(
      long index, long logMillis, long wallMillis, byte[] bytes, int offset, int length) {
    return engine.apply(index, logMillis, wallMillis, CommandCodec.decode(bytes, offset, length));
  }

  @Override
  public ShardView view() {
    return engine.view();
  }

  @Override
  public @Nullable GroupExport export(String group, long epoch) {
    return GroupExport.capture(engine, group, epoch);
  }

  @Override
  public FrameWriter capture() {
    Snapshot snapshot = SnapshotCodec.capture(engine);
    return sink -> snapshot.frames(sink::frame);
  }
}
