package io.seatkeeper.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.replication.NodeStartException;
import io.seatkeeper.server.auth.WorkspaceKeys;
import io.seatkeeper.server.http.SeatkeeperServer;
import io.seatkeeper.server.http.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a node until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a node. The first start on a data directory founds a workspace and prints its keys,"
          + " once.",
      "SIGTERM and Ctrl-C stop it in order: it answers what it has begun and closes its log.",
      "Options override the configuration file, which docs/CONFIGURATION.md describes."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped in order",
      "2:a setting is wrong, or the port is in use",
      "3:the data directory cannot be opened, or the disk, the log or the state broke"
    })
public final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the node keeps everything (default: ./data).")
  private @Nullable Path data;

  @Option(names = "--port", description = "Where it answers (default: 8080); 0 for any free port.")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address it listens on (default: 127.0.0.1, this machine only).")
  private @Nullable String host;

  @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
  private @Nullable Path config;

  @Option(
      names = "--keys-file",
      paramLabel = "FILE",
      description = "Also writes the first start's keys to a file that only you can read.")
  private @Nullable Path keysFile;

  @Option(
      names = "--stop-with-parent",
      hidden = true,
      description = "Stops when standard input ends: for programs that start nodes.")
  private boolean stopWithParent;

  @Override
  public Integer call() throws InterruptedException {
    Configuration configuration =
        Configuration.read(config).overriddenBy(data, host, port, keysFile);
    SeatkeeperServer server = start(configuration);
    CountDownLatch stopping = new CountDownLatch(1);
    stopInOrder(server);
    tellKeys(server.freshKeys(), configuration.keysFile());
    server.keysTold();
    System.out.println(
        NodeProcess.READY + "http://" + shownHost(configuration.host()) + ":" + server.port());
    if (stopWithParent) {
      Thread.ofPlatform().name("parent watch").daemon().start(() -> awaitEndOfInput(stopping));
    }
    stopping.await();
    return ExitCode.WELL;
  }

  private static SeatkeeperServer start(Configuration configuration) {
    try {
      return SeatkeeperServer.start(
          new ServerConfig(
              configuration.node(),
              configuration.host(),
              configuration.port(),
              configuration.workspace(),
              configuration.mode(),
              configuration.http(),
              configuration.limits(),
              configuration.origins(),
              configuration.retries(),
              (line, _) -> {
                System.err.println("seatkeeper: " + line);
                System.err.flush();
                Runtime.getRuntime().halt(ExitCode.BROKEN);
              }));
    } catch (NodeStartException e) {
      throw new CommandException(ExitCode.BROKEN, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  /** Closes the server when the process is asked to end, and ends it with the code of success. */
  private static void stopInOrder(SeatkeeperServer server) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("orderly end")
                .unstarted(() -> Runtime.getRuntime().halt(close(server))));
  }

  private static int close(SeatkeeperServer server) {
    try {
      server.close();
      return ExitCode.WELL;
    } catch (RuntimeException e) {
      System.err.println("seatkeeper: the node did not close in order: " + e);
      return ExitCode.BROKEN;
    }
  }

  private static void tellKeys(@Nullable WorkspaceKeys keys, @Nullable Path file) {
    if (keys == null) {
      return;
    }
    System.out.println("The keys of this node, shown this once:");
    System.out.println("  secret key  " + keys.secretKey() + "  (everything; for your servers)");
    System.out.println("  public key  " + keys.publicKey() + "  (look and hold; for browsers)");
    if (file == null) {
      return;
    }
    String text = "secret: " + keys.secretKey() + "\npublic: " + keys.publicKey() + "\n";
    try {
      writePrivately(file, text);
    } catch (IOException e) {
      // The node runs and the keys were printed: this is no reason to lose both.
      System.err.println(
          "seatkeeper: the keys cannot be written to " + file + ": " + e.getMessage());
    }
  }

  /** Writes a file that only its owner can read, as a whole or not at all. */
  private static void writePrivately(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("it is a directory");
    }
    Path fresh =
        Files.createTempFile(
            folder,
            ".keys",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, text, UTF_8);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String shownHost(String host) {
    return switch (host) {
      case "127.0.0.1", "0.0.0.0", "::", "::1" -> "localhost";
      default -> host.indexOf(':') < 0 ? host : "[" + host + "]";
    };
  }

  private static void awaitEndOfInput(CountDownLatch stopping) {
    try {
      while (System.in.read() >= 0) {
        // What the parent says does not matter, only that it is there.
      }
    } catch (IOException _) {
      // The parent is gone just as well.
    }
    stopping.countDown();
  }
}
