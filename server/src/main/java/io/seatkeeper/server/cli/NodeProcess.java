package io.seatkeeper.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A node in a process of its own: this program's {@code serve}, on the same Java and class path.
 *
 * <p>The child ends with its parent, however the parent ends: it stops when its standard input, a
 * pipe that the parent holds, comes to its end.
 */
public final class NodeProcess implements Supervisor.Child {
  /** What {@code serve} prints, followed by its URL, when it answers. */
  public static final String READY = "Seatkeeper is ready on ";

  private static final long READY_MILLIS = 60_000;
  private static final long END_MILLIS = 15_000;
  private static final int LOG_TAIL = 5;

  private final Process process;
  private final Path log;
  private final CompletableFuture<URI> ready = new CompletableFuture<>();

  private NodeProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    Thread.ofPlatform().name("node output").daemon().start(this::readOutput);
  }

  /**
   * What a process is started in.
   *
   * @param prefix the command that runs the process and becomes it, such as {@code ip netns exec};
   *     empty for none
   * @param environment added to this process's own
   */
  public record Surroundings(List<String> prefix, Map<String, String> environment) {
    /** Nothing special. */
    public static final Surroundings NONE = new Surroundings(List.of(), Map.of());

    public Surroundings {
      prefix = List.copyOf(prefix);
      environment = Map.copyOf(environment);
    }
  }

  /**
   * Starts a node and waits until it answers.
   *
   * @param log the file that gets the node's standard error, added to
   * @param options of {@code serve}
   * @throws IOException when it does not start; the message holds what it said last
   */
  public static NodeProcess start(Path log, List<String> options)
      throws IOException, InterruptedException {
    return start(log, Surroundings.NONE, options);
  }

  /** The same in other surroundings. */
  public static NodeProcess start(Path log, Surroundings surroundings, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(surroundings.prefix());
    command.addAll(javaCommand());
    command.add("serve");
    command.add("--stop-with-parent");
    command.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(surroundings.environment());
    Process process = builder.start();
    NodeProcess node = new NodeProcess(process, log);
    try {
      node.ready.get(READY_MILLIS, TimeUnit.MILLISECONDS);
      return node;
    } catch (ExecutionException e) {
      process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS);
      node.kill();
      throw new IOException("The node did not start. " + node.lastWords(), e);
    } catch (TimeoutException e) {
      node.kill();
      throw new IOException(
          "The node did not answer within " + READY_MILLIS / 1000 + " s. " + node.lastWords(), e);
    } catch (InterruptedException e) {
      node.kill();
      throw e;
    }
  }

  /** The command that runs this program in another process, without its arguments. */
  public static List<String> javaCommand() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      // What watches the parent (debuggers, agents) and what sizes it is not meant for the child.
      if (option.startsWith("--") || option.startsWith("-XX:")) {
        command.add(option);
      }
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    return command;
  }

  private void readOutput() {
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(READY)) {
          ready.complete(URI.create(line.substring(READY.length()).strip()));
        }
      }
    } catch (IOException _) {
      // The process has ended, which the next line says.
    }
    ready.completeExceptionally(new IOException("the node has ended"));
  }

  /** Where it answers. */
  public URI url() {
    return ready.join();
  }

  /** Its process id. */
  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public CompletableFuture<?> ended() {
    return process.onExit();
  }

  /** Whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** The last lines of its log on one line, with its exit code when it has ended. */
  @Override
  public String lastWords() {
    String words;
    try {
      List<String> lines = Files.readAllLines(log);
      words = String.join(" ", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
    } catch (IOException e) {
      words = "Its log " + log + " cannot be read: " + e.getMessage();
    }
    return process.isAlive() ? words : "Exit code " + process.exitValue() + ". " + words;
  }

  /** Ends it at once with SIGKILL, as a machine that dies would, and waits until it is gone. */
  @Override
  public void kill() {
    process.destroyForcibly();
    waitFor();
  }

  /** Ends it in order, or at once when that takes too long. */
  @Override
  public void close() {
    process.destroy();
    if (!waitFor()) {
      kill();
    }
  }

  private boolean waitFor() {
    boolean interrupted = Thread.interrupted();
    try {
      return process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      interrupted = true;
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
