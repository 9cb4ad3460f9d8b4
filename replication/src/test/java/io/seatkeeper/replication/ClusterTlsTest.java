package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.replication.peer.PeerUnreachableException;
import io.seatkeeper.replication.tls.Certificates;
import io.seatkeeper.replication.tls.TlsFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ClusterTlsTest {
  private static final String[] LOOPBACK = {"-ext", "san=ip:127.0.0.1", "-keyalg", "EC"};

  @TempDir private Path root;

  @Test
  void shouldSellBetweenNodesThatKnowEachOtherAndRefuseStrangers() {
    TlsFiles ours =
        Certificates.authority(root, "ours")
            .node("node", LOOPBACK)
            .files(root.resolve("a"), "node");
    TlsFiles strange =
        Certificates.authority(root, "strange")
            .node("node", LOOPBACK)
            .files(root.resolve("b"), "node");
    Cluster shaped =
        new Cluster(root, 3, 1).shaped((node, usual) -> usual.withTls(node == 2 ? strange : ours));

    try (Cluster cluster = shaped) {
      cluster.found();
      Node second = cluster.join(1);
      Nodes.get(second.shard().submit(Cluster.book("one")));

      assertThat(cluster.settled("main")).containsOnlyKeys("one");
      assertThat(second.certificateNotAfter()).isPresent();
      assertThatExceptionOfType(PeerUnreachableException.class)
          .as("a node with a certificate of another authority")
          .isThrownBy(() -> cluster.join(2));
      cluster.shaped((_, usual) -> usual);
      assertThatExceptionOfType(PeerUnreachableException.class)
          .as("a node that speaks plain text")
          .isThrownBy(() -> cluster.join(2));
      assertThat(cluster.broken()).isEmpty();
    }
  }
}
