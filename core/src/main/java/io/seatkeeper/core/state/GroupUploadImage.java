package io.seatkeeper.core.state;

import io.seatkeeper.core.command.Bytes;
import java.util.List;

/**
 * A placement group on its way to a shard, for snapshots.
 *
 * @param touchedLogMillis when the last piece came
 * @param pieces the pieces so far, from the first
 */
public record GroupUploadImage(
    String group, long epoch, long upload, int chunks, long touchedLogMillis, List<Bytes> pieces) {
  public GroupUploadImage {
    pieces = List.copyOf(pieces);
  }
}
