package io.seatkeeper.core.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.codec.wire.ChartPartMessage;
import io.seatkeeper.core.codec.wire.OrdersPartMessage;
import io.seatkeeper.core.codec.wire.PlacementsPartMessage;
import io.seatkeeper.core.codec.wire.RequestsPartMessage;
import io.seatkeeper.core.codec.wire.SnapshotEndMessage;
import io.seatkeeper.core.codec.wire.SnapshotHeadMessage;
import io.seatkeeper.core.codec.wire.SnapshotPartMessage;
import io.seatkeeper.core.codec.wire.TokensPartMessage;
import io.seatkeeper.core.codec.wire.UploadPartMessage;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.state.ChartImage;
import io.seatkeeper.core.state.EventImage;
import io.seatkeeper.core.state.GroupImage;
import io.seatkeeper.core.state.GroupUploadImage;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.PlacementImage;
import io.seatkeeper.core.state.RequestsImage;
import io.seatkeeper.core.state.ShardImage;
import io.seatkeeper.core.state.TokenUse;
import io.seatkeeper.core.state.TokensImage;
import io.seatkeeper.core.state.UploadImage;
import io.seatkeeper.core.state.WorkspaceView;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a state as a snapshot's parts. */
final class SnapshotWriter {
  /** How many tokens or requests one part has at most, so that no part grows without bound. */
  static final int PART_ENTRIES = 10_000;

  /** The range of event numbers of a shard that was given none, which no snapshot mentions. */
  static final int FIRST_EVENT = 1;

  static final int LAST_EVENT = Integer.MAX_VALUE - 1;

  private final Frames.Output out;
  private long parts;

  private SnapshotWriter(Frames.Output out) {
    this.out = out;
  }

  static void write(ShardImage image, FrameSink sink) throws IOException {
    try (Frames.Output out = new Frames.Output(sink)) {
      new SnapshotWriter(out).write(image);
    }
  }

  private void write(ShardImage image) throws IOException {
    part(SnapshotPartMessage.newBuilder().setHead(head(image)));
    for (WorkspaceView workspace : image.workspaces()) {
      Command.CreateWorkspace founded =
          new Command.CreateWorkspace(
              workspace.workspace(),
              workspace.mode(),
              workspace.secretKeyHash(),
              workspace.publicKeyHash(),
              workspace.tokenSecret());
      part(SnapshotPartMessage.newBuilder().setWorkspace(CommandWriter.workspace(founded)));
    }
    Map<VersionedChart, Venue> venues = new LinkedHashMap<>();
    for (ChartImage chart : image.charts()) {
      venues.put(
          new VersionedChart(chart.workspace(), chart.chart(), chart.version()), chart.venue());
      part(SnapshotPartMessage.newBuilder().setChart(chart(chart)));
    }
    for (UploadImage upload : image.uploads()) {
      part(SnapshotPartMessage.newBuilder().setUpload(upload(upload)));
    }
    writePlacements(image.placements());
    for (EventImage event : image.events()) {
      Venue venue = venues.get(VersionedChart.of(event));
      if (venue == null) {
        throw new IllegalArgumentException("event " + event.number() + " has no chart");
      }
      part(SnapshotPartMessage.newBuilder().setEvent(EventPart.write(event, venue)));
    }
    writeOrders(image.orders());
    for (GroupImage group : image.groups()) {
      part(SnapshotPartMessage.newBuilder().setGroup(GroupParts.write(group)));
    }
    for (GroupUploadImage upload : image.groupUploads()) {
      part(SnapshotPartMessage.newBuilder().setGroupUpload(GroupParts.write(upload)));
    }
    writeTokens(image.tokens());
    writeRequests(image.requests());
    part(SnapshotPartMessage.newBuilder().setEnd(SnapshotEndMessage.newBuilder().setParts(parts)));
  }

  private void part(SnapshotPartMessage.Builder part) throws IOException {
    part.build().writeDelimitedTo(out);
    parts++;
  }

  private static SnapshotHeadMessage head(ShardImage image) {
    SnapshotHeadMessage.Builder head = SnapshotHeadMessage.newBuilder();
    if (image.firstEvent() != FIRST_EVENT || image.lastEvent() != LAST_EVENT) {
      head.setEventNumbers(CommandWriter.numbers(image.firstEvent(), image.lastEvent()));
    }
    return head.setIndex(image.index())
        .setPosition(image.position())
        .setLogMillis(image.logMillis())
        .setWallMillis(image.wallMillis())
        .setBehaviourVersion(image.behaviourVersion())
        .setRequestCapacity(image.requestCapacity())
        .setRequestWindowMillis(image.requestWindowMillis())
        .setNextEvent(image.nextEvent())
        .setStateHash(image.stateHash())
        .build();
  }

  private static ChartPartMessage chart(ChartImage chart) {
    ByteString venue = UnsafeByteOperations.unsafeWrap(VenueCodec.encode(chart.venue()));
    return ChartPartMessage.newBuilder()
        .setWorkspace(chart.workspace())
        .setChart(chart.chart())
        .setVersion(chart.version())
        .setContentHash(chart.contentHash())
        .setVenue(venue)
        .build();
  }

  private static UploadPartMessage upload(UploadImage upload) {
    UploadPartMessage.Builder message =
        UploadPartMessage.newBuilder()
            .setWorkspace(upload.workspace())
            .setChart(upload.chart())
            .setUpload(upload.upload())
            .setChunks(upload.chunks())
            .setVersion(upload.version())
            .setTouchedLogMillis(upload.touchedLogMillis());
    for (Bytes piece : upload.pieces()) {
      message.addPieces(CommandWriter.bytes(piece));
    }
    return message.build();
  }

  private void writePlacements(List<PlacementImage> placements) throws IOException {
    for (int from = 0; from < placements.size(); from += PART_ENTRIES) {
      int to = Math.min(from + PART_ENTRIES, placements.size());
      PlacementsPartMessage message = GroupParts.write(placements.subList(from, to));
      part(SnapshotPartMessage.newBuilder().setPlacements(message));
    }
  }

  private void writeOrders(List<OrderView> orders) throws IOException {
    for (int from = 0; from < orders.size(); from += PART_ENTRIES) {
      int to = Math.min(from + PART_ENTRIES, orders.size());
      OrdersPartMessage.Builder message = OrdersPartMessage.newBuilder();
      orders.subList(from, to).forEach(order -> message.addOrders(OrderWire.write(order)));
      part(SnapshotPartMessage.newBuilder().setOrders(message));
    }
  }

  private void writeTokens(TokensImage tokens) throws IOException {
    int holding = 0;
    for (int from = 0; from < tokens.tokens().length; from += PART_ENTRIES) {
      int to = Math.min(from + PART_ENTRIES, tokens.tokens().length);
      TokensPartMessage.Builder message = TokensPartMessage.newBuilder();
      boolean used = isUsed(tokens, from, to);
      for (int token = from; token < to; token++) {
        message
            .addTokens(tokens.tokens()[token])
            .addDeadlines(tokens.deadlines()[token])
            .addEnded(tokens.ended()[token])
            .addWorkspaces(tokens.workspaces()[token])
            .addBuyers(tokens.buyers()[token])
            .addHoldingCounts(tokens.holdingCounts()[token]);
        if (used) {
          message.addUses(TokenColumns.write(tokens.uses()[token]));
        }
        int end = holding + TokenColumns.NUMBERS_A_HOLDING * tokens.holdingCounts()[token];
        while (holding < end) {
          message.addHoldings(tokens.holdings()[holding++]);
        }
      }
      part(SnapshotPartMessage.newBuilder().setTokens(message));
    }
  }

  private static boolean isUsed(TokensImage tokens, int from, int to) {
    boolean used = false;
    for (int token = from; token < to; token++) {
      used |= !tokens.uses()[token].equals(TokenUse.NONE);
    }
    return used;
  }

  private void writeRequests(RequestsImage requests) throws IOException {
    for (int from = 0; from < requests.logMillis().length; from += PART_ENTRIES) {
      int to = Math.min(from + PART_ENTRIES, requests.logMillis().length);
      RequestsPartMessage message = RequestColumns.write(requests, from, to);
      part(SnapshotPartMessage.newBuilder().setRequests(message));
    }
  }
}
