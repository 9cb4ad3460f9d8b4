package io.seatkeeper.server.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Single keys from standard input, without waiting for Enter where that is a terminal.
 *
 * <p>Line buffering is switched off by the program {@code stty}; without it keys arrive with Enter.
 */
final class KeyPresses implements AutoCloseable {
  private static final int WAITING_KEYS = 64;
  private static final long STTY_SECONDS = 2;

  private final BlockingQueue<Character> keys = new LinkedBlockingQueue<>(WAITING_KEYS);
  private final String settings;

  private KeyPresses(String settings) {
    this.settings = settings;
  }

  /**
   * Whether a person sits in front of standard input and output. Which Java gives a console where
   * there is no terminal has changed twice, so that both answers are taken.
   */
  @SuppressWarnings("SystemConsoleNull")
  static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Begins to read. */
  static KeyPresses read() {
    String settings = onTerminal() ? stty("-g") : "";
    KeyPresses presses = new KeyPresses(settings);
    if (!settings.isEmpty()) {
      stty("-icanon", "-echo", "min", "1");
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(presses::close));
    }
    Thread.ofPlatform().name("keys").daemon().start(presses::pump);
    return presses;
  }

  private void pump() {
    try {
      for (int key = System.in.read(); key >= 0; key = System.in.read()) {
        // Nobody types faster than the queue is emptied: what does not fit is dropped.
        keys.offer(Character.toLowerCase((char) key));
      }
    } catch (IOException _) {
      // No more keys: the program goes on without them.
    }
  }

  /** Waits for the next key, in lower case; 0 when the time passes without one. */
  char next(long millis) throws InterruptedException {
    Character key = keys.poll(millis, TimeUnit.MILLISECONDS);
    return key == null ? 0 : key;
  }

  /** Gives the terminal back as it was. */
  @Override
  public void close() {
    if (!settings.isEmpty()) {
      stty(settings);
    }
  }

  /** Runs {@code stty} on this terminal; its output, or nothing when it fails. */
  private static String stty(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "stty";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      boolean ended = process.waitFor(STTY_SECONDS, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0 ? output.strip().toLowerCase(Locale.ROOT) : "";
    } catch (IOException _) {
      return "";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
