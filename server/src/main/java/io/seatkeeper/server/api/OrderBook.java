package io.seatkeeper.server.api;

import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.core.state.WorkspaceView;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.server.api.OrderDocuments.Order;
import io.seatkeeper.server.auth.Credential;
import io.seatkeeper.server.auth.OrderKeys;
import io.seatkeeper.server.payment.OrderName;
import io.seatkeeper.server.payment.OrderSteps;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.seatkeeper.server.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Orders by event and reference, found and taken from step to step wherever their event moves. */
final class OrderBook implements OrderSteps {
  private final EventDirectory events;
  private final Sender sender;
  private final Map<String, OrderKeys> keys = new ConcurrentHashMap<>();

  OrderBook(EventDirectory events, Sender sender) {
    this.events = events;
    this.sender = sender;
  }

  /**
   * An order as it stood.
   *
   * @param logMillis the shard's time then
   */
  record Found(
      KnownEvent event, OrderView order, OrderKeys keys, OrderWords words, long logMillis) {
    /** The order's document, for the shop or for a buyer. */
    Order document(boolean secret) {
      return words.document(order, keys, logMillis, secret);
    }
  }

  /** What a shard knows of an order. */
  private record Seen(GroupState group, @Nullable OrderView order, @Nullable OrderWords words) {
    static Seen of(ShardView view, KnownEvent event, String reference) {
      OrderView order = view.order(event.number(), reference);
      return new Seen(
          view.group(event.group()).state(),
          order,
          order == null ? null : OrderWords.of(view, List.of(order)));
    }
  }

  EventDirectory events() {
    return events;
  }

  /** The references and keys of an event's workspace. */
  OrderKeys keysOf(KnownEvent event) {
    return keysOf(event.shard(), event.workspace());
  }

  /** The references and keys of a workspace that a shard knows. */
  OrderKeys keysOf(Shard shard, String workspace) {
    return keys.computeIfAbsent(workspace, name -> shard.read(view -> keys(view, name)));
  }

  private static OrderKeys keys(ShardView view, String workspace) {
    for (WorkspaceView each : view.workspaces()) {
      if (each.workspace().equals(workspace)) {
        return new OrderKeys(each.tokenSecret().toArray());
      }
    }
    throw new IllegalStateException("an event of no workspace: " + workspace);
  }

  /**
   * Refuses whoever has neither the workspace's secret key nor the order's own.
   *
   * @param shown the order's key as it was shown; null for none
   * @return whether it is the shop that asks
   */
  boolean permit(
      KnownEvent event, String reference, @Nullable Credential credential, @Nullable String shown) {
    if (credential != null) {
      event.permit(credential);
    }
    boolean secret = credential != null && credential.secret();
    boolean open = shown != null && keysOf(event).isKey(event.group(), reference, shown);
    if (open || (secret && shown == null)) {
      return secret;
    }
    throw Problem.of(
            ProblemCode.ORDER_KEY_NEEDED,
            "An order is for who has its key. Take it from the order's link or from the answer that"
                + " opened it, and give it as key; a shop shows its secret key alone.")
        .about("key")
        .thrown();
  }

  /**
   * The order with a reference that has something of an event.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when there is none
   */
  Found find(String eventKey, String reference) {
    KnownEvent event = events.find(eventKey);
    Seen seen = see(event, reference);
    if (seen.order == null && seen.group != GroupState.ACTIVE) {
      event = events.findAgain(event);
      seen = see(event, reference);
    }
    if (seen.order == null || seen.words == null) {
      throw Problem.of(Rejection.ORDER_UNKNOWN, reference).thrown();
    }
    return new Found(event, seen.order, keysOf(event), seen.words, event.shard().logMillis());
  }

  @Override
  public @Nullable Ordered find(OrderName name) {
    try {
      Found found = find(name.event(), name.reference());
      OrderView order = found.order();
      boolean open = order.state() == OrderState.OPEN;
      long remaining = open ? Math.max(0, order.payByLogMillis() - found.logMillis()) : 0;
      return new Ordered(order, found.event().mode(), remaining);
    } catch (ProblemException e) {
      if (e.problem().status() == 404) {
        return null;
      }
      throw e;
    }
  }

  @Override
  public Outcome take(OrderName name, Step step) throws InterruptedException {
    return ask(name.event(), null, where -> step.of(where.number(), name.reference())).outcome();
  }

  private static Seen see(KnownEvent event, String reference) {
    return event.shard().read(view -> Seen.of(view, event, reference));
  }

  /**
   * Takes a step of an order.
   *
   * @param key under which it is remembered; null for a step that repeats harmlessly
   * @throws io.seatkeeper.server.problem.ProblemException when it is refused
   */
  Reply take(String event, @Nullable RequestKey key, Function<KnownEvent, OrderCommand> step)
      throws InterruptedException {
    Reply reply = ask(event, key, step);
    if (reply.outcome() instanceof Refused refused) {
      throw Problem.of(refused).thrown();
    }
    return reply;
  }

  /** The same, where a refusal is an answer like others. */
  Reply ask(String event, @Nullable RequestKey key, Function<KnownEvent, OrderCommand> step)
      throws InterruptedException {
    return sender.ask(event, known -> new Request(step.apply(known), key));
  }
}
