package io.seatkeeper.server.http;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.ConfigureShard;
import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.state.PlacementView;
import io.seatkeeper.replication.ClusterConfig;
import io.seatkeeper.replication.ClusterSetup;
import io.seatkeeper.replication.NodeConfig;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.server.moves.MoveStep;
import io.seatkeeper.server.payment.PaymentSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of one node with two shards, where a test can lose the driver of a move, or a request
 * that creates something, at every step.
 */
final class MovingNode implements AutoCloseable {
  private static final long EVERY_MILLIS = 300;
  private static final long HELD_SECONDS = 60;

  private final String address;
  private final NodeConfig node;
  private final TestServer server;

  /** After which step the driver is lost, once. */
  private volatile MoveStep lostAfter = MoveStep.FORGOTTEN;

  private volatile boolean armed;

  /** After which step the driver waits, once; null for none. */
  private volatile @Nullable MoveStep heldAfter;

  private volatile CountDownLatch goingOn = new CountDownLatch(0);
  private volatile @Nullable Class<? extends Command> lostAfterCommand;
  private final AtomicInteger lost = new AtomicInteger();

  MovingNode(Path directory) throws IOException {
    this(directory, PaymentSettings.builtIn());
  }

  /** A node whose buyers' money somebody else takes. */
  MovingNode(Path directory, PaymentSettings payments) throws IOException {
    address = "127.0.0.1:" + freePort();
    node = NodeConfig.in(directory).inCluster(ClusterConfig.of("n1", address, List.of(address)));
    try (ClusterSetup setup = new ClusterSetup(node)) {
      setup.init(2);
    }
    server =
        TestServer.start(
            TestServer.config(directory).withNode(node),
            this::done,
            EVERY_MILLIS,
            this::carriedOut,
            payments);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void done(MoveStep step) {
    if (step == heldAfter) {
      heldAfter = null;
      awaitGoingOn();
    }
    if (armed && step == lostAfter) {
      armed = false;
      lost.incrementAndGet();
      throw new IllegalStateException("the driver is lost after " + step);
    }
  }

  private void awaitGoingOn() {
    try {
      if (!goingOn.await(HELD_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody lets the driver go on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Has the driver wait once, after its next step of a kind, until it may go on. */
  void holdAfter(MoveStep step) {
    goingOn = new CountDownLatch(1);
    heldAfter = step;
  }

  /** Lets the driver go on. */
  void goOn() {
    goingOn.countDown();
  }

  /** Loses the driver once, after its next step of a kind. */
  void loseAfter(MoveStep step) {
    lostAfter = step;
    armed = true;
  }

  private void carriedOut(Command command) {
    if (command.getClass() == lostAfterCommand) {
      lostAfterCommand = null;
      lost.incrementAndGet();
      throw new Lost();
    }
  }

  /** No exception: nobody goes on after a node is lost. */
  private static final class Lost extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Loses the request under way once, after its next command of a kind. */
  void loseAfter(Class<? extends Command> command) {
    lostAfterCommand = command;
  }

  /** A second node of the cluster. */
  TestServer join(Path directory) throws IOException {
    NodeConfig second =
        NodeConfig.in(directory)
            .inCluster(ClusterConfig.of("n2", "127.0.0.1:" + freePort(), List.of(address)));
    try (ClusterSetup setup = new ClusterSetup(second)) {
      setup.join();
    }
    return server.joinedBy(TestServer.config(directory).withNode(second));
  }

  /** What an operator does from this node. */
  ClusterSetup operator() {
    return new ClusterSetup(node);
  }

  /** How often the driver was lost. */
  int lost() {
    return lost.get();
  }

  TestServer server() {
    return server;
  }

  void move(String group, String to) throws InterruptedException {
    server.server().mover().move(group, to);
  }

  PlacementView placement(String group) {
    return Objects.requireNonNull(server.shard().read(view -> view.placement(group)));
  }

  Shard shard(String name) {
    return Objects.requireNonNull(server.server().router().named(name));
  }

  /** The shards of the two that sell the group's events. */
  List<String> selling(String event) {
    return server.server().router().ofEvents().stream()
        .filter(
            shard ->
                shard.read(
                    view ->
                        view.eventByKey(event) != null
                            && view.group(event).state() == GroupState.ACTIVE))
        .map(Shard::name)
        .toList();
  }

  /** The shards that have anything of an event. */
  List<String> having(String event) {
    return server.server().router().ofEvents().stream()
        .filter(shard -> shard.read(view -> view.eventByKey(event) != null))
        .map(Shard::name)
        .toList();
  }

  /** Sets how many outcomes a shard may remember: too few, and it takes no group in. */
  void remember(String shard, int outcomes) {
    Reply reply =
        shard(shard).submit(Request.unkeyed(new ConfigureShard(outcomes, 86_400_000))).join();
    if (reply.outcome() instanceof Refused refused) {
      throw new AssertionError(refused.toString());
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
