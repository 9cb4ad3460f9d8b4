package io.seatkeeper.replication.audit;

import io.seatkeeper.replication.AuditDamagedException;
import io.seatkeeper.replication.storage.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Brings the trails back to where the loaded snapshot saw them. What was written after that is cut
 * off: replaying the log writes it again. What was written before that must be whole.
 */
final class TrailRecovery {
  private final Path root;

  TrailRecovery(Path root) {
    this.root = root;
  }

  /**
   * Cuts every trail back to its head.
   *
   * @throws AuditDamagedException when a trail is shorter than its head, or its newest segment is
   *     not what was written
   */
  List<AuditHead> recover(List<AuditHead> heads) throws IOException {
    DurableFiles.createDirectories(root);
    heads.parallelStream().forEach(this::verify);
    Set<Integer> known = new HashSet<>();
    for (AuditHead head : heads) {
      known.add(head.event());
      cut(head);
    }
    for (Path directory : list(root)) {
      String name = String.valueOf(directory.getFileName());
      if (name.matches("\\d{1,10}") && !known.contains((int) Long.parseLong(name))) {
        DurableFiles.deleteTree(directory);
      }
    }
    return heads.stream().map(this::orNewTrail).toList();
  }

  private void verify(AuditHead head) {
    if (isGivenUp(head.event())) {
      return;
    }
    Path file = AuditSegment.file(root, head.event(), head.segment());
    String remedy = AuditSegment.remedy(root, head.event());
    try {
      if (!Files.exists(file)) {
        throw new AuditDamagedException(file + " is missing." + remedy);
      }
      if (Files.size(file) < head.length()) {
        throw new AuditDamagedException(
            file
                + " is damaged at byte "
                + Files.size(file)
                + ": it should have at least "
                + head.length()
                + " bytes."
                + remedy);
      }
      Chain link = lastLink(head);
      if (!link.equals(head.chain())) {
        throw new AuditDamagedException(
            file + " is damaged: its last block is not the one the snapshot names." + remedy);
      }
    } catch (IOException e) {
      throw new AuditDamagedException(file + " cannot be read: " + e + "." + remedy);
    }
  }

  private Chain lastLink(AuditHead head) throws IOException {
    try {
      AuditSegment.Walk walk =
          new AuditSegment.Walk(root, head.event(), head.segment(), head.length());
      while (walk.next() != null) {
        // Each step verifies a block.
      }
      return walk.link();
    } catch (AuditDamagedException e) {
      throw new AuditDamagedException(e.getMessage() + AuditSegment.remedy(root, head.event()));
    }
  }

  private void cut(AuditHead head) throws IOException {
    for (Path file : list(AuditSegment.directory(root, head.event()))) {
      if (AuditSegment.numberOf(file) > head.segment()) {
        Files.delete(file);
      }
    }
    Path newest = AuditSegment.file(root, head.event(), head.segment());
    if (Files.exists(newest) && Files.size(newest) > head.length()) {
      try (FileChannel channel = FileChannel.open(newest, StandardOpenOption.WRITE)) {
        channel.truncate(head.length());
      }
    }
  }

  /** An operator renamed a damaged trail: the next block begins another segment. */
  private AuditHead orNewTrail(AuditHead head) {
    return isGivenUp(head.event())
        ? new AuditHead(
            head.event(),
            head.segment(),
            Long.MAX_VALUE,
            head.index(),
            head.version(),
            head.chain())
        : head;
  }

  private boolean isGivenUp(int event) {
    return !Files.exists(AuditSegment.directory(root, event)) && wasGivenUp(root, event);
  }

  /** Whether an operator put an event's older trail aside. */
  static boolean wasGivenUp(Path root, int event) {
    return Files.isDirectory(root.resolve(event + ".damaged"));
  }

  private static List<Path> list(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
