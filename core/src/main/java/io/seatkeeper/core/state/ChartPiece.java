package io.seatkeeper.core.state;

import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command.CopyChartChunk;
import io.seatkeeper.core.command.Command.StoreChartChunk;

/**
 * A piece of a chart, whichever command brings it.
 *
 * @param version the version that is copied; 0 for a chart that gets its next version
 */
public record ChartPiece(
    String workspace, String chart, int version, long upload, int chunk, int chunks, Bytes bytes) {

  /** The piece of a chart that is stored. */
  public static ChartPiece of(StoreChartChunk command) {
    return new ChartPiece(
        command.workspace(),
        command.chart(),
        0,
        command.upload(),
        command.chunk(),
        command.chunks(),
        command.bytes());
  }

  /** The piece of a chart that is copied. */
  public static ChartPiece of(CopyChartChunk command) {
    return new ChartPiece(
        command.workspace(),
        command.chart(),
        command.version(),
        command.upload(),
        command.chunk(),
        command.chunks(),
        command.bytes());
  }

  /** Whether no piece comes after this one. */
  public boolean isLast() {
    return chunk == chunks - 1;
  }
}
