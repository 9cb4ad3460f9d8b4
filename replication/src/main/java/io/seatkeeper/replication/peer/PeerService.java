package io.seatkeeper.replication.peer;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.thirdparty.io.grpc.ServerServiceDefinition;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.stub.ServerCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;

/** The node's answers to its peers; methods nobody handles are refused. */
public final class PeerService {
  private final Map<PeerMethod, Handler> handlers = new EnumMap<>(PeerMethod.class);

  /** Answers one method. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Answers a call; a failure with {@link PeerRefusedException} reaches the caller as such.
     *
     * @throws PeerRefusedException when the answer is no
     */
    CompletableFuture<byte[]> handle(byte[] request);
  }

  /** Has a method answered. */
  public void handle(PeerMethod method, Handler handler) {
    handlers.put(method, handler);
  }

  /** The service, to be added to the server that listens for peers. */
  public ServerServiceDefinition definition() {
    ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(PeerMethod.SERVICE);
    for (PeerMethod method : PeerMethod.values()) {
      service.addMethod(
          method.descriptor(),
          ServerCalls.asyncUnaryCall((request, answer) -> answer(method, request, answer)));
    }
    return service.build();
  }

  private void answer(PeerMethod method, byte[] request, StreamObserver<byte[]> answer) {
    Handler handler = handlers.get(method);
    if (handler == null) {
      answer.onError(Status.UNIMPLEMENTED.asRuntimeException());
      return;
    }
    CompletableFuture<byte[]> reply;
    try {
      reply = handler.handle(request);
    } catch (RuntimeException e) {
      reply = CompletableFuture.failedFuture(e);
    }
    var _ =
        reply.whenComplete(
            (bytes, failure) -> {
              if (failure == null) {
                answer.onNext(bytes);
                answer.onCompleted();
              } else {
                Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                answer.onError(statusOf(cause).asRuntimeException());
              }
            });
  }

  private static Status statusOf(Throwable cause) {
    return cause instanceof PeerRefusedException
        ? Status.FAILED_PRECONDITION.withDescription(cause.getMessage())
        : Status.INTERNAL.withDescription(String.valueOf(cause));
  }
}
