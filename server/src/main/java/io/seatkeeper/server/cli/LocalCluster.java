package io.seatkeeper.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of real processes on this machine, each under a {@link Supervisor}, with HAProxy in
 * front where it is installed.
 *
 * <p>Its folder holds all of it: a folder a node, the keys, HAProxy's configuration. What is
 * started on a folder that was used before is the same cluster again.
 */
final class LocalCluster implements OrderlyEnd.Part {
  private static final long READY_MILLIS = 120_000;
  private static final long JOIN_MILLIS = 90_000;
  private static final long JOIN_AGAIN_MILLIS = 250;

  private final Options options;
  private final ClusterProgram program;
  private final Consumer<String> log;
  private final List<LocalNode> nodes;
  private final Map<String, Supervisor> supervisors = new LinkedHashMap<>();
  private final ClusterWatch watch;
  private @Nullable Supervisor balancer;
  private boolean closed;

  /**
   * What to start.
   *
   * @param shards how many shards; what is in the folder already has its number
   * @param front whether people come: whether HAProxy is wanted in front, where it is installed
   * @param port where it listens; the nodes are behind it
   * @param folder where everything is kept
   */
  record Options(int nodes, int shards, boolean front, int port, Path folder) {}

  private LocalCluster(Options options, ClusterProgram program, Consumer<String> log)
      throws IOException {
    this.options = options;
    this.program = program;
    this.log = log;
    Files.createDirectories(options.folder());
    this.nodes = LocalNode.plan(options.folder(), options.nodes(), options.port());
    this.watch = ClusterWatch.start(nodes, this::supervisorOrNull);
  }

  /**
   * Prepares a cluster; {@link #start} starts it. In between it can be given to whoever closes it
   * when this program is told to end.
   *
   * @param log is told what happens, a line each
   * @throws IOException when the folder cannot be used
   */
  static LocalCluster in(Options options, Consumer<String> log) throws IOException {
    return in(options, ClusterProgram.PROCESSES, log);
  }

  /** {@link #in(Options, Consumer)}, made of something else. */
  static LocalCluster in(Options options, ClusterProgram program, Consumer<String> log)
      throws IOException {
    return new LocalCluster(options, program, log);
  }

  /**
   * Starts all nodes, the first one first, founding the cluster and joining them where that was not
   * done before; returns when all are ready.
   *
   * @throws IOException when they do not become ready; the message says what the nodes said
   */
  void start() throws IOException, InterruptedException {
    for (LocalNode node : nodes) {
      node.configure(nodes);
    }
    LocalNode first = nodes.getFirst();
    if (!first.isMember()) {
      admin(first, "init", List.of("--shards", String.valueOf(options.shards())));
    }
    List<LocalNode> members = nodes.stream().filter(LocalNode::isMember).toList();
    for (LocalNode member : members) {
      supervise(member);
    }
    awaitReady(members);
    for (LocalNode node : nodes) {
      if (!members.contains(node)) {
        log.accept("Joining " + node.name() + " ...");
        join(node);
        supervise(node);
        awaitReady(List.of(node));
      }
    }
    awaitReady(nodes);
    startBalancer();
  }

  private void join(LocalNode node) throws IOException, InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(JOIN_MILLIS);
    while (true) {
      AdminCall call = call(node, "join", List.of());
      if (call.ok()) {
        return;
      }
      if (call.exitCode() != ExitCode.NOT_VERIFIED || System.nanoTime() - deadlineNanos > 0) {
        throw new IOException(node.name() + " could not join. " + call.words());
      }
      Thread.sleep(JOIN_AGAIN_MILLIS);
    }
  }

  private void admin(LocalNode node, String verb, List<String> rest)
      throws IOException, InterruptedException {
    AdminCall call = call(node, verb, rest);
    if (!call.ok()) {
      throw new IOException(
          "'admin " + verb + "' failed with exit code " + call.exitCode() + ". " + call.words());
    }
  }

  private AdminCall call(LocalNode node, String verb, List<String> rest)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(verb, "--config", node.config().toString()));
    arguments.addAll(rest);
    return program.admin(options.folder(), arguments);
  }

  private void supervise(LocalNode node) throws IOException {
    List<String> serve = new ArrayList<>(List.of("--config", node.config().toString()));
    if (node.equals(nodes.getFirst())) {
      serve.addAll(List.of("--keys-file", keysFile().toString()));
    }
    synchronized (this) {
      if (closed) {
        throw new IOException("The cluster was told to end while it started.");
      }
      supervisors.put(
          node.name(),
          Supervisor.start(node.name(), () -> program.serve(node.log(), serve), Backoff.NODE));
    }
  }

  private void startBalancer() throws IOException {
    Optional<Path> haproxy = program.haproxy();
    if (!options.front() || haproxy.isEmpty()) {
      return;
    }
    Path config = options.folder().resolve("haproxy.cfg");
    Files.writeString(config, HaproxyConfig.text(options.port(), nodes), UTF_8);
    Path said = options.folder().resolve("haproxy.log");
    synchronized (this) {
      if (!closed) {
        balancer =
            Supervisor.start(
                "haproxy", () -> HaproxyProcess.start(haproxy.get(), config, said), Backoff.NODE);
      }
    }
  }

  private void awaitReady(List<LocalNode> wanted) throws IOException, InterruptedException {
    boolean ready =
        watch.await(
            READY_MILLIS,
            now ->
                wanted.stream()
                    .allMatch(
                        node ->
                            now.member(node.name()).filter(m -> m.health().ready()).isPresent()));
    if (!ready) {
      StringBuilder words = new StringBuilder();
      for (ClusterView.Member member : view().members()) {
        words.append(" ").append(member.name()).append(" is ").append(member.process().state());
        words.append(". ").append(member.process().lastWords());
      }
      throw new IOException(
          "The cluster was not ready within " + READY_MILLIS / 1000 + " s." + words);
    }
  }

  /** How the cluster looked a moment ago. */
  ClusterView view() {
    return watch.view();
  }

  /** Waits until it looks as wanted; false when it does not in time. */
  boolean await(long millis, Predicate<ClusterView> wanted) throws InterruptedException {
    return watch.await(millis, wanted);
  }

  /** Where the nodes answer. */
  List<URI> urls() {
    return nodes.stream().map(LocalNode::url).toList();
  }

  /** Where people look: HAProxy where there is one, the first node otherwise. */
  URI front() {
    return balanced() ? URI.create("http://localhost:" + options.port()) : nodes.getFirst().url();
  }

  /** Whether HAProxy stands in front. */
  synchronized boolean balanced() {
    return balancer != null;
  }

  /** What keeps a node running. */
  Supervisor supervisor(String name) {
    Supervisor supervisor = supervisorOrNull(name);
    if (supervisor == null) {
      throw new IllegalArgumentException("there is no node " + name);
    }
    return supervisor;
  }

  private synchronized @Nullable Supervisor supervisorOrNull(String name) {
    return supervisors.get(name);
  }

  /**
   * Moves the leadership of a shard, as planned.
   *
   * @throws IOException when that is refused
   */
  void transfer(String shard, String to) throws IOException, InterruptedException {
    admin(nodes.getFirst(), "transfer", List.of("--shard", shard, "--to", to));
  }

  /** The file with the keys that the first start made. */
  Path keysFile() {
    return options.folder().resolve("keys");
  }

  /** The secret key of the cluster's first workspace. */
  String secretKey() throws IOException {
    return KeysFile.secretKey(keysFile());
  }

  /** Ends all in order: what is in front first, then the nodes, the last one first. */
  @Override
  public void close() {
    List<Supervisor> ending = new ArrayList<>();
    synchronized (this) {
      closed = true;
      if (balancer != null) {
        ending.add(balancer);
      }
      ending.addAll(List.copyOf(supervisors.values()).reversed());
    }
    watch.close();
    ending.forEach(Supervisor::close);
  }
}
