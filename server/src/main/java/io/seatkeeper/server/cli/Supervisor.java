package io.seatkeeper.server.cli;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a program running: starts it, and starts it again whenever it has ended, after a pause that
 * grows while it does not run for long.
 */
final class Supervisor implements AutoCloseable {
  private final Launcher launcher;
  private final Backoff backoff;
  private final Thread thread;
  private final Object lock = new Object();
  private State state = State.STARTING;
  private @Nullable Child child;
  private String lastWords = "";
  private int starts;
  private boolean held;
  private boolean closing;

  /** What a supervised program does just now. */
  enum State {
    STARTING,
    RUNNING,
    /** It has ended and will be started again after a pause. */
    WAITING,
    /** It was killed and is not to be started yet. */
    HELD,
    /** It is not started again. */
    ENDED
  }

  /** A program in a process of its own. */
  interface Child extends AutoCloseable {
    long pid();

    /** Completes when the process has ended. */
    CompletableFuture<?> ended();

    /** What it said last. */
    String lastWords();

    /** Ends it at once with SIGKILL, and waits until it is gone. */
    void kill();

    /** Ends it in order. */
    @Override
    void close();
  }

  /** Starts the program. */
  @FunctionalInterface
  interface Launcher {
    /**
     * Starts it and waits until it works.
     *
     * @throws IOException when it does not; the message says why
     */
    Child launch() throws IOException, InterruptedException;
  }

  /**
   * How it fares.
   *
   * @param pid 0 while there is no process that works
   * @param restarts how often it was started again
   * @param lastWords what it said when it ended last; empty for nothing
   */
  record Status(State state, long pid, int restarts, String lastWords) {}

  private Supervisor(String name, Launcher launcher, Backoff backoff) {
    this.launcher = launcher;
    this.backoff = backoff;
    this.thread = Thread.ofPlatform().name("supervisor of " + name).daemon().unstarted(this::run);
  }

  /** Starts a program and keeps it running until it is closed. */
  static Supervisor start(String name, Launcher launcher, Backoff backoff) {
    Supervisor supervisor = new Supervisor(name, launcher, backoff);
    supervisor.thread.start();
    return supervisor;
  }

  Status status() {
    synchronized (lock) {
      return new Status(state, child == null ? 0 : child.pid(), Math.max(0, starts - 1), lastWords);
    }
  }

  /**
   * Kills the process with SIGKILL; it is started again by itself.
   *
   * @return its process id; 0 when there was none to kill
   */
  long kill() {
    Child running;
    synchronized (lock) {
      running = child;
    }
    if (running == null) {
      return 0;
    }
    running.kill();
    return running.pid();
  }

  /** {@link #kill}, without another start until {@link #resume}. */
  long killAndHold() {
    synchronized (lock) {
      held = true;
    }
    return kill();
  }

  /** Starts it again after {@link #killAndHold}. */
  void resume() {
    synchronized (lock) {
      held = false;
      lock.notifyAll();
    }
  }

  private void run() {
    int shortRuns = 0;
    try {
      while (true) {
        long startNanos = System.nanoTime();
        runOnce();
        boolean well = backoff.ranWell(millisSince(startNanos));
        shortRuns = well ? 0 : shortRuns + 1;
        if (!pause(backoff.pauseMillis(shortRuns))) {
          return;
        }
      }
    } catch (InterruptedException _) {
      // Closed: whatever was being started has been ended by its launcher.
      Thread.currentThread().interrupt();
    }
  }

  private void runOnce() throws InterruptedException {
    synchronized (lock) {
      state = State.STARTING;
      starts++;
    }
    try (Child started = launcher.launch()) {
      synchronized (lock) {
        child = started;
        state = State.RUNNING;
      }
      // Not join: whoever closes this may find it here, before the process was theirs to end.
      started.ended().get();
      synchronized (lock) {
        lastWords = started.lastWords();
      }
    } catch (IOException | ExecutionException e) {
      synchronized (lock) {
        lastWords = String.valueOf(e.getMessage());
      }
    } finally {
      synchronized (lock) {
        child = null;
      }
    }
  }

  /** Waits before the next start; false when there is to be none. */
  private boolean pause(long millis) throws InterruptedException {
    long startNanos = System.nanoTime();
    synchronized (lock) {
      while (!closing) {
        long leftMillis = millis - millisSince(startNanos);
        if (!held && leftMillis <= 0) {
          return true;
        }
        state = held ? State.HELD : State.WAITING;
        lock.wait(held ? 0 : leftMillis);
      }
      return false;
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  /** Ends the program in order, and starts it no more. */
  @Override
  public void close() {
    Child running;
    synchronized (lock) {
      closing = true;
      lock.notifyAll();
      running = child;
    }
    if (running != null) {
      running.close();
    } else {
      thread.interrupt();
    }
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    synchronized (lock) {
      state = State.ENDED;
    }
  }
}
