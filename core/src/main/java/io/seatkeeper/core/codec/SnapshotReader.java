package io.seatkeeper.core.codec;

import static io.seatkeeper.core.codec.Wire.known;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.codec.wire.ChartPartMessage;
import io.seatkeeper.core.codec.wire.CreateWorkspaceMessage;
import io.seatkeeper.core.codec.wire.EventPartMessage;
import io.seatkeeper.core.codec.wire.NumberEventsMessage;
import io.seatkeeper.core.codec.wire.SnapshotHeadMessage;
import io.seatkeeper.core.codec.wire.SnapshotPartMessage;
import io.seatkeeper.core.codec.wire.UploadPartMessage;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.state.ChartImage;
import io.seatkeeper.core.state.EventImage;
import io.seatkeeper.core.state.GroupImage;
import io.seatkeeper.core.state.GroupUploadImage;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.PlacementImage;
import io.seatkeeper.core.state.ShardImage;
import io.seatkeeper.core.state.UploadImage;
import io.seatkeeper.core.state.WorkspaceView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a snapshot's parts into a state. */
final class SnapshotReader {
  private final Frames.Input in;
  private final List<WorkspaceView> workspaces = new ArrayList<>();
  private final List<ChartImage> charts = new ArrayList<>();
  private final Map<VersionedChart, Venue> venues = new LinkedHashMap<>();
  private final List<UploadImage> uploads = new ArrayList<>();
  private final List<EventImage> events = new ArrayList<>();
  private final List<OrderView> orders = new ArrayList<>();
  private final List<PlacementImage> placements = new ArrayList<>();
  private final List<GroupImage> groups = new ArrayList<>();
  private final List<GroupUploadImage> groupUploads = new ArrayList<>();
  private final TokenColumns tokens = new TokenColumns();
  private final RequestColumns requests = new RequestColumns();
  private @Nullable SnapshotHeadMessage head;
  private long parts;

  SnapshotReader(FrameSource source) {
    this.in = new Frames.Input(source);
  }

  /**
   * The state.
   *
   * @throws UnreadableException when the parts are not what was written
   */
  ShardImage read() throws IOException {
    while (true) {
      SnapshotPartMessage part = next();
      if (part.getPartCase() == SnapshotPartMessage.PartCase.END) {
        long written = known(part.getEnd()).getParts();
        if (written != parts || !in.isAtFrameEnd()) {
          throw new UnreadableException(
              "the snapshot ends after " + parts + " parts, not after " + written);
        }
        return image();
      }
      take(part);
      parts++;
    }
  }

  private SnapshotPartMessage next() throws IOException {
    try {
      SnapshotPartMessage part = SnapshotPartMessage.parseDelimitedFrom(in);
      if (part == null) {
        throw new UnreadableException(
            "the snapshot is cut short: it has " + parts + " parts and no end");
      }
      return known(part);
    } catch (InvalidProtocolBufferException e) {
      throw new UnreadableException(
          "part " + parts + " of the snapshot is damaged or cut short: " + e.getMessage(), e);
    }
  }

  private void take(SnapshotPartMessage part) {
    boolean isHead = part.getPartCase() == SnapshotPartMessage.PartCase.HEAD;
    if (isHead != (parts == 0)) {
      throw new UnreadableException("part " + parts + " of the snapshot is out of its place");
    }
    switch (part.getPartCase()) {
      case HEAD -> head = head(known(part.getHead()));
      case WORKSPACE -> workspaces.add(workspace(known(part.getWorkspace())));
      case CHART -> take(known(part.getChart()));
      case UPLOAD -> uploads.add(upload(known(part.getUpload())));
      case EVENT -> events.add(event(known(part.getEvent())));
      case PLACEMENTS -> placements.addAll(GroupParts.read(known(part.getPlacements())));
      case GROUP -> groups.add(GroupParts.read(known(part.getGroup())));
      case GROUP_UPLOAD -> groupUploads.add(GroupParts.read(known(part.getGroupUpload())));
      case ORDERS -> orders.addAll(OrderWire.read(known(part.getOrders()).getOrdersList()));
      case TOKENS -> tokens.add(known(part.getTokens()));
      case REQUESTS -> requests.add(known(part.getRequests()));
      case END, PART_NOT_SET ->
          throw new UnreadableException("part " + parts + " of the snapshot is empty");
    }
  }

  private static SnapshotHeadMessage head(SnapshotHeadMessage message) {
    if (message.getBehaviourVersion() > SeatEngine.NEWEST_BEHAVIOUR) {
      throw new UnknownFormatException(
          "the snapshot has behaviour version "
              + message.getBehaviourVersion()
              + ", but this build knows none above "
              + SeatEngine.NEWEST_BEHAVIOUR);
    }
    return message;
  }

  private static WorkspaceView workspace(CreateWorkspaceMessage message) {
    Command.CreateWorkspace founded = CommandReader.createWorkspace(message);
    return new WorkspaceView(
        founded.workspace(),
        founded.mode(),
        founded.secretKeyHash(),
        founded.publicKeyHash(),
        founded.tokenSecret());
  }

  private void take(ChartPartMessage message) {
    Venue venue = VenueCodec.decode(message.getVenue().toByteArray());
    String workspace = message.getWorkspace();
    String chart = message.getChart();
    venues.put(new VersionedChart(workspace, chart, message.getVersion()), venue);
    charts.add(
        new ChartImage(workspace, chart, message.getVersion(), venue, message.getContentHash()));
  }

  private static UploadImage upload(UploadPartMessage message) {
    List<Bytes> pieces = new ArrayList<>(message.getPiecesCount());
    for (ByteString piece : message.getPiecesList()) {
      pieces.add(CommandReader.bytes(piece));
    }
    return new UploadImage(
        message.getWorkspace(),
        message.getChart(),
        message.getVersion(),
        message.getUpload(),
        message.getChunks(),
        message.getTouchedLogMillis(),
        pieces);
  }

  private EventImage event(EventPartMessage message) {
    Venue venue =
        venues.get(
            new VersionedChart(
                message.getWorkspace(), message.getChart(), message.getChartVersion()));
    if (venue == null) {
      throw new UnreadableException("event " + message.getKey() + " of the snapshot has no chart");
    }
    return EventPart.read(message, venue);
  }

  private ShardImage image() {
    if (head == null) {
      throw new UnreadableException("the snapshot has no head");
    }
    NumberEventsMessage numbers = known(head.getEventNumbers());
    return new ShardImage(
        head.getIndex(),
        head.getPosition(),
        head.getLogMillis(),
        head.getWallMillis(),
        head.getBehaviourVersion(),
        head.getRequestCapacity(),
        head.getRequestWindowMillis(),
        head.hasEventNumbers() ? numbers.getFirstEvent() : SnapshotWriter.FIRST_EVENT,
        head.hasEventNumbers() ? numbers.getLastEvent() : SnapshotWriter.LAST_EVENT,
        head.getNextEvent(),
        head.getStateHash(),
        workspaces,
        charts,
        uploads,
        placements,
        events,
        orders,
        groups,
        groupUploads,
        tokens.image(),
        requests.image());
  }
}
