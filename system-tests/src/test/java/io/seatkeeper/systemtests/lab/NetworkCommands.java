package io.seatkeeper.systemtests.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that make and unmake a {@link NetworkLab}. */
final class NetworkCommands {
  static final String NAMESPACES = "skn";
  static final String BRIDGES = "skb";

  private static final Pattern NAMESPACE =
      Pattern.compile("^(" + NAMESPACES + "(\\d+)x\\d+-n\\d)\\b", Pattern.MULTILINE);
  private static final Pattern BRIDGE =
      Pattern.compile("^\\d+: (" + BRIDGES + "(\\d+)x\\d+)\\b", Pattern.MULTILINE);
  private static final long END_SECONDS = 20;

  private final String ip;
  private final String nft;

  NetworkCommands(Path ip, Path nft) {
    this.ip = ip.toString();
    this.nft = nft.toString();
  }

  /** A command that did not do its work; the message is what it said. */
  static final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedException(String message) {
      super(message);
    }
  }

  String ip() {
    return ip;
  }

  /** Runs lines of {@code ip}. */
  void batch(List<String> lines) {
    run(String.join("\n", lines) + "\n", ip, "-batch", "-");
  }

  /** Runs lines of {@code ip} in a namespace. */
  void batchIn(String namespace, List<String> lines) {
    run(String.join("\n", lines) + "\n", ip, "-n", namespace, "-batch", "-");
  }

  /** Runs a script of {@code nft} in a namespace. */
  void nft(String namespace, String script) {
    run(script, ip, "netns", "exec", namespace, nft, "-f", "-");
  }

  /** Removes what processes have left that are not alive any more. */
  void removeLeftovers() {
    leftovers(NAMESPACE, attempt(ip, "netns", "list")).forEach(this::removeNamespace);
    leftovers(BRIDGE, attempt(ip, "-o", "link", "show", "type", "bridge"))
        .forEach(this::removeBridge);
  }

  private static List<String> leftovers(Pattern pattern, String listing) {
    List<String> names = new ArrayList<>();
    Matcher matcher = pattern.matcher(listing);
    while (matcher.find()) {
      if (ProcessHandle.of(Long.parseLong(matcher.group(2))).isEmpty()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  /** Removes a namespace with what runs in it; its cable goes with it. */
  void removeNamespace(String name) {
    attempt(ip, "netns", "pids", name)
        .lines()
        .filter(line -> line.matches("\\d+"))
        .forEach(
            pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
    attempt(ip, "netns", "delete", name);
  }

  void removeBridge(String name) {
    attempt(ip, "link", "delete", name);
  }

  /** Runs a command that may fail; what it said. */
  private static String attempt(String... command) {
    try {
      return run("", command);
    } catch (FailedException e) {
      return "";
    }
  }

  private static String run(String input, String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (OutputStream typed = process.getOutputStream()) {
        typed.write(input.getBytes(UTF_8));
      }
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new FailedException(String.join(" ", command) + " does not end");
      }
      if (process.exitValue() != 0) {
        throw new FailedException(String.join(" ", command) + ": " + said.strip());
      }
      return said;
    } catch (IOException e) {
      throw new FailedException(String.join(" ", command) + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("interrupted");
    }
  }
}
