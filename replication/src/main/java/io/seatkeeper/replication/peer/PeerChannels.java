package io.seatkeeper.replication.peer;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.thirdparty.io.grpc.CallOptions;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.StatusRuntimeException;
import org.apache.ratis.thirdparty.io.grpc.netty.NegotiationType;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.ClientCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.apache.ratis.thirdparty.io.netty.channel.ChannelOption;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/** Connections to peers, by address, opened when first used. Safe for concurrent use. */
public final class PeerChannels implements AutoCloseable {
  /** The largest answer. */
  static final int MOST_BYTES = 16 * 1024 * 1024;

  private static final int CONNECT_MILLIS = 1_000;
  private static final long KEEP_ALIVE_SECONDS = 5;

  private final @Nullable SslContext tls;
  private final Map<String, ManagedChannel> channels = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param tls how connections are encrypted; null for plain text
   */
  public PeerChannels(@Nullable SslContext tls) {
    this.tls = tls;
  }

  /**
   * Calls a peer.
   *
   * @return completes with its answer, or exceptionally with {@link PeerRefusedException} or {@link
   *     PeerUnreachableException}
   */
  public CompletableFuture<byte[]> call(
      String address, PeerMethod method, byte[] request, long deadlineMillis) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    if (closed) {
      answer.completeExceptionally(new PeerRefusedException("This node is stopping."));
      return answer;
    }
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(deadlineMillis, TimeUnit.MILLISECONDS);
    ClientCalls.asyncUnaryCall(
        channels.computeIfAbsent(address, this::open).newCall(method.descriptor(), options),
        request,
        new StreamObserver<>() {
          @Override
          public void onNext(byte[] bytes) {
            answer.complete(bytes);
          }

          @Override
          public void onError(Throwable failure) {
            answer.completeExceptionally(worded(address, failure));
          }

          @Override
          public void onCompleted() {
            // The only message has completed the answer.
          }
        });
    return answer;
  }

  /**
   * Connects at once to a peer that could not be reached. Otherwise the pause before each attempt
   * grows to two minutes, and a peer that is back is not found for that long.
   */
  public void reconnect(String address) {
    ManagedChannel channel = channels.get(address);
    if (channel != null) {
      channel.resetConnectBackoff();
    }
  }

  private static RuntimeException worded(String address, Throwable failure) {
    if (failure instanceof StatusRuntimeException status
        && status.getStatus().getCode() == Status.Code.FAILED_PRECONDITION) {
      return new PeerRefusedException(String.valueOf(status.getStatus().getDescription()));
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new PeerUnreachableException(
        "The node at " + address + " does not answer: " + root.getMessage(), failure);
  }

  private ManagedChannel open(String address) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forTarget(address)
            .maxInboundMessageSize(MOST_BYTES)
            .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    return tls == null
        ? builder.negotiationType(NegotiationType.PLAINTEXT).build()
        : builder.useTransportSecurity().sslContext(tls).build();
  }

  @Override
  public void close() {
    closed = true;
    channels.values().forEach(ManagedChannel::shutdownNow);
  }
}
