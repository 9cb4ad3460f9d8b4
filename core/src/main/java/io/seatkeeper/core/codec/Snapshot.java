package io.seatkeeper.core.codec;

import io.seatkeeper.core.state.ShardImage;
import java.io.IOException;

/** A copy of an engine's state at one position, which can be written while the engine goes on. */
public final class Snapshot {
  private final ShardImage image;

  Snapshot(ShardImage image) {
    this.image = image;
  }

  /** The log index applied last. */
  public long index() {
    return image.index();
  }

  /** Commands applied until then. */
  public long position() {
    return image.position();
  }

  /** The state's hash, which a restored engine must have. */
  public long stateHash() {
    return image.stateHash();
  }

  /** Writes all frames, in order; may be called on any thread, and again. */
  public void frames(FrameSink sink) throws IOException {
    SnapshotWriter.write(image, sink);
  }
}
