package io.seatkeeper.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.seatkeeper.server.load.FakeNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Nodes of one cluster in this process: doors to one {@link FakeNode}, which carry out nothing for
 * a while after their leader has changed.
 */
final class FakeCluster implements ClusterProgram, AutoCloseable {
  private final FakeNode state = new FakeNode(40, 0, FakeNode.Fault.NONE);
  private final long electionMillis;
  private final long transferMillis;
  private final Map<String, Door> doors = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final AtomicLong processes = new AtomicLong();
  private volatile String leader = "";
  private volatile long servesFromNanos = System.nanoTime();
  private final AtomicInteger joinFailures = new AtomicInteger();
  private volatile int joinExitCode = ExitCode.NOT_VERIFIED;

  FakeCluster(long electionMillis, long transferMillis) throws IOException {
    this.electionMillis = electionMillis;
    this.transferMillis = transferMillis;
  }

  /** What was called, in order. */
  List<String> calls() {
    return calls;
  }

  /** The next so many joins fail. */
  void failJoins(int times, int exitCode) {
    joinExitCode = exitCode;
    joinFailures.set(times);
  }

  @Override
  public Optional<Path> haproxy() {
    return Optional.empty();
  }

  @Override
  public AdminCall admin(Path folder, List<String> arguments) throws IOException {
    String verb = arguments.getFirst();
    String name = name(arguments);
    calls.add(verb + " " + name + rest(arguments.subList(3, arguments.size())));
    if (verb.equals("join") && joinFailures.getAndDecrement() > 0) {
      return new AdminCall(joinExitCode, "nobody answers");
    }
    if (verb.equals("transfer")) {
      lead(arguments.getLast(), transferMillis);
    }
    if (verb.equals("init") || verb.equals("join")) {
      Path config = Path.of(arguments.get(arguments.indexOf("--config") + 1));
      Files.createFile(
          Files.createDirectories(config.resolveSibling("data")).resolve("node.id.new"));
    }
    return new AdminCall(ExitCode.WELL, "");
  }

  @Override
  public Supervisor.Child serve(Path log, List<String> options) throws IOException {
    String name = name(options);
    calls.add("serve " + name);
    YamlSection config = YamlSection.read(Path.of(options.get(1)));
    if (options.contains("--keys-file")) {
      Files.writeString(Path.of(options.getLast()), "secret: " + FakeNode.KEY + "\n");
    }
    Door door = new Door(name, config.number("port", 0, 1, 65_535), processes.incrementAndGet());
    doors.put(name, door);
    if (leader.isEmpty()) {
      leader = name;
    }
    return door;
  }

  private static String name(List<String> arguments) {
    Path config = Path.of(arguments.get(arguments.indexOf("--config") + 1));
    return String.valueOf(config.resolveSibling("").getFileName());
  }

  private static String rest(List<String> arguments) {
    return arguments.isEmpty() ? "" : " " + String.join(" ", arguments);
  }

  private void lead(String name, long afterMillis) {
    servesFromNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(afterMillis);
    leader = name;
  }

  @Override
  public void close() {
    state.close();
  }

  /** One node. */
  private final class Door implements Supervisor.Child {
    private final String name;
    private final long pid;
    private final HttpServer server;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    Door(String name, int port, long pid) throws IOException {
      this.name = name;
      this.pid = pid;
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/health/ready", this::health);
      server.createContext("/", this::handle);
      server.start();
    }

    private void health(HttpExchange exchange) throws IOException {
      JsonObject shard =
          new JsonObject()
              .put("shard", "main")
              .put("ready", true)
              .put("leader", leader.equals(name))
              .put("index", 7);
      JsonObject health =
          new JsonObject().put("ready", true).put("shards", new JsonArray().add(shard));
      answer(exchange, 200, health.encode());
    }

    private void handle(HttpExchange exchange) throws IOException {
      if (System.nanoTime() - servesFromNanos < 0) {
        answer(exchange, 503, "{\"code\":\"UNAVAILABLE\"}");
      } else {
        state.handle(exchange);
      }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
      try (exchange) {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }

    @Override
    public long pid() {
      return pid;
    }

    @Override
    public CompletableFuture<?> ended() {
      return ended;
    }

    @Override
    public String lastWords() {
      return name + " has ended";
    }

    @Override
    public void kill() {
      end("kill ");
    }

    @Override
    public void close() {
      end("close ");
    }

    private void end(String how) {
      if (ended.isDone()) {
        return;
      }
      calls.add(how + name);
      server.stop(0);
      doors.remove(name, this);
      if (leader.equals(name)) {
        lead(doors.keySet().stream().sorted().findFirst().orElse(""), electionMillis);
      }
      ended.complete(null);
    }
  }
}
