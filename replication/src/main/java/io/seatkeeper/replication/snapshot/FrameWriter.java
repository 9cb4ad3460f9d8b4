package io.seatkeeper.replication.snapshot;

import java.io.IOException;

/** Gives a snapshot's content, frame by frame. */
@FunctionalInterface
public interface FrameWriter {
  /** Passes every frame on, in order. */
  void writeTo(Sink sink) throws IOException;

  /** Takes frames of at most {@link SnapshotFile#LARGEST_FRAME_BYTES}. */
  @FunctionalInterface
  interface Sink {
    /** Takes the next frame. */
    void frame(byte[] bytes) throws IOException;
  }
}
