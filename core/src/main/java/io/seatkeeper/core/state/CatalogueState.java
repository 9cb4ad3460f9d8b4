package io.seatkeeper.core.state;

import io.seatkeeper.core.command.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Workspaces, their charts in all versions, and charts on their way in pieces. */
public final class CatalogueState {
  private final StateHash hash;
  private final TreeMap<String, WorkspaceView> workspaces = new TreeMap<>();
  private final TreeMap<ChartName, List<ChartVersion>> charts = new TreeMap<>();
  private final TreeMap<ChartName, Upload> uploads = new TreeMap<>();
  private int chartVersions;
  private long chartObjects;

  CatalogueState(StateHash hash) {
    this.hash = hash;
  }

  /**
   * What a chart is found by, in the order of workspaces, then keys.
   *
   * @param version the version that is copied; 0 otherwise
   */
  private record ChartName(String workspace, String chart, int version)
      implements Comparable<ChartName> {
    static ChartName of(ChartPiece piece) {
      return new ChartName(piece.workspace(), piece.chart(), piece.version());
    }

    @Override
    public int compareTo(ChartName other) {
      int byWorkspace = workspace.compareTo(other.workspace);
      int byChart = byWorkspace == 0 ? chart.compareTo(other.chart) : byWorkspace;
      return byChart == 0 ? Integer.compare(version, other.version) : byChart;
    }
  }

  public @Nullable WorkspaceView workspace(String workspace) {
    return workspaces.get(workspace);
  }

  public int workspaceCount() {
    return workspaces.size();
  }

  public void addWorkspace(WorkspaceView workspace) {
    workspaces.put(workspace.workspace(), workspace);
    hash.add(StateTerms.workspace(workspace));
  }

  /** A version of a chart, the newest when 0 is asked for; null when there is none. */
  public @Nullable ChartVersion chart(String workspace, String chart, int version) {
    List<ChartVersion> versions = versions(workspace, chart);
    if (version == 0) {
      return versions.isEmpty() ? null : versions.getLast();
    }
    int at = place(versions, version);
    return at < versions.size() && versions.get(at).version() == version ? versions.get(at) : null;
  }

  /** The versions of a chart that are here, the oldest first. */
  List<ChartVersion> versions(String workspace, String chart) {
    List<ChartVersion> versions = charts.get(new ChartName(workspace, chart, 0));
    return versions == null ? List.of() : versions;
  }

  /** Where a version is in its list, or belongs. */
  private static int place(List<ChartVersion> versions, int version) {
    int at = versions.size();
    while (at > 0 && versions.get(at - 1).version() >= version) {
      at--;
    }
    return at;
  }

  /** Versions of all charts together. */
  public int chartVersionCount() {
    return chartVersions;
  }

  /** Objects of all charts' versions together. */
  public long chartObjectCount() {
    return chartObjects;
  }

  /** Bytes of all charts on their way that were touched at a log time or later. */
  public long uploadBytes(long sinceLogMillis) {
    long bytes = 0;
    for (Upload upload : uploads.values()) {
      bytes += upload.touchedLogMillis() >= sinceLogMillis ? upload.bytes() : 0;
    }
    return bytes;
  }

  /** Bytes of a piece's chart on its way, if it was touched at a log time or later. */
  public long uploadBytes(ChartPiece piece, long sinceLogMillis) {
    Upload upload = uploads.get(ChartName.of(piece));
    return upload == null || upload.touchedLogMillis() < sinceLogMillis ? 0 : upload.bytes();
  }

  /**
   * Whether a piece begins an upload, or is the one that must come next in one that was touched at
   * a log time or later.
   */
  public boolean expects(ChartPiece piece, long sinceLogMillis) {
    Upload upload = uploads.get(ChartName.of(piece));
    return piece.chunk() == 0
        || (upload != null
            && upload.touchedLogMillis() >= sinceLogMillis
            && upload.continuesWith(piece.upload(), piece.chunk(), piece.chunks()));
  }

  /** Whether a piece is one that came already. */
  public boolean has(ChartPiece piece) {
    Upload upload = uploads.get(ChartName.of(piece));
    return upload != null
        && upload.has(piece.upload(), piece.chunk(), piece.chunks(), piece.bytes());
  }

  /** Keeps a piece; the first replaces what was there of another upload. */
  public void addPiece(ChartPiece piece, long logMillis) {
    ChartName name = ChartName.of(piece);
    if (piece.chunk() == 0) {
      drop(name);
      Upload fresh = new Upload(piece.upload(), piece.chunks());
      uploads.put(name, fresh);
      hash.add(term(name, fresh));
    }
    Upload upload = uploads.get(name);
    if (upload == null) {
      throw new IllegalArgumentException("no upload of " + name);
    }
    long before = term(name, upload);
    upload.add(piece.bytes(), logMillis);
    hash.replace(before, term(name, upload));
  }

  /** The bytes of a chart whose last piece is at hand. */
  public byte[] joinWith(ChartPiece last) {
    Upload upload = last.chunk() == 0 ? null : uploads.get(ChartName.of(last));
    return Upload.join(upload == null ? List.of() : upload.pieces(), last.bytes());
  }

  /** The hash of a chart's bytes. */
  public static long contentHash(byte[] bytes) {
    return Upload.foldPiece(0, Bytes.copyOf(bytes));
  }

  /** Makes a version of a chart, which must not be there yet. */
  public void addChart(ChartVersion version) {
    ChartName name = new ChartName(version.workspace(), version.chart(), 0);
    List<ChartVersion> versions = charts.computeIfAbsent(name, key -> new ArrayList<>());
    versions.add(place(versions, version.version()), version);
    chartVersions++;
    chartObjects += version.venue().objectCount();
    hash.add(term(version));
  }

  /** Drops the upload a piece belongs to. */
  public void dropUpload(ChartPiece piece) {
    drop(ChartName.of(piece));
  }

  /** Drops uploads of which no piece has come since a log time. */
  public void dropUploadsUntouchedSince(long logMillis) {
    for (ChartName name : List.copyOf(uploads.keySet())) {
      Upload upload = uploads.get(name);
      if (upload != null && upload.touchedLogMillis() < logMillis) {
        drop(name);
      }
    }
  }

  List<WorkspaceView> workspaces() {
    return List.copyOf(workspaces.values());
  }

  List<ChartView> newestCharts(String workspace) {
    List<ChartView> views = new ArrayList<>();
    charts.forEach(
        (name, versions) -> {
          if (name.workspace().equals(workspace)) {
            views.add(versions.getLast().view());
          }
        });
    return views;
  }

  /** The sum of all terms, from the content. */
  long terms() {
    long[] sum = new long[1];
    workspaces.values().forEach(workspace -> sum[0] += StateTerms.workspace(workspace));
    charts.values().forEach(all -> all.forEach(version -> sum[0] += term(version)));
    uploads.forEach((name, upload) -> sum[0] += term(name, upload.counted()));
    return sum[0];
  }

  List<ChartImage> chartImages() {
    List<ChartImage> images = new ArrayList<>();
    charts
        .values()
        .forEach(versions -> versions.forEach(version -> images.add(ChartImage.of(version))));
    return images;
  }

  List<UploadImage> uploadImages() {
    List<UploadImage> images = new ArrayList<>();
    uploads.forEach(
        (name, upload) ->
            images.add(
                new UploadImage(
                    name.workspace(),
                    name.chart(),
                    name.version(),
                    upload.number,
                    upload.chunks,
                    upload.touchedLogMillis(),
                    upload.pieces())));
    return images;
  }

  void restoreUpload(UploadImage image) {
    for (int chunk = 0; chunk < image.pieces().size(); chunk++) {
      addPiece(
          new ChartPiece(
              image.workspace(),
              image.chart(),
              image.version(),
              image.upload(),
              chunk,
              image.chunks(),
              image.pieces().get(chunk)),
          image.touchedLogMillis());
    }
  }

  private void drop(ChartName name) {
    Upload upload = uploads.remove(name);
    if (upload != null) {
      hash.remove(term(name, upload));
    }
  }

  private static long term(ChartVersion version) {
    return StateTerms.chart(
        version.workspace(), version.chart(), version.version(), version.contentHash());
  }

  private static long term(ChartName name, Upload upload) {
    return StateTerms.upload(name.workspace(), name.chart(), name.version(), upload);
  }
}
