package io.seatkeeper.replication;

import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;

/**
 * Leaves one word out of this node's answers to those that ask to be elected: that they are to
 * close their log.
 *
 * <p>A leader says it to whoever has no vote. Here nobody leaves a log: whose vote was taken while
 * it was away, or while its leader could not reach it, is to follow, and hears so with the next
 * entries. Until then a plain no is the right answer.
 */
final class VoteAnswers implements ServerInterceptor {
  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return next.startCall(
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void sendMessage(A message) {
            super.sendMessage(withoutOrders(message));
          }
        },
        headers);
  }

  @SuppressWarnings("unchecked")
  private static <A> A withoutOrders(A message) {
    return message instanceof RequestVoteReplyProto answer && answer.getShouldShutdown()
        ? (A) answer.toBuilder().setShouldShutdown(false).build()
        : message;
  }
}
