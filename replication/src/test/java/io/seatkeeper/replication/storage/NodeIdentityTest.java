package io.seatkeeper.replication.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIdentityTest {
  @TempDir private Path folder;

  @Test
  void shouldReadWhatItWrote() throws Exception {
    NodeIdentity written = NodeIdentity.joining(UUID.randomUUID(), 77, 4);
    written.write(folder.resolve("node.id"));

    assertThat(NodeIdentity.read(folder.resolve("node.id"))).isEqualTo(written);
    assertThat(written.groups()).containsExactly("main", "s1", "s2", "s3", "s4");
  }

  @Test
  void shouldReadTheIdentityOfANodeFromBeforeThereWereClusters() throws Exception {
    UUID node = UUID.randomUUID();
    UUID cluster = UUID.randomUUID();
    String text = "node=%s\ncluster=%s\nincarnation=4d\n".formatted(node, cluster);
    CRC32C checksum = new CRC32C();
    checksum.update(text.getBytes(UTF_8));
    Path file = folder.resolve("node.id");
    Files.writeString(file, text + "check=" + Long.toHexString(checksum.getValue()) + "\n");

    NodeIdentity read = NodeIdentity.read(file);

    assertThat(read).isEqualTo(new NodeIdentity(node, cluster, 77, 1, NodeIdentity.Origin.FOUNDED));
    assertThat(read.groups()).containsExactly("main");
  }
}
