package io.seatkeeper.replication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.core.codec.CommandCodec;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.Checkpoint;
import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.engine.StateDivergedException;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.snapshot.FrameWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A small state machine for tests of the log: bookings are lines of a ledger, holds are deadlines,
 * an order called {@code event-N-...} belongs to event N (others to 1), one called {@code explode}
 * throws, and one called {@code wait} waits at the gate.
 */
final class LedgerState implements ReplicatedState {
  static final Factory FACTORY = new LedgerFactory();

  /** Where the order {@code wait} waits. */
  static volatile CountDownLatch gate = new CountDownLatch(0);

  private final TreeMap<String, Long> orders = new TreeMap<>();
  private final TreeMap<Long, Long> deadlines = new TreeMap<>();
  private final TreeMap<Long, Long> pastHashes = new TreeMap<>();
  private final LedgerView view = new LedgerView(this);
  long index;
  long position;
  long logMillis;
  long wallMillis;
  long hash;
  long ticks;
  long checkpoints;
  private final TreeMap<Integer, Long> versions = new TreeMap<>();

  private static final class LedgerFactory implements Factory {
    @Override
    public byte[] encode(Request request) {
      return CommandCodec.encode(request);
    }

    @Override
    public ReplicatedState empty() {
      return new LedgerState();
    }

    @Override
    public ReplicatedState restore(Frames frames) throws IOException {
      LedgerState state = new LedgerState();
      byte[] head = Objects.requireNonNull(frames.next());
      ByteBuffer numbers = ByteBuffer.wrap(head);
      state.index = numbers.getLong();
      state.position = numbers.getLong();
      state.logMillis = numbers.getLong();
      state.wallMillis = numbers.getLong();
      state.hash = numbers.getLong();
      int orderCount = numbers.getInt();
      int eventCount = numbers.getInt();
      for (int order = 0; order < orderCount; order++) {
        byte[] frame = Objects.requireNonNull(frames.next());
        state.orders.put(
            new String(frame, 8, frame.length - 8, UTF_8), ByteBuffer.wrap(frame).getLong());
      }
      for (int event = 0; event < eventCount; event++) {
        ByteBuffer frame = ByteBuffer.wrap(Objects.requireNonNull(frames.next()));
        state.versions.put(frame.getInt(), frame.getLong());
      }
      return state;
    }
  }

  @Override
  public Applied apply(
      long entryIndex,
      long entryLogMillis,
      long entryWallMillis,
      byte[] bytes,
      int offset,
      int length) {
    Command command = CommandCodec.decode(bytes, offset, length).command();
    index = entryIndex;
    logMillis = Math.max(logMillis, entryLogMillis);
    wallMillis = entryWallMillis;
    position++;
    List<Change> made = new ArrayList<>();
    while (!deadlines.isEmpty() && deadlines.firstKey() <= logMillis) {
      made.add(change(Reason.EXPIRED, deadlines.firstKey(), ""));
      deadlines.pollFirstEntry();
    }
    Outcome outcome = carryOut(command, made);
    pastHashes.put(position, hash);
    return new Applied(outcome, false, made);
  }

  @SuppressWarnings("RefactorSwitch")
  private Outcome carryOut(Command command, List<Change> made) {
    switch (command) {
      case BookObjects book -> {
        if (book.order().equals("wait")) {
          waitAtGate();
        }
        if (book.order().equals("explode")) {
          throw new IllegalStateException("exploded on purpose");
        }
        boolean fresh = orders.putIfAbsent(book.order(), index) == null;
        if (fresh) {
          hash = hash * 31 + book.order().hashCode();
          made.add(change(Reason.BOOKED, 0, book.order()));
        }
        return new Outcome.ObjectsBooked(book.order(), fresh ? 1 : 0);
      }
      case HoldObjects hold -> {
        deadlines.put(hold.lease().deadlineLogMillis(), hold.lease().token());
        return new Outcome.ObjectsHeld(
            hold.lease().token(), hold.lease().deadlineLogMillis(), List.of(Selection.of(1, 1)));
      }
      case EndToken end -> {
        return new Outcome.TokenEnded(0);
      }
      case Checkpoint checkpoint -> {
        checkpoints++;
        Long known = pastHashes.get(checkpoint.position());
        if (known != null && known != checkpoint.stateHash()) {
          throw new StateDivergedException("the ledgers differ after " + checkpoint.position());
        }
        return new Outcome.CheckpointPassed(checkpoint.position());
      }
      default -> {
        ticks++;
        return new Outcome.Ticked();
      }
    }
  }

  private Change change(Reason reason, long token, String order) {
    int event = order.startsWith("event-") ? Integer.parseInt(order.split("-", 3)[1]) : 1;
    long version = versions.merge(event, 1L, Long::sum);
    return new ObjectChanged(
        event,
        version,
        (int) (version % 7),
        reason,
        "free",
        "booked",
        true,
        false,
        1,
        0,
        0,
        token,
        order);
  }

  private static void waitAtGate() {
    try {
      if (!gate.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened the gate");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Map<String, Long> orders() {
    return orders;
  }

  long nextDeadline() {
    return deadlines.isEmpty() ? Long.MAX_VALUE : deadlines.firstKey();
  }

  @Override
  public ShardView view() {
    return view;
  }

  @Override
  public FrameWriter capture() {
    TreeMap<String, Long> orderCopy = new TreeMap<>(orders);
    TreeMap<Integer, Long> versionCopy = new TreeMap<>(versions);
    byte[] head =
        ByteBuffer.allocate(48)
            .putLong(index)
            .putLong(position)
            .putLong(logMillis)
            .putLong(wallMillis)
            .putLong(hash)
            .putInt(orderCopy.size())
            .putInt(versionCopy.size())
            .array();
    return sink -> {
      sink.frame(head);
      for (Map.Entry<String, Long> order : orderCopy.entrySet()) {
        byte[] name = order.getKey().getBytes(UTF_8);
        sink.frame(
            ByteBuffer.allocate(8 + name.length).putLong(order.getValue()).put(name).array());
      }
      for (Map.Entry<Integer, Long> event : versionCopy.entrySet()) {
        sink.frame(
            ByteBuffer.allocate(12).putInt(event.getKey()).putLong(event.getValue()).array());
      }
    };
  }
}
