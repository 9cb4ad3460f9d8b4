package io.seatkeeper.core.codec;

import io.seatkeeper.core.state.ShardImage;

/** Images that no engine would give. */
final class Images {
  private Images() {}

  /** The same state under a hash that is one higher. */
  static ShardImage withAnotherHash(ShardImage image) {
    return with(image, image.behaviourVersion(), image.stateHash() + 1);
  }

  /** The same state under another behaviour version. */
  static ShardImage withBehaviour(ShardImage image, int version) {
    return with(image, version, image.stateHash());
  }

  private static ShardImage with(ShardImage image, int behaviourVersion, long stateHash) {
    return new ShardImage(
        image.index(),
        image.position(),
        image.logMillis(),
        image.wallMillis(),
        behaviourVersion,
        image.requestCapacity(),
        image.requestWindowMillis(),
        image.firstEvent(),
        image.lastEvent(),
        image.nextEvent(),
        stateHash,
        image.workspaces(),
        image.charts(),
        image.uploads(),
        image.placements(),
        image.events(),
        image.orders(),
        image.groups(),
        image.groupUploads(),
        image.tokens(),
        image.requests());
  }
}
