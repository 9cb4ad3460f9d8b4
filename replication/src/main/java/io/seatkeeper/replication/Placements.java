package io.seatkeeper.replication;

import io.seatkeeper.core.state.PlacementView;
import io.seatkeeper.replication.peer.PeerReader;
import io.seatkeeper.replication.peer.PeerWriter;
import java.util.ArrayList;
import java.util.List;

/** Which placement group is where, as one node tells another. */
final class Placements {
  /** What one message holds: far below the largest answer. */
  private static final int MOST = 50_000;

  private Placements() {}

  static byte[] toBytes(List<PlacementView> placements) {
    int count = Math.min(placements.size(), MOST);
    PeerWriter writer = new PeerWriter().number(count);
    for (PlacementView each : placements.subList(0, count)) {
      String movingTo = each.movingTo();
      writer
          .text(each.group())
          .text(each.shard())
          .number(each.epoch())
          .text(movingTo == null ? "" : movingTo)
          .number(each.movingEpoch())
          .number(each.lastEpoch());
    }
    return writer.toBytes();
  }

  static List<PlacementView> of(byte[] bytes) {
    PeerReader reader = new PeerReader(bytes);
    long count = reader.number();
    List<PlacementView> placements = new ArrayList<>();
    for (long at = 0; at < count; at++) {
      String group = reader.text();
      String shard = reader.text();
      long epoch = reader.number();
      String movingTo = reader.text();
      long movingEpoch = reader.number();
      long lastEpoch = reader.number();
      placements.add(
          new PlacementView(
              group, shard, epoch, movingTo.isEmpty() ? null : movingTo, movingEpoch, lastEpoch));
    }
    return placements;
  }
}
