package io.seatkeeper.core.state;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which shard has which placement group, and which groups are moving: the catalogue's part. */
public final class PlacementTable {
  private final StateHash hash;
  private final TreeMap<String, PlacementImage> placements = new TreeMap<>();

  PlacementTable(StateHash hash) {
    this.hash = hash;
  }

  public int size() {
    return placements.size();
  }

  /** Where a group is, or null. */
  public @Nullable PlacementView placement(String group) {
    PlacementImage placement = placements.get(group);
    return placement == null ? null : placement.view();
  }

  /** The highest epoch a group was ever given; 0 for one that is not placed. */
  public long lastEpoch(String group) {
    PlacementImage placement = placements.get(group);
    return placement == null ? 0 : placement.lastEpoch();
  }

  /** Places a group that is not placed yet. */
  public void place(String group, String shard) {
    put(new PlacementImage(group, shard, 1, "", 1));
  }

  /** Begins a move and returns its epoch. */
  public long begin(String group, String toShard) {
    PlacementImage now = placed(group);
    long epoch = now.lastEpoch() + 1;
    put(new PlacementImage(group, now.shard(), now.epoch(), toShard, epoch));
    return epoch;
  }

  /** Ends the move under way: the group is where it was to go. */
  public void finish(String group) {
    PlacementImage now = placed(group);
    put(new PlacementImage(group, now.movingTo(), now.lastEpoch(), "", now.lastEpoch()));
  }

  /** Ends the move under way: the group is where it was. */
  public void abandon(String group) {
    PlacementImage now = placed(group);
    put(new PlacementImage(group, now.shard(), now.epoch(), "", now.lastEpoch()));
  }

  /** All placements, by group. */
  List<PlacementView> all() {
    return placements.values().stream().map(PlacementImage::view).toList();
  }

  List<PlacementImage> image() {
    return List.copyOf(placements.values());
  }

  void restore(List<PlacementImage> images) {
    images.forEach(this::put);
  }

  /** The sum of all terms, from the content. */
  long terms() {
    return placements.values().stream().mapToLong(StateTerms::placement).sum();
  }

  private PlacementImage placed(String group) {
    PlacementImage placement = placements.get(group);
    if (placement == null) {
      throw new IllegalArgumentException("no placement of " + group);
    }
    return placement;
  }

  private void put(PlacementImage placement) {
    PlacementImage before = placements.put(placement.group(), placement);
    hash.replace(
        before == null ? 0 : StateTerms.placement(before), StateTerms.placement(placement));
  }
}
