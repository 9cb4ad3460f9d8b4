package io.seatkeeper.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.server.load.FakeNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalClusterTest {
  private static final long PATIENCE_MILLIS = 20_000;

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private FakeCluster program;

  @BeforeEach
  void make() throws IOException {
    program = new FakeCluster(0, 0);
  }

  @AfterEach
  void end() {
    program.close();
  }

  @Test
  void shouldFoundAClusterAndJoinTheOthersOneByOne() throws Exception {
    program.failJoins(2, ExitCode.NOT_VERIFIED);
    try (LocalCluster cluster = cluster()) {
      cluster.start();

      assertThat(program.calls())
          .containsExactly(
              "init n1 --shards 2",
              "serve n1",
              "join n2",
              "join n2",
              "join n2",
              "serve n2",
              "join n3",
              "serve n3");
      assertThat(said).containsExactly("Joining n2 ...", "Joining n3 ...");
      assertThat(cluster.secretKey()).isEqualTo(FakeNode.KEY);
      assertThat(cluster.view().ready()).isTrue();
      assertThat(cluster.view().leader("main")).map(ClusterView.Member::name).hasValue("n1");
      assertThat(cluster.urls()).hasSize(3).doesNotHaveDuplicates();
      assertThat(cluster.balanced()).isFalse();
      assertThat(cluster.front()).isEqualTo(cluster.urls().getFirst());
      cluster.transfer("main", "n3");
      assertThat(program.calls()).endsWith("transfer n1 --shard main --to n3");
    }
    assertThat(program.calls()).endsWith("close n3", "close n2", "close n1");
  }

  @Test
  void shouldBeTheSameClusterAgainInAUsedFolder() throws Exception {
    List<URI> urls;
    try (LocalCluster cluster = cluster()) {
      cluster.start();
      urls = cluster.urls();
    }
    program.calls().clear();

    try (LocalCluster cluster = cluster()) {
      cluster.start();

      assertThat(cluster.urls()).isEqualTo(urls);
      assertThat(program.calls()).containsExactlyInAnyOrder("serve n1", "serve n2", "serve n3");
    }
  }

  @Test
  void shouldGoOnWhereTheStartBrokeOff() throws Exception {
    program.failJoins(1, ExitCode.USAGE);
    try (LocalCluster cluster = cluster()) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(cluster::start)
          .withMessage("n2 could not join. nobody answers");
    }
    program.calls().clear();

    try (LocalCluster cluster = cluster()) {
      cluster.start();

      assertThat(program.calls())
          .containsExactly("serve n1", "join n2", "serve n2", "join n3", "serve n3");
    }
  }

  @Test
  void shouldStartAgainWhatWasKilled() throws Exception {
    try (LocalCluster cluster = cluster()) {
      cluster.start();

      long pid = cluster.supervisor("n1").kill();

      assertThat(pid).isPositive();
      assertThat(
              cluster.await(
                  PATIENCE_MILLIS,
                  view ->
                      view.ready()
                          && view.member("n1")
                              .filter(m -> m.process().restarts() == 1)
                              .isPresent()))
          .isTrue();
      assertThat(cluster.view().leader("main")).map(ClusterView.Member::name).hasValue("n2");
      assertThat(program.calls()).endsWith("kill n1", "serve n1");
    }
  }

  private LocalCluster cluster() throws IOException {
    LocalCluster.Options options = new LocalCluster.Options(3, 2, true, FreePort.any(), folder);
    return LocalCluster.in(options, program, said::add);
  }
}
