package io.seatkeeper.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** A hall of three rows of ten, the last seat of each for a wheelchair, and a floor of fifty. */
final class SmallHall {
  /** The area. */
  static final String FLOOR = "Floor";

  private SmallHall() {}

  /** Its drawing. */
  static byte[] drawing() {
    StringBuilder rows = new StringBuilder();
    for (char row = 'A'; row <= 'C'; row++) {
      StringBuilder seats = new StringBuilder();
      for (int seat = 1; seat <= 10; seat++) {
        seats.append(seat == 1 ? "" : ",").append("{'label':'").append(seat).append("','x':");
        seats.append(20 * seat).append(",'y':").append(40 * (row - 'A'));
        seats.append(seat == 10 ? ",'accessible':true}" : "}");
      }
      rows.append(row == 'A' ? "" : ",").append("{'label':'").append(row).append("','seats':[");
      rows.append(seats).append("]}");
    }
    String drawing =
        "{'name':'Small hall','categories':{'list':[{'key':'stalls','label':'Stalls','color':"
            + "'#3fb6c9'},{'key':'floor','label':'Floor','color':'#f0718a'}]},'subChart':{"
            + "'focalPoint':{'x':110,'y':-60},'shapes':[{'label':'Stage','center':{'x':110,"
            + "'y':-60},'width':160,'height':30}],'generalAdmissionAreas':[{'label':'Floor',"
            + "'categoryKey':'floor','capacity':50,'center':{'x':110,'y':140},'width':200,"
            + "'height':60}],'sections':[{'label':'S','categoryKey':'stalls','subChart':{'rows':["
            + rows
            + "]}}]}}";
    return drawing.replace('\'', '"').getBytes(UTF_8);
  }

  /**
   * Its drawing with three faults: a label twice, a seat without one, an area without a capacity.
   */
  static byte[] faultyDrawing() {
    return new String(drawing(), UTF_8)
        .replace("{\"label\":\"4\",\"x\":80,\"y\":40}", "{\"label\":\"3\",\"x\":80,\"y\":40}")
        .replace("{\"label\":\"7\",\"x\":140,\"y\":80}", "{\"x\":140,\"y\":80}")
        .replace("\"capacity\":50,", "")
        .getBytes(UTF_8);
  }

  /** The labels of all seats, in order. */
  static List<String> seats() {
    List<String> labels = new ArrayList<>();
    for (char row = 'A'; row <= 'C'; row++) {
      for (int seat = 1; seat <= 10; seat++) {
        labels.add("S-" + row + "-" + seat);
      }
    }
    return labels;
  }
}
