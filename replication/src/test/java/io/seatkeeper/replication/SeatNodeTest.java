package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.DeleteEvent;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.AuditReader.AuditQuery;
import io.seatkeeper.replication.AuditReader.AuditRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real engine behind the log. */
class SeatNodeTest {
  private static final int SEATS = 400;

  @TempDir Path temporary;
  private final List<String> broken = new ArrayList<>();
  private Path directory;

  @BeforeEach
  void chooseDirectory() {
    directory = temporary.resolve("data");
  }

  @Test
  void shouldHaveTheSameStateAfterReplayAndAfterASnapshot() {
    Path crashed = temporary.resolve("crashed");
    long hash;
    int event;
    try (Node node = open(directory)) {
      event = putOnSale(node);
      for (int seat = 0; seat < 100; seat++) {
        assertThat(sell(node, event, seat)).isInstanceOf(Outcome.ObjectsBooked.class);
      }
      hash = node.shard().read(ShardView::stateHash);
      Nodes.crashImage(directory, crashed);
    }

    try (Node replayed = open(crashed)) {
      assertThat(replayed.shard().<Long>read(ShardView::stateHash)).isEqualTo(hash);
    }
    try (Node restored = open(directory)) {
      assertThat(restored.shard().status().snapshotIndex()).isPositive();
      assertThat(restored.shard().<Long>read(ShardView::stateHash)).isEqualTo(hash);
      assertThat(sell(restored, event, 5)).isInstanceOf(Refused.class);
      assertThat(sell(restored, event, 200)).isInstanceOf(Outcome.ObjectsBooked.class);
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void shouldFreeAHeldSeatWithinASecondOfItsDeadline() {
    try (Node node = open(directory)) {
      int event = putOnSale(node);
      long deadline = node.shard().status().logMillis() + 1200;
      Outcome held =
          submit(
              node,
              new HoldObjects(
                  new TokenLease(9, "arena", deadline, "b"),
                  List.of(Selection.of(event, 3)),
                  ChannelAccess.GENERAL));
      assertThat(held).isInstanceOf(Outcome.ObjectsHeld.class);

      Nodes.await("the seat is free", () -> status(node, event, 3) == EventView.FREE);

      assertThat(node.shard().<Long>read(ShardView::logMillis))
          .isBetween(deadline, deadline + 1000);
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void shouldKeepATrailOfWhatWasSoldOverARestart() {
    int event;
    try (Node node = open(directory)) {
      event = putOnSale(node);
      sell(node, event, 1);
    }
    try (Node node = open(directory)) {
      sell(node, event, 2);

      assertThat(node.shard().audit().read(AuditQuery.afterIndex(event, 0, 100)).records())
          .extracting(item -> item.change().eventVersion())
          .containsExactly(1L, 2L, 3L);
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void shouldKeepTheTrailOfADeletedEventOverARestart() {
    int event;
    try (Node node = open(directory)) {
      event = putOnSale(node);
      sell(node, event, 1);
      submit(node, new DeleteEvent(event));

      assertTrailEndsWithTheDeletion(node, event);
    }
    try (Node node = open(directory)) {
      assertTrailEndsWithTheDeletion(node, event);
    }
    assertThat(broken).isEmpty();
  }

  private static void assertTrailEndsWithTheDeletion(Node node, int event) {
    assertThat(status(node, event, 1)).as("the event itself").isEqualTo(-1);
    assertThat(node.shard().audit().read(AuditQuery.afterIndex(event, 0, 100)).records())
        .extracting(AuditRecord::change)
        .hasSize(3)
        .last()
        .isEqualTo(new EventChanged(event, 3, EventFact.DELETED, "show"));
  }

  private Node open(Path data) {
    return Node.open(NodeConfig.in(data), (line, cause) -> broken.add(line));
  }

  private static int putOnSale(Node node) {
    return Hall.putOnSale(node, SEATS);
  }

  private static Outcome sell(Node node, int event, int seat) {
    return submit(
        node,
        new BookObjects(
            0,
            "o" + seat + "-" + node.shard().status().index(),
            "",
            List.of(Selection.of(event, seat)),
            ChannelAccess.EVERY));
  }

  private static Outcome submit(Node node, Command command) {
    return Nodes.submit(node, Request.unkeyed(command)).outcome();
  }

  private static int status(Node node, int event, int seat) {
    return node.shard()
        .<Integer>read(
            view -> {
              EventView found = view.event(event);
              return found == null ? -1 : found.statusCode(seat);
            });
  }
}
