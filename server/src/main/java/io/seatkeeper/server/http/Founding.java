package io.seatkeeper.server.http;

import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.ConfigureShard;
import io.seatkeeper.core.command.Command.CreateWorkspace;
import io.seatkeeper.core.command.Command.NumberEvents;
import io.seatkeeper.core.command.Command.SwitchBehaviour;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.core.state.WorkspaceView;
import io.seatkeeper.replication.Node;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.server.auth.WorkspaceKeys;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a start writes into the logs that its node leads: a first workspace, what shards are to
 * remember, how they number events. Everything may be written again.
 */
final class Founding {
  private static final int TOKEN_SECRET_BYTES = 32;

  /** Each shard numbers its events from a million of its own, so that they can move. */
  private static final int EVENTS_A_SHARD = 1 << 20;

  private Founding() {}

  /**
   * Writes what is missing.
   *
   * @param untold keeps the keys until somebody was told them
   * @return the keys of the workspace that this start founded, or an earlier one that did not come
   *     to say them; null when there was one
   */
  static @Nullable WorkspaceKeys of(ServerConfig config, Node node, UntoldKeys untold)
      throws IOException {
    List<Shard> shards = node.shards();
    boolean alone = node.cluster().map(cluster -> cluster.size() == 1).orElse(true);
    for (int ordinal = 0; ordinal < shards.size(); ordinal++) {
      Shard shard = shards.get(ordinal);
      if (shard.status().leader()) {
        if (alone) {
          switchBehaviour(shard);
        }
        configure(shard, config.retries());
        if (ordinal > 0) {
          numberEvents(shard, ordinal);
        }
      }
    }
    return foundWorkspace(config, node.shard(), untold);
  }

  /** Nobody else could be of an older build: the node uses what it knows. */
  private static void switchBehaviour(Shard shard) {
    if (shard.read(ShardView::behaviourVersion) < SeatEngine.NEWEST_BEHAVIOUR) {
      done(shard, new SwitchBehaviour(SeatEngine.NEWEST_BEHAVIOUR));
    }
  }

  /** Logs what a shard is to remember, where it remembers something else. */
  private static void configure(Shard shard, RetryMemory retries) {
    boolean asConfigured =
        shard.read(
            view ->
                view.requestCapacity() == retries.outcomes()
                    && view.requestWindowMillis() == retries.windowMillis());
    if (!asConfigured) {
      done(shard, new ConfigureShard(retries.outcomes(), retries.windowMillis()));
    }
  }

  private static void numberEvents(Shard shard, int ordinal) {
    int first = ordinal * EVENTS_A_SHARD;
    Outcome outcome = outcome(shard, new NumberEvents(first, first + EVENTS_A_SHARD - 1));
    boolean numbered =
        outcome instanceof Refused refused && refused.rejection() == Rejection.EVENT_NUMBERS_GIVEN;
    if (outcome instanceof Refused && !numbered) {
      throw new IllegalStateException("The shard cannot number events: " + outcome);
    }
  }

  private static @Nullable WorkspaceKeys foundWorkspace(
      ServerConfig config, Shard shard, UntoldKeys untold) throws IOException {
    WorkspaceKeys kept = untold.read();
    List<WorkspaceView> known = shard.read(ShardView::workspaces);
    if (!known.isEmpty()) {
      if (kept == null || known.stream().anyMatch(workspace -> opens(kept, workspace))) {
        return kept;
      }
      untold.forget();
      return null;
    }
    if (!shard.status().leader()) {
      return null;
    }
    SecureRandom random = new SecureRandom();
    WorkspaceKeys keys = WorkspaceKeys.random(config.workspace(), config.mode(), random);
    untold.keep(keys);
    byte[] tokenSecret = new byte[TOKEN_SECRET_BYTES];
    random.nextBytes(tokenSecret);
    done(
        shard,
        new CreateWorkspace(
            keys.workspace(),
            keys.mode(),
            WorkspaceKeys.hash(keys.secretKey()),
            WorkspaceKeys.hash(keys.publicKey()),
            Bytes.copyOf(tokenSecret)));
    return keys;
  }

  private static boolean opens(WorkspaceKeys keys, WorkspaceView workspace) {
    return workspace.secretKeyHash().equals(WorkspaceKeys.hash(keys.secretKey()));
  }

  private static void done(Shard shard, Command command) {
    Outcome outcome = outcome(shard, command);
    if (outcome instanceof Refused) {
      throw new IllegalStateException(
          "The shard refuses a " + command.getClass().getSimpleName() + ": " + outcome);
    }
  }

  private static Outcome outcome(Shard shard, Command command) {
    return shard.submit(Request.unkeyed(command)).join().outcome();
  }
}
