package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.ScheduleSale;
import io.seatkeeper.core.command.Command.SetSaleState;
import io.seatkeeper.core.command.Command.SwitchBehaviour;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.SaleSchedule;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.EventCreated;
import io.seatkeeper.core.outcome.Outcome.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node opens sales by itself. */
class OpeningTest {
  private static final int SEATS = 10;

  @TempDir Path directory;
  private final List<String> broken = new ArrayList<>();

  @Test
  void shouldOpenASaleAtTheAnnouncedTimeThoughNobodyAsks() {
    List<Long> openedAt = new CopyOnWriteArrayList<>();
    try (Node node = Node.open(NodeConfig.in(directory), (message, cause) -> broken.add(message))) {
      int event = announceable(node);
      node.shard()
          .subscribe(
              (index, logMillis, wallMillis, changes) -> {
                if (changes.stream()
                    .anyMatch(
                        change ->
                            change instanceof EventChanged changed
                                && changed.fact() == EventFact.SALE_OPENED)) {
                  openedAt.add(System.currentTimeMillis());
                }
              });
      long opening = System.currentTimeMillis() + 700;

      done(node, new ScheduleSale(event, new SaleSchedule(opening, List.of())));
      long submitted = node.shard().status().entriesSubmitted();
      Nodes.await("the sale opens", () -> !openedAt.isEmpty());

      assertThat(openedAt.getFirst()).isBetween(opening, opening + 1000);
      assertThat(node.shard().status().entriesSubmitted()).isBetween(submitted, submitted + 5);
      assertThat(broken).isEmpty();
    }
  }

  /** A draft of an event beside the one of the hall, which is paused so that nothing else is on. */
  private int announceable(Node node) {
    int show = Hall.putOnSale(node, SEATS);
    done(node, new SwitchBehaviour(SeatEngine.NEWEST_BEHAVIOUR));
    done(node, new SetSaleState(show, SaleState.PAUSED));
    Outcome created =
        done(
            node,
            new Command.CreateEvent(
                "arena", "later", "Later", "hall", 0, EventSettings.DEFAULT, true));
    return ((EventCreated) created).event();
  }

  private static Outcome done(Node node, Command command) {
    Outcome outcome = Nodes.submit(node, Request.unkeyed(command)).outcome();
    assertThat(outcome).isNotInstanceOf(Refused.class);
    return outcome;
  }
}
