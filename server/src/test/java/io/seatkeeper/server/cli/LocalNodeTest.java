package io.seatkeeper.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalNodeTest {
  @TempDir private Path folder;

  @Test
  void shouldGiveEveryNodePortsOfItsOwn() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();

      List<LocalNode> nodes = LocalNode.plan(folder, 3, port - 1);

      assertThat(nodes).extracting(LocalNode::name).containsExactly("n1", "n2", "n3");
      assertThat(nodes.stream().flatMap(n -> Stream.of(n.port(), n.clusterPort())).distinct())
          .hasSize(6)
          .doesNotContain(port);
      assertThat(nodes).allSatisfy(node -> assertThat(node.port()).isGreaterThan(port));
    }
  }

  @Test
  void shouldWriteWhatANodeReads() throws IOException {
    List<LocalNode> nodes =
        List.of(
            new LocalNode("n1", folder.resolve("n1"), 8081, 7101),
            new LocalNode("n2", folder.resolve("it's n2"), 8082, 7102));

    for (LocalNode node : nodes) {
      node.configure(nodes);
    }

    LocalNode second = nodes.get(1);
    assertThat(second.url()).isEqualTo(URI.create("http://127.0.0.1:8082"));
    YamlSection root = YamlSection.read(second.config());
    assertThat(root.path("data", null)).isEqualTo(second.data());
    assertThat(root.text("host", "")).isEqualTo("127.0.0.1");
    assertThat(root.number("port", 0, 0, 65_535)).isEqualTo(8082);
    assertThat(root.section("node").text("name", "")).isEqualTo("n2");
    assertThat(root.section("node").text("region", "")).isEqualTo("local");
    assertThat(root.section("cluster").text("address", "")).isEqualTo("127.0.0.1:7102");
    assertThat(Files.readString(second.config()))
        .contains("  seeds: [127.0.0.1:7101, 127.0.0.1:7102]\n", "  plain-text: true\n");
  }

  @Test
  void shouldKeepThePortsOfAClusterThatWasThereBefore() throws IOException {
    List<LocalNode> nodes =
        List.of(
            new LocalNode("n1", folder.resolve("n1"), 18081, 17101),
            new LocalNode("n2", folder.resolve("n2"), 18092, 17109));
    for (LocalNode node : nodes) {
      node.configure(nodes);
    }

    assertThat(LocalNode.plan(folder, 2, 9000)).isEqualTo(nodes);
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> LocalNode.plan(folder, 3, 9000))
        .withMessageContaining("Say --nodes 2");
  }
}
