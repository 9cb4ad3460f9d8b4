package io.seatkeeper.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.ExtendToken;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Command.SetSaleState;
import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.command.Command.UpdateEvent;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.SettingsChange;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.server.problem.ProblemException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a shard is asked that a cluster of older builds has not switched yet. */
class BehavioursTest {
  private static final TokenLease LEASE = new TokenLease(7, "main", 1000, "anna");
  private static final Selection SEAT = Selection.of(1, 2);

  private final SeatEngine engine = new SeatEngine();
  private final Shard shard =
      (Shard)
          Proxy.newProxyInstance(
              BehavioursTest.class.getClassLoader(),
              new Class<?>[] {Shard.class},
              (_, method, arguments) ->
                  switch (method.getName()) {
                    case "read" -> read(arguments[0]);
                    case "hashCode" -> 1;
                    case "equals" -> true;
                    default -> throw new UnsupportedOperationException(method.getName());
                  });
  private final Behaviours behaviours = new Behaviours();

  @SuppressWarnings("unchecked")
  private Object read(Object reader) {
    return ((Function<Object, Object>) reader).apply(engine.view());
  }

  static Stream<Command> takings() {
    ChannelAccess access = ChannelAccess.ofBuyer(List.of("press"), "");
    return Stream.of(
        new HoldObjects(LEASE, List.of(SEAT), access),
        new BookObjects(7, "o-1", "", List.of(SEAT), access),
        best(access));
  }

  static Stream<Command> news() {
    String hash = "a".repeat(64);
    return Stream.of(
        new SetSaleState(1, SaleState.PAUSED),
        new ExtendToken(7, 5000),
        new CreateEvent("main", "show", "Show", "hall", 0, EventSettings.DEFAULT, true),
        new UpdateEvent(1, null, new SettingsChange(null, null, null, 3, null)),
        best(ChannelAccess.ofBuyer(List.of(), hash)));
  }

  private static Command best(ChannelAccess access) {
    return new HoldBestAvailable(
        LEASE, 1, 2, List.of("a"), "s", null, true, false, true, false, access);
  }

  @ParameterizedTest
  @MethodSource("takings")
  void shouldSellToBuyersAsToTheOrganiserWhereThereAreNoSaleStates(Command command) {
    Command sent = behaviours.fitting(shard, Request.unkeyed(command)).command();

    assertThat(sent.toString())
        .isEqualTo(command.toString().replace("Buyer[codeHash=]", "Organiser[]"))
        .contains("Organiser[]", "press");
  }

  @ParameterizedTest
  @MethodSource("news")
  void shouldSendNothingThatAnOlderBuildCannotRead(Command command) {
    assertThatThrownBy(() -> behaviours.fitting(shard, Request.unkeyed(command)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("BEHAVIOUR_TOO_OLD"));
  }

  @ParameterizedTest
  @MethodSource({"takings", "news"})
  void shouldSendEverythingOnceTheShardHasSwitched(Command command) {
    engine.apply(1, 1, 1, Request.unkeyed(new Command.SwitchBehaviour(3)));
    Request request = Request.unkeyed(command);

    assertThat(behaviours.fitting(shard, request)).isSameAs(request);
  }

  @Test
  void shouldSendToAnyShardWhatThereAlwaysWas() {
    Request tick = Request.unkeyed(new Tick());
    Request update = Request.unkeyed(new UpdateEvent(1, "Show", new SettingsChange(1, null, null)));

    assertThat(behaviours.fitting(shard, tick)).isSameAs(tick);
    assertThat(behaviours.fitting(shard, update)).isSameAs(update);
  }
}
