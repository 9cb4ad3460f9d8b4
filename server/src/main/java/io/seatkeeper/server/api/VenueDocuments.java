package io.seatkeeper.server.api;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.server.auth.WorkspaceKeys;
import io.seatkeeper.server.charts.VenueJson;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Venues as the map draws them, plain and compressed. Keeps the documents asked for last: they
 * never change, and everybody asks for the same few.
 */
final class VenueDocuments {
  private static final int KEPT = 8;
  private static final int TAG_BYTES = 12;

  private final Map<Chart, Document> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Chart, Document> eldest) {
          return size() > KEPT;
        }
      };

  private record Chart(String workspace, String chart, int version) {}

  /**
   * A venue's document.
   *
   * @param tag changes with the content, in the quotes that an ETag has
   */
  record Document(Buffer plain, Buffer gzipped, String tag) {}

  /** The drawing that an event is pinned to. May take a while; not for event loops. */
  synchronized Document of(KnownEvent event) {
    return kept.computeIfAbsent(
        new Chart(event.workspace(), event.chart(), event.chartVersion()),
        _ -> document(event.venue()));
  }

  private static Document document(Venue venue) {
    byte[] plain = VenueJson.write(venue);
    byte[] hash = WorkspaceKeys.sha256().digest(plain);
    return new Document(
        Buffer.buffer(plain),
        Buffer.buffer(gzip(plain)),
        '"' + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + '"');
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
