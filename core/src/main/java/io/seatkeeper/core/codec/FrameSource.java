package io.seatkeeper.core.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gives a snapshot's frames back, in order. */
@FunctionalInterface
public interface FrameSource {
  /** The next frame, or null when there is none. */
  byte @Nullable [] next() throws IOException;
}
