package io.seatkeeper.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.Golden;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Bytes of every kind that are in people's logs, snapshots and audit segments: each line of a file
 * has the bytes, then the text of what they must read as.
 */
class GoldenBytesTest {
  @Test
  void shouldReadTheRequestsOfOldLogs() {
    List<Request> requests =
        check(
            "requests.txt",
            bytes -> CommandCodec.decode(bytes, 0, bytes.length),
            CommandCodec::encode);

    assertThat(kinds(requests.stream().map(Request::command).toList()))
        .containsAll(Samples.kinds(Command.class));
    assertThat(requests).anyMatch(request -> request.key() != null);
    assertThat(requests).anyMatch(request -> request.key() == null);
  }

  @Test
  void shouldReadTheOutcomesOfOldSnapshots() {
    List<Outcome> outcomes =
        check(
            "outcomes.txt",
            bytes -> OutcomeCodec.decode(bytes, 0, bytes.length),
            OutcomeCodec::encode);

    EnumSet<Rejection> rejections = EnumSet.noneOf(Rejection.class);
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Refused refused) {
        rejections.add(refused.rejection());
      }
    }
    assertThat(kinds(outcomes)).containsAll(Samples.kinds(Outcome.class));
    assertThat(rejections).containsExactlyInAnyOrder(Rejection.values());
  }

  @Test
  void shouldReadTheChangesOfOldSegments() {
    List<Change> changes =
        check(
            "changes.txt",
            bytes -> ChangeCodec.decode(bytes, 0, bytes.length),
            ChangeCodec::encode);

    EnumSet<Change.Reason> reasons = EnumSet.noneOf(Change.Reason.class);
    EnumSet<Change.EventFact> facts = EnumSet.noneOf(Change.EventFact.class);
    EnumSet<OrderState> states = EnumSet.noneOf(OrderState.class);
    for (Change change : changes) {
      switch (change) {
        case Change.ObjectChanged object -> reasons.add(object.reason());
        case Change.EventChanged event -> facts.add(event.fact());
        case Change.OrderChanged order -> states.add(order.state());
      }
    }
    assertThat(reasons).containsExactlyInAnyOrder(Change.Reason.values());
    assertThat(facts).containsExactlyInAnyOrder(Change.EventFact.values());
    assertThat(states).containsExactlyInAnyOrder(OrderState.values());
  }

  private static <T> List<T> check(
      String file, Function<byte[], T> decode, Function<T, byte[]> encode) {
    List<T> read = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : Golden.lines(file)) {
      byte[] bytes = HexFormat.of().parseHex(line.substring(0, line.indexOf(' ')));
      T object = decode.apply(bytes);
      read.add(object);
      lines.add(HexFormat.of().formatHex(encode.apply(object)) + " " + Golden.printable(object));
    }
    Golden.assertSame(file, lines);
    return read;
  }

  private static Set<Class<?>> kinds(List<?> objects) {
    Set<Class<?>> kinds = new LinkedHashSet<>();
    objects.forEach(object -> kinds.add(object.getClass()));
    return kinds;
  }
}
