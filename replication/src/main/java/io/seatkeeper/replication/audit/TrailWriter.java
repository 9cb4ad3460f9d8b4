package io.seatkeeper.replication.audit;

import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.replication.storage.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Appends blocks to trails. Used by one thread; heads may be looked at by others. Few files are
 * open at a time, whatever the number of events.
 */
final class TrailWriter {
  /** A segment that has reached this many bytes is followed by another. */
  static final long SEGMENT_BYTES = 256 * 1024;

  private static final int MOST_OPEN_FILES = 64;

  private final Path root;
  private final Map<Integer, AuditHead> heads = new ConcurrentHashMap<>();
  private final LinkedHashMap<Integer, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<Path> unsyncedFiles = new LinkedHashSet<>();
  private final Set<Path> unsyncedDirectories = new LinkedHashSet<>();

  TrailWriter(Path root, List<AuditHead> recovered) {
    this.root = root;
    for (AuditHead head : recovered) {
      heads.put(head.event(), head);
    }
  }

  @Nullable AuditHead head(int event) {
    return heads.get(event);
  }

  List<AuditHead> heads() {
    return List.copyOf(heads.values());
  }

  /** Appends what one entry changed, a block for each event. */
  void append(long index, long logMillis, long wallMillis, List<Change> changes)
      throws IOException {
    Map<Integer, List<Change>> byEvent = new LinkedHashMap<>();
    for (Change change : changes) {
      byEvent.computeIfAbsent(change.event(), event -> new ArrayList<>()).add(change);
    }
    for (Map.Entry<Integer, List<Change>> event : byEvent.entrySet()) {
      long versionBefore = event.getValue().getFirst().eventVersion() - 1;
      append(
          event.getKey(),
          new AuditBlock(index, logMillis, wallMillis, versionBefore, event.getValue()));
    }
  }

  private void append(int event, AuditBlock block) throws IOException {
    AuditHead head = heads.get(event);
    if (head == null || head.length() >= SEGMENT_BYTES) {
      head = begin(event, head, block);
    }
    AuditBlock.Sealed sealed = block.seal(head.chain());
    int length = sealed.bytes().remaining();
    DurableFiles.writeFully(channel(head), sealed.bytes());
    unsyncedFiles.add(AuditSegment.file(root, event, head.segment()));
    heads.put(
        event,
        new AuditHead(
            event,
            head.segment(),
            head.length() + length,
            block.index(),
            sealed.lastVersion(),
            sealed.link()));
  }

  private AuditHead begin(int event, @Nullable AuditHead previous, AuditBlock first)
      throws IOException {
    int segment = previous == null ? 1 : previous.segment() + 1;
    Chain link = previous == null ? Chain.START : previous.chain();
    long indexBefore = previous == null ? 0 : previous.index();
    close(event);
    Path directory = AuditSegment.directory(root, event);
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      unsyncedDirectories.add(root);
    }
    unsyncedDirectories.add(directory);
    FileChannel channel =
        FileChannel.open(
            AuditSegment.file(root, event, segment),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    keepOpen(event, channel);
    DurableFiles.writeFully(
        channel,
        new AuditSegment.Header(event, segment, indexBefore, first.versionBefore(), link).write());
    return new AuditHead(
        event, segment, AuditSegment.HEADER_BYTES, indexBefore, first.versionBefore(), link);
  }

  private FileChannel channel(AuditHead head) throws IOException {
    FileChannel channel = open.get(head.event());
    if (channel == null) {
      Path file = AuditSegment.file(root, head.event(), head.segment());
      if (!Files.exists(file)) {
        throw new IOException(file + " is missing");
      }
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      channel.position(head.length());
      keepOpen(head.event(), channel);
    }
    return channel;
  }

  private void keepOpen(int event, FileChannel channel) throws IOException {
    open.put(event, channel);
    if (open.size() > MOST_OPEN_FILES) {
      close(open.firstEntry().getKey());
    }
  }

  private void close(int event) throws IOException {
    FileChannel channel = open.remove(event);
    if (channel != null) {
      channel.close();
    }
  }

  /** Makes everything written so far durable. */
  void sync() throws IOException {
    for (Path file : unsyncedFiles) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
    unsyncedFiles.clear();
    for (Path directory : unsyncedDirectories) {
      DurableFiles.syncDirectory(directory);
    }
    unsyncedDirectories.clear();
  }

  void closeFiles() throws IOException {
    for (Integer event : List.copyOf(open.keySet())) {
      close(event);
    }
  }
}
