package io.seatkeeper.server.cli;

import io.seatkeeper.server.load.Sales;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A line about sales on standard output every other second, from its start until it is closed. */
final class ProgressLines implements AutoCloseable {
  private static final long EVERY_MILLIS = 2_000;

  private final Sales sales;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread printer;

  private ProgressLines(Sales sales) {
    this.sales = sales;
    this.printer = Thread.ofPlatform().name("progress").daemon().unstarted(this::print);
  }

  static ProgressLines start(Sales sales) {
    ProgressLines lines = new ProgressLines(sales);
    lines.printer.start();
    return lines;
  }

  private void print() {
    try {
      while (!closing.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        System.out.println(ReportText.line(sales.progress()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Prints no more; what is being printed is printed to its end. */
  @Override
  public void close() {
    closing.countDown();
    try {
      printer.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
