package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command.Checkpoint;
import io.seatkeeper.core.command.Command.ConfigureShard;
import io.seatkeeper.core.command.Command.NumberEvents;
import io.seatkeeper.core.command.Command.ShardCommand;
import io.seatkeeper.core.command.Command.SwitchBehaviour;
import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.BehaviourSwitched;
import io.seatkeeper.core.outcome.Outcome.CheckpointPassed;
import io.seatkeeper.core.outcome.Outcome.EventsNumbered;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Outcome.ShardConfigured;
import io.seatkeeper.core.outcome.Outcome.Ticked;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.ShardState;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what the node itself writes. Time has passed already when a tick comes here.
 *
 * <p>A checkpoint is compared when its position is one of the latest {@link PastHashes#REACH} this
 * engine has applied itself; one further back, or from before a restore, passes unseen.
 */
final class ShardHandler implements Handler<ShardCommand> {
  private static final long SHORTEST_WINDOW_MILLIS = 1000;

  private final ShardState state;
  private final PastHashes pastHashes;

  ShardHandler(ShardState state, PastHashes pastHashes) {
    this.state = state;
    this.pastHashes = pastHashes;
  }

  @Override
  public @Nullable Outcome check(ShardCommand command) {
    return switch (command) {
      case Tick() -> new Ticked();
      case Checkpoint checkpoint -> compare(checkpoint);
      case SwitchBehaviour to -> behaviour(to.version());
      case ConfigureShard configure -> bounds(configure);
      case NumberEvents number -> numbers(number);
    };
  }

  @Override
  public Outcome carryOut(ShardCommand command) {
    return switch (command) {
      case SwitchBehaviour to -> {
        state.switchBehaviour(to.version());
        yield new BehaviourSwitched(to.version());
      }
      case ConfigureShard configure -> {
        state.boundRequests(configure.requestCapacity(), configure.requestWindowMillis());
        yield new ShardConfigured();
      }
      case NumberEvents number -> {
        state.numberEvents(number.firstEvent(), number.lastEvent());
        yield new EventsNumbered(number.firstEvent(), number.lastEvent());
      }
      case Tick tick -> throw new IllegalStateException("a tick changes nothing by itself");
      case Checkpoint point -> throw new IllegalStateException("a checkpoint changes nothing");
    };
  }

  private Outcome compare(Checkpoint checkpoint) {
    long position = checkpoint.position();
    if (position < 0 || position >= state.position()) {
      return new Refused(Rejection.MALFORMED_COMMAND, "position");
    }
    if (pastHashes.knows(position) && pastHashes.at(position) != checkpoint.stateHash()) {
      throw new StateDivergedException(
          "after command %d this replica's state hash was %016x, but the log says %016x"
              .formatted(position, pastHashes.at(position), checkpoint.stateHash()));
    }
    return new CheckpointPassed(position);
  }

  private @Nullable Outcome behaviour(int version) {
    if (version > SeatEngine.NEWEST_BEHAVIOUR) {
      throw new StateDivergedException(
          "the log asks for behaviour version %d, but this build knows none above %d: upgrade it"
              .formatted(version, SeatEngine.NEWEST_BEHAVIOUR));
    }
    if (version < state.behaviourVersion()) {
      return new Refused(Rejection.MALFORMED_COMMAND, "version");
    }
    return version == state.behaviourVersion() ? new BehaviourSwitched(version) : null;
  }

  private @Nullable Outcome bounds(ConfigureShard configure) {
    if (configure.requestCapacity() < 1 || configure.requestCapacity() > Limits.REQUEST_CAPACITY) {
      return new Refused(Rejection.MALFORMED_COMMAND, "requestCapacity");
    }
    if (configure.requestWindowMillis() < SHORTEST_WINDOW_MILLIS) {
      return new Refused(Rejection.MALFORMED_COMMAND, "requestWindowMillis");
    }
    return configure.requestCapacity() == state.requestCapacity()
            && configure.requestWindowMillis() == state.requestWindowMillis()
        ? new ShardConfigured()
        : null;
  }

  private @Nullable Outcome numbers(NumberEvents number) {
    if (number.firstEvent() < 1
        || number.lastEvent() < number.firstEvent()
        || number.lastEvent() == Integer.MAX_VALUE) {
      return new Refused(Rejection.MALFORMED_COMMAND, "event numbers");
    }
    if (number.firstEvent() == state.firstEvent() && number.lastEvent() == state.lastEvent()) {
      return new EventsNumbered(number.firstEvent(), number.lastEvent());
    }
    return state.hasCreatedEvents()
        ? new Refused(Rejection.EVENT_NUMBERS_GIVEN, Integer.toString(state.firstEvent()))
        : null;
  }
}
