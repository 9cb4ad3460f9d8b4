package io.seatkeeper.server.cli;

import io.seatkeeper.core.state.PlacementView;
import io.seatkeeper.replication.BackupManifest;
import io.seatkeeper.replication.ClusterSetup;
import io.seatkeeper.replication.Hello;
import io.seatkeeper.replication.NodeConfig;
import io.seatkeeper.replication.NodeStartException;
import io.seatkeeper.replication.peer.PeerRefusedException;
import io.seatkeeper.replication.peer.PeerUnreachableException;
import io.seatkeeper.replication.storage.NodeIdentity;
import io.seatkeeper.replication.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What an operator does to a cluster. */
@Command(
    name = "admin",
    mixinStandardHelpOptions = true,
    description = "Founds clusters, joins nodes to them, shows and moves what runs where.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AdminCommand.Init.class,
      AdminCommand.Join.class,
      AdminCommand.Members.class,
      AdminCommand.Shards.class,
      AdminCommand.Groups.class,
      AdminCommand.Move.class,
      AdminCommand.Transfer.class,
      AdminCommand.Drain.class,
      AdminCommand.Backup.class,
      AdminCommand.Restore.class
    })
public final class AdminCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "a command is missing: say what to do");
  }

  /** What every command of an operator needs. */
  abstract static class Order implements Callable<Integer> {
    @Option(
        names = "--config",
        required = true,
        paramLabel = "FILE",
        description = "The node's configuration file, with a section 'cluster'.")
    private @Nullable Path config;

    /** Carries the order out and words what came of it. */
    int carryOut(ToIntFunction<ClusterSetup> order) {
      NodeConfig node = Configuration.read(config).node();
      if (node.cluster() == null) {
        throw new CommandException(
            ExitCode.USAGE,
            config + " has no section 'cluster': a node without one is alone for good.");
      }
      try (ClusterSetup setup = new ClusterSetup(node)) {
        return order.applyAsInt(setup);
      } catch (PeerUnreachableException | PeerRefusedException e) {
        throw new CommandException(ExitCode.NOT_VERIFIED, String.valueOf(e.getMessage()), e);
      } catch (NodeStartException e) {
        throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
      } catch (StorageException e) {
        throw new CommandException(ExitCode.BROKEN, String.valueOf(e.getMessage()), e);
      }
    }
  }

  /** Founds a cluster. */
  @Command(
      name = "init",
      mixinStandardHelpOptions = true,
      description = "Makes the empty data directory the first node's of a new cluster.")
  static final class Init extends Order {
    @Option(
        names = "--shards",
        defaultValue = "1",
        description = "How many shards keep the events, for good (default: ${DEFAULT-VALUE}).")
    private int shards;

    @Override
    public Integer call() {
      Bounds.check("--shards", shards, 1, NodeIdentity.MOST_SHARDS);
      return carryOut(
          setup -> {
            NodeIdentity identity = setup.init(shards);
            System.out.println("Founded cluster " + identity.cluster() + ".");
            System.out.println("Start its first node: seatkeeper serve --config FILE");
            return ExitCode.WELL;
          });
    }
  }

  /** Joins a node to a cluster. */
  @Command(
      name = "join",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the empty data directory a further node's of the cluster that the seeds belong to.",
        "Writes nothing when no seed answers."
      })
  static final class Join extends Order {
    @Override
    public Integer call() {
      return carryOut(
          setup -> {
            NodeIdentity identity = setup.join();
            System.out.println("Joined cluster " + identity.cluster() + ".");
            System.out.println("Start the node: seatkeeper serve --config FILE");
            return ExitCode.WELL;
          });
    }
  }

  /** Lists the nodes. */
  @Command(
      name = "members",
      mixinStandardHelpOptions = true,
      description = "Lists the nodes that answer.")
  static final class Members extends Order {
    @Override
    public Integer call() {
      return carryOut(
          setup -> {
            List<Hello> nodes = setup.hellos();
            System.out.println(
                "NAME         REGION       ADDRESS                VOTES  CLOCK            NODE");
            for (Hello node : nodes) {
              System.out.printf(
                  Locale.ROOT,
                  "%-12s %-12s %-22s %-6s %-16s %s%s%n",
                  node.name(),
                  node.region(),
                  node.address(),
                  node.votes() ? "yes" : "no",
                  clock(nodes.getFirst(), node),
                  node.node(),
                  node.draining() ? " draining" : "");
            }
            return ExitCode.WELL;
          });
    }
  }

  /** How far a node's clock is from the first one's, as that measured it. */
  private static String clock(Hello first, Hello node) {
    for (Hello.Clock clock : first.clocks()) {
      if (clock.node().equals(node.name())) {
        return String.format(Locale.ROOT, "%+d +-%d ms", clock.offsetMillis(), clock.errorMillis());
      }
    }
    return "";
  }

  /** Lists the shards. */
  @Command(
      name = "shards",
      mixinStandardHelpOptions = true,
      description = {
        "Lists the logs of every node that answers.",
        "Nodes at the same index of a shard have the same state hash."
      })
  static final class Shards extends Order {
    @Override
    public Integer call() {
      return carryOut(
          setup -> {
            List<Hello> nodes = setup.hellos();
            System.out.println("SHARD    NODE         ROLE       TERM    INDEX        STATE HASH");
            for (Hello.Log first : nodes.getFirst().groups()) {
              for (Hello node : nodes) {
                for (Hello.Log log : node.groups()) {
                  if (log.group().equals(first.group())) {
                    System.out.printf(
                        Locale.ROOT,
                        "%-8s %-12s %-10s %-7d %-12d %016x%n",
                        log.group(),
                        node.name(),
                        log.role(),
                        log.term(),
                        log.appliedIndex(),
                        log.stateHash());
                  }
                }
              }
            }
            return ExitCode.WELL;
          });
    }
  }

  /** Lists the placement groups. */
  @Command(
      name = "groups",
      mixinStandardHelpOptions = true,
      description = "Lists which placement group is on which shard, and which are moving.")
  static final class Groups extends Order {
    @Override
    public Integer call() {
      return carryOut(
          setup -> {
            System.out.printf(
                Locale.ROOT, "%-32s %-8s %-7s %s%n", "GROUP", "SHARD", "EPOCH", "MOVING TO");
            for (PlacementView each : setup.placements()) {
              String movingTo = each.movingTo();
              System.out.printf(
                  Locale.ROOT,
                  "%-32s %-8s %-7d %s%n",
                  each.group(),
                  each.shard(),
                  each.epoch(),
                  movingTo == null ? "-" : movingTo);
            }
            return ExitCode.WELL;
          });
    }
  }

  /** Moves a placement group. */
  @Command(
      name = "move",
      mixinStandardHelpOptions = true,
      description = {
        "Moves a placement group to another shard while it sells, and waits until it is there.",
        "Buyers wait a moment; nothing is lost. An event's group is what stands before the dot of"
            + " its key, or all of it."
      })
  static final class Move extends Order {
    @Option(names = "--group", required = true, description = "The group, as 'admin groups' says.")
    private String group = "";

    @Option(names = "--to", required = true, paramLabel = "SHARD", description = "The shard.")
    private String target = "";

    @Override
    public Integer call() {
      return carryOut(
          setup -> {
            setup.move(group, target);
            System.out.println("Group " + group + " is on " + target + " now.");
            return ExitCode.WELL;
          });
    }
  }

  /** Moves a leadership. */
  @Command(
      name = "transfer",
      mixinStandardHelpOptions = true,
      description = "Hands the leadership of a shard to another node.")
  static final class Transfer extends Order {
    @Option(names = "--shard", required = true, description = "The shard, as 'admin shards' says.")
    private String shard = "";

    @Option(names = "--to", required = true, paramLabel = "NODE", description = "The node's name.")
    private String target = "";

    @Override
    public Integer call() {
      return carryOut(
          setup -> {
            setup.transfer(shard, target);
            System.out.println(target + " leads " + shard + " now.");
            return ExitCode.WELL;
          });
    }
  }

  /** Empties a node before it is stopped. */
  @Command(
      name = "drain",
      mixinStandardHelpOptions = true,
      description = {
        "Has a node hand its leaderships over and call itself not ready, so that load balancers"
            + " send nothing new.",
        "It goes on answering. Starting it again ends that, and so does --end."
      })
  static final class Drain extends Order {
    @Option(names = "--node", required = true, paramLabel = "NODE", description = "Its name.")
    private String node = "";

    @Option(names = "--end", description = "Ends it: the node takes work again.")
    private boolean end;

    @Override
    public Integer call() {
      return carryOut(
          setup -> {
            setup.drain(node, !end);
            System.out.println(node + (end ? " takes work again." : " can be stopped."));
            return ExitCode.WELL;
          });
    }
  }

  /** Copies a cluster. */
  @Command(
      name = "backup",
      mixinStandardHelpOptions = true,
      description = "Copies the cluster while it sells: a snapshot of each log with its trails.")
  static final class Backup extends Order {
    @Option(
        names = "--to",
        required = true,
        paramLabel = "DIR",
        description = "An empty directory, or one that is not there yet.")
    private @Nullable Path target;

    @Override
    public Integer call() {
      return carryOut(
          setup -> {
            try {
              BackupManifest manifest = setup.backup(Objects.requireNonNull(target));
              System.out.println(
                  "Backed up cluster " + manifest.cluster() + ": " + manifest.snapshots() + ".");
              return ExitCode.WELL;
            } catch (IOException e) {
              throw new CommandException(
                  ExitCode.NOT_VERIFIED, "The backup was not finished: " + e.getMessage(), e);
            }
          });
    }
  }

  /** Begins a cluster with a backup. */
  @Command(
      name = "restore",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the empty data directory the first node's of a new cluster that goes on from a"
            + " backup.",
        "What was sold after the backup is not in it. Refuses a backup that is not whole."
      })
  static final class Restore extends Order {
    @Option(names = "--from", required = true, paramLabel = "DIR", description = "The backup.")
    private @Nullable Path backup;

    @Override
    public Integer call() {
      return carryOut(
          setup -> {
            try {
              NodeIdentity identity = setup.restore(Objects.requireNonNull(backup));
              System.out.println("Founded cluster " + identity.cluster() + " from the backup.");
              System.out.println("Start its first node: seatkeeper serve --config FILE");
              return ExitCode.WELL;
            } catch (IOException e) {
              throw new CommandException(
                  ExitCode.BROKEN, "The backup cannot be restored: " + e.getMessage(), e);
            }
          });
    }
  }
}
