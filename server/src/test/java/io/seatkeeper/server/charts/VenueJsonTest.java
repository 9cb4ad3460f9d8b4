package io.seatkeeper.server.charts;

import static io.seatkeeper.server.charts.Drawings.row;
import static io.seatkeeper.server.charts.Drawings.seat;
import static io.seatkeeper.server.charts.Drawings.seatsio;
import static io.seatkeeper.server.charts.Drawings.venue;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VenueJsonTest {
  private static String write(String drawing) {
    return new String(VenueJson.write(venue(drawing)), UTF_8).replace('"', '\'');
  }

  @Test
  void shouldWriteColumnsInTheOrderOfTheObjects() {
    String json =
        write(
            seatsio(
                "'rows':["
                    + row("A", seat("1", 1, 2), seat("2", 3, 2))
                    + "],'generalAdmissionAreas':[{'label':'GA','capacity':50,'categoryKey':'back',"
                    + "'points':[{'x':0,'y':0},{'x':4,'y':0},{'x':4,'y':4}]}]"));

    assertThat(json)
        .contains("'labels':['A-1','A-2','GA']")
        .contains("'x':[10,30,20],'y':[20,20,20]")
        .contains("'category':[0,0,1]")
        .contains("'section':[0,0,0]")
        .contains("'flags':'AAAH'")
        .contains("'capacities':{'2':50}")
        .contains("'runs':[0,2]")
        .contains("'outlines':{'2':[0,0,40,0,40,40]}");
  }

  @Test
  void shouldWriteWhatTheObjectsBelongTo() {
    String json =
        write(
            "{'name':'\\u00dcber Hall','categories':{'list':[{'key':1,'label':'One'}]},"
                + "'zones':{'list':[{'key':'z','label':'Zone'}]},'subChart':{'shapes':[{'label':"
                + "'Stage','center':{'x':5,'y':5},'width':10,'height':10}],'sections':[{'label':'S',"
                + "'zone':'z','entrance':'E','categoryKey':1,'subChart':{'rows':[{'label':'A',"
                + "'seats':[{'label':'1','x':0,'y':0}]}]}}]}}");

    assertThat(json)
        .contains("'name':'Über Hall'")
        .contains("'categories':[{'key':'1','label':'One','color':'','accessible':false}]")
        .contains("'zones':[{'key':'z','label':'Zone'}]")
        .contains("'sections':[{'label':'S','zone':'z','entrance':'E'}]")
        .contains(
            "'decorations':[{'text':'Stage','x':0,'y':0,'width':100,'height':100,'color':''}]");
  }
}
