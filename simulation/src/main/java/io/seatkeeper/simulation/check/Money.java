package io.seatkeeper.simulation.check;

import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.command.OrderCommand.RecordPayment;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.EventView.AreaShareView;
import io.seatkeeper.core.state.MoneyView;
import io.seatkeeper.core.state.OrderLine;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.core.state.WorkspaceView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The money of a sale as somebody writes it down who sees only requests and answers: every captured
 * payment ends in seats that are booked under its order, or in money that is to be returned or was;
 * an order costs what its lines cost, as long as it lives; an open order's places are its token's.
 */
final class Money {
  private final Map<Reference, Entry> entries = new LinkedHashMap<>();

  private record Reference(int event, String order) {}

  /** What was acknowledged of an order. */
  private record Entry(long total, String payment, boolean refunded) {}

  /** Takes note of an answer, and checks everything there is against all notes. */
  void check(Request request, Applied applied, ShardView view, List<String> faults) {
    if (request.command() instanceof OrderCommand command
        && applied.outcome() instanceof Outcome.Done done
        && !applied.repeated()) {
      note(command, done);
    }
    entries.keySet().removeIf(reference -> view.event(reference.event()) == null);
    Set<OrderView> due = new LinkedHashSet<>();
    for (WorkspaceView workspace : view.workspaces()) {
      List<OrderView> listed = view.refundsDue(workspace.workspace());
      for (EventView event : view.events(workspace.workspace())) {
        checkEvent(event, view, faults);
        view.orders(event.event()).stream()
            .filter(order -> order.state() == OrderState.REFUND_DUE)
            .forEach(due::add);
      }
      for (OrderView order : listed) {
        if (!due.remove(order)) {
          faults.add("money is listed to be returned, but is not: " + order);
        }
      }
    }
    if (!due.isEmpty()) {
      faults.add("money is to be returned, but not listed: " + due);
    }
    entries.forEach((reference, entry) -> checkEntry(reference, entry, view, faults));
  }

  private void note(OrderCommand command, Outcome.Done done) {
    Reference reference = new Reference(command.event(), command.order());
    Entry before = entries.getOrDefault(reference, new Entry(-1, "", false));
    switch (done) {
      case Outcome.OrderOpened opened ->
          entries.put(reference, new Entry(opened.total(), before.payment(), before.refunded()));
      case Outcome.PaymentRecorded recorded -> {
        if (command instanceof RecordPayment payment) {
          entries.put(reference, new Entry(before.total(), payment.payment(), before.refunded()));
        }
      }
      case Outcome.RefundRecorded recorded ->
          entries.put(reference, new Entry(before.total(), before.payment(), true));
      default -> {
        // Says nothing about money.
      }
    }
  }

  private static void checkEntry(
      Reference reference, Entry entry, ShardView view, List<String> faults) {
    OrderView order = view.order(reference.event(), reference.order());
    if (order == null) {
      faults.add("money: " + reference + " was acknowledged and is gone");
      return;
    }
    if (entry.total() >= 0 && entry.total() != order.total()) {
      faults.add("money: " + reference + " cost " + entry.total() + ", now " + order.total());
    }
    boolean kept =
        switch (order.state()) {
          case CAPTURED, REFUND_DUE -> !entry.refunded();
          case REFUNDED -> true;
          case OPEN, CONFIRMED, FAILED, EXPIRED, CANCELLED, VOIDED -> entry.payment().isEmpty();
        };
    if (!kept || (!entry.payment().isEmpty() && !entry.payment().equals(order.payment()))) {
      faults.add("money: payment " + entry.payment() + " is lost: " + order);
    }
    if (entry.refunded() && order.state() != OrderState.REFUNDED) {
      faults.add("money: a refund was forgotten: " + order);
    }
  }

  private static void checkEvent(EventView event, ShardView view, List<String> faults) {
    MoneyView sum = MoneyView.NONE;
    List<OrderView> open = new ArrayList<>();
    for (OrderView order : view.orders(event.event())) {
      sum = sum.plus(order.state(), order.amountIn(event.event()));
      long total = order.orderFee();
      for (OrderLine line : order.lines()) {
        total += line.quantity() * (line.price() + line.fee());
        if (line.event() == event.event() && !hasPlace(order, line.object(), event)) {
          faults.add("money: " + order + " has not what line " + line + " says");
        }
      }
      if (total != order.total()) {
        faults.add("money: " + order + " does not cost what its lines cost");
      }
      if (order.state() == OrderState.OPEN) {
        open.add(order);
        if (order.payByLogMillis() <= view.logMillis()) {
          faults.add("I4: open past its deadline: " + order);
        }
      }
    }
    if (!sum.equals(view.money(event.event()))) {
      faults.add("money of event " + event.event() + " is not " + view.money(event.event()));
    }
    if (open.stream().map(OrderView::token).distinct().count() < open.size()) {
      faults.add("a token has two open orders: " + open);
    }
  }

  private static boolean hasPlace(OrderView order, int object, EventView event) {
    boolean open = order.state() == OrderState.OPEN;
    if (!open && !order.state().isBooked()) {
      return true;
    }
    if (event.venue().object(object).kind() != ObjectKind.AREA) {
      return open
          ? event.token(object) == order.token()
          : event.order(object).equals(order.reference());
    }
    int has = 0;
    for (AreaShareView share : event.areaShares(object)) {
      boolean own = open ? share.token() == order.token() : share.order().equals(order.reference());
      has += own ? share.quantity() : 0;
    }
    return has >= order.quantityOf(event.event(), object);
  }
}
