package io.seatkeeper.simulation.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.codec.GroupExport;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.ActivateGroupChunk;
import io.seatkeeper.core.command.Command.ConfigureShard;
import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Command.EventCommand;
import io.seatkeeper.core.command.Command.ExtendToken;
import io.seatkeeper.core.command.Command.ForgetGroup;
import io.seatkeeper.core.command.Command.FreezeGroup;
import io.seatkeeper.core.command.Command.SaleCommand;
import io.seatkeeper.core.command.Command.UnfreezeGroup;
import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Done;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One move of the world's group, by a driver that is killed now and then: it repeats a step it may
 * have done already, begins the upload again, or gives the move up.
 */
final class GroupMove {
  private static final String GROUP = OneGroupWorld.GROUP;

  private final MovingSide from;
  private final MovingSide to;
  private final long epoch;
  private final MoveDice dice;
  private final Time time;

  /** When the move happens, in the world's time, which stands still meanwhile. */
  record Time(long index, long worldMillis, long wallMillis) {}

  GroupMove(MovingSide from, MovingSide to, long epoch, MoveDice dice, Time time) {
    this.from = from;
    this.to = to;
    this.epoch = epoch;
    this.dice = dice;
    this.time = time;
  }

  /** Whether the group is active at the other side now. */
  boolean run(Request next) {
    done(from, new FreezeGroup(GROUP, epoch, to.name));
    assertThat(from.engine.view().group(GROUP).state()).isEqualTo(GroupState.FROZEN);
    assertRefused(from, next);
    if (dice.chance(15)) {
      return abandon();
    }
    byte[] bytes = export();
    int capacity = to.engine.view().requestCapacity();
    long window = to.engine.view().requestWindowMillis();
    done(to, new ConfigureShard(1_000_000, window));
    boolean activated = upload(bytes);
    done(to, new ConfigureShard(capacity, window));
    if (!activated) {
      return abandon();
    }
    from.engine.verify();
    to.engine.verify();
    done(from, new ForgetGroup(GROUP, epoch));
    assertRefused(from, next);
    assertThat(from.engine.view().eventCount()).isZero();
    from.engine.verify();
    return true;
  }

  private boolean abandon() {
    done(from, new UnfreezeGroup(GROUP, epoch));
    from.engine.verify();
    Outcome late = apply(from, new FreezeGroup(GROUP, epoch, to.name)).outcome();
    assertThat(late).isInstanceOf(Outcome.Refused.class);
    return false;
  }

  /** The bytes, which a replica that was restored exports alike. */
  private byte[] export() {
    byte[] bytes = requireNonNull(GroupExport.capture(from.engine, GROUP, epoch)).bytes();
    if (dice.chance(20)) {
      GroupExport other = GroupExport.capture(from.restored().engine, GROUP, epoch);
      assertThat(requireNonNull(other).bytes()).as("a replica's export").isEqualTo(bytes);
    }
    return bytes;
  }

  private boolean upload(byte[] bytes) {
    while (true) {
      List<Bytes> pieces = cut(bytes);
      long upload = dice.between(1, 1_000_000);
      int killedAfter = dice.chance(20) ? dice.between(0, pieces.size() - 1) : pieces.size();
      for (int chunk = 0; chunk < killedAfter; chunk++) {
        done(
            to,
            new ActivateGroupChunk(
                GROUP, epoch, from.name, upload, chunk, pieces.size(), pieces.get(chunk)));
      }
      if (killedAfter == pieces.size()) {
        return true;
      }
      if (dice.chance(40)) {
        return false;
      }
    }
  }

  private List<Bytes> cut(byte[] bytes) {
    int count = dice.between(1, 3);
    List<Bytes> pieces = new ArrayList<>();
    for (int piece = 0; piece < count; piece++) {
      int begin = bytes.length * piece / count;
      int end = bytes.length * (piece + 1) / count;
      pieces.add(Bytes.copyOf(Arrays.copyOfRange(bytes, begin, end)));
    }
    return pieces;
  }

  /** While a group moves, whatever is asked of its events is refused, and nothing changes. */
  private void assertRefused(MovingSide side, Request next) {
    Command command = next.command();
    boolean ofAnEvent =
        command instanceof EventCommand
            || command instanceof OrderCommand
            || (command instanceof SaleCommand
                && !(command instanceof EndToken || command instanceof ExtendToken));
    if (ofAnEvent) {
      long content = side.engine.view().contentHash();
      Applied applied =
          side.apply(time.index(), time.worldMillis(), time.wallMillis(), Request.unkeyed(command));
      assertThat(applied.outcome()).isInstanceOf(Outcome.Refused.class);
      assertThat(applied.changes()).isEmpty();
      assertThat(side.engine.view().contentHash()).isEqualTo(content);
    }
  }

  /** Sends a command that must be carried out, and now and then again. */
  private void done(MovingSide side, Command command) {
    Outcome first = apply(side, command).outcome();
    assertThat(first).as("the outcome of %s", command).isInstanceOf(Done.class);
    if (dice.chance(20)) {
      long content = side.engine.view().contentHash();
      Applied again = apply(side, command);
      assertThat(again.outcome()).as("the outcome of %s again", command).isEqualTo(first);
      assertThat(again.changes()).isEmpty();
      assertThat(side.engine.view().contentHash()).isEqualTo(content);
    }
  }

  private Applied apply(MovingSide side, Command command) {
    Applied applied =
        side.apply(time.index(), time.worldMillis(), time.wallMillis(), Request.unkeyed(command));
    assertThat(applied.changes())
        .allMatch(
            change ->
                change instanceof EventChanged event
                    && (event.fact() == EventFact.MOVED_AWAY
                        || event.fact() == EventFact.MOVED_HERE));
    return applied;
  }
}
