package io.seatkeeper.server.problem;

import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.replication.CausalTokenException;
import io.seatkeeper.replication.CommandTooLargeException;
import io.seatkeeper.replication.OutcomeUnknownException;
import io.seatkeeper.replication.ShardException;
import io.seatkeeper.replication.ShardOverloadedException;
import io.seatkeeper.replication.ShardUnavailableException;
import io.seatkeeper.server.json.JsonFault;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Words the failures that several endpoints share. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /** What a caller is told about a failure of any kind; an unforeseen one is logged. */
  public static Problem of(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case ProblemException refusal -> refusal.problem();
      case JsonFault fault -> of(fault);
      case ShardException noReply -> of(noReply);
      case CausalTokenException token ->
          Problem.of(ProblemCode.CAUSAL_TOKEN_FOREIGN, String.valueOf(token.getMessage()));
      default -> unforeseen(cause);
    };
  }

  private static Problem of(JsonFault fault) {
    return Problem.of(ProblemCode.valueOf(fault.kind().name()), String.valueOf(fault.getMessage()))
        .at(fault.pointer());
  }

  private static Problem of(ShardException noReply) {
    return switch (noReply) {
      case ShardOverloadedException overloaded ->
          overloaded((int) Math.ceilDiv(overloaded.retryAfterMillis(), 1000L));
      case ShardUnavailableException unavailable ->
          Problem.of(
              ProblemCode.UNAVAILABLE,
              unavailable.getMessage() + " Nothing was executed: ask again shortly.");
      case CommandTooLargeException large ->
          Problem.of(ProblemCode.REQUEST_TOO_LARGE, String.valueOf(large.getMessage()));
      case OutcomeUnknownException _ ->
          Problem.of(
              ProblemCode.OUTCOME_UNKNOWN,
              "The request may have been carried out, or not. Ask again with the same idempotency"
                  + " key: it is carried out once.");
    };
  }

  /** Too much to do; nothing was executed. */
  public static Problem overloaded(int seconds) {
    return Problem.of(
            ProblemCode.OVERLOADED,
            "The node has too much to do. Nothing was executed: ask again later with the same"
                + " idempotency key.")
        .retryAfter(Math.max(1, seconds));
  }

  /** There is no such event. */
  public static Problem eventUnknown(String key) {
    return Problem.of(Rejection.EVENT_UNKNOWN, key);
  }

  /** There are no such objects. */
  public static Problem objectsUnknown(List<String> labels) {
    return Problem.of(Rejection.OBJECT_UNKNOWN, String.join(", ", labels)).naming(labels);
  }

  private static Problem unforeseen(@Nullable Throwable cause) {
    LOG.error("A request failed in a way nobody foresaw", cause);
    return Problem.of(
        ProblemCode.INTERNAL_ERROR,
        "The node has a fault; it is in its log. Ask again with the same idempotency key, and tell"
            + " the operator if it stays.");
  }
}
