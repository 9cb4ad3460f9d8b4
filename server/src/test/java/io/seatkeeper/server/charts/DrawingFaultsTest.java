package io.seatkeeper.server.charts;

import static io.seatkeeper.server.charts.Drawings.CATEGORIES;
import static io.seatkeeper.server.charts.Drawings.assertFaults;
import static io.seatkeeper.server.charts.Drawings.fault;
import static io.seatkeeper.server.charts.Drawings.faults;
import static io.seatkeeper.server.charts.Drawings.row;
import static io.seatkeeper.server.charts.Drawings.seat;
import static io.seatkeeper.server.charts.Drawings.seatsio;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrawingFaultsTest {
  private static final String SEATS = "subChart.rows[0].seats";

  @Test
  void shouldReportEveryFaultOfARowWithItsPlace() {
    assertFaults(
        seatsio(
            "'rows':["
                + row(
                    "A",
                    seat("1", 0, 0),
                    seat("1", 20, 0),
                    seat("?", 40, 0),
                    "{'label':'4','x':60,'y':0}",
                    seat("5", 80, 0))
                + "]"),
        fault(SEATS + "[1]", "A-1", Fault.Code.DUPLICATE_LABEL),
        fault(SEATS + "[2]", "", Fault.Code.MISSING_LABEL),
        fault(SEATS + "[3]", "A-4", Fault.Code.NO_CATEGORY));
  }

  @Test
  void shouldNameTheOtherPlaceOfADuplicate() {
    assertThat(faults(seatsio("'rows':[" + row("A", seat("1", 0, 0), seat("1", 9, 0)) + "]")))
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).contains("A-1", SEATS + "[0]"));
  }

  @Test
  void shouldReportUnlabelledRowsTablesAndSectionsOnce() {
    assertFaults(
        seatsio(
            "'rows':["
                + row("?", seat("1", 0, 0), seat("2", 0, 0))
                + "],'tables':[{'label':'','seats':["
                + seat("1", 0, 0)
                + "]}],'sections':[{'label':'?','subChart':{'rows':["
                + row("A", seat("1", 0, 0))
                + "]}}]"),
        fault("subChart.rows[0]", "", Fault.Code.MISSING_LABEL),
        fault("subChart.tables[0]", "", Fault.Code.MISSING_LABEL),
        fault("subChart.sections[0]", "", Fault.Code.MISSING_LABEL));
  }

  @Test
  void shouldReportUnknownCategoriesAndZones() {
    assertFaults(
        seatsio(
            "'rows':[{'label':'A','seats':[{'label':'1','x':0,'y':0,'categoryKey':99}]}],"
                + "'sections':[{'label':'S','zone':'nowhere','subChart':{'rows':["
                + row("A", seat("1", 0, 0))
                + "]}}]"),
        fault(SEATS + "[0]", "A-1", Fault.Code.UNKNOWN_CATEGORY),
        fault("subChart.sections[0]", "S", Fault.Code.UNKNOWN_ZONE));
  }

  @Test
  void shouldReportAWholeTableOfSeveralCategoriesOrWithoutChairs() {
    assertFaults(
        seatsio(
            "'tables':[{'label':'T1','bookAsAWhole':true,'seats':["
                + seat("1", 0, 0)
                + ",{'label':'2','x':1,'y':1,'categoryKey':'back'}]},"
                + "{'label':'T2','bookAsAWhole':true,'seats':[]}]"),
        fault("subChart.tables[0]", "T1", Fault.Code.MIXED_CATEGORIES),
        fault("subChart.tables[1]", "T2", Fault.Code.EMPTY_TABLE));
  }

  @Test
  void shouldReportAreasWithoutAUsableCapacity() {
    String area = "{'label':'%s','categoryKey':1,'center':{'x':0,'y':0}%s}";
    assertFaults(
        seatsio(
            "'generalAdmissionAreas':["
                + String.join(
                    ",",
                    area.formatted("G1", ""),
                    area.formatted("G2", ",'capacity':0"),
                    area.formatted("G3", ",'capacity':1.5"),
                    area.formatted("G4", ",'capacity':1e30"),
                    area.formatted("G5", ",'capacity':'5'"))
                + "]"),
        fault("subChart.generalAdmissionAreas[0]", "G1", Fault.Code.NO_CAPACITY),
        fault("subChart.generalAdmissionAreas[1]", "G2", Fault.Code.NO_CAPACITY),
        fault("subChart.generalAdmissionAreas[2]", "G3", Fault.Code.NO_CAPACITY),
        fault("subChart.generalAdmissionAreas[3]", "G4", Fault.Code.NO_CAPACITY),
        fault("subChart.generalAdmissionAreas[4]", "G5", Fault.Code.NO_CAPACITY));
  }

  @Test
  void shouldReportMissingAndAbsurdPositions() {
    String at = "{'label':'%s','categoryKey':1,%s}";
    assertFaults(
        seatsio(
            "'rows':["
                + row(
                    "A",
                    at.formatted("1", "'x':1"),
                    at.formatted("2", "'x':'NaN','y':0"),
                    at.formatted("3", "'x':1e999,'y':0"),
                    at.formatted("4", "'x':0,'y':-1000001"))
                + "],'focalPoint':{'x':true}"),
        fault("subChart.focalPoint", "", Fault.Code.BAD_POSITION),
        fault(SEATS + "[0]", "A-1", Fault.Code.BAD_POSITION),
        fault(SEATS + "[1]", "A-2", Fault.Code.BAD_POSITION),
        fault(SEATS + "[2]", "A-3", Fault.Code.BAD_POSITION),
        fault(SEATS + "[3]", "A-4", Fault.Code.BAD_POSITION));
  }

  @Test
  void shouldReportLabelsThatCannotBePrinted() {
    assertFaults(
        seatsio("'rows':[" + row("A", seat("x\\u0007", 0, 0)) + "]"),
        fault(SEATS + "[0]", "A-x\u0007", Fault.Code.BAD_LABEL));
    assertThat(faults(seatsio("'rows':[" + row("A", seat("x".repeat(200), 0, 0)) + "]")))
        .extracting(Fault::code)
        .containsExactly(Fault.Code.BAD_LABEL);
  }

  @Test
  void shouldReportKeysThatAreMissingOrUsedTwice() {
    assertFaults(
        "{'categories':{'list':[{'key':1},{'key':'1'},{'label':'No key'}]},"
            + "'zones':{'list':[{'key':'z'},{'key':'z'}]},'subChart':{}}",
        fault("categories.list[1]", "1", Fault.Code.DUPLICATE_KEY),
        fault("categories.list[2]", "No key", Fault.Code.MISSING_FIELD),
        fault("zones.list[1]", "z", Fault.Code.DUPLICATE_KEY));
  }

  @Test
  void shouldReportSectionsThatShareALabelOrNest() {
    String section = "{'label':'S','entrance':'%s','subChart':{'rows':[%s]%s}}";
    assertFaults(
        seatsio(
            "'sections':["
                + section.formatted("E1", row("A", seat("1", 0, 0)), "")
                + ","
                + section.formatted("E2", row("B", seat("1", 0, 0)), ",'sections':[{}]")
                + "]"),
        fault("subChart.sections[1].subChart.sections[0]", "", Fault.Code.NESTED_SECTION),
        fault("subChart.sections[1]", "S", Fault.Code.DUPLICATE_SECTION));
  }

  @Test
  void shouldReportValuesOfTheWrongType() {
    assertFaults(
        "{'name':{},"
            + CATEGORIES
            + ",'subChart':{'rows':{},'tables':[7],'sections':null,'booths':[{'label':[]}]}}",
        fault("name", "", Fault.Code.WRONG_TYPE),
        fault("subChart.rows", "", Fault.Code.WRONG_TYPE),
        fault("subChart.tables[0]", "", Fault.Code.WRONG_TYPE),
        fault("subChart.booths[0].label", "", Fault.Code.WRONG_TYPE),
        fault("subChart.tables[0]", "", Fault.Code.MISSING_LABEL),
        fault("subChart.booths[0]", "", Fault.Code.MISSING_LABEL),
        fault("subChart.booths[0]", "", Fault.Code.NO_CATEGORY),
        fault("subChart.booths[0]", "", Fault.Code.BAD_POSITION));
  }

  @Test
  void shouldReportADrawingWithNothingForSale() {
    assertFaults(seatsio("'rows':[]"), fault("", "", Fault.Code.NOTHING_FOR_SALE));
  }

  @Test
  void shouldReportOtherJson() {
    assertFaults("{'zones':{},'rows':[]}", fault("", "", Fault.Code.UNKNOWN_FORMAT));
    assertFaults("[1,2]", fault("", "", Fault.Code.UNKNOWN_FORMAT));
    assertFaults("7", fault("", "", Fault.Code.UNKNOWN_FORMAT));
  }
}
