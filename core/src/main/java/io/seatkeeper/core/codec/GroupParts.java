package io.seatkeeper.core.codec;

import static io.seatkeeper.core.codec.Wire.known;

import com.google.protobuf.ByteString;
import io.seatkeeper.core.codec.wire.GroupPartMessage;
import io.seatkeeper.core.codec.wire.GroupStateWire;
import io.seatkeeper.core.codec.wire.GroupUploadPartMessage;
import io.seatkeeper.core.codec.wire.ParkedTokenMessage;
import io.seatkeeper.core.codec.wire.PlacementMessage;
import io.seatkeeper.core.codec.wire.PlacementsPartMessage;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.state.GroupImage;
import io.seatkeeper.core.state.GroupUploadImage;
import io.seatkeeper.core.state.ParkedToken;
import io.seatkeeper.core.state.PlacementImage;
import io.seatkeeper.core.state.TokenUse;
import java.util.ArrayList;
import java.util.List;

/** Placements, groups and groups on their way to and from the parts of a snapshot. */
final class GroupParts {
  private GroupParts() {}

  static PlacementsPartMessage write(List<PlacementImage> placements) {
    PlacementsPartMessage.Builder message = PlacementsPartMessage.newBuilder();
    for (PlacementImage placement : placements) {
      message.addPlacements(
          PlacementMessage.newBuilder()
              .setGroup(placement.group())
              .setShard(placement.shard())
              .setEpoch(placement.epoch())
              .setMovingTo(placement.movingTo())
              .setLastEpoch(placement.lastEpoch()));
    }
    return message.build();
  }

  static List<PlacementImage> read(PlacementsPartMessage message) {
    List<PlacementImage> placements = new ArrayList<>(message.getPlacementsCount());
    for (PlacementMessage placement : message.getPlacementsList()) {
      known(placement);
      placements.add(
          new PlacementImage(
              placement.getGroup(),
              placement.getShard(),
              placement.getEpoch(),
              placement.getMovingTo(),
              placement.getLastEpoch()));
    }
    return placements;
  }

  static GroupPartMessage write(GroupImage group) {
    GroupPartMessage.Builder message =
        GroupPartMessage.newBuilder()
            .setGroup(group.group())
            .setState(write(group.state()))
            .setEpoch(group.epoch())
            .setMoveEpoch(group.moveEpoch())
            .setToShard(group.toShard())
            .setFrozenLogMillis(group.frozenLogMillis());
    group.parked().forEach(token -> message.addParked(write(token)));
    for (int event : group.movedEvents()) {
      message.addMovedEvents(event);
    }
    return message.build();
  }

  static GroupImage read(GroupPartMessage message) {
    return new GroupImage(
        message.getGroup(),
        read(message.getState()),
        message.getEpoch(),
        message.getMoveEpoch(),
        message.getToShard(),
        message.getFrozenLogMillis(),
        read(message.getParkedList()),
        Columns.ints(message.getMovedEventsList()));
  }

  static ParkedTokenMessage write(ParkedToken token) {
    ParkedTokenMessage.Builder message =
        ParkedTokenMessage.newBuilder()
            .setToken(token.token())
            .setWorkspace(token.workspace())
            .setBuyer(token.buyer())
            .setRemainingMillis(token.remainingMillis());
    if (!token.use().equals(TokenUse.NONE)) {
      message.setUse(TokenColumns.write(token.use()));
    }
    for (int number : token.holdings()) {
      message.addHoldings(number);
    }
    return message.build();
  }

  static List<ParkedToken> read(List<ParkedTokenMessage> messages) {
    List<ParkedToken> tokens = new ArrayList<>(messages.size());
    for (ParkedTokenMessage message : messages) {
      known(message);
      if (message.getHoldingsCount() % TokenColumns.NUMBERS_A_HOLDING != 0) {
        throw new UnreadableException("a parked token has half a holding");
      }
      tokens.add(
          new ParkedToken(
              message.getToken(),
              message.getWorkspace(),
              message.getBuyer(),
              message.getRemainingMillis(),
              message.hasUse() ? TokenColumns.read(message.getUse()) : TokenUse.NONE,
              Columns.ints(message.getHoldingsList())));
    }
    return tokens;
  }

  static GroupUploadPartMessage write(GroupUploadImage upload) {
    GroupUploadPartMessage.Builder message =
        GroupUploadPartMessage.newBuilder()
            .setGroup(upload.group())
            .setEpoch(upload.epoch())
            .setUpload(upload.upload())
            .setChunks(upload.chunks())
            .setTouchedLogMillis(upload.touchedLogMillis());
    for (Bytes piece : upload.pieces()) {
      message.addPieces(CommandWriter.bytes(piece));
    }
    return message.build();
  }

  static GroupUploadImage read(GroupUploadPartMessage message) {
    List<Bytes> pieces = new ArrayList<>(message.getPiecesCount());
    for (ByteString piece : message.getPiecesList()) {
      pieces.add(CommandReader.bytes(piece));
    }
    return new GroupUploadImage(
        message.getGroup(),
        message.getEpoch(),
        message.getUpload(),
        message.getChunks(),
        message.getTouchedLogMillis(),
        pieces);
  }

  private static GroupStateWire write(GroupState state) {
    return switch (state) {
      case ACTIVE -> GroupStateWire.GROUP_STATE_WIRE_ACTIVE;
      case FROZEN -> GroupStateWire.GROUP_STATE_WIRE_FROZEN;
      case MOVED -> GroupStateWire.GROUP_STATE_WIRE_MOVED;
    };
  }

  private static GroupState read(GroupStateWire state) {
    return switch (state) {
      case GROUP_STATE_WIRE_ACTIVE -> GroupState.ACTIVE;
      case GROUP_STATE_WIRE_FROZEN -> GroupState.FROZEN;
      case GROUP_STATE_WIRE_MOVED -> GroupState.MOVED;
      case GROUP_STATE_WIRE_UNSPECIFIED -> throw new UnreadableException("a group without a state");
      case UNRECOGNIZED ->
          throw new UnknownFormatException("a group's state that this build does not know");
    };
  }
}
