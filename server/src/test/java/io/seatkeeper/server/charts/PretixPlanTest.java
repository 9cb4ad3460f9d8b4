package io.seatkeeper.server.charts;

import static io.seatkeeper.server.charts.Drawings.assertFaults;
import static io.seatkeeper.server.charts.Drawings.fault;
import static io.seatkeeper.server.charts.Drawings.labels;
import static io.seatkeeper.server.charts.Drawings.venue;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.Decoration;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import org.junit.jupiter.api.Test;

class PretixPlanTest {
  private static final String PLAN =
      "{'name':'Hall','size':{'width':600,'height':400},"
          + "'categories':[{'name':'Stalls','color':'#00ff00'}],"
          + "'zones':[{'name':'Ground','position':{'x':100,'y':50},'rows':[%s],"
          + "'areas':[{'shape':'rectangle','color':'#333','position':{'x':0,'y':-40},"
          + "'rectangle':{'width':200,'height':30},'text':{'text':'Stage','color':'#fff'}}]}]}";
  private static final String ROW = "{'row_number':'1','position':{'x':10,'y':5},'seats':[%s]}";

  private static String seat(String guid, int x) {
    return "{'seat_guid':'"
        + guid
        + "','seat_number':'1','position':{'x':"
        + x
        + ",'y':1},'category':'Stalls'}";
  }

  @Test
  void shouldNestPositionsAndNameSeatsByTheirGuid() {
    Venue venue = venue(PLAN.formatted(ROW.formatted(seat("g-1", 0) + "," + seat("g-2", 20))));

    assertThat(labels(venue)).containsExactly("g-1", "g-2");
    assertThat(venue.object(1).x()).isEqualTo(1300);
    assertThat(venue.object(1).y()).isEqualTo(560);
    assertThat(venue.sections()).containsExactly(new Section("Ground", "", ""));
    assertThat(venue.categories())
        .containsExactly(new Category("Stalls", "Stalls", "#00ff00", false));
    assertThat(venue.runCount()).isEqualTo(1);
  }

  @Test
  void shouldTakeAreasAsDecoration() {
    Venue venue = venue(PLAN.formatted(ROW.formatted(seat("g-1", 0))));

    assertThat(venue.areaCount()).isZero();
    assertThat(venue.decorations())
        .containsExactly(new Decoration("Stage", 1000, 100, 2000, 300, "#333"));
  }

  @Test
  void shouldReportWhatIsRequiredAndMissing() {
    assertFaults(
        "{'zones':[{'rows':[{'seats':[{'seat_number':'1','position':{'x':0,'y':0},"
            + "'category':'Box'}]}]}]}",
        fault("zones[0].rows[0]", "", Fault.Code.MISSING_FIELD),
        fault("zones[0]", "", Fault.Code.MISSING_FIELD),
        fault("", "", Fault.Code.MISSING_FIELD),
        fault("", "", Fault.Code.MISSING_FIELD),
        fault("zones[0].rows[0].seats[0]", "", Fault.Code.MISSING_LABEL),
        fault("zones[0].rows[0].seats[0]", "", Fault.Code.UNKNOWN_CATEGORY));
  }

  @Test
  void shouldReportAGuidUsedTwice() {
    assertFaults(
        PLAN.formatted(ROW.formatted(seat("g", 0) + "," + seat("g", 20))),
        fault("zones[0].rows[0].seats[1]", "g", Fault.Code.DUPLICATE_LABEL));
  }
}
