package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.OrderFixture.seat;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.Golden;
import io.seatkeeper.core.codec.ChangeCodec;
import io.seatkeeper.core.codec.CommandCodec;
import io.seatkeeper.core.codec.GroupExport;
import io.seatkeeper.core.codec.OutcomeCodec;
import io.seatkeeper.core.codec.SnapshotCodec;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.command.OrderItem;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.SaleSchedule;
import io.seatkeeper.core.command.SaleSchedule.PresaleWindow;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.SettingsChange;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Applied;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A sale with prices and orders as the first build with behaviour version 3 logged it, the snapshot
 * in its middle, and what it exported then.
 *
 * <p>A line of the log has index, log time, the state hash after it; the bytes of request, outcome
 * and changes; and the command for people.
 */
class GoldenOrdersTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String LOG = "behaviour-3/orders.txt";
  private static final int GALA = 1;
  private static final int DRAFT = 2;
  private static final long WALL = 1_700_000_000_000L;

  private final SeatEngine engine = new SeatEngine();
  private final List<String> replayed = new ArrayList<>();
  private List<String> exported = List.of();
  private List<String> snapshot = List.of();
  private long index;
  private long logMillis;

  @Test
  void shouldReplayTheLogToTheSameAnswersHashesAndBytes() throws IOException {
    for (String line : Golden.lines(LOG)) {
      String[] fields = line.split(" ", 7);
      byte[] bytes = HEX.parseHex(fields[3]);
      index = Long.parseLong(fields[0]) - 1;
      logMillis = Long.parseLong(fields[1]);
      step(CommandCodec.decode(bytes, 0, bytes.length));
    }

    assertSameAsLogged();
  }

  @Test
  void shouldSellAsItDidThen() throws IOException {
    prepare();
    sell();
    settle();

    assertSameAsLogged();
  }

  private void prepare() throws IOException {
    keyed(
        new Command.CreateWorkspace(
            "acme",
            Command.Mode.TEST,
            "a".repeat(64),
            "b".repeat(64),
            Bytes.copyOf(new byte[] {1})));
    keyed(
        new Command.StoreChartChunk(
            "acme", "hall", 7, 0, 1, Bytes.copyOf(Golden.bytes("hall.txt"))));
    keyed(new Command.SwitchBehaviour(3));
    keyed(
        new Command.CreateEvent(
            "acme", "season.gala", "Gala", "hall", 0, EventSettings.DEFAULT, false));
    keyed(
        new Command.CreateEvent(
            "acme",
            "season.draft",
            "Draft",
            "hall",
            0,
            new EventSettings(6, 10, 600_000, 3, 50_000),
            true));
    keyed(new Command.SetPrices(GALA, OrderFixture.PRICES));
    keyed(
        new Command.ScheduleSale(
            DRAFT,
            new SaleSchedule(
                WALL + 9000,
                List.of(new PresaleWindow("club", OrderFixture.CODE, WALL, WALL + 20_000)))));
    keyed(new Command.UpdateEvent(GALA, null, new SettingsChange(null, null, null, 5, 60_000L)));
  }

  private void sell() throws IOException {
    for (int token = 1; token <= 5; token++) {
      keyed(hold(token, ChannelAccess.ofBuyer(List.of(), ""), Selection.of(GALA, token - 1)));
    }
    keyed(
        hold(
            6,
            ChannelAccess.GENERAL,
            Selection.withQuantities(GALA, new int[] {GoldenSale.FLOOR}, new int[] {4})));
    keyed(hold(7, ChannelAccess.ofBuyer(List.of(), ""), Selection.of(DRAFT, 0)));
    keyed(hold(7, ChannelAccess.ofBuyer(List.of(), OrderFixture.CODE), Selection.of(DRAFT, 0)));
    keyed(new Command.ExtendToken(1, 70_000));
    keyed(open("o1", 1, new Caller.Buyer(""), seat(GALA, 0, "child")));
    keyed(open("o2", 2, new Caller.Buyer("")));
    keyed(open("o3", 3, Caller.ORGANISER));
    keyed(open("o4", 4, Caller.ORGANISER));
    keyed(
        open(
            "o6",
            6,
            Caller.ORGANISER,
            new OrderItem(GALA, GoldenSale.FLOOR, 2, ""),
            new OrderItem(GALA, GoldenSale.FLOOR, 1, "child")));
    keyed(new OrderCommand.ConfirmOrder(GALA, "o2", "pay-2"));
    keyed(new OrderCommand.ConfirmOrder(GALA, "o3", "pay-3"));
    keyed(new OrderCommand.RecordPayment(GALA, "o3", "pay-3"));
    keyed(new OrderCommand.FailOrder(GALA, "o4"));
    keyed(new Command.FreezeGroup("season", 2, "s2"));
    keyed(new Command.UnfreezeGroup("season", 2));
    logMillis += 10_000;
    keyed(new Command.Tick());
    keyed(hold(8, ChannelAccess.ofBuyer(List.of(), ""), Selection.of(DRAFT, 1)));
    keyed(new Command.SetSaleState(GALA, SaleState.PAUSED));
    keyed(open("o5", 5, new Caller.Buyer("")));
  }

  private void settle() throws IOException {
    logMillis += 30_000;
    keyed(new Command.Tick());
    keyed(new OrderCommand.RecordPayment(GALA, "o1", "pay-1"));
    keyed(new OrderCommand.RecordRefund(GALA, "o1", "back-1"));
    keyed(new OrderCommand.VoidOrder(GALA, "o2"));
    keyed(new OrderCommand.CancelOrder(GALA, "o3"));
    keyed(new OrderCommand.CancelOrder(GALA, "o3"));
    keyed(new Command.DeleteEvent(GALA));
    keyed(new Command.DeleteEvent(DRAFT));
  }

  private static Command hold(long token, ChannelAccess access, Selection... selections) {
    return new Command.HoldObjects(
        new TokenLease(token, "acme", 60_000, "fan-" + token), List.of(selections), access);
  }

  private static Command open(String order, long token, Caller caller, OrderItem... items) {
    return new OrderCommand.OpenOrder(
        GALA, order, token, List.of(items), 20_000, "idem-" + order, caller);
  }

  private void keyed(Command command) throws IOException {
    logMillis += 7;
    long key = index + 1;
    step(new Request(command, new RequestKey(key, -key, 1000 + key, 1L << 60)));
  }

  private void step(Request request) throws IOException {
    Applied applied = engine.apply(++index, logMillis, WALL + logMillis, request);
    long hash = engine.view().stateHash();
    assertThat(engine.computeStateHash()).isEqualTo(hash);
    engine.verify();
    replayed.add(
        String.join(
            " ",
            Long.toString(index),
            Long.toString(logMillis),
            "%016x".formatted(hash),
            HEX.formatHex(CommandCodec.encode(request)),
            HEX.formatHex(OutcomeCodec.encode(applied.outcome())),
            applied.changes().stream()
                .map(change -> HEX.formatHex(ChangeCodec.encode(change)))
                .collect(Collectors.joining(",", "[", "]")),
            Golden.printable(request.command())));
    if (request.command() instanceof Command.FreezeGroup freeze) {
      GroupExport export =
          Objects.requireNonNull(GroupExport.capture(engine, freeze.group(), freeze.epoch()));
      exported = List.of(HEX.formatHex(export.bytes()));
      snapshot = new ArrayList<>();
      SnapshotCodec.capture(engine).frames(frame -> snapshot.add(HEX.formatHex(frame)));
    }
  }

  private void assertSameAsLogged() throws IOException {
    Golden.assertSame(LOG, replayed);
    Golden.assertSame("behaviour-3/group.txt", exported);
    Golden.assertSame("behaviour-3/snapshot.txt", snapshot);
    Iterator<String> frames = Golden.lines("behaviour-3/snapshot.txt").iterator();
    SeatEngine restored =
        SnapshotCodec.restore(() -> frames.hasNext() ? HEX.parseHex(frames.next()) : null);
    restored.verify();
    GroupExport again = Objects.requireNonNull(GroupExport.capture(restored, "season", 2));
    assertThat(HEX.formatHex(again.bytes())).isEqualTo(exported.getFirst());
  }
}
