package io.seatkeeper.core.codec;

import static io.seatkeeper.core.codec.Wire.known;
import static io.seatkeeper.core.codec.Wire.text;

import io.seatkeeper.core.codec.wire.ActivateGroupChunkMessage;
import io.seatkeeper.core.codec.wire.BeginMoveMessage;
import io.seatkeeper.core.codec.wire.FreezeGroupMessage;
import io.seatkeeper.core.codec.wire.MoveMessage;
import io.seatkeeper.core.codec.wire.PlaceGroupMessage;
import io.seatkeeper.core.codec.wire.RequestMessage;
import io.seatkeeper.core.command.Command;

/** Commands about placement groups to and from their messages. */
final class MoveWire {
  private MoveWire() {}

  static void write(Command.PlacementCommand command, RequestMessage.Builder request) {
    switch (command) {
      case Command.PlaceGroup(String group, String shard) ->
          request.setPlaceGroup(
              PlaceGroupMessage.newBuilder().setGroup(text(group)).setShard(text(shard)));
      case Command.BeginMove(String group, String toShard) ->
          request.setBeginMove(
              BeginMoveMessage.newBuilder().setGroup(text(group)).setToShard(text(toShard)));
      case Command.FinishMove(String group, long epoch) ->
          request.setFinishMove(move(group, epoch));
      case Command.AbandonMove(String group, long epoch) ->
          request.setAbandonMove(move(group, epoch));
    }
  }

  static void write(Command.GroupCommand command, RequestMessage.Builder request) {
    switch (command) {
      case Command.FreezeGroup(String group, long epoch, String toShard) ->
          request.setFreezeGroup(
              FreezeGroupMessage.newBuilder()
                  .setGroup(text(group))
                  .setEpoch(epoch)
                  .setToShard(text(toShard)));
      case Command.UnfreezeGroup(String group, long epoch) ->
          request.setUnfreezeGroup(move(group, epoch));
      case Command.ForgetGroup(String group, long epoch) ->
          request.setForgetGroup(move(group, epoch));
      case Command.ActivateGroupChunk chunk ->
          request.setActivateGroupChunk(
              ActivateGroupChunkMessage.newBuilder()
                  .setGroup(text(chunk.group()))
                  .setEpoch(chunk.epoch())
                  .setFromShard(text(chunk.fromShard()))
                  .setUpload(chunk.upload())
                  .setChunk(chunk.chunk())
                  .setChunks(chunk.chunks())
                  .setBytes(CommandWriter.bytes(chunk.bytes())));
    }
  }

  static Command place(PlaceGroupMessage message) {
    return new Command.PlaceGroup(message.getGroup(), message.getShard());
  }

  static Command begin(BeginMoveMessage message) {
    return new Command.BeginMove(message.getGroup(), message.getToShard());
  }

  static Command freeze(FreezeGroupMessage message) {
    return new Command.FreezeGroup(message.getGroup(), message.getEpoch(), message.getToShard());
  }

  static Command activate(ActivateGroupChunkMessage message) {
    return new Command.ActivateGroupChunk(
        message.getGroup(),
        message.getEpoch(),
        message.getFromShard(),
        message.getUpload(),
        message.getChunk(),
        message.getChunks(),
        CommandReader.bytes(message.getBytes()));
  }

  /** Makes something of a group and an epoch. */
  interface OfMove<T> {
    T of(String group, long epoch);
  }

  static <T> T read(MoveMessage message, OfMove<T> made) {
    known(message);
    return made.of(message.getGroup(), message.getEpoch());
  }

  static MoveMessage move(String group, long epoch) {
    return MoveMessage.newBuilder().setGroup(text(group)).setEpoch(epoch).build();
  }
}
