package io.seatkeeper.replication.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a node keeps of one replicated log beside the log itself: snapshots, audit trails and the
 * marker of the last durable index.
 */
public final class GroupDirectory implements AutoCloseable {
  private final String group;
  private final Path root;
  private final Path log;
  private final Forming forming;
  private @Nullable DurableMarker marker;

  /** Makes a directory a node's when its first index is promised. */
  @FunctionalInterface
  interface Forming {
    void formed() throws IOException;
  }

  GroupDirectory(
      String group, Path root, Path log, Forming forming, @Nullable DurableMarker marker) {
    this.group = group;
    this.root = root;
    this.log = log;
    this.forming = forming;
    this.marker = marker;
  }

  /** The log's name. */
  public String group() {
    return group;
  }

  /** Where the log's files are. */
  public Path log() {
    return log.resolve("current");
  }

  /** Where snapshots live. */
  public Path snapshots() {
    return root.resolve("snapshots");
  }

  /** Where the audit trails live. */
  public Path audit() {
    return root.resolve("audit");
  }

  /** Where audit trails are put together that come with the snapshot at an index. */
  public Path incomingAudit(long index) {
    return root.resolve("audit.incoming-" + index);
  }

  /** Puts the trails that came with the snapshot at an index in place, if they are not yet. */
  public void adoptAudit(long index) throws IOException {
    Path incoming = incomingAudit(index);
    if (Files.isDirectory(incoming)) {
      DurableFiles.deleteTree(audit());
      DurableFiles.rename(incoming, audit());
    }
  }

  /** The index the log must reach at least; -1 while nothing was promised. */
  public synchronized long promisedIndex() {
    return marker == null ? -1 : marker.index();
  }

  /** Promises that the log is durable up to an index. */
  public synchronized void promise(long durableIndex) throws IOException {
    if (marker != null) {
      marker.advance(durableIndex);
      return;
    }
    // The log's own files are durable; that their names are is not the library's concern.
    DurableFiles.syncDirectories(log.getParent() == null ? log : log.getParent());
    DurableFiles.createDirectories(root);
    marker = DurableMarker.create(root.resolve("marker"), durableIndex);
    DurableFiles.syncDirectory(root);
    forming.formed();
  }

  @Override
  public synchronized void close() throws IOException {
    if (marker != null) {
      marker.close();
    }
  }
}
