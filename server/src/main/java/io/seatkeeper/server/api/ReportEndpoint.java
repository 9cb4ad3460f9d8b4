package io.seatkeeper.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.avaje.json.JsonWriter;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.EventView.AllotmentView;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An event in figures: by status, category, section and channel. */
final class ReportEndpoint {
  private final EventDirectory events;

  ReportEndpoint(EventDirectory events) {
    this.events = events;
  }

  List<Route> routes() {
    return List.of(
        Route.read("/v1/events/{event}/report", Access.SECRET, Endpoint.blocking(this::report)),
        Route.read("/v1/events/{event}/report.csv", Access.SECRET, Endpoint.blocking(this::table)));
  }

  private Answer report(Exchange exchange) {
    return Answer.json(200, tables(exchange).toJson());
  }

  private Answer table(Exchange exchange) {
    String fileName = "report-" + exchange.param("event") + ".csv";
    return Answer.of(200, Csv.TYPE, tables(exchange).toCsv().getBytes(UTF_8))
        .with("content-disposition", "attachment; filename=\"" + fileName + "\"");
  }

  private Tables tables(Exchange exchange) {
    KnownEvent event = events.find(exchange.param("event"));
    event.permit(exchange.credential());
    Copy copy =
        event
            .shard()
            .read(
                view -> {
                  EventView seen = view.event(event.number());
                  return seen == null ? null : new Copy(seen);
                });
    if (copy == null) {
      throw Problems.eventUnknown(event.key()).thrown();
    }
    return new Tables(event.venue(), copy);
  }

  /** An event's state in arrays by object, taken under the shard's lock. */
  private static final class Copy {
    private final long version;
    private final List<String> statusNames = new ArrayList<>();
    private final int[] statuses;
    private final boolean[] forSale;
    private final boolean[] blocked;
    private final String[] channels;
    private final List<List<AllotmentView>> allotments = new ArrayList<>();

    Copy(EventView event) {
      Venue venue = event.venue();
      int objects = venue.objectCount();
      version = event.version();
      for (int code = 0; code < event.statusCodes(); code++) {
        statusNames.add(event.statusName(code));
      }
      statuses = new int[objects];
      forSale = new boolean[objects];
      blocked = new boolean[objects];
      channels = new String[objects];
      for (int object = 0; object < objects; object++) {
        statuses[object] = event.statusCode(object);
        forSale[object] = event.forSale(object);
        blocked[object] = !event.blockReason(object).isEmpty();
        channels[object] = event.channel(object);
      }
      for (int area = 0; area < venue.areaCount(); area++) {
        allotments.add(event.allotments(venue.objectOfArea(area)));
      }
    }
  }

  /** What an event's tables count: places, that is 1 for an object and the capacity of an area. */
  private static final class Row {
    private int objects;
    private long people;
    private long free;
    private long held;
    private long booked;
    private long other;
    private long notForSale;
    private long blocked;

    void write(JsonWriter writer) {
      writer.beginObject();
      number(writer, "objects", objects);
      number(writer, "people", people);
      number(writer, "free", free);
      number(writer, "held", held);
      number(writer, "booked", booked);
      number(writer, "other", other);
      number(writer, "notForSale", notForSale);
      number(writer, "blocked", blocked);
      writer.endObject();
    }

    void write(Csv csv) {
      csv.cell(objects).cell(people).cell(free).cell(held).cell(booked);
      csv.cell(other).cell(notForSale).cell(blocked).end();
    }

    private static void number(JsonWriter writer, String name, long value) {
      writer.name(name);
      writer.value(value);
    }
  }

  /** The four tables, summed up outside the lock. */
  private static final class Tables {
    private final Venue venue;
    private final Copy copy;
    private final Map<String, Row> byStatus = new TreeMap<>();
    private final Map<String, Row> byCategory = new TreeMap<>();
    private final Map<String, Row> bySection = new TreeMap<>();
    private final Map<String, Row> byChannel = new TreeMap<>();

    Tables(Venue venue, Copy copy) {
      this.venue = venue;
      this.copy = copy;
      copy.statusNames.forEach(name -> row(byStatus, name));
      for (int object = 0; object < venue.objectCount(); object++) {
        if (venue.object(object).kind() == ObjectKind.AREA) {
          addArea(object);
        } else {
          addObject(object);
        }
      }
    }

    private void addObject(int object) {
      VenueObject drawn = venue.object(object);
      int status = copy.statuses[object];
      for (Row row :
          List.of(
              row(byStatus, copy.statusNames.get(status)),
              category(drawn),
              section(drawn),
              row(byChannel, copy.channels[object]))) {
        row.objects++;
        row.people += drawn.capacity();
        row.free += status == EventView.FREE ? 1 : 0;
        row.held += status == EventView.HELD ? 1 : 0;
        row.booked += status == EventView.BOOKED ? 1 : 0;
        row.other += status > EventView.BOOKED ? 1 : 0;
        flags(row, object, 1);
      }
    }

    private void addArea(int object) {
      VenueObject drawn = venue.object(object);
      int held = 0;
      int booked = 0;
      for (AllotmentView part : copy.allotments.get(venue.areaOf(object))) {
        Row row = row(byChannel, part.channel());
        row.objects++;
        row.people += part.capacity();
        addPlaces(row, part.capacity(), part.held(), part.booked());
        flags(row, object, part.capacity());
        held += part.held();
        booked += part.booked();
      }
      for (Row row : List.of(category(drawn), section(drawn))) {
        row.objects++;
        row.people += drawn.capacity();
        addPlaces(row, drawn.capacity(), held, booked);
        flags(row, object, drawn.capacity());
      }
      addStatus(object, EventView.HELD, held);
      addStatus(object, EventView.BOOKED, booked);
      addStatus(object, EventView.FREE, drawn.capacity() - held - booked);
    }

    /** An area is counted under each status that a part of it has, with that part. */
    private void addStatus(int object, int status, int places) {
      if (places > 0) {
        Row row = row(byStatus, copy.statusNames.get(status));
        row.objects++;
        row.people += places;
        addPlaces(
            row,
            places,
            status == EventView.HELD ? places : 0,
            status == EventView.BOOKED ? places : 0);
        flags(row, object, places);
      }
    }

    private static void addPlaces(Row row, int places, int held, int booked) {
      row.held += held;
      row.booked += booked;
      row.free += places - held - booked;
    }

    private void flags(Row row, int object, int places) {
      row.notForSale += copy.forSale[object] ? 0 : places;
      row.blocked += copy.blocked[object] ? places : 0;
    }

    private Row category(VenueObject drawn) {
      return row(byCategory, venue.categories().get(drawn.category()).key());
    }

    private Row section(VenueObject drawn) {
      return row(bySection, venue.sections().get(drawn.section()).label());
    }

    private static Row row(Map<String, Row> table, String key) {
      return table.computeIfAbsent(key, _ -> new Row());
    }

    byte[] toJson() {
      return Json.write(
          4096,
          writer -> {
            writer.beginObject();
            writer.name("version");
            writer.value(copy.version);
            table(writer, "byStatus", byStatus);
            table(writer, "byCategory", byCategory);
            table(writer, "bySection", bySection);
            table(writer, "byChannel", byChannel);
            writer.endObject();
          });
    }

    /** The four tables as one, whose first column says which. */
    String toCsv() {
      Csv csv = new Csv();
      csv.row(
          "by",
          "key",
          "objects",
          "people",
          "free",
          "held",
          "booked",
          "other",
          "not for sale",
          "blocked");
      rows(csv, "status", byStatus);
      rows(csv, "category", byCategory);
      rows(csv, "section", bySection);
      rows(csv, "channel", byChannel);
      return csv.take();
    }

    private static void rows(Csv csv, String by, Map<String, Row> rows) {
      for (Map.Entry<String, Row> row : rows.entrySet()) {
        csv.cell(by).cell(row.getKey());
        row.getValue().write(csv);
      }
    }

    private static void table(JsonWriter writer, String name, Map<String, Row> rows) {
      writer.name(name);
      writer.beginObject();
      for (Map.Entry<String, Row> row : rows.entrySet()) {
        writer.name(row.getKey());
        row.getValue().write(writer);
      }
      writer.endObject();
    }
  }
}
