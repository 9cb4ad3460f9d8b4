package io.seatkeeper.core.engine;

import io.seatkeeper.core.chart.SeatIndex;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.codec.UnknownFormatException;
import io.seatkeeper.core.codec.UnreadableException;
import io.seatkeeper.core.codec.VenueCodec;
import io.seatkeeper.core.command.Command.CopyChartChunk;
import io.seatkeeper.core.command.Command.StoreChartChunk;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.ChartChunkStored;
import io.seatkeeper.core.outcome.Outcome.ChartStored;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.CatalogueState;
import io.seatkeeper.core.state.ChartPiece;
import io.seatkeeper.core.state.ChartVersion;
import io.seatkeeper.core.state.ShardState;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes charts piece by piece. A chart of which no piece has come for ten minutes is dropped when
 * the next piece of any chart is stored.
 */
final class ChartHandler {
  private static final Pattern CHART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private final ShardState state;
  private final CatalogueState catalogue;
  private @Nullable Venue venue;
  private long contentHash;

  ChartHandler(ShardState state) {
    this.state = state;
    this.catalogue = state.catalogue();
  }

  /** Stores a chart as its next version. */
  final class Store implements Handler<StoreChartChunk> {
    @Override
    public @Nullable Outcome check(StoreChartChunk command) {
      ChartPiece piece = ChartPiece.of(command);
      Refused refused = shape(piece);
      if (refused == null) {
        refused = place(piece);
      }
      return refused == null ? content(piece) : refused;
    }

    @Override
    public Outcome carryOut(StoreChartChunk command) {
      ChartVersion newest = catalogue.chart(command.workspace(), command.chart(), 0);
      return keep(ChartPiece.of(command), newest == null ? 1 : newest.version() + 1);
    }
  }

  /** Copies one version of a chart; one that is there already must have the same drawing. */
  final class Copy implements Handler<CopyChartChunk> {
    @Override
    public @Nullable Outcome check(CopyChartChunk command) {
      ChartPiece piece = ChartPiece.of(command);
      Refused refused = shape(piece);
      if (refused == null && command.version() < 1) {
        refused = new Refused(Rejection.MALFORMED_COMMAND, "version");
      }
      if (refused != null) {
        return refused;
      }
      if (catalogue.has(piece)) {
        return new ChartChunkStored(command.chunk());
      }
      refused = place(piece);
      ChartVersion there = catalogue.chart(command.workspace(), command.chart(), command.version());
      if (refused != null) {
        return refused;
      }
      return there != null && piece.isLast() ? compare(piece, there) : content(piece);
    }

    @Override
    public Outcome carryOut(CopyChartChunk command) {
      return keep(ChartPiece.of(command), command.version());
    }

    private Outcome compare(ChartPiece last, ChartVersion there) {
      Refused refused = read(last);
      if (refused != null) {
        return refused;
      }
      Venue read = Objects.requireNonNull(venue);
      venue = null;
      return VenueCodec.hash(read) == VenueCodec.hash(there.venue())
          ? new ChartStored(there.chart(), there.version())
          : new Refused(Rejection.CHART_DIFFERS, there.chart() + " in version " + there.version());
    }
  }

  private static @Nullable Refused shape(ChartPiece piece) {
    if (!CHART.matcher(piece.chart()).matches()) {
      return new Refused(Rejection.MALFORMED_COMMAND, "chart");
    }
    if (piece.chunk() < 0 || piece.chunk() >= piece.chunks()) {
      return new Refused(Rejection.MALFORMED_COMMAND, "chunk");
    }
    int length = piece.bytes().length();
    return length == 0 || length > Limits.CHART_CHUNK_BYTES
        ? new Refused(Rejection.MALFORMED_COMMAND, "bytes")
        : null;
  }

  /** The workspace is there, and the piece is the one that must come. */
  private @Nullable Refused place(ChartPiece piece) {
    venue = null;
    if (catalogue.workspace(piece.workspace()) == null) {
      return new Refused(Rejection.WORKSPACE_UNKNOWN, piece.workspace());
    }
    return catalogue.expects(piece, oldestUpload())
        ? null
        : new Refused(Rejection.CHART_CHUNK_UNEXPECTED, piece.chart());
  }

  private @Nullable Refused content(ChartPiece piece) {
    if (!piece.isLast()) {
      return room(piece);
    }
    Refused refused = read(piece);
    boolean full =
        catalogue.chartVersionCount() >= Limits.CHART_VERSIONS
            || (venue != null
                && catalogue.chartObjectCount() + venue.objectCount() > Limits.CHART_OBJECTS);
    return refused == null && full ? new Refused(Rejection.TOO_MUCH_STATE, "charts") : refused;
  }

  private @Nullable Refused room(ChartPiece piece) {
    long others = catalogue.uploadBytes(oldestUpload());
    long replaced = piece.chunk() == 0 ? catalogue.uploadBytes(piece, oldestUpload()) : 0;
    return others - replaced + piece.bytes().length() > Limits.UPLOAD_BYTES
        ? new Refused(Rejection.TOO_MUCH_STATE, "chart uploads")
        : null;
  }

  /** Reads the whole chart, of which the last piece is at hand. */
  private @Nullable Refused read(ChartPiece last) {
    byte[] bytes = catalogue.joinWith(last);
    Venue read;
    try {
      read = VenueCodec.decode(bytes);
    } catch (UnknownFormatException newer) {
      throw new StateDivergedException(
          "a chart was written by a newer build: " + newer.getMessage());
    } catch (UnreadableException unreadable) {
      return new Refused(Rejection.CHART_UNREADABLE, last.chart());
    }
    Refused refused = size(read);
    if (refused == null) {
      venue = read;
      contentHash = CatalogueState.contentHash(bytes);
    }
    return refused;
  }

  private static @Nullable Refused size(Venue venue) {
    if (venue.peopleCount() > Limits.CHART_PEOPLE) {
      return new Refused(Rejection.CHART_TOO_LARGE, Limits.CHART_PEOPLE + " people");
    }
    if (venue.categories().size() > Limits.CHART_CATEGORIES) {
      return new Refused(Rejection.CHART_TOO_LARGE, Limits.CHART_CATEGORIES + " categories");
    }
    return venue.sections().size() > Limits.CHART_SECTIONS
        ? new Refused(Rejection.CHART_TOO_LARGE, Limits.CHART_SECTIONS + " sections")
        : null;
  }

  /** Keeps the piece that was checked, and makes a version of the chart when it was the last. */
  private Outcome keep(ChartPiece piece, int version) {
    catalogue.dropUploadsUntouchedSince(oldestUpload());
    if (!piece.isLast()) {
      catalogue.addPiece(piece, state.logMillis());
      return new ChartChunkStored(piece.chunk());
    }
    Venue stored = Objects.requireNonNull(venue);
    venue = null;
    catalogue.dropUpload(piece);
    catalogue.addChart(
        new ChartVersion(
            piece.workspace(), piece.chart(), version, stored, contentHash, new SeatIndex(stored)));
    return new ChartStored(piece.chart(), version);
  }

  private long oldestUpload() {
    return state.logMillis() - Limits.UPLOAD_MILLIS;
  }
}
