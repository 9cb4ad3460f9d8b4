package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command.ActivateGroupChunk;
import io.seatkeeper.core.command.Command.ForgetGroup;
import io.seatkeeper.core.command.Command.FreezeGroup;
import io.seatkeeper.core.command.Command.GroupCommand;
import io.seatkeeper.core.command.Command.UnfreezeGroup;
import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.GroupForgotten;
import io.seatkeeper.core.outcome.Outcome.GroupFrozen;
import io.seatkeeper.core.outcome.Outcome.GroupUnfrozen;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.GroupImage;
import io.seatkeeper.core.state.GroupMoves;
import io.seatkeeper.core.state.ShardState;
import org.jspecify.annotations.Nullable;

/**
 * Stops a placement group, lets it go on, and removes it. Each command may be repeated, and one of
 * an earlier move than the latest the shard has heard of is refused.
 */
final class GroupHandler implements Handler<GroupCommand> {
  /** Epochs begin at 1, which no move has. */
  private static final long FIRST_MOVE = 2;

  private final ShardState state;
  private final GroupMoves moves;
  private final ChangeLog changes;
  private final ActivationHandler activation;
  private final EndedTokens endedTokens;

  GroupHandler(
      ShardState state, ChangeLog changes, ActivationHandler activation, EndedTokens endedTokens) {
    this.state = state;
    this.moves = state.moves();
    this.changes = changes;
    this.activation = activation;
    this.endedTokens = endedTokens;
  }

  @Override
  public @Nullable Outcome check(GroupCommand command) {
    Refused refused = GroupNames.group(command.group());
    if (refused == null && command.epoch() < FIRST_MOVE) {
      refused = new Refused(Rejection.MALFORMED_COMMAND, "epoch");
    }
    if (refused == null && state.behaviourVersion() < SeatEngine.MOVING_BEHAVIOUR) {
      String needed = Integer.toString(SeatEngine.MOVING_BEHAVIOUR);
      refused = new Refused(Rejection.BEHAVIOUR_TOO_OLD, needed);
    }
    if (refused != null) {
      return refused;
    }
    GroupImage group = state.groups().group(command.group());
    return switch (command) {
      case FreezeGroup freeze -> freeze(freeze, group);
      case UnfreezeGroup unfreeze -> unfreeze(unfreeze, group);
      case ForgetGroup forget -> forget(forget, group);
      case ActivateGroupChunk chunk -> activation.check(chunk, group);
    };
  }

  @Override
  public Outcome carryOut(GroupCommand command) {
    return switch (command) {
      case FreezeGroup freeze -> {
        moves.freeze(freeze.group(), freeze.epoch(), freeze.toShard());
        yield new GroupFrozen(freeze.group(), freeze.epoch());
      }
      case UnfreezeGroup unfreeze -> {
        if (state.groups().group(unfreeze.group()).state() == GroupState.FROZEN) {
          endedTokens.release(moves.unfreeze(unfreeze.group(), unfreeze.epoch()));
        } else {
          moves.refuseMovesUntil(unfreeze.group(), unfreeze.epoch());
        }
        yield new GroupUnfrozen(unfreeze.group(), unfreeze.epoch());
      }
      case ForgetGroup forget -> {
        moves
            .events(forget.group())
            .forEach(event -> changes.event(event, EventFact.MOVED_AWAY, event.key()));
        moves.forget(forget.group());
        yield new GroupForgotten(forget.group(), forget.epoch());
      }
      case ActivateGroupChunk chunk -> activation.carryOut(chunk);
    };
  }

  private @Nullable Outcome freeze(FreezeGroup command, GroupImage group) {
    Refused refused = GroupNames.shard(command.toShard());
    if (refused != null) {
      return refused;
    }
    long latest = group.moveEpoch();
    boolean again = command.epoch() == latest;
    return switch (group.state()) {
      case ACTIVE -> command.epoch() <= latest ? stale(command) : room(command);
      case FROZEN -> {
        if (again && command.toShard().equals(group.toShard())) {
          yield new GroupFrozen(command.group(), command.epoch());
        }
        yield again
            ? new Refused(Rejection.MOVE_UNDER_WAY, command.group())
            : command.epoch() < latest ? stale(command) : null;
      }
      case MOVED ->
          command.epoch() < latest
              ? stale(command)
              : new Refused(Rejection.GROUP_MOVED, command.group());
    };
  }

  private @Nullable Outcome unfreeze(UnfreezeGroup command, GroupImage group) {
    long latest = group.moveEpoch();
    if (command.epoch() < latest) {
      return stale(command);
    }
    return switch (group.state()) {
      case ACTIVE -> {
        if (command.epoch() > latest) {
          yield room(command);
        }
        yield latest > group.epoch()
            ? new GroupUnfrozen(command.group(), command.epoch())
            : stale(command);
      }
      case FROZEN -> null;
      case MOVED ->
          command.epoch() > latest ? null : new Refused(Rejection.GROUP_MOVED, command.group());
    };
  }

  private static @Nullable Outcome forget(ForgetGroup command, GroupImage group) {
    long latest = group.moveEpoch();
    boolean latestMove = command.epoch() == latest;
    if (latestMove && group.state() == GroupState.MOVED) {
      return new GroupForgotten(command.group(), command.epoch());
    }
    if (latestMove && group.state() == GroupState.FROZEN) {
      return null;
    }
    return command.epoch() <= latest
        ? stale(command)
        : new Refused(Rejection.GROUP_NOT_FROZEN, command.group());
  }

  private @Nullable Refused room(GroupCommand command) {
    return ActivationHandler.room(state, command.group());
  }

  private static Refused stale(GroupCommand command) {
    return new Refused(Rejection.EPOCH_STALE, command.group());
  }
}
