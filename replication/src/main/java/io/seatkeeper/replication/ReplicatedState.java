package io.seatkeeper.replication;

import io.seatkeeper.core.codec.GroupExport;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.snapshot.FrameWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the log drives: an engine with its wire formats. Not safe for concurrent use. */
interface ReplicatedState {

  /** Applies one encoded request. */
  Applied apply(long index, long logMillis, long wallMillis, byte[] bytes, int offset, int length);

  /** The state, for reading. */
  ShardView view();

  /** An image of the state as it is now, cheap to take, written later by another thread. */
  FrameWriter capture();

  /** A copy of a group that is frozen for a move; null when it is not. */
  default @Nullable GroupExport export(String group, long epoch) {
    return null;
  }

  /** Makes states. */
  interface Factory {
    /** The bytes by which a request travels in the log. */
    byte[] encode(Request request);

    /** A state with nothing in it. */
    ReplicatedState empty();

    /** The state that an image was taken of. */
    ReplicatedState restore(Frames frames) throws IOException;
  }

  /** An image's frames. */
  @FunctionalInterface
  interface Frames {
    /** The next frame, or null after the last. */
    byte @Nullable [] next() throws IOException;
  }
}
