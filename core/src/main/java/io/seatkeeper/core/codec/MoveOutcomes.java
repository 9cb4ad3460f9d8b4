package io.seatkeeper.core.codec;

import io.seatkeeper.core.codec.wire.GroupChunkStoredMessage;
import io.seatkeeper.core.codec.wire.GroupPlacedMessage;
import io.seatkeeper.core.codec.wire.MoveBegunMessage;
import io.seatkeeper.core.outcome.Outcome;

/** Outcomes about placement groups to and from their messages. */
final class MoveOutcomes {
  private MoveOutcomes() {}

  static GroupPlacedMessage placed(String group, String shard, long epoch) {
    return GroupPlacedMessage.newBuilder().setGroup(group).setShard(shard).setEpoch(epoch).build();
  }

  static MoveBegunMessage begun(Outcome.MoveBegun begun) {
    return MoveBegunMessage.newBuilder()
        .setGroup(begun.group())
        .setFromShard(begun.fromShard())
        .setToShard(begun.toShard())
        .setEpoch(begun.epoch())
        .build();
  }

  static GroupChunkStoredMessage stored(Outcome.GroupChunkStored stored) {
    return GroupChunkStoredMessage.newBuilder()
        .setGroup(stored.group())
        .setChunk(stored.chunk())
        .build();
  }

  static Outcome placed(GroupPlacedMessage message) {
    return new Outcome.GroupPlaced(message.getGroup(), message.getShard(), message.getEpoch());
  }

  static Outcome finished(GroupPlacedMessage message) {
    return new Outcome.MoveFinished(message.getGroup(), message.getShard(), message.getEpoch());
  }

  static Outcome begun(MoveBegunMessage message) {
    return new Outcome.MoveBegun(
        message.getGroup(), message.getFromShard(), message.getToShard(), message.getEpoch());
  }

  static Outcome stored(GroupChunkStoredMessage message) {
    return new Outcome.GroupChunkStored(message.getGroup(), message.getChunk());
  }
}
