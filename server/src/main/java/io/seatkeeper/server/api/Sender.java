package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.replication.CausalToken;
import io.seatkeeper.replication.OutcomeUnknownException;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Front;
import io.seatkeeper.server.metrics.Meters;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemException;
import io.seatkeeper.server.problem.Problems;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends commands to their shard and words what comes back. */
final class Sender {
  private static final String TOKEN_HEADER = Front.SEATKEEPER_TOKEN.toString();
  private static final String REPEATED_HEADER = "seatkeeper-repeated";

  private static final Duration CATCH_UP = Duration.ofSeconds(5);

  /** For so long a caller is not told that what it asks for is moving. */
  private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

  private static final long PAUSE_MILLIS = 20;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(
          PAUSE_MILLIS, TimeUnit.MILLISECONDS, Thread::startVirtualThread);

  private final EventDirectory events;
  private final Meters meters;
  private final Behaviours behaviours = new Behaviours();

  Sender(EventDirectory events, Meters meters) {
    this.events = events;
    this.meters = meters;
  }

  /**
   * Sends a command and answers when its reply comes, back on the exchange's loop. While the events
   * move to another shard it waits, and asks there.
   *
   * @param about the events the command names; at least one
   * @param asking makes the command for the events' shard
   */
  void send(
      Exchange exchange,
      List<KnownEvent> about,
      Function<Shard, Request> asking,
      Function<Reply, Answer> then) {
    submit(new Ask(exchange, about, asking, then, System.nanoTime()));
  }

  /** A command that may have to be asked again somewhere else. */
  private record Ask(
      Exchange exchange,
      List<KnownEvent> about,
      Function<Shard, Request> asking,
      Function<Reply, Answer> then,
      long sentNanos) {
    Ask at(List<KnownEvent> relocated) {
      return new Ask(exchange, relocated, asking, then, sentNanos);
    }

    boolean mayWait() {
      return System.nanoTime() - sentNanos < PATIENCE_NANOS;
    }
  }

  private void submit(Ask ask) {
    Shard shard = ask.about().getFirst().shard();
    Request request = behaviours.fitting(shard, ask.asking().apply(shard));
    var _ =
        shard
            .submit(request)
            .whenComplete(
                (reply, failure) -> {
                  if (reply != null && isMoving(reply) && ask.mayWait()) {
                    LATER.execute(() -> submitWhereItIs(ask));
                    return;
                  }
                  count(request, reply, failure, ask.sentNanos());
                  countAttempt(ask.about(), request.command(), reply);
                  ask.exchange()
                      .loop()
                      .post(() -> finish(ask.exchange(), ask.about(), reply, failure, ask.then()));
                });
  }

  /** Looks where the events are by now; as long as they are known to be frozen nobody is asked. */
  private void submitWhereItIs(Ask ask) {
    try {
      List<KnownEvent> about = ask.about().stream().map(events::findAgain).toList();
      if (EventDirectory.isFrozen(about.getFirst()) && ask.mayWait()) {
        LATER.execute(() -> submitWhereItIs(ask));
      } else {
        submit(ask.at(about));
      }
    } catch (RuntimeException e) {
      ask.exchange().loop().post(() -> ask.exchange().refuse(e));
    }
  }

  private static boolean isMoving(Reply reply) {
    return reply.outcome() instanceof Refused refused && isMoving(refused.rejection().number());
  }

  private static boolean isMoving(@Nullable Integer rejection) {
    return rejection != null
        && (rejection == Rejection.GROUP_FROZEN.number()
            || rejection == Rejection.GROUP_MOVED.number());
  }

  /** Something that is refused while what it is about moves. */
  @FunctionalInterface
  interface Attempt<T> {
    T make() throws InterruptedException;
  }

  /**
   * Does something, and again while it is refused because of a move. Not for event loops.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when it is refused
   */
  <T> T whileMoving(Attempt<T> attempt) throws InterruptedException {
    long beganNanos = System.nanoTime();
    while (true) {
      try {
        return attempt.make();
      } catch (ProblemException refused) {
        if (!isMoving(refused.problem().number())
            || System.nanoTime() - beganNanos > PATIENCE_NANOS) {
          throw refused;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  /**
   * Sends a command and waits for its reply. Not for event loops.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when it is refused
   */
  Reply sendAndWait(Shard shard, @Nullable KnownEvent about, Request request)
      throws InterruptedException {
    Reply reply = replyOf(shard, request);
    if (reply.outcome() instanceof Refused refused) {
      throw refusal(refused, about == null ? List.of() : List.of(about)).thrown();
    }
    awaitHere(shard, reply);
    return reply;
  }

  /**
   * Sends a command about an event and waits for its reply, which may be a refusal; while the event
   * moves it asks where the event is by then. Not for event loops.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when there is no reply
   */
  Reply ask(String event, Function<KnownEvent, Request> asking) throws InterruptedException {
    long beganNanos = System.nanoTime();
    while (true) {
      KnownEvent about = events.find(event);
      Reply reply = replyOf(about.shard(), asking.apply(about));
      if (!isMoving(reply)) {
        awaitHere(about.shard(), reply);
        return reply;
      }
      events.forget(about);
      if (System.nanoTime() - beganNanos > PATIENCE_NANOS) {
        return reply;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private Reply replyOf(Shard shard, Request wanted) throws InterruptedException {
    Request request = behaviours.fitting(shard, wanted);
    long sentNanos = System.nanoTime();
    try {
      Reply reply = shard.submit(request).get();
      count(request, reply, null, sentNanos);
      return reply;
    } catch (ExecutionException e) {
      count(request, null, e, sentNanos);
      throw Problems.of(e).thrown();
    }
  }

  /** Whoever waited for a reply reads what it did, on this node. */
  private static void awaitHere(Shard shard, Reply reply) throws InterruptedException {
    try {
      shard.await(reply.token(), CATCH_UP).get();
    } catch (ExecutionException _) {
      throw Problems.of(
              new OutcomeUnknownException(
                  "It was carried out, but this node does not show it yet. Ask again with the same"
                      + " key."))
          .thrown();
    }
  }

  /** An answer that carries a causal token. */
  static Answer stamped(Answer answer, CausalToken token) {
    return answer.with(TOKEN_HEADER, token.toString());
  }

  /** An answer that carries the reply's causal token. */
  static Answer stamped(Answer answer, Reply reply) {
    Answer stamped = stamped(answer, reply.token());
    return reply.repeated() ? stamped.with(REPEATED_HEADER, "true") : stamped;
  }

  private void finish(
      Exchange exchange,
      List<KnownEvent> about,
      @Nullable Reply reply,
      @Nullable Throwable failure,
      Function<Reply, Answer> then) {
    if (reply == null) {
      exchange.refuse(failure == null ? new IllegalStateException("no reply") : failure);
    } else if (reply.outcome() instanceof Refused refused) {
      exchange.refuse(refusal(refused, about));
    } else {
      try {
        exchange.answer(stamped(then.apply(reply), reply));
      } catch (RuntimeException e) {
        exchange.refuse(e);
      }
    }
  }

  private Problem refusal(Refused refused, List<KnownEvent> about) {
    if (isMoving(refused.rejection().number())) {
      about.forEach(events::forget);
    }
    if (refused.rejection() == Rejection.EVENT_UNKNOWN && !about.isEmpty()) {
      about.forEach(events::forget);
      for (KnownEvent event : about) {
        if (refused.subject().equals(Integer.toString(event.number()))) {
          return Problems.eventUnknown(event.key());
        }
      }
    }
    return Problem.of(refused);
  }

  /** Counts who asked for places, for the figures of each event. */
  private void countAttempt(List<KnownEvent> about, Command command, @Nullable Reply reply) {
    if (command instanceof HoldObjects
        || command instanceof HoldBestAvailable
        || command instanceof BookObjects) {
      boolean refused = reply == null || reply.outcome() instanceof Refused;
      for (int index = 0; index < about.size(); index++) {
        meters.rates().attempted(about.get(index).number(), refused);
      }
    }
  }

  private void count(
      Request request, @Nullable Reply reply, @Nullable Throwable failure, long sentNanos) {
    if (reply != null) {
      meters.replied(
          request.command(), reply.outcome(), reply.repeated(), System.nanoTime() - sentNanos);
    } else if (failure != null) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      meters.unanswered(request.command(), cause.getClass().getSimpleName());
    }
  }
}
