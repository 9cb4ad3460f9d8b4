package io.seatkeeper.server.charts;

import static io.seatkeeper.server.charts.Drawings.CATEGORIES;
import static io.seatkeeper.server.charts.Drawings.labels;
import static io.seatkeeper.server.charts.Drawings.row;
import static io.seatkeeper.server.charts.Drawings.seat;
import static io.seatkeeper.server.charts.Drawings.seatsio;
import static io.seatkeeper.server.charts.Drawings.venue;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.Decoration;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Outline;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.chart.Zone;
import org.junit.jupiter.api.Test;

class SeatsioDrawingTest {
  @Test
  void shouldReadSeatsInTenthsOfAUnit() {
    Venue venue =
        venue(seatsio("'rows':[" + row("A", seat("1", 10.04, 20), seat("2", 30, -5.06)) + "]"));

    assertThat(venue.name()).isEqualTo("House");
    assertThat(labels(venue)).containsExactly("A-1", "A-2");
    VenueObject seat = venue.object(1);
    assertThat(seat.kind()).isEqualTo(ObjectKind.SEAT);
    assertThat(seat.x()).isEqualTo(300);
    assertThat(seat.y()).isEqualTo(-51);
    assertThat(venue.object(0).x()).isEqualTo(100);
    assertThat(venue.sections()).containsExactly(new Section("", "", ""));
  }

  @Test
  void shouldTakeNumbersAndTextsAsCategoryKeysAndDropImpossibleColors() {
    Venue venue = venue(seatsio("'rows':[" + row("A", seat("1", 0, 0)) + "]"));

    assertThat(venue.categories())
        .containsExactly(
            new Category("1", "Front", "#aa0000", false), new Category("back", "Back", "", true));
  }

  @Test
  void shouldPreferTheKeyToAStaleCategoryLabel() {
    Venue venue =
        venue(
            seatsio(
                "'rows':[{'label':'A','seats':[{'label':'1','x':0,'y':0,"
                    + "'categoryKey':'back','categoryLabel':'Front'}]}]"));

    assertThat(venue.object(0).category()).isEqualTo(1);
    assertThat(venue.object(0).accessible()).isTrue();
  }

  @Test
  void shouldGiveSeatsTheirSectionsCategoryPlaceAndLabel() {
    Venue venue =
        venue(
            "{"
                + CATEGORIES
                + ",'zones':{'list':[{'key':'z','label':'Zone','focalPoint':{'x':100,'y':0}}]},"
                + "'subChart':{'sections':[{'label':'S','zone':'z','entrance':'E1',"
                + "'subChart':{'rows':[{'label':'B','seats':[{'label':'7','x':1,'y':2}]},"
                + "{'label':null,'seats':[{'label':'8','x':3,'y':2}]}]},"
                + "'categoryKey':'back','topLeft':{'x':10,'y':20}}]}}");

    assertThat(labels(venue)).containsExactly("S-B-7", "S-8");
    assertThat(venue.object(0).category()).isEqualTo(1);
    assertThat(venue.object(0).x()).isEqualTo(110);
    assertThat(venue.object(0).y()).isEqualTo(220);
    assertThat(venue.sections()).containsExactly(new Section("S", "z", "E1"));
    assertThat(venue.zones()).containsExactly(new Zone("z", "Zone"));
    assertThat(venue.object(0).distance()).isEqualTo(917);
  }

  @Test
  void shouldMeasureToTheFocalPointOfTheDrawing() {
    Venue venue =
        venue(seatsio("'rows':[" + row("A", seat("1", 30, 40)) + "],'focalPoint':{'x':0,'y':0}"));

    assertThat(venue.object(0).distance()).isEqualTo(500);
  }

  @Test
  void shouldMeasureToTheMiddleWithoutAFocalPoint() {
    Venue venue =
        venue(
            seatsio(
                "'focalPoint':null,'rows':["
                    + row("A", seat("1", 0, 0), seat("2", 20, 0), seat("3", 40, 0))
                    + "]"));

    assertThat(venue.object(0).distance()).isEqualTo(200);
    assertThat(venue.object(1).distance()).isZero();
    assertThat(venue.object(2).distance()).isEqualTo(200);
  }

  @Test
  void shouldSplitARowAtItsAisle() {
    Venue venue =
        venue(
            seatsio(
                "'rows':["
                    + row(
                        "A",
                        seat("1", 0, 0),
                        seat("2", 20, 0),
                        seat("3", 41, 0),
                        seat("4", 80, 0),
                        seat("5", 100, 0))
                    + "]"));

    assertThat(venue.runCount()).isEqualTo(2);
    assertThat(venue.runEnd(0)).isEqualTo(3);
    assertThat(venue.runStart(1)).isEqualTo(3);
    assertThat(venue.runEnd(1)).isEqualTo(5);
  }

  @Test
  void shouldKeepAnUnevenRowWhole() {
    Venue venue =
        venue(
            seatsio(
                "'rows':["
                    + row(
                        "A", seat("1", 0, 0), seat("2", 20, 0), seat("3", 50, 0), seat("4", 70, 0))
                    + "]"));

    assertThat(venue.runCount()).isEqualTo(1);
  }

  @Test
  void shouldSellATableByTheChairUnlessItIsBookedAsAWhole() {
    String chairs = "'seats':[" + seat("1", 0, 0) + "," + seat("2", 10, 0) + "]";
    Venue venue =
        venue(
            seatsio(
                "'tables':[{'label':'T1','center':{'x':5,'y':5},"
                    + chairs
                    + "},{'label':'T2','bookAsAWhole':true,'center':{'x':5,'y':5},'radius':10,"
                    + chairs
                    + "}]"));

    assertThat(labels(venue)).containsExactly("T1-1", "T1-2", "T2");
    assertThat(venue.runCount()).isZero();
    VenueObject whole = venue.object(2);
    assertThat(whole.kind()).isEqualTo(ObjectKind.TABLE);
    assertThat(whole.capacity()).isEqualTo(2);
    assertThat(whole.x()).isEqualTo(50);
    assertThat(venue.outlines()).extracting(Outline::object).containsExactly(2);
  }

  @Test
  void shouldReadBoothsAndAreas() {
    Venue venue =
        venue(
            seatsio(
                "'booths':[{'label':'B1','categoryKey':1,'topLeft':{'x':10,'y':10},'width':20,"
                    + "'height':10}],"
                    + "'generalAdmissionAreas':[{'label':'GA','categoryKey':1,'capacity':250,"
                    + "'points':[{'x':0,'y':0},{'x':40,'y':0},{'x':40,'y':40}]}]"));

    assertThat(venue.object(0).kind()).isEqualTo(ObjectKind.BOOTH);
    assertThat(venue.object(0).x()).isEqualTo(200);
    assertThat(venue.object(1).kind()).isEqualTo(ObjectKind.AREA);
    assertThat(venue.object(1).capacity()).isEqualTo(250);
    assertThat(venue.seatCount()).isEqualTo(251);
    assertThat(venue.outlines().get(1).points())
        .containsExactly(
            new Outline.Point(0, 0), new Outline.Point(400, 0), new Outline.Point(400, 400));
  }

  @Test
  void shouldDrawFloorsBelowEachOtherAndMeasureEachAlone() {
    String floor = "{'rows':[" + "%s" + "]}";
    Venue venue =
        venue(
            "{"
                + CATEGORIES
                + ",'subChartFloors':["
                + floor.formatted(row("A", seat("1", 0, 0), seat("2", 20, 10)))
                + ","
                + floor.formatted(row("B", seat("1", 0, 0), seat("2", 20, 10)))
                + "]}");

    assertThat(labels(venue)).containsExactly("A-1", "A-2", "B-1", "B-2");
    assertThat(venue.object(2).distance()).isEqualTo(venue.object(0).distance());
    assertThat(venue.object(2).y()).isGreaterThan(venue.object(1).y());
  }

  @Test
  void shouldKeepTheStageAsDecoration() {
    Venue venue =
        venue(
            seatsio(
                "'rows':["
                    + row("A", seat("1", 0, 0))
                    + "],'shapes':[{'label':'Stage','center':{'x':50,'y':10},'width':100,"
                    + "'height':20,'rotationAngle':0,'fillColor':'#d0d0d0'}]"));

    assertThat(venue.decorations())
        .containsExactly(new Decoration("Stage", 0, 0, 1000, 200, "#d0d0d0"));
  }
}
