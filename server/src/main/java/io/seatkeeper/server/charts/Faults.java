package io.seatkeeper.server.charts;

import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one drawing, a bounded number of them. */
final class Faults {
  private final List<Fault> faults = new ArrayList<>();
  private long more;

  void add(String place, String label, Fault.Code code, String message) {
    if (faults.size() < DrawingImporter.MOST_FAULTS - 1) {
      faults.add(new Fault(place, label, code, message));
    } else {
      more++;
    }
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  /** The faults in the order in which they were found. */
  List<Fault> list() {
    List<Fault> all = new ArrayList<>(faults);
    if (more > 0) {
      all.add(
          new Fault(
              "",
              "",
              Fault.Code.MORE_FAULTS,
              "There are " + more + " more faults: correct these first, then import again."));
    }
    return all;
  }
}
