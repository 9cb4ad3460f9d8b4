package io.seatkeeper.core.codec;

import java.io.IOException;

/** Takes a snapshot's frames, in order. */
@FunctionalInterface
public interface FrameSink {
  /**
   * Takes the next frame, of at most {@link SnapshotCodec#LARGEST_FRAME_BYTES}; it is the sink's.
   */
  void frame(byte[] frame) throws IOException;
}
