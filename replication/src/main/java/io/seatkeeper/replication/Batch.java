package io.seatkeeper.replication;

import io.seatkeeper.core.outcome.Applied;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The commands that travel in one log entry, with those who wait for their replies. */
final class Batch {
  private final long callId;
  private final long submittedNanos;
  private final List<Waiting> commands;
  private final int callers;
  private boolean settled;

  /** A command in line for the log. */
  static final class Waiting {
    private final byte[] bytes;
    private final @Nullable CompletableFuture<Reply> caller;
    private final long enqueuedNanos;

    /**
     * @param caller null for a command of the node itself
     */
    Waiting(byte[] bytes, @Nullable CompletableFuture<Reply> caller, long enqueuedNanos) {
      this.bytes = bytes;
      this.caller = caller;
      this.enqueuedNanos = enqueuedNanos;
    }

    byte[] bytes() {
      return bytes;
    }

    @Nullable CompletableFuture<Reply> caller() {
      return caller;
    }

    long enqueuedNanos() {
      return enqueuedNanos;
    }
  }

  Batch(long callId, long submittedNanos, List<Waiting> commands) {
    this.callId = callId;
    this.submittedNanos = submittedNanos;
    this.commands = commands;
    this.callers = (int) commands.stream().filter(command -> command.caller() != null).count();
  }

  long callId() {
    return callId;
  }

  long submittedNanos() {
    return submittedNanos;
  }

  /** How many wait for replies. */
  int callers() {
    return callers;
  }

  byte[] entry(long logMillis, long wallMillis) {
    List<byte[]> bytes = new ArrayList<>(commands.size());
    for (Waiting command : commands) {
      bytes.add(command.bytes());
    }
    return EntryFormat.write(logMillis, wallMillis, bytes);
  }

  /** Claims the right to answer the callers; only one claim succeeds. */
  synchronized boolean settle() {
    if (settled) {
      return false;
    }
    settled = true;
    return true;
  }

  /** Answers the callers with what their commands led to. */
  void complete(AppliedShard.Entry entry, CausalToken token) {
    for (int position = 0; position < commands.size(); position++) {
      CompletableFuture<Reply> caller = commands.get(position).caller();
      if (caller != null) {
        Applied applied = entry.applied().get(position);
        caller.complete(
            new Reply(
                entry.index(), entry.logMillis(), applied.outcome(), applied.repeated(), token));
      }
    }
  }

  /** Answers the callers that there is no reply. */
  void fail(ShardException answer) {
    for (Waiting command : commands) {
      CompletableFuture<Reply> caller = command.caller();
      if (caller != null) {
        caller.completeExceptionally(answer);
      }
    }
  }
}
