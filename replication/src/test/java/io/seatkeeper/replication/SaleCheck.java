package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Done;
import io.seatkeeper.replication.AuditReader.AuditPage;
import io.seatkeeper.replication.AuditReader.AuditQuery;
import io.seatkeeper.replication.AuditReader.AuditRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Holds what a {@link SeededSale} was told against what a node knows. */
final class SaleCheck {
  private static final int ASKED_AGAIN = 200;

  private final Node node;
  private final SeededSale sale;
  private final List<AuditRecord> trail = new ArrayList<>();
  private final Map<String, Integer> bookings = new HashMap<>();
  private final Map<Long, Integer> holds = new HashMap<>();

  SaleCheck(Node node, SeededSale sale) {
    this.node = node;
    this.sale = sale;
    readTrail();
  }

  /** Counts every order's and every token's changes, which must be numbered without a gap. */
  private void readTrail() {
    AuditQuery query = AuditQuery.afterIndex(sale.event(), 0, AuditQuery.LARGEST_LIMIT);
    long version = 0;
    AuditPage page;
    do {
      page = node.shard().audit().read(query);
      for (AuditRecord item : page.records()) {
        version++;
        trail.add(item);
        assertThat(item.change().eventVersion()).as("the trail's next change").isEqualTo(version);
        if (item.change() instanceof ObjectChanged change) {
          count(change);
        }
      }
      query = query.next(page);
    } while (page.next() != 0);
  }

  /** Everything the event went through. */
  List<AuditRecord> trail() {
    return trail;
  }

  private void count(ObjectChanged change) {
    if (change.reason() == Reason.BOOKED) {
      bookings.merge(change.order(), 1, Integer::sum);
    } else if (change.reason() == Reason.HELD) {
      holds.merge(change.token(), 1, Integer::sum);
    }
  }

  /**
   * Every request up to the last number was carried out as a whole, and once, or not at all; those
   * that were acknowledged as it was said.
   */
  void assertOnlyOnce(int round, Map<Integer, Boolean> acknowledged, int numbers) {
    for (int number = 0; number < numbers; number++) {
      Outcome outcome = remembered(round, number);
      Boolean done = acknowledged.get(number);
      if (done != null) {
        assertThat(outcome != null)
            .as("request %d of round %d was acknowledged as done: %s", number, round, done)
            .isEqualTo(done);
      }
      assertThat(changes(round, number))
          .as("changes of request %d of round %d, which led to %s", number, round, outcome)
          .isIn(outcome == null ? 0 : SeededSale.SEATS_A_REQUEST, -1);
    }
  }

  /** Asking again under the same keys repeats the outcome of what was carried out. */
  void assertAskingAgainIsHarmless(int round, Map<Integer, Boolean> acknowledged) {
    int from = Math.max(0, acknowledged.size() - ASKED_AGAIN);
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    List<@Nullable Outcome> before = new ArrayList<>();
    for (int number = from; number < acknowledged.size(); number++) {
      before.add(remembered(round, number));
      replies.add(node.shard().submit(sale.request(round, number)));
    }
    for (int asked = 0; asked < replies.size(); asked++) {
      Reply reply = Nodes.get(replies.get(asked));
      Outcome known = before.get(asked);
      assertThat(reply.repeated())
          .as("request %d of round %d was known", from + asked, round)
          .isEqualTo(known != null);
      if (known != null) {
        assertThat(reply.outcome()).isInstanceOf(Done.class).isEqualTo(known);
      }
    }
  }

  private @Nullable Outcome remembered(int round, int number) {
    return node.shard().read(view -> view.outcomeOf(SeededSale.key(round, number)));
  }

  /** How many changes of a request are in the trail; -1 for one that leaves no name there. */
  private int changes(int round, int number) {
    Command command = sale.request(round, number).command();
    return switch (command) {
      case BookObjects book -> bookings.getOrDefault(book.order(), 0);
      case HoldObjects hold -> holds.getOrDefault(hold.lease().token(), 0);
      default -> -1;
    };
  }
}
