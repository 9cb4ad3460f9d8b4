package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command.BeginMove;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.PlaceGroup;
import io.seatkeeper.core.command.Command.StoreChartChunk;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.state.PlacementView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.AuditReader.AuditQuery;
import io.seatkeeper.replication.AuditReader.AuditRecord;
import io.seatkeeper.replication.peer.PeerChannels;
import io.seatkeeper.replication.peer.PeerRefusedException;
import io.seatkeeper.replication.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole states that travel: to a node that is far behind, into a backup and out of it. */
@Timeout(90)
final class ClusterCopyTest {
  private static final int SEATS = 400;

  @TempDir private Path root;

  @Test
  void shouldCatchUpByASnapshotWithItsTrails() {
    try (Cluster cluster = Cluster.ofSeats(root, 3, 20)) {
      int event = Hall.putOnSale(cluster.node(0), SEATS);
      int behind = (cluster.leader("main") + 1) % 3;
      cluster.stop(behind);
      int leader = cluster.leader("main");
      sell(cluster.node(leader), event, 0, 100);
      fillLog(cluster.node(leader));
      sell(cluster.node(leader), event, 100, 200);

      Node caughtUp = cluster.start(behind);

      assertThat(caughtUp.shard().status().snapshotIndex()).isGreaterThan(100);
      cluster.settled("main", ShardView::stateHash);
      // What was applied is written into the trail a moment later.
      Nodes.await("its trail is whole", () -> trail(caughtUp, event).size() == 201);
      assertThat(trail(caughtUp, event)).isEqualTo(trail(cluster.node(leader), event));
      sell(caughtUp, event, 200, 210);
      cluster.settled("main", ShardView::stateHash);
      assertThat(cluster.broken()).isEmpty();
    }
  }

  @Test
  void shouldGoOnFromABackupInAnotherCluster() throws IOException {
    Path backup = root.resolve("backup");
    long content;
    List<AuditRecord> trail;
    int event;
    CausalToken before;
    try (Cluster cluster = Cluster.ofSeats(root.resolve("old"), 1, 20)) {
      event = Hall.putOnSale(cluster.node(0), SEATS);
      sell(cluster.node(0), event, 0, 50);
      try (ClusterSetup setup = new ClusterSetup(cluster.config(0))) {
        setup.backup(backup);
      }
      content = cluster.node(0).shard().read(ShardView::contentHash);
      trail = trail(cluster.node(0), event);
      before = cluster.node(0).shard().status().token();
    }

    try (Cluster restored = Cluster.restored(root.resolve("new"), 2, backup)) {
      Node node = restored.node(0);
      assertThat(node.shard().<Long>read(ShardView::contentHash)).isEqualTo(content);
      assertThat(trail(node, event)).isEqualTo(trail);
      assertThat(node.shard().await(before, Duration.ZERO))
          .as("a token of the old history")
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(CausalTokenException.class);
      sell(node, event, 50, 60);
      restored.join(1);
      sell(restored.node(1), event, 60, 70);
      restored.settled("main", ShardView::stateHash);
      assertThat(trail(restored.node(1), event)).hasSize(71);
      assertThat(restored.broken()).isEmpty();
    }
  }

  @Test
  void shouldRefuseABackupWhileAGroupMoves() {
    try (Cluster cluster = Cluster.ofSeats(root, 1, 1_000);
        ClusterSetup setup = new ClusterSetup(cluster.config(0))) {
      Node node = cluster.node(0);
      Nodes.submit(node, Request.unkeyed(new PlaceGroup("opera", "s1")));
      Nodes.submit(node, Request.unkeyed(new BeginMove("opera", "s2")));

      assertThatExceptionOfType(PeerRefusedException.class)
          .isThrownBy(() -> setup.backup(root.resolve("backup")))
          .withMessageContaining("Group opera moves");
      assertThat(Files.exists(root.resolve("backup").resolve("manifest"))).isFalse();
    }
  }

  @Test
  void shouldRefuseABackupBesideWhichAMoveWasGivenUp() {
    List<PlacementView> before = List.of(new PlacementView("opera", "s1", 1, null, 0, 1));
    List<PlacementView> after = List.of(new PlacementView("opera", "s1", 1, null, 0, 2));
    Iterator<List<PlacementView>> asked = List.of(before, after).iterator();

    assertRefused(asked, "Group opera moves");
  }

  @Test
  void shouldRefuseABackupBesideWhichANewGroupMoved() {
    List<PlacementView> after = List.of(new PlacementView("opera", "s2", 2, null, 0, 2));
    Iterator<List<PlacementView>> asked = List.of(List.<PlacementView>of(), after).iterator();

    assertRefused(asked, "Group opera moves");
  }

  private void assertRefused(Iterator<List<PlacementView>> placements, String words) {
    Path backup = root.resolve("backup");
    try (Cluster cluster = Cluster.of(root.resolve("old"), 1, 2);
        ClusterSetup setup = new ClusterSetup(cluster.config(0));
        PeerChannels peers = new PeerChannels(null)) {
      assertThatExceptionOfType(PeerRefusedException.class)
          .isThrownBy(() -> ClusterBackup.copy(peers, setup.hellos(), placements::next, backup))
          .withMessageContaining(words);
    }
    assertThat(Files.exists(backup.resolve("manifest"))).isFalse();
  }

  @Test
  void shouldRefuseADamagedOrMixedBackup() throws IOException {
    Path backup = root.resolve("backup");
    Path other = root.resolve("other");
    try (Cluster cluster = Cluster.of(root.resolve("old"), 1, 2);
        ClusterSetup setup = new ClusterSetup(cluster.config(0))) {
      setup.backup(backup);
      Nodes.get(cluster.node(0).shard("s1").submit(Cluster.book("later")));
      setup.backup(other);
      assertThatExceptionOfType(StorageException.class).isThrownBy(() -> setup.backup(backup));
    }
    Path snapshot = backup.resolve("s1").resolve("snapshot");
    byte[] bytes = Files.readAllBytes(snapshot);

    Files.copy(
        other.resolve("s1").resolve("snapshot"),
        snapshot,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertRefused(backup, "damaged or mixed");
    bytes[bytes.length / 2] ^= 1;
    Files.write(snapshot, bytes);
    assertRefused(backup, "damaged or mixed");
    Files.delete(snapshot);
    assertRefused(backup, "is missing");
    Files.delete(backup.resolve("manifest"));
    assertRefused(backup, "no manifest");
  }

  private void assertRefused(Path backup, String words) {
    Cluster empty = new Cluster(root.resolve("empty"), 1, 1);
    try (ClusterSetup setup = new ClusterSetup(empty.config(0))) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> setup.restore(backup))
          .withMessageContaining(words);
    }
    assertThat(Files.exists(root.resolve("empty").resolve("n1").resolve("node.id.new"))).isFalse();
  }

  /** Writes more than the log keeps once a snapshot makes it superfluous. */
  private static void fillLog(Node node) {
    for (int upload = 1; upload <= 60; upload++) {
      StoreChartChunk piece =
          new StoreChartChunk("arena", "large", upload, 0, 2, Bytes.copyOf(new byte[500_000]));
      Nodes.submit(node, new Request(piece, new RequestKey(upload, 8, 8, 8)));
    }
  }

  private static void sell(Node node, int event, int from, int to) {
    for (int seat = from; seat < to; seat++) {
      Request request =
          new Request(
              new BookObjects(
                  0, "o" + seat, "", List.of(Selection.of(event, seat)), ChannelAccess.EVERY),
              new RequestKey(seat, 7, 7, 7));
      Reply reply = Nodes.submit(node, request);
      Nodes.get(node.shard().await(reply.token(), Duration.ofSeconds(10)));
    }
  }

  private static List<AuditRecord> trail(Node node, int event) {
    return node.shard().audit().read(AuditQuery.afterIndex(event, 0, 1_000)).records();
  }
}
