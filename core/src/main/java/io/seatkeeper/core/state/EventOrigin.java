package io.seatkeeper.core.state;

/**
 * What an event has from its creation and keeps.
 *
 * @param key unique on the shard
 * @param createdWallMillis milliseconds since the epoch, for display
 */
public record EventOrigin(String workspace, String key, long createdWallMillis) {

  /** The placement group: what stands before the dot, or the whole key. */
  public String group() {
    return groupOf(key);
  }

  /** The placement group of an event's key. */
  public static String groupOf(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }
}
