package io.seatkeeper.server.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What each fan asked and saw, written to a file as JSON lines; {@code docs/LOAD.md} describes
 * them.
 *
 * <p>A history without a file swallows everything. Fans wait when the disk cannot keep up.
 */
final class History implements AutoCloseable {
  private static final int FORMAT = 1;
  private static final int WAITING_LINES = 16_384;
  private static final String LAST = "";

  private final long startNanos = System.nanoTime();
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(WAITING_LINES);
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
  private final @Nullable Thread writer;

  private History(@Nullable Thread writer) {
    this.writer = writer;
  }

  private History(BufferedWriter file) {
    this.writer = Thread.ofPlatform().name("history").daemon().unstarted(() -> write(file));
  }

  /** A history that keeps nothing. */
  static History none() {
    return new History((Thread) null);
  }

  /**
   * Starts a file with its first line.
   *
   * @throws IOException when the file cannot be written
   */
  static History to(Path file, String event, int fans) throws IOException {
    BufferedWriter output = Files.newBufferedWriter(file, UTF_8);
    output.write(
        new JsonObject()
            .put("history", FORMAT)
            .put("event", event)
            .put("fans", fans)
            .put("startedAt", Instant.now().toString())
            .encode());
    output.newLine();
    History history = new History(output);
    if (history.writer != null) {
      history.writer.start();
    }
    return history;
  }

  /**
   * A request has ended.
   *
   * @param fan who asked
   * @param operation {@code token}, {@code hold}, {@code best}, {@code book}, {@code release} or
   *     {@code end}
   * @param key the idempotency key; empty for none
   * @param subject the token or order it was about
   * @param asked the places named in the request; for {@code best} none
   * @param saw the places named in the answer
   */
  void record(
      int fan,
      String operation,
      String key,
      String subject,
      List<Place> asked,
      List<Place> saw,
      Reply reply)
      throws InterruptedException {
    if (writer == null) {
      return;
    }
    lines.put(
        new JsonObject()
            .put("fan", fan)
            .put("operation", operation)
            .put("key", key)
            .put("subject", subject)
            .put("startMicros", micros(reply.startNanos()))
            .put("endMicros", micros(reply.endNanos()))
            .put("outcome", reply.verdict().word())
            .put("status", reply.status())
            .put("code", reply.code())
            .put("sends", reply.sends())
            .put("asked", Place.json(asked))
            .put("saw", Place.json(saw))
            .encode());
  }

  private long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos - startNanos);
  }

  private void write(BufferedWriter file) {
    try (file) {
      for (String line = lines.take(); !line.equals(LAST); line = lines.take()) {
        if (failure.get() == null) {
          writeLine(file, line);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void writeLine(BufferedWriter file, String line) {
    try {
      file.write(line);
      file.newLine();
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    }
  }

  /**
   * Writes what still waits.
   *
   * @throws UncheckedIOException when a line could not be written: the file is not whole
   */
  @Override
  public void close() {
    if (writer == null) {
      return;
    }
    try {
      lines.put(LAST);
      writer.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    IOException broken = failure.get();
    if (broken != null) {
      throw new UncheckedIOException("the history is not whole: " + broken.getMessage(), broken);
    }
  }
}
