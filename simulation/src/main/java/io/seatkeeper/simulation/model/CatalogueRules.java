package io.seatkeeper.simulation.model;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.codec.VenueCodec;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command.CreateWorkspace;
import io.seatkeeper.core.command.Command.StoreChartChunk;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.ChartView;
import io.seatkeeper.core.state.WorkspaceView;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Workspaces and charts. */
final class CatalogueRules {
  private static final String WORKSPACE = "[a-z0-9][a-z0-9-]{0,31}";
  private static final String CHART = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";
  private static final long ABANDONED_AFTER_MILLIS = 10L * 60 * 1000;

  private final NaiveShard shard;
  private final List<ChartView> charts = new ArrayList<>();
  private final List<Upload> uploads = new ArrayList<>();

  /** The pieces of a chart that came so far. */
  private record Upload(StoreChartChunk first, List<Bytes> pieces, long lastLogMillis) {
    Upload(StoreChartChunk first) {
      this(first, List.of(), 0);
    }

    boolean isFor(StoreChartChunk chunk) {
      return first.workspace().equals(chunk.workspace()) && first.chart().equals(chunk.chart());
    }

    boolean continuesWith(StoreChartChunk chunk) {
      return isFor(chunk)
          && first.upload() == chunk.upload()
          && first.chunks() == chunk.chunks()
          && pieces.size() == chunk.chunk();
    }

    Upload with(Bytes piece, long now) {
      List<Bytes> more = new ArrayList<>(pieces);
      more.add(piece);
      return new Upload(first, more, now);
    }
  }

  CatalogueRules(NaiveShard shard) {
    this.shard = shard;
  }

  Outcome createWorkspace(CreateWorkspace command) {
    String name = command.workspace();
    Refusal.when(!name.matches(WORKSPACE), Rejection.MALFORMED_COMMAND, "workspace");
    Refusal.when(shard.workspaces.containsKey(name), Rejection.WORKSPACE_EXISTS, name);
    shard.aboutToChange();
    WorkspaceView workspace =
        new WorkspaceView(
            name,
            command.mode(),
            command.secretKeyHash(),
            command.publicKeyHash(),
            command.tokenSecret());
    shard.workspaces.put(name, workspace);
    return new Outcome.WorkspaceCreated(name);
  }

  Outcome storeChartChunk(StoreChartChunk command) {
    String chart = command.chart();
    Refusal.when(!chart.matches(CHART), Rejection.MALFORMED_COMMAND, "chart");
    Refusal.when(
        command.chunks() < 1 || command.chunk() < 0 || command.chunk() >= command.chunks(),
        Rejection.MALFORMED_COMMAND,
        "chunk");
    Refusal.when(
        !shard.workspaces.containsKey(command.workspace()),
        Rejection.WORKSPACE_UNKNOWN,
        command.workspace());

    Upload upload =
        command.chunk() == 0
            ? new Upload(command)
            : uploads.stream()
                .filter(open -> open.continuesWith(command) && !abandoned(open))
                .findFirst()
                .orElse(null);
    if (upload == null) {
      throw Refusal.of(Rejection.CHART_CHUNK_UNEXPECTED, chart);
    }
    if (command.chunk() < command.chunks() - 1) {
      shard.aboutToChange();
      uploads.removeIf(open -> open.isFor(command));
      uploads.add(upload.with(command.bytes(), shard.now));
      return new Outcome.ChartChunkStored(command.chunk());
    }

    Venue venue = decode(upload.with(command.bytes(), shard.now));
    checkSize(venue);
    shard.aboutToChange();
    uploads.removeIf(open -> open.isFor(command));
    int version = 1 + newestVersion(command.workspace(), chart);
    charts.add(new ChartView(command.workspace(), chart, version, venue));
    return new Outcome.ChartStored(chart, version);
  }

  private boolean abandoned(Upload upload) {
    return shard.now - upload.lastLogMillis() >= ABANDONED_AFTER_MILLIS;
  }

  private static Venue decode(Upload upload) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    upload.pieces().forEach(piece -> bytes.writeBytes(piece.toArray()));
    try {
      return VenueCodec.decode(bytes.toByteArray());
    } catch (RuntimeException e) {
      throw Refusal.of(Rejection.CHART_UNREADABLE, upload.first().chart());
    }
  }

  private static void checkSize(Venue venue) {
    long people = 0;
    for (int object = 0; object < venue.objectCount(); object++) {
      people += venue.object(object).capacity();
    }
    Refusal.when(people > 100_000_000, Rejection.CHART_TOO_LARGE, "100000000 people");
    Refusal.when(venue.categories().size() > 256, Rejection.CHART_TOO_LARGE, "256 categories");
    Refusal.when(venue.sections().size() > 4096, Rejection.CHART_TOO_LARGE, "4096 sections");
  }

  private int newestVersion(String workspace, String chart) {
    ChartView newest = chart(workspace, chart, 0);
    return newest == null ? 0 : newest.version();
  }

  /** The newest versions of a workspace's charts, by key. */
  List<ChartView> newest(String workspace) {
    SortedMap<String, ChartView> newest = new TreeMap<>();
    for (ChartView stored : charts) {
      if (stored.workspace().equals(workspace)) {
        newest.put(stored.chart(), stored);
      }
    }
    return List.copyOf(newest.values());
  }

  /** The versions of a chart, the oldest first. */
  List<ChartView> versions(String workspace, String chart) {
    return charts.stream()
        .filter(stored -> stored.workspace().equals(workspace) && stored.chart().equals(chart))
        .toList();
  }

  /** A version of a chart; 0 asks for the newest. */
  @Nullable ChartView chart(String workspace, String chart, int version) {
    ChartView found = null;
    for (ChartView stored : charts) {
      boolean same = stored.workspace().equals(workspace) && stored.chart().equals(chart);
      if (same && (version == 0 || stored.version() == version)) {
        found = stored;
      }
    }
    return found;
  }
}
