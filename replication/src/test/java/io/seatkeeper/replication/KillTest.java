package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.AuditReader.AuditRecord;
import io.seatkeeper.replication.NodeConfig.Batching;
import io.seatkeeper.replication.NodeConfig.Upkeep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that is killed again and again on one data directory loses nothing it acknowledged and
 * does nothing twice. {@code -Dseed} repeats a run, {@code -Drounds} makes it longer.
 */
@Order(1)
class KillTest {
  private static final Logger LOGGER = LoggerFactory.getLogger(KillTest.class);
  private static final int ROUNDS = Integer.getInteger("rounds", 10);
  private static final int NO_EVENT = -1;
  private static final State NOWHERE = new State(-1, 0);
  private static final long LONGEST_ROUND_MILLIS = 20_000;

  /** The node that looks at what is left adds nothing by itself. */
  private static final Upkeep NONE =
      new Upkeep(1L << 40, 1L << 40, 1L << 40, 1L << 40, 1L << 40, 1L << 40);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path temporary;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<String> broken = new CopyOnWriteArrayList<>();
  private final List<Map<Integer, Boolean>> acknowledged = new ArrayList<>();
  private CompletableFuture<Void> verification = CompletableFuture.completedFuture(null);
  private volatile State last = NOWHERE;
  private final AtomicInteger startsFromSnapshots = new AtomicInteger();
  private long startMillis = 1500;
  private Path data;
  private KeptLog keptLog;

  /** A state by its hash, after so many commands. */
  record State(long position, long hash) {}

  /** What a round waits for before it kills. */
  private enum Moment {
    START,
    LOAD,
    SNAPSHOT
  }

  @BeforeEach
  void chooseDirectories() {
    data = temporary.resolve("data");
    keptLog = new KeptLog(temporary.resolve("log"));
  }

  @Test
  @Timeout(600)
  void shouldKeepWhatItAcknowledgedHoweverOftenItIsKilled() throws Exception {
    try {
      for (int round = 0; round < ROUNDS; round++) {
        List<Moment> moments = new ArrayList<>(List.of(Moment.values()));
        Collections.shuffle(moments, new Random(seed + round / moments.size()));
        sellUntilKilled(round, moments.get(round % moments.size()));
      }
      verification.get(LONGEST_ROUND_MILLIS, TimeUnit.MILLISECONDS);
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "seed %1$d; again with: mvn -pl replication -am -Dtest=KillTest -Dseed=%1$d test; see %2$s"
              .formatted(seed, temporary),
          e);
    }
    assertThat(acknowledged.stream().mapToInt(Map::size).sum()).isGreaterThan(ROUNDS);
    assertThat(startsFromSnapshots.get()).as("starts from a snapshot").isPositive();
    assertThat(broken).isEmpty();
  }

  private void sellUntilKilled(int round, Moment moment) throws Exception {
    long started = System.nanoTime();
    SellingProcess process =
        SellingProcess.start(data, seed, round, temporary.resolve("process.log"));
    try {
      switch (moment) {
        case START -> process.await(random.nextLong(startMillis), () -> false);
        case LOAD -> awaitAcknowledgements(process, 1 + random.nextInt(1_000), started);
        case SNAPSHOT -> {
          awaitAcknowledgements(process, 1 + random.nextInt(400), started);
          List<String> before = finishedSnapshots();
          process.await(LONGEST_ROUND_MILLIS, () -> !before.containsAll(finishedSnapshots()));
          process.await(LONGEST_ROUND_MILLIS, this::isSnapshotBeingWritten);
        }
      }
    } finally {
      process.kill();
    }
    LOGGER.info(
        "round {}: killed at {} after {} acknowledgements{}{}",
        round,
        moment,
        process.acknowledgements(),
        isSnapshotBeingWritten() ? ", a snapshot half written" : "",
        Files.exists(data.resolve("node.id")) ? "" : ", the directory not formed yet");
    verification.get(LONGEST_ROUND_MILLIS, TimeUnit.MILLISECONDS);
    acknowledged.add(process.acknowledged());
    State open = process.open();
    if (open != null && open.position() == last.position()) {
      assertThat(open).as("the next start's state").isEqualTo(last);
    }
    if (Files.isDirectory(data)) {
      Path killed = Nodes.crashImage(data, temporary.resolve("killed-" + round));
      verification =
          CompletableFuture.runAsync(() -> verify(round, killed), Thread::startVirtualThread);
    }
  }

  private void awaitAcknowledgements(SellingProcess process, int count, long started) {
    process.await(LONGEST_ROUND_MILLIS, () -> process.open() != null);
    startMillis = (System.nanoTime() - started) / 1_000_000;
    process.await(LONGEST_ROUND_MILLIS, () -> process.acknowledgements() >= count);
  }

  private boolean isSnapshotBeingWritten() {
    return snapshots().stream().anyMatch(name -> name.endsWith(".tmp"));
  }

  private List<String> finishedSnapshots() {
    return snapshots().stream().filter(name -> !name.endsWith(".tmp")).toList();
  }

  private List<String> snapshots() {
    String[] names = data.resolve("snapshots").toFile().list();
    return names == null ? List.of() : List.of(names);
  }

  /** While the next round's process sells already. */
  private void verify(int round, Path killed) {
    boolean formed = Files.exists(killed.resolve("node.id"));
    Path opened = Nodes.crashImage(killed, temporary.resolve("opened-" + round));
    State found;
    List<AuditRecord> trail = List.of();
    try (Node recovered = open(opened)) {
      found = state(recovered);
      if (recovered.shard().status().snapshotIndex() > 0) {
        startsFromSnapshots.incrementAndGet();
      }
      if (formed) {
        keptLog.add(killed, opened);
      }
      int event = recovered.shard().<Integer>read(KillTest::event);
      if (event == NO_EVENT) {
        assertThat(acknowledged).allSatisfy(answers -> assertThat(answers).isEmpty());
      } else {
        trail = check(recovered, new SeededSale(seed, event), round);
      }
    }
    last = formed ? found : NOWHERE;
    if (formed) {
      Path replay = Nodes.crashImage(keptLog.directory(), temporary.resolve("replay-" + round));
      try (Node replayed = open(replay)) {
        assertThat(state(replayed)).as("replayed from the first entry").isEqualTo(found);
        if (!trail.isEmpty()) {
          SeededSale sale = new SeededSale(seed, trail.getFirst().change().event());
          assertThat(new SaleCheck(replayed, sale).trail()).as("the trail").isEqualTo(trail);
        }
      }
    }
  }

  private List<AuditRecord> check(Node recovered, SeededSale sale, int lastRound) {
    SaleCheck check = new SaleCheck(recovered, sale);
    for (int round = 0; round <= lastRound; round++) {
      Map<Integer, Boolean> known = acknowledged.get(round);
      check.assertOnlyOnce(round, known, known.size() + KilledNode.IN_FLIGHT);
    }
    check.assertAskingAgainIsHarmless(lastRound, acknowledged.get(lastRound));
    return check.trail();
  }

  private Node open(Path directory) {
    return Node.open(
        new NodeConfig(directory, Batching.DEFAULT, NONE), (line, cause) -> broken.add(line));
  }

  private static int event(ShardView view) {
    EventView event = view.eventByKey("show");
    return event == null ? NO_EVENT : event.event();
  }

  private static State state(Node node) {
    return node.shard().read(view -> new State(view.position(), view.stateHash()));
  }
}
