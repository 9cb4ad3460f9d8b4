package io.seatkeeper.replication;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers callers on a thread of its own, a batch at a time, so that what they do with an answer
 * delays neither the log nor the engine. Bounded by the command queue, which counts callers until
 * they are answered.
 */
final class Replier implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Replier.class);
  private static final Answer END = new Answer(0, () -> {});

  private final CommandQueue commands;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean ended;

  private record Answer(int callers, Runnable completion) {}

  Replier(String shard, CommandQueue commands) {
    this.commands = commands;
    this.thread = Thread.ofPlatform().name(shard + "-replier").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void reply(int callers, Runnable completion) {
    if (callers > 0) {
      answers.add(new Answer(callers, completion));
      if (ended) {
        answerLeft();
      }
    }
  }

  private void run() {
    try {
      for (Answer answer = answers.take(); answer.callers() > 0; answer = answers.take()) {
        answer(answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(Answer answer) {
    try {
      answer.completion().run();
    } catch (RuntimeException e) {
      LOGGER.error("A caller failed on its answer", e);
    }
    commands.answered(answer.callers());
  }

  /** Answers whoever came after the end; each answer is taken by one thread. */
  private void answerLeft() {
    Answer left;
    while ((left = answers.poll()) != null) {
      answer(left);
    }
  }

  /** Answers what is left and ends. */
  @Override
  public void close() {
    answers.add(END);
    Threads.join(thread);
    ended = true;
    answerLeft();
  }
}
