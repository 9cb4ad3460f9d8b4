package io.seatkeeper.core.state;

import io.seatkeeper.core.command.Bytes;
import java.util.List;

/**
 * A chart on its way, for snapshots.
 *
 * @param version the version that is copied; 0 for a chart that gets its next version
 * @param touchedLogMillis when the last piece came
 * @param pieces the pieces so far, from the first
 */
public record UploadImage(
    String workspace,
    String chart,
    int version,
    long upload,
    int chunks,
    long touchedLogMillis,
    List<Bytes> pieces) {
  public UploadImage {
    pieces = List.copyOf(pieces);
  }
}
