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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A node's data directory, locked for this process.
 *
 * <p>Its identity is first written as {@code node.id.unfinished} where something explicit makes it
 * a node's, becomes {@code node.id.new} once everything is there that a first start needs, and
 * takes its name {@code node.id} only once the log has a durable entry: a directory whose founding
 * or first start was cut short begins anew, and one that has {@code node.id} must have a log.
 */
public final class DataDirectory implements AutoCloseable {
  /** The log that keeps the catalogue. */
  public static final String MAIN = "main";

  private static final String VERSION = "1";
  private static final String FORMED = "node.id";
  private static final String TENTATIVE = "node.id.new";
  private static final String UNFINISHED = "node.id.unfinished";
  private static final List<String> PARTS =
      List.of("raft", "snapshots", "audit", "marker", "shards");

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
    refuseNode(root);
    try (DataDirectory directory = open(root, lock -> openUnfinished(root, lock, identity))) {
      filling.fill(directory);
      DurableFiles.rename(root.resolve(UNFINISHED), root.resolve(TENTATIVE));
    } catch (IOException e) {
      throw new StorageException(
          "The data directory " + root + " cannot be written: " + e + ". Check the disk.", e);
    }
  }

  private static DataDirectory open(Path root, Supplier<NodeIdentity> whenEmpty) {
    return open(
        root,
        lock ->
            Files.exists(root.resolve(FORMED))
                ? openFormed(root, lock)
                : openUnformed(root, lock, whenEmpty));
  }

  /** Opens a directory that is locked for this process. */
  @FunctionalInterface
  private interface Opening {
    DataDirectory open(FileChannel lockChannel) throws IOException;
  }

  private static DataDirectory open(Path root, Opening opening) {
    try {
      DurableFiles.createDirectories(root);
      FileChannel lockChannel = lock(root);
      try {
        return opening.open(lockChannel);
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

  /** Whether a directory is a node's, as far as its names tell: it was founded or has joined. */
  public static boolean isNodes(Path root) {
    return Files.exists(root.resolve(FORMED)) || Files.exists(root.resolve(TENTATIVE));
  }

  /** Whether its logs have begun: it does not begin anew any more. */
  public boolean isFormed() {
    return Files.exists(root.resolve(FORMED));
  }

  private static void refuseNode(Path root) {
    if (isNodes(root)) {
      throw new StorageException(
          "The data directory "
              + root
              + " is a node's already. Start it with 'seatkeeper serve', or choose an empty one.");
    }
  }

  /** Begins to found a node, from nothing where that was cut short before. */
  private static DataDirectory openUnfinished(
      Path root, FileChannel lockChannel, NodeIdentity identity) throws IOException {
    refuseNode(root);
    checkVersion(root);
    Path unfinished = root.resolve(UNFINISHED);
    if (Files.exists(unfinished)) {
      for (String part : PARTS) {
        DurableFiles.deleteTree(root.resolve(part));
      }
    } else {
      refuseParts(root);
    }
    identity.write(unfinished);
    return new DataDirectory(root, lockChannel, identity, false);
  }

  private static void refuseParts(Path root) {
    for (String part : PARTS) {
      if (Files.exists(root.resolve(part))) {
        throw new StorageException(
            root.resolve(FORMED)
                + " is missing, but "
                + part
                + " is there: nobody can tell whose data this is. Restore the whole data"
                + " directory from a backup, or start with an empty one.");
      }
    }
  }

  private static DataDirectory openFormed(Path root, FileChannel lockChannel) throws IOException {
    NodeIdentity identity = NodeIdentity.read(root.resolve(FORMED));
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
    Path tentative = root.resolve(TENTATIVE);
    if (!Files.exists(tentative)) {
      if (Files.exists(root.resolve(UNFINISHED))) {
        throw new StorageException(
            "The data directory "
                + root
                + " is not filled: what was to make it a node's was cut short. Give the same"
                + " 'seatkeeper admin init', 'join' or 'restore' again; it begins anew.");
      }
      refuseParts(root);
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
      if (Files.exists(root.resolve(FORMED))) {
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
    if (!Files.exists(root.resolve(FORMED))) {
      DurableFiles.rename(root.resolve(TENTATIVE), root.resolve(FORMED));
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
