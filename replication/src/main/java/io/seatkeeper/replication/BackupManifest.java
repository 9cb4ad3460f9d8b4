package io.seatkeeper.replication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.replication.snapshot.SnapshotId;
import io.seatkeeper.replication.storage.DurableFiles;
import io.seatkeeper.replication.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a backup consists of, written last: which cluster it is of, up to which entry of each log,
 * and every file with its bytes and its hash.
 *
 * @param cluster the cluster's id
 * @param incarnation the history its logs tell
 * @param shards how many shards it has
 * @param snapshots the snapshot of each log, by the log's name
 * @param files SHA-256 of every file, hexadecimal, by its path below the backup's root
 */
public record BackupManifest(
    String cluster,
    long incarnation,
    int shards,
    Map<String, SnapshotId> snapshots,
    Map<String, String> files) {
  private static final String NAME = "manifest";
  private static final String FORMAT = "seatkeeper-backup 1";

  public BackupManifest {
    snapshots = Map.copyOf(snapshots);
    files = Map.copyOf(files);
  }

  /** Where a log's part is. */
  static Path place(Path root, String group) {
    return root.resolve(group);
  }

  /** Hashes what is there and writes the manifest of it. */
  static BackupManifest write(
      Path root, String cluster, long incarnation, int shards, Map<String, SnapshotId> snapshots)
      throws IOException {
    BackupManifest manifest =
        new BackupManifest(cluster, incarnation, shards, snapshots, hashes(root));
    String text = manifest.text();
    DurableFiles.replace(
        root.resolve(NAME), (text + "check " + sha256(text) + "\n").getBytes(UTF_8));
    return manifest;
  }

  /**
   * Reads the manifest and holds every file against it.
   *
   * @throws StorageException naming what is missing, changed or too much
   */
  public static BackupManifest verified(Path root) throws IOException {
    Path file = root.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new StorageException(
          root + " is no whole backup: it has no manifest. Use one that was finished.");
    }
    String text = Files.readString(file, UTF_8);
    int check = text.lastIndexOf("check ");
    if (check < 0
        || !text.substring(check).strip().equals("check " + sha256(text.substring(0, check)))) {
      throw new StorageException(
          file + " is damaged: its check sum does not fit. Use another one.");
    }
    BackupManifest manifest = parse(file, text.substring(0, check));
    Map<String, String> found = hashes(root);
    for (Map.Entry<String, String> entry : manifest.files().entrySet()) {
      String hash = found.remove(entry.getKey());
      if (hash == null || !hash.equals(entry.getValue())) {
        throw new StorageException(
            root.resolve(entry.getKey())
                + (hash == null ? " is missing" : " is not what was backed up")
                + ": the backup is damaged or mixed with another. Use a whole one.");
      }
    }
    if (!found.isEmpty()) {
      throw new StorageException(
          root.resolve(found.keySet().iterator().next())
              + " does not belong to the backup: it is mixed with another. Use a whole one.");
    }
    return manifest;
  }

  private String text() {
    List<String> lines = new ArrayList<>();
    lines.add(FORMAT);
    lines.add("cluster " + cluster);
    lines.add("incarnation " + Long.toHexString(incarnation));
    lines.add("shards " + shards);
    new TreeMap<>(snapshots)
        .forEach((group, snapshot) -> lines.add("log " + group + " " + snapshot.fileName()));
    new TreeMap<>(files).forEach((path, hash) -> lines.add("file " + hash + " " + path));
    return String.join("\n", lines) + "\n";
  }

  private static BackupManifest parse(Path file, String text) {
    List<String> lines = text.lines().toList();
    Map<String, String> fields = new TreeMap<>();
    Map<String, SnapshotId> snapshots = new TreeMap<>();
    Map<String, String> files = new TreeMap<>();
    if (!lines.getFirst().equals(FORMAT)) {
      throw new StorageException(
          file + " is of a format this build does not know: " + lines.getFirst() + ".");
    }
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.split(" ", 3);
      switch (words[0]) {
        case "log" -> snapshots.put(words[1], SnapshotId.ofFileName(words[2]).orElseThrow());
        case "file" -> files.put(words[2], words[1]);
        default -> fields.put(words[0], words[1]);
      }
    }
    return new BackupManifest(
        fields.getOrDefault("cluster", ""),
        Long.parseLong(fields.getOrDefault("incarnation", "0"), 16),
        Integer.parseInt(fields.getOrDefault("shards", "1")),
        snapshots,
        files);
  }

  private static Map<String, String> hashes(Path root) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = root.relativize(file).toString();
        if (!path.equals(NAME)) {
          hashes.put(path, sha256(file));
        }
      }
    }
    return hashes;
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[64 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(UTF_8)));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
