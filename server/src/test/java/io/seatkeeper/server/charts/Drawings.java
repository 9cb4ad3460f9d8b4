package io.seatkeeper.server.charts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.server.charts.ImportResult.Imported;
import io.seatkeeper.server.charts.ImportResult.Refused;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;

/** Writes small drawings and reads them; single quotes stand for double ones. */
final class Drawings {
  static final String CATEGORIES =
      "'categories':{'list':[{'key':1,'label':'Front','color':'#aa0000'},"
          + "{'key':'back','label':'Back','color':'url(x)','accessible':true}]}";

  private Drawings() {}

  static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(UTF_8);
  }

  /** A Seats.io drawing with two categories around the content of its sub-chart. */
  static String seatsio(String subChart) {
    return "{'name':'House'," + CATEGORIES + ",'subChart':{" + subChart + "}}";
  }

  static String seat(String label, double x, double y) {
    return "{'label':'" + label + "','x':" + x + ",'y':" + y + ",'categoryKey':1}";
  }

  static String row(String label, String... seats) {
    return "{'label':'" + label + "','seats':[" + String.join(",", seats) + "]}";
  }

  static Venue venue(String drawing) {
    ImportResult result = DrawingImporter.read(json(drawing));
    assertThat(result).isInstanceOf(Imported.class);
    return ((Imported) result).venue();
  }

  static List<Fault> faults(byte[] drawing) {
    ImportResult result = DrawingImporter.read(drawing);
    assertThat(result).isInstanceOf(Refused.class);
    List<Fault> faults = ((Refused) result).faults();
    assertThat(faults).allSatisfy(fault -> assertThat(fault.message()).isNotBlank().endsWith("."));
    return faults;
  }

  static List<Fault> faults(String drawing) {
    return faults(json(drawing));
  }

  /** Holds a drawing to exactly these faults, each a place, a label and a code. */
  static void assertFaults(String drawing, Tuple... faults) {
    assertThat(faults(drawing))
        .extracting(Fault::place, Fault::label, Fault::code)
        .containsExactly(faults);
  }

  static Tuple fault(String place, String label, Fault.Code code) {
    return tuple(place, label, code);
  }

  static List<String> labels(Venue venue) {
    return IntStream.range(0, venue.objectCount())
        .mapToObj(object -> venue.object(object).label())
        .toList();
  }
}
