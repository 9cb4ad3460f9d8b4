package io.seatkeeper.core.codec;

import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.engine.StateDivergedException;
import java.io.IOException;

/**
 * Snapshots of engines as frames of bytes.
 *
 * <p>A frame has a number and a check sum; together they hold parts one after the other, from a
 * head with the state hash to an end that says how many there were.
 */
public final class SnapshotCodec {
  /** The longest frame. */
  public static final int LARGEST_FRAME_BYTES = Frames.LARGEST_BYTES;

  private SnapshotCodec() {}

  /** A copy of the engine's state; costs copies of arrays, on the thread that applies. */
  public static Snapshot capture(SeatEngine engine) {
    return new Snapshot(engine.image());
  }

  /**
   * An engine that goes on from a snapshot. Takes the frames up to the last one and no more.
   *
   * @throws UnknownFormatException when a newer build wrote them: this one must be upgraded
   * @throws UnreadableException when frames are missing or altered, do not fit together, or restore
   *     to another state hash than they announce; says which
   * @throws IOException when the source throws it
   */
  public static SeatEngine restore(FrameSource source) throws IOException {
    SnapshotReader reader = new SnapshotReader(source);
    try {
      return SeatEngine.fromImage(reader.read());
    } catch (UnreadableException e) {
      throw e;
    } catch (StateDivergedException e) {
      throw new UnreadableException("the snapshot is not what was copied: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new UnreadableException("the snapshot does not hang together: " + e.getMessage(), e);
    }
  }
}
