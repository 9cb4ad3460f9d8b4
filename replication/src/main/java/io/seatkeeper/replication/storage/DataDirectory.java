package io.seatkeeper.replication.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A node's data directory, locked for this process.
 *
 * <p>Its identity is first written as {@code node.id.new} and takes its name {@code node.id} only
 * once the log has a durable entry: a directory whose first start was cut short begins anew, and
 * one that has {@code node.id} must have a log.
 */
public final class DataDirectory implements AutoCloseable {
  /** The log that keeps the catalogue. */
  public static final String MAIN = "main";

  private static final String VERSION = "1";

  private final Path root;
  private final FileChannel lockChannel;
  private final NodeIdentity identity;
  private final Map<String, GroupDirectory> groups = new LinkedHashMap<>();

  private DataDirectory(Path root, FileChannel lockChannel, NodeIdentity identity, boolean formed)
      throws IOException {
    this.root = root;
    this.lockChannel = lockChannel;
    this.identity = identity;
    for (String group : identity.groups()) {
      boolean main = group.equals(MAIN);
      Path place = main ? root : root.resolve("shards").resolve(group);
      Path file = place.resolve("marker");
      // A node killed while it began may have come to promise something of its first log only.
      DurableMarker marker =
          formed && (main || Files.exists(file)) ? DurableMarker.open(file) : null;
      groups.put(
          group,
          new GroupDirectory(
              group,
              place,
              raft().resolve(identity.groupId(group).toString()),
              main ? this::form : () -> {},
              marker));
    }
  }

  /**
   * Locks the directory and finds out whose it is; an empty one becomes the first node's of a
   * cluster of its own.
   *
   * @throws StorageException when another process uses it, or it is not whole
   */
  public static DataDirectory open(Path root) {
    return open(root, () -> NodeIdentity.founder(1));
  }

  /**
   * Locks the directory of a node that belongs to a cluster.
   *
   * @throws StorageException also when it is empty: nothing but an explicit word founds a cluster
   */
  public static DataDirectory openMember(Path root) {
    return open(
        root,
        () -> {
          throw new StorageException(
              "The data directory "
                  + root
                  + " is empty: this node belongs to no cluster yet. Run 'seatkeeper admin init'"
                  + " once for the first node of a new cluster, 'seatkeeper admin join' for every"
                  + " other node, with this configuration.");
        });
  }

  /** Puts something into a directory before it is anybody's. */
  @FunctionalInterface
  public interface Filling {
    void fill(DataDirectory directory) throws IOException;
  }

  /**
   * Makes an empty directory a certain node's.
   *
   * @throws StorageException when it is not empty
   */
  public static void found(Path root, NodeIdentity identity) {
    found(root, identity, _ -> {});
  }

  /**
   * Makes an empty directory a certain node's, with something in it.
   *
   * @throws StorageException when it is not empty
   */
  public static void found(Path root, NodeIdentity identity, Filling filling) {
    if (Files.exists(root.resolve("node.id")) || Files.exists(root.resolve("node.id.new"))) {
      throw new StorageException(
          "The data directory "
              + root
              + " is a node's already. Start it with 'seatkeeper serve', or choose an empty one.");
    }
    try (DataDirectory directory = open(root, () -> identity)) {
      filling.fill(directory);
    } catch (IOException e) {
      throw new StorageException(
          "The data directory " + root + " cannot be written: " + e + ". Check the disk.", e);
    }
  }

  private static DataDirectory open(Path root, Supplier<NodeIdentity> whenEmpty) {
    try {
      DurableFiles.createDirectories(root);
      FileChannel lockChannel = lock(root);
      try {
        return Files.exists(root.resolve("node.id"))
            ? openFormed(root, lockChannel)
            : openUnformed(root, lockChannel, whenEmpty);
      } catch (IOException | RuntimeException e) {
        lockChannel.close();
        throw e;
      }
    } catch (AccessDeniedException e) {
      throw new StorageException(
          e.getFile() + " cannot be accessed by this user. Correct its owner or its mode.", e);
    } catch (IOException e) {
      throw new StorageException(
          "The data directory "
              + root
              + " cannot be used: "
              + e
              + ". Check the disk, and whether there is room on it.",
          e);
    }
  }

  private static DataDirectory openFormed(Path root, FileChannel lockChannel) throws IOException {
    NodeIdentity identity = NodeIdentity.read(root.resolve("node.id"));
    if (DurableFiles.isMissingOrEmpty(root.resolve("raft"))) {
      throw new StorageException(
          root.resolve("raft")
              + " is missing or empty, but node.id says that this directory was node "
              + identity.node()
              + ": its log is gone. Restore the whole data directory from a backup, or start with"
              + " an empty one (a new node).");
    }
    checkVersion(root);
    return new DataDirectory(root, lockChannel, identity, true);
  }

  private static DataDirectory openUnformed(
      Path root, FileChannel lockChannel, Supplier<NodeIdentity> whenEmpty) throws IOException {
    checkVersion(root);
    Path tentative = root.resolve("node.id.new");
    if (!Files.exists(tentative)) {
      for (String part : new String[] {"raft", "snapshots", "audit", "marker", "shards"}) {
        if (Files.exists(root.resolve(part))) {
          throw new StorageException(
              root.resolve("node.id")
                  + " is missing, but "
                  + part
                  + " is there: nobody can tell whose data this is. Restore the whole data"
                  + " directory from a backup, or start with an empty one.");
        }
      }
      whenEmpty.get().write(tentative);
    }
    NodeIdentity identity = NodeIdentity.read(tentative);
    DurableFiles.deleteTree(root.resolve("raft"));
    Files.deleteIfExists(root.resolve("marker"));
    if (identity.origin() != NodeIdentity.Origin.RESTORED) {
      DurableFiles.deleteTree(root.resolve("snapshots"));
      DurableFiles.deleteTree(root.resolve("audit"));
      DurableFiles.deleteTree(root.resolve("shards"));
    }
    return new DataDirectory(root, lockChannel, identity, false);
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    FileLock held;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null;
    }
    if (held == null) {
      ByteBuffer owner = ByteBuffer.allocate(32);
      channel.read(owner, 0);
      channel.close();
      String process = new String(owner.array(), 0, owner.position(), UTF_8).strip();
      throw new StorageException(
          "The data directory "
              + root
              + " is used by another process"
              + (process.isEmpty() ? "" : " (" + process + ")")
              + ". Stop it, or use another directory.");
    }
    try {
      channel.truncate(0);
      DurableFiles.writeFully(
          channel, ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void checkVersion(Path root) throws IOException {
    Path file = root.resolve("version");
    if (!Files.exists(file)) {
      if (Files.exists(root.resolve("node.id"))) {
        throw new StorageException(
            file
                + " is missing: nobody can tell which build wrote the data. Restore the whole data"
                + " directory from a backup, or start with an empty one.");
      }
      DurableFiles.replace(file, (VERSION + "\n").getBytes(UTF_8));
      return;
    }
    String version = Files.readString(file, UTF_8).strip();
    if (!version.equals(VERSION)) {
      throw new StorageException(
          file
              + " says format "
              + version
              + ", this build reads format "
              + VERSION
              + ". Start the build that wrote it.");
    }
  }

  /** Whose directory it is. */
  public NodeIdentity identity() {
    return identity;
  }

  /** Where the log lives. */
  public Path raft() {
    return root.resolve("raft");
  }

  /** What belongs to one of the node's logs. */
  public GroupDirectory group(String group) {
    return Objects.requireNonNull(groups.get(group), group);
  }

  /** The first promise of the catalogue's log makes the directory a node's. */
  private void form() throws IOException {
    if (!Files.exists(root.resolve("node.id"))) {
      DurableFiles.rename(root.resolve("node.id.new"), root.resolve("node.id"));
    }
  }

  /** Unlocks the directory. */
  @Override
  public synchronized void close() throws IOException {
    for (GroupDirectory group : groups.values()) {
      group.close();
    }
    lockChannel.close();
  }
}
