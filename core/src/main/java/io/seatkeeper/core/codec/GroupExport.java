package io.seatkeeper.core.codec;

import io.seatkeeper.core.codec.ExportedGroup.ChartReference;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.state.GroupContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a frozen placement group, which can be written while the engine goes on.
 *
 * <p>Two replicas that applied the same index export the same bytes.
 */
public final class GroupExport {
  /** The bytes of each piece but the last: below 512 KiB with everything around them. */
  public static final int PIECE_BYTES = 500_000;

  private final GroupContent content;

  private GroupExport(GroupContent content) {
    this.content = content;
  }

  /**
   * A copy of a group that is frozen for the move with this epoch, or null when it is not; copies
   * arrays, on the thread that applies.
   */
  public static @Nullable GroupExport capture(SeatEngine engine, String group, long epoch) {
    GroupContent content = engine.groupContent(group, epoch);
    return content == null ? null : new GroupExport(content);
  }

  public String group() {
    return content.group();
  }

  /** The epoch of the move. */
  public long epoch() {
    return content.epoch();
  }

  /** The charts that the other shard must have first. */
  public List<ChartReference> charts() {
    return content.charts().stream().map(ChartReference::of).toList();
  }

  /** All bytes; may be called on any thread, and again. */
  public byte[] bytes() {
    return ExportedGroup.write(content);
  }

  /** The bytes in pieces, as {@code ActivateGroupChunk} takes them, in order. */
  public List<Bytes> pieces() {
    byte[] bytes = bytes();
    List<Bytes> pieces = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += PIECE_BYTES) {
      int to = Math.min(from + PIECE_BYTES, bytes.length);
      pieces.add(Bytes.copyOf(Arrays.copyOfRange(bytes, from, to)));
    }
    return pieces;
  }
}
