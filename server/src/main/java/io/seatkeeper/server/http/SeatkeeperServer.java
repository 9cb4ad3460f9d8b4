package io.seatkeeper.server.http;

import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.ClusterLink;
import io.seatkeeper.replication.Node;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.server.api.Api;
import io.seatkeeper.server.api.FiguresEndpoint;
import io.seatkeeper.server.api.LiveEndpoints;
import io.seatkeeper.server.api.SessionEndpoints;
import io.seatkeeper.server.api.SetupListener;
import io.seatkeeper.server.auth.KeyRing;
import io.seatkeeper.server.auth.WorkspaceKeys;
import io.seatkeeper.server.exchange.Front;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.exchange.RouteTable;
import io.seatkeeper.server.live.EventMaps;
import io.seatkeeper.server.live.LiveBounds;
import io.seatkeeper.server.live.LiveCounters;
import io.seatkeeper.server.live.LiveFeed;
import io.seatkeeper.server.metrics.Meters;
import io.seatkeeper.server.moves.GroupMover;
import io.seatkeeper.server.moves.MoveStep;
import io.seatkeeper.server.page.Page;
import io.seatkeeper.server.page.PageKeyFile;
import io.seatkeeper.server.payment.PaymentSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that answers over HTTP: its log, its API and its listeners. */
public final class SeatkeeperServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SeatkeeperServer.class);

  private final Node node;
  private final UntoldKeys untoldKeys;
  private final @Nullable WorkspaceKeys freshKeys;
  private final Meters meters;
  private final Api api;
  private final ExecutorService liveThreads = Executors.newVirtualThreadPerTaskExecutor();
  private final LiveFeed feed;
  private final Front front;
  private final Listeners listeners;
  private final GroupMover mover;
  private final long drainMillis;
  private volatile boolean stopping;
  private boolean closed;

  private SeatkeeperServer(
      ServerConfig config,
      Node node,
      MoveStep.Listener steps,
      long movesEveryMillis,
      SetupListener setups,
      PaymentSettings payments)
      throws IOException {
    this.node = node;
    this.drainMillis = config.bounds().drainMillis();
    this.untoldKeys = new UntoldKeys(config.node().dataDirectory());
    this.freshKeys = Founding.of(config, node, untoldKeys);
    this.meters = new Meters();
    node.shards().forEach(meters::watch);
    this.api = new Api(node.router(), meters, () -> stopping || isDraining(node), setups, payments);
    EventMaps maps = new EventMaps(node.router(), liveThreads);
    this.feed =
        new LiveFeed(node.router(), maps, liveThreads, LiveBounds.DEFAULT, api.announcements());
    watchFeed();
    node.cluster().ifPresent(this::watchClocks);
    this.mover = new GroupMover(node.router(), steps, movesEveryMillis);
    watchMoves();
    List<Route> routes = new ArrayList<>(api.routes());
    routes.addAll(new LiveEndpoints(maps, feed, liveThreads).routes());
    node.router().ofEvents().forEach(shard -> shard.subscribe(meters.rates()));
    routes.addAll(new FiguresEndpoint(api.events(), meters.rates(), feed::watchers).routes());
    KeyRing keys =
        new KeyRing(
            () -> node.shard().read(ShardView::workspaces), () -> node.shard().status().index());
    keys.refresh();
    routes.addAll(new SessionEndpoints(keys, config.limits().proxies()).routes());
    this.front =
        new Front(
            new RouteTable(routes),
            keys,
            node.router(),
            meters,
            config.bounds(),
            config.limits(),
            config.origins(),
            new Page(
                config.origins(),
                PageKeyFile.open(
                    config.node().dataDirectory(),
                    Optional.ofNullable(freshKeys).map(WorkspaceKeys::publicKey))));
    this.listeners = Listeners.open(config.host(), config.port(), front);
    if (node.router().ofEvents().size() > 1) {
      mover.start();
      node.cluster().ifPresent(cluster -> cluster.onMove(mover));
    }
  }

  /**
   * Opens the data directory and listens; returns once requests are answered. The first start
   * founds a workspace with random keys.
   *
   * @throws io.seatkeeper.replication.NodeStartException when the data directory cannot be opened
   * @throws IOException when the port cannot be listened on
   */
  public static SeatkeeperServer start(ServerConfig config) throws IOException {
    return start(config, PaymentSettings.builtIn());
  }

  /**
   * The same with payment providers of the caller's.
   *
   * @throws io.seatkeeper.replication.NodeStartException when the data directory cannot be opened
   * @throws IOException when the port cannot be listened on
   */
  public static SeatkeeperServer start(ServerConfig config, PaymentSettings payments)
      throws IOException {
    return start(
        config, MoveStep.Listener.NONE, GroupMover.EVERY_MILLIS, SetupListener.NONE, payments);
  }

  static SeatkeeperServer start(
      ServerConfig config, MoveStep.Listener steps, long movesEveryMillis, SetupListener setups)
      throws IOException {
    return start(config, steps, movesEveryMillis, setups, PaymentSettings.builtIn());
  }

  static SeatkeeperServer start(
      ServerConfig config,
      MoveStep.Listener steps,
      long movesEveryMillis,
      SetupListener setups,
      PaymentSettings payments)
      throws IOException {
    Node node = Node.open(config.node(), config.fatal());
    try {
      return new SeatkeeperServer(config, node, steps, movesEveryMillis, setups, payments);
    } catch (IOException | RuntimeException e) {
      try {
        node.close();
      } catch (RuntimeException whileClosing) {
        e.addSuppressed(whileClosing);
      }
      throw e;
    }
  }

  /** The port it listens on. */
  public int port() {
    return listeners.port();
  }

  /**
   * The keys of the workspace that this start founded, to be shown once; also those of an earlier
   * start that did not come to {@link #keysTold}. Null at later starts.
   */
  public @Nullable WorkspaceKeys freshKeys() {
    return freshKeys;
  }

  /** Forgets the keys: they were shown. */
  public void keysTold() {
    try {
      untoldKeys.forget();
    } catch (IOException e) {
      LOG.warn("The keys will be shown again at the next start", e);
    }
  }

  /** The catalogue's shard, for tests. */
  Shard shard() {
    return node.shard();
  }

  /** The node's shards, for tests. */
  ShardRouter router() {
    return node.router();
  }

  /** What carries moves out, for tests. */
  GroupMover mover() {
    return mover;
  }

  /** Every route that is mounted, for tests. */
  List<Route> routes() {
    return front.routes();
  }

  /**
   * Says that it is not ready any more and serves on for the configured while; then takes no more
   * requests, answers those in progress for up to ten seconds, and closes the log. Does nothing the
   * second time.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    stopping = true;
    serveOn();
    mover.close();
    front.drain();
    feed.close();
    listeners.close();
    liveThreads.shutdown();
    api.close();
    node.close();
    meters.close();
    LOG.info("The node has stopped");
  }

  /** Gives load balancers the time to notice that the node is not ready any more. */
  private void serveOn() {
    if (drainMillis == 0) {
      return;
    }
    LOG.info("The node stops in {} ms; until then it serves, but is not ready", drainMillis);
    try {
      Thread.sleep(drainMillis);
    } catch (InterruptedException _) {
      // Whoever closes the node does not want to wait.
      Thread.currentThread().interrupt();
    }
  }

  private void watchFeed() {
    LiveCounters counters = feed.counters();
    meters.gauge("watchers", "Connections that watch an event", counters::watchers);
    meters.gauge("feed.messages", "Messages written to watchers", counters::messages);
    meters.gauge("feed.resyncs", "Watchers that got a whole map again", counters::resyncs);
    meters.gauge("feed.resumptions", "Watchers that got what they missed", counters::resumptions);
  }

  private void watchMoves() {
    meters.gauge("moves.finished", "Groups this node has moved", mover::finished);
    meters.gauge("moves.given.up", "Moves that a shard refused", mover::givenUp);
    meters.gauge(
        "move.frozen.millis",
        "How long the group moved last could not be bought",
        mover::lastFrozenMillis);
  }

  private static boolean isDraining(Node node) {
    return node.cluster().map(ClusterLink::isDraining).orElse(false);
  }

  private void watchClocks(ClusterLink cluster) {
    meters.gauge(
        "clock.offset.millis",
        "The largest distance between this node's wall clock and another's",
        cluster::clockOffsetMillis);
    meters.gauge(
        "clock.trusted",
        "1 when this node's wall clock agrees with a majority's",
        () -> cluster.isClockTrusted() ? 1 : 0);
  }
}
