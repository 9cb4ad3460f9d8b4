package io.seatkeeper.server.payment;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of providers, each within a bound of time: whatever does not come back by then, or breaks,
 * is unanswered.
 */
record ProviderCalls(Duration bound) {
  Standing ask(Callable<Standing> call) throws InterruptedException {
    FutureTask<Standing> task = new FutureTask<>(call);
    Thread.ofVirtual().name("payment-provider").start(task);
    try {
      return task.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new UnansweredException("The provider took longer than " + bound + ".", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnansweredException unanswered
          ? unanswered
          : new UnansweredException("The provider's call broke: " + e.getCause(), e);
    } finally {
      task.cancel(true);
    }
  }
}
