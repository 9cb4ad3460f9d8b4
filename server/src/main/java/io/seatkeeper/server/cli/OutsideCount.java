package io.seatkeeper.server.cli;

import io.seatkeeper.server.load.OnSaleException;
import io.seatkeeper.server.load.SaleCount;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The count from the outside, made again and again while a sale goes on. */
final class OutsideCount {
  private static final long EVERY_NANOS = Duration.ofSeconds(3).toNanos();

  private final Counting counting;
  private CompletableFuture<SaleCount> running = new CompletableFuture<>();
  private @Nullable SaleCount last;
  private long nextNanos = System.nanoTime() + EVERY_NANOS;

  /** Counts a sale. */
  @FunctionalInterface
  interface Counting {
    SaleCount count() throws OnSaleException, InterruptedException;
  }

  OutsideCount(Counting counting) {
    this.counting = counting;
    running.cancel(false);
  }

  /** What was counted last, in words; begins the next count when it is time. Does not wait. */
  String line() {
    if (running.isDone()) {
      if (!running.isCompletedExceptionally()) {
        last = running.join();
      }
      if (System.nanoTime() - nextNanos > 0) {
        nextNanos = System.nanoTime() + EVERY_NANOS;
        running = start();
      }
    }
    SaleCount count = last;
    return count == null
        ? "  counting from the outside ..."
        : String.format(
            Locale.ROOT,
            "  sold twice %,d   acknowledged and lost %,d   (counted from the outside: %,d orders)",
            count.doubleSold(),
            count.lostAcks(),
            count.acknowledged());
  }

  /** A count that cannot be made, while the node is away, is made the next time. */
  private CompletableFuture<SaleCount> start() {
    CompletableFuture<SaleCount> result = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            result.complete(counting.count());
          } catch (OnSaleException | RuntimeException e) {
            result.completeExceptionally(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(e);
          }
        });
    return result;
  }
}
