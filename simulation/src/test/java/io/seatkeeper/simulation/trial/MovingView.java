package io.seatkeeper.simulation.trial;

import static java.util.Objects.requireNonNull;

import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.core.state.TokenView;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a reader sees who follows a group from shard to shard: deadlines in the world's time, events
 * in versions without those that moving made.
 */
final class MovingView {
  private final MovingSubject subject;
  private final MovingSide owner;

  private MovingView(MovingSubject subject) {
    this.subject = subject;
    this.owner = subject.owner();
  }

  static ShardView of(MovingSubject subject) {
    MovingView moving = new MovingView(subject);
    return between(ShardView.class, moving.owner.engine.view(), moving::answer);
  }

  /** What is answered instead of what the shard that has the group says. */
  private @Nullable Object answer(Call call, @Nullable Object truth) {
    return switch (call.method()) {
      case "index" -> subject.index();
      case "position" -> subject.position();
      case "logMillis" -> subject.worldMillis();
      case "stateHash" -> subject.stateHash();
      case "placements" -> subject.home().engine.view().placements();
      case "nextDeadlineLogMillis" -> nextDeadline((long) requireNonNull(truth));
      case "token" -> token((long) requireNonNull(call.about()), (TokenView) truth);
      case "order" -> inTimeOfTheWorld((OrderView) truth);
      case "outcomeOf" -> owner.inTimeOfTheWorld((Outcome) truth);
      default ->
          switch (truth) {
            case EventView event -> event(event);
            case List<?> list -> list.stream().map(this::ofList).toList();
            case null, default -> truth;
          };
    };
  }

  private @Nullable Object ofList(Object one) {
    return switch (one) {
      case EventView event -> event(event);
      case OrderView order -> inTimeOfTheWorld(order);
      default -> one;
    };
  }

  private @Nullable OrderView inTimeOfTheWorld(@Nullable OrderView order) {
    return order == null
        ? null
        : new OrderView(
            order.workspace(),
            order.group(),
            order.reference(),
            order.token(),
            order.buyer(),
            order.state(),
            order.currency(),
            order.lines(),
            order.orderFee(),
            order.total(),
            order.payByLogMillis() - owner.ahead,
            order.openedWallMillis(),
            order.changedWallMillis(),
            order.idempotencyId(),
            order.payment(),
            order.refund());
  }

  private long nextDeadline(long deadline) {
    long known = deadline == Long.MAX_VALUE ? deadline : deadline - owner.ahead;
    return subject.leftBehind().stream()
        .filter(token -> owner.engine.view().token(token.token()) == null)
        .mapToLong(TokenView::deadlineLogMillis)
        .reduce(known, Math::min);
  }

  private @Nullable TokenView token(long token, @Nullable TokenView known) {
    if (known != null) {
      return inTimeOfTheWorld(known, owner);
    }
    return subject.leftBehind().stream()
        .filter(left -> left.token() == token)
        .findFirst()
        .orElse(null);
  }

  static TokenView inTimeOfTheWorld(TokenView token, MovingSide side) {
    return new TokenView(
        token.token(),
        token.workspace(),
        token.buyer(),
        token.deadlineLogMillis() - side.ahead,
        token.ended(),
        token.use(),
        token.selections());
  }

  private EventView event(EventView event) {
    long moves = subject.movesOf(event.event());
    return between(
        EventView.class,
        event,
        (call, truth) ->
            call.method().equals("version")
                ? (Object) ((long) requireNonNull(truth) - moves)
                : truth);
  }

  /** A question, with the first thing it is about. */
  private record Call(String method, @Nullable Object about) {}

  private static <T> T between(
      Class<T> type, T honest, BiFunction<Call, @Nullable Object, @Nullable Object> answer) {
    Object proxy =
        Proxy.newProxyInstance(
            MovingView.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                answer.apply(
                    new Call(method.getName(), arguments == null ? null : arguments[0]),
                    method.invoke(honest, arguments)));
    return type.cast(proxy);
  }
}
