package io.seatkeeper.simulation.trial;

import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardView;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** An engine whose events answer one question with a lie whenever the truth is not zero. */
final class Liar extends Saboteur {
  private final String question;
  private final Number lie;

  /**
   * A liar.
   *
   * @param question a method of {@link EventView} that gives a number
   * @param lie what it gives instead, of the same type
   */
  Liar(String question, Number lie) {
    this.question = question;
    this.lie = lie;
  }

  @Override
  public ShardView view() {
    ShardView honest = super.view();
    return between(
        ShardView.class,
        honest,
        (name, truth) -> truth instanceof EventView event ? lying(event) : truth);
  }

  private EventView lying(EventView event) {
    return between(
        EventView.class,
        event,
        (name, truth) ->
            name.equals(question) && truth instanceof Number number && number.longValue() != 0
                ? lie
                : truth);
  }

  /** Turns the answer of a method into another. */
  private interface Answer {
    @Nullable Object instead(String method, @Nullable Object truth);
  }

  private static <T> T between(Class<T> type, T honest, Answer answer) {
    Object proxy =
        Proxy.newProxyInstance(
            Liar.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                answer.instead(method.getName(), method.invoke(honest, arguments)));
    return type.cast(proxy);
  }
}
