package io.seatkeeper.replication.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Who a data directory is.
 *
 * @param node this node, for ever
 * @param cluster the cluster it belongs to
 * @param incarnation the history its log tells; a restored backup begins another
 * @param shards how many shards the cluster was founded with, 1 to 64
 * @param origin how it came to be a node
 */
public record NodeIdentity(UUID node, UUID cluster, long incarnation, int shards, Origin origin) {
  /** The most shards a cluster can have. */
  public static final int MOST_SHARDS = 64;

  /** How a directory became a node's. */
  public enum Origin {
    /** It is the first node of a cluster that began with nothing. */
    FOUNDED,
    /** It is the first node of a cluster that began with a backup. */
    RESTORED,
    /** It joined a cluster. */
    JOINED
  }

  /** The first node of a new cluster. */
  public static NodeIdentity founder(int shards) {
    return first(shards, Origin.FOUNDED);
  }

  /** The first node of a new cluster that goes on from a backup, in another history. */
  public static NodeIdentity restored(int shards) {
    return first(shards, Origin.RESTORED);
  }

  private static NodeIdentity first(int shards, Origin origin) {
    long incarnation = new SecureRandom().nextLong() >>> 1;
    return new NodeIdentity(UUID.randomUUID(), UUID.randomUUID(), incarnation, shards, origin);
  }

  /** Whether this node is its cluster's first; the others joined it. */
  public boolean founder() {
    return origin != Origin.JOINED;
  }

  /** A further node of a cluster. */
  public static NodeIdentity joining(UUID cluster, long incarnation, int shards) {
    return new NodeIdentity(UUID.randomUUID(), cluster, incarnation, shards, Origin.JOINED);
  }

  /**
   * The names of the cluster's replicated logs: {@code main}, which keeps the catalogue, and where
   * there are several shards {@code s1}, {@code s2} and so on, which keep the events.
   */
  public List<String> groups() {
    List<String> groups = new ArrayList<>(List.of("main"));
    for (int shard = 1; shards > 1 && shard <= shards; shard++) {
      groups.add("s" + shard);
    }
    return groups;
  }

  /** The number by which a group's log is known. */
  public UUID groupId(String group) {
    return group.equals("main")
        ? cluster
        : UUID.nameUUIDFromBytes((cluster + "/" + group).getBytes(UTF_8));
  }

  /** Reads the file; one without shards and origin was written when there was one of each. */
  static NodeIdentity read(Path file) throws IOException {
    Map<String, String> fields = new HashMap<>();
    String text = Files.readString(file, UTF_8);
    int check = text.lastIndexOf("check=");
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        fields.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    if (check < 0 || !checksum(text.substring(0, check)).equals(fields.get("check"))) {
      throw damaged(file);
    }
    try {
      return new NodeIdentity(
          UUID.fromString(fields.getOrDefault("node", "")),
          UUID.fromString(fields.getOrDefault("cluster", "")),
          Long.parseLong(fields.getOrDefault("incarnation", ""), 16),
          Integer.parseInt(fields.getOrDefault("shards", "1")),
          Origin.valueOf(fields.getOrDefault("origin", "founded").toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw damaged(file);
    }
  }

  void write(Path file) throws IOException {
    String text =
        """
        node=%s
        cluster=%s
        incarnation=%s
        shards=%d
        origin=%s
        """
            .formatted(
                node,
                cluster,
                Long.toHexString(incarnation),
                shards,
                origin.name().toLowerCase(Locale.ROOT));
    DurableFiles.replace(file, (text + "check=" + checksum(text) + "\n").getBytes(UTF_8));
  }

  private static String checksum(String text) {
    CRC32C checksum = new CRC32C();
    checksum.update(text.getBytes(UTF_8));
    return Long.toHexString(checksum.getValue());
  }

  private static StorageException damaged(Path file) {
    return new StorageException(
        file
            + " is damaged: its check sum does not fit. Restore the whole data directory from a"
            + " backup, or start with an empty one.");
  }
}
