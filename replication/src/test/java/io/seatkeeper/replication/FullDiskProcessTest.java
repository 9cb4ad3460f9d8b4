package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.state.EventView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that sells while its disk fills ends with one line, and loses nothing. */
@Timeout(120)
class FullDiskProcessTest {
  private static final long DISK = 24L * 1024 * 1024;
  private static final int ENOUGH = 150;
  private static final long START_MILLIS = 30_000;

  @TempDir Path temporary;

  private final List<SellingProcess> started = new ArrayList<>();
  private final List<String> broken = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    started.forEach(SellingProcess::end);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void shouldEndWithOneLineAndKeepWhatItAcknowledged(int pages) throws Exception {
    try (TinyDisk disk = TinyDisk.mount(temporary.resolve("disk"), DISK)) {
      Path data = disk.path().resolve("data");
      SellingProcess first = start(data, 0);
      first.await(START_MILLIS, () -> first.acknowledgements() >= ENOUGH);
      disk.leave((long) pages * TinyDisk.PAGE);

      assertThat(first.awaitBroken()).contains("No space left", "Make room");
      assertThat(first.acknowledgements()).isGreaterThanOrEqualTo(ENOUGH);

      disk.free();
      SellingProcess second = start(data, 1);
      second.await(START_MILLIS, () -> second.acknowledgements() >= ENOUGH);
      second.kill();
      assertThat(second.acknowledgements()).isGreaterThanOrEqualTo(ENOUGH);
      assertKnows(data, List.of(first.acknowledged(), second.acknowledged()));
    }
    assertThat(broken).isEmpty();
  }

  private SellingProcess start(Path data, int round) throws Exception {
    SellingProcess process = SellingProcess.start(data, 1, round, temporary.resolve("process.log"));
    started.add(process);
    return process;
  }

  private void assertKnows(Path data, List<Map<Integer, Boolean>> rounds) {
    try (Node node = Node.open(NodeConfig.in(data), (line, cause) -> broken.add(line))) {
      SaleCheck check = new SaleCheck(node, new SeededSale(1, event(node)));
      for (int round = 0; round < rounds.size(); round++) {
        Map<Integer, Boolean> known = rounds.get(round);
        check.assertOnlyOnce(round, known, known.size() + KilledNode.IN_FLIGHT);
      }
    }
  }

  private static int event(Node node) {
    return node.shard()
        .<Integer>read(
            view -> {
              EventView event = view.eventByKey("show");
              return event == null ? -1 : event.event();
            });
  }
}
