package io.seatkeeper.replication;

import io.seatkeeper.core.codec.GroupExport;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.state.ShardView;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of all events with its own replicated log and its own engine.
 *
 * <p>Safe for concurrent use.
 */
public interface Shard {
  /** The shard's name. */
  String name();

  /**
   * The shard's elapsed time now, milliseconds; estimated where this node does not lead, and rather
   * too much than too little.
   */
  long logMillis();

  /** The same, estimated rather too little than too much where this node does not lead. */
  default long leastLogMillis() {
    return logMillis();
  }

  /**
   * Has a request made durable and applied, in the log's order.
   *
   * <p>Returns without waiting for the disk. The future is completed by a thread of the shard,
   * after every {@link ChangeListener} has seen the entry: what follows on it must be short.
   *
   * @return completes with the reply, or exceptionally with one of
   *     <ul>
   *       <li>{@link ShardOverloadedException}: too much is waiting; not executed
   *       <li>{@link ShardUnavailableException}: the shard cannot take it now; not executed
   *       <li>{@link CommandTooLargeException}: it does not fit into a log entry; not executed
   *       <li>{@link OutcomeUnknownException}: nobody can tell; ask again with the same key
   *     </ul>
   */
  CompletableFuture<Reply> submit(Request request);

  /**
   * Reads the state under the shard's lock, between two log entries. Keep it short: copy what is
   * needed and format it outside. No view may be kept past the call.
   *
   * @throws ShardUnavailableException when the state is not loaded or the shard is closed
   */
  <T> T read(Function<? super ShardView, ? extends T> reader);

  /**
   * A copy of a placement group that is frozen for a move, as it is here; null when it is not.
   *
   * @throws ShardUnavailableException when the state is not loaded or the shard is closed
   */
  @Nullable GroupExport export(String placementGroup, long epoch);

  /**
   * Waits until the state contains what a caller has seen.
   *
   * @return completes when {@link #read} reflects the token; exceptionally with {@link
   *     ShardUnavailableException} when that takes longer than {@code bound}, or {@link
   *     CausalTokenException} when the token is not one of this shard's
   */
  CompletableFuture<Void> await(CausalToken token, Duration bound);

  /**
   * Waits until the state contains everything that was acknowledged anywhere before this call.
   *
   * @return completes when {@link #read} is linearizable; exceptionally with {@link
   *     ShardUnavailableException} when nobody leads the shard or it takes longer than {@code
   *     bound}
   */
  CompletableFuture<Void> awaitLatest(Duration bound);

  /**
   * Calls a listener for every entry applied from now on. A listener must not block and must not
   * throw: one that throws is dropped with a line in the log.
   *
   * @return closes the subscription
   */
  Subscription subscribe(ChangeListener listener);

  /** How the shard is; cheap. */
  ShardStatus status();

  /** The audit trails of the shard's events. */
  AuditReader audit();

  /** The end of a listener's calls. */
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
