package io.seatkeeper.server.api;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.codec.VenueCodec;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command.StoreChartChunk;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.outcome.Outcome.ChartStored;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.ChartView;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.server.api.Answers.Chart;
import io.seatkeeper.server.api.Answers.Charts;
import io.seatkeeper.server.charts.DrawingImporter;
import io.seatkeeper.server.charts.Fault;
import io.seatkeeper.server.charts.ImportResult;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Budget;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.Problem.DrawingFault;
import io.seatkeeper.server.problem.ProblemCode;
import io.seatkeeper.server.problem.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Charts: drawings imported and listed, and a venue's drawing for the map. */
final class ChartEndpoints {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  private static final String NO_GROUP = "";
  private static final int CHUNK_BYTES = 512 * 1024;
  private static final int IMPORTS_AT_ONCE = 2;
  private static final int IMPORT_SECONDS = 2;

  private final ShardRouter shards;
  private final EventDirectory events;
  private final Sender sender;
  private final SetupListener setups;
  private final VenueDocuments documents = new VenueDocuments();
  private final Budget imports = new Budget(IMPORTS_AT_ONCE);

  ChartEndpoints(ShardRouter shards, EventDirectory events, Sender sender, SetupListener setups) {
    this.shards = shards;
    this.events = events;
    this.sender = sender;
    this.setups = setups;
  }

  List<Route> routes() {
    return List.of(
        Route.change(
                HttpMethod.POST,
                "/v1/charts/{chart}",
                Access.SECRET,
                Endpoint.blocking(this::store))
            .withBody(DrawingImporter.MOST_BYTES),
        Route.read("/v1/charts", Access.SECRET, Endpoint.blocking(this::list)),
        Route.read("/v1/charts/{chart}", Access.SECRET, Endpoint.blocking(this::read)),
        Route.read("/v1/events/{event}/chart", Access.OPEN, Endpoint.blocking(this::drawing)));
  }

  private Answer store(Exchange exchange) throws InterruptedException {
    String chart = exchange.param("chart");
    if (!KEY.matcher(chart).matches()) {
      throw Problem.of(
              ProblemCode.VALUE_INVALID,
              "A chart's key is up to 64 letters, digits, _ and -, beginning with a letter or"
                  + " digit.")
          .about("chart")
          .thrown();
    }
    if (exchange.body().length == 0) {
      throw Problem.of(ProblemCode.BODY_EMPTY, "The body is empty. Send a drawing.").thrown();
    }
    if (!imports.take(1)) {
      throw Problems.overloaded(IMPORT_SECONDS).thrown();
    }
    try {
      Venue venue = imported(exchange.body());
      Reply reply = send(exchange, chart, VenueCodec.encode(venue));
      int version = ((ChartStored) reply.outcome()).version();
      Chart stored =
          new Chart(chart, version, venue.name(), venue.objectCount(), venue.seatCount());
      return Sender.stamped(Answer.json(201, Json.type(Chart.class), stored), reply);
    } finally {
      imports.giveBack(1);
    }
  }

  private static Venue imported(byte[] drawing) {
    return switch (DrawingImporter.read(drawing)) {
      case ImportResult.Imported imported -> imported.venue();
      case ImportResult.Refused refused -> throw faulty(refused.faults());
    };
  }

  private static RuntimeException faulty(List<Fault> faults) {
    List<DrawingFault> listed =
        faults.stream()
            .map(
                fault ->
                    new DrawingFault(
                        fault.place(), fault.label(), fault.message(), fault.code().name()))
            .toList();
    Fault first = faults.getFirst();
    return first.code() == Fault.Code.BAD_JSON
        ? Problem.of(ProblemCode.JSON_MALFORMED, first.message()).with(listed).thrown()
        : Problem.of(
                ProblemCode.CHART_FAULTY,
                "The drawing cannot be sold from: it has "
                    + faults.size()
                    + " faults, each listed with its place. Correct them and send it again.")
            .with(listed)
            .thrown();
  }

  /** Sends the pieces in order; asked again under the same key, those that arrived are repeated. */
  private Reply send(Exchange exchange, String chart, byte[] bytes) throws InterruptedException {
    Shard shard = shards.catalogue();
    String workspace = exchange.credential().workspace();
    int chunks = Math.ceilDiv(bytes.length, CHUNK_BYTES);
    RequestKey first = exchange.requestKey(NO_GROUP, null, 0);
    long upload = first.identityLow() ^ first.digestHigh();
    int chunk = 0;
    while (true) {
      int from = chunk * CHUNK_BYTES;
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK_BYTES));
      StoreChartChunk command =
          new StoreChartChunk(workspace, chart, upload, chunk, chunks, Bytes.copyOf(piece));
      Reply reply =
          sender.sendAndWait(
              shard, null, new Request(command, exchange.requestKey(NO_GROUP, null, chunk)));
      setups.carriedOut(command);
      chunk++;
      if (chunk == chunks) {
        return reply;
      }
    }
  }

  private Answer list(Exchange exchange) {
    List<ChartView> charts =
        shards.catalogue().read(view -> view.charts(exchange.credential().workspace()));
    List<Chart> items = new ArrayList<>();
    for (ChartView chart : charts) {
      items.add(describe(chart));
    }
    return Answer.json(200, Json.type(Charts.class), new Charts(items));
  }

  private Answer read(Exchange exchange) {
    String key = exchange.param("chart");
    ChartView chart =
        shards.catalogue().read(view -> view.chart(exchange.credential().workspace(), key));
    if (chart == null) {
      throw Problem.of(Rejection.CHART_UNKNOWN, key).thrown();
    }
    return Answer.json(200, Json.type(Chart.class), describe(chart));
  }

  private static Chart describe(ChartView chart) {
    Venue venue = chart.venue();
    return new Chart(
        chart.chart(), chart.version(), venue.name(), venue.objectCount(), venue.seatCount());
  }

  private Answer drawing(Exchange exchange) {
    KnownEvent event = events.find(exchange.param("event"));
    VenueDocuments.Document document = documents.of(event);
    String known = exchange.header(HttpHeaders.IF_NONE_MATCH);
    String accepted = exchange.header(HttpHeaders.ACCEPT_ENCODING);
    boolean gzip = accepted != null && accepted.contains("gzip");
    Answer answer;
    if (known != null && known.contains(document.tag())) {
      answer = Answer.empty(304);
    } else {
      answer =
          new Answer(200, Answer.JSON, gzip ? document.gzipped() : document.plain(), List.of());
      answer = gzip ? answer.with("content-encoding", "gzip") : answer;
    }
    return answer
        .with("etag", document.tag())
        .with("cache-control", "public, max-age=60")
        .with("vary", "accept-encoding");
  }
}
