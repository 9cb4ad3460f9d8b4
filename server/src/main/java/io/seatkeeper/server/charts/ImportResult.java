package io.seatkeeper.server.charts;

import io.seatkeeper.core.chart.Venue;
import java.util.List;

/** What came of reading a drawing: a venue, or all that is wrong with the drawing. */
public sealed interface ImportResult {
  /** The drawing is without fault. */
  record Imported(Venue venue) implements ImportResult {}

  /**
   * The drawing cannot be sold from.
   *
   * @param faults at least one, in the order in which they were found; at most {@link
   *     DrawingImporter#MOST_FAULTS}, the last one then saying that there are more
   */
  record Refused(List<Fault> faults) implements ImportResult {
    /** Keeps its own list. */
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
