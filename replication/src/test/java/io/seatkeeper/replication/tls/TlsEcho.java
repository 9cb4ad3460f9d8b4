package io.seatkeeper.replication.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.grpc.GrpcUtil;
import org.apache.ratis.thirdparty.io.grpc.CallOptions;
import org.apache.ratis.thirdparty.io.grpc.Channel;
import org.apache.ratis.thirdparty.io.grpc.ClientCall;
import org.apache.ratis.thirdparty.io.grpc.ClientInterceptor;
import org.apache.ratis.thirdparty.io.grpc.ClientInterceptors;
import org.apache.ratis.thirdparty.io.grpc.ForwardingClientCall;
import org.apache.ratis.thirdparty.io.grpc.ForwardingClientCallListener;
import org.apache.ratis.thirdparty.io.grpc.Grpc;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.Server;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.ServerServiceDefinition;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.ClientCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.ServerCalls;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/** A server in the Raft library's gRPC, set up for TLS as that library does it, that says back. */
final class TlsEcho implements AutoCloseable {
  private static final MethodDescriptor<String, String> ECHO =
      MethodDescriptor.<String, String>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("Echo/echo")
          .setRequestMarshaller(new Text())
          .setResponseMarshaller(new Text())
          .build();

  private final Server server;
  private volatile String lastClient = "";

  /** What came back, and who both sides were by their certificates. */
  record Answer(String text, X509Certificate server, String client) {}

  private TlsEcho(PeerCertificates certificates) throws IOException {
    ServerServiceDefinition service =
        ServerServiceDefinition.builder("Echo")
            .addMethod(
                ECHO,
                ServerCalls.asyncUnaryCall(
                    (request, replies) -> {
                      replies.onNext(request);
                      replies.onCompleted();
                    }))
            .build();
    server =
        NettyServerBuilder.forPort(0)
            .sslContext(GrpcUtil.buildSslContextForServer(config(certificates)))
            .intercept(new ClientNames())
            .addService(service)
            .build()
            .start();
  }

  static TlsEcho serve(PeerCertificates certificates) throws IOException {
    return new TlsEcho(certificates);
  }

  int port() {
    return server.getPort();
  }

  /** What a node connects with, each time. */
  static SslContext client(PeerCertificates certificates) {
    return client(certificates.keyManager(), certificates.trustManager());
  }

  /** What somebody connects with who shows these, and keeps sessions. */
  static SslContext client(KeyManager keys, TrustManager trust) {
    return GrpcUtil.buildSslContextForClient(new GrpcTlsConfig(keys, trust, true));
  }

  /** Asks over a new connection of a new client. */
  Answer ask(String host, PeerCertificates client, String text) throws InterruptedException {
    return ask(host, client(client), text);
  }

  /** Asks over a new connection. */
  Answer ask(String host, SslContext client, String text) throws InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(host, port()).sslContext(client).build();
    try {
      ServerCertificate seen = new ServerCertificate();
      String said =
          ClientCalls.blockingUnaryCall(
              ClientInterceptors.intercept(channel, seen),
              ECHO,
              CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
              text);
      return new Answer(said, seen.certificate(), lastClient);
    } finally {
      channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  private static GrpcTlsConfig config(PeerCertificates certificates) {
    return new GrpcTlsConfig(certificates.keyManager(), certificates.trustManager(), true);
  }

  private static X509Certificate peer(SSLSession session) {
    try {
      return (X509Certificate) session.getPeerCertificates()[0];
    } catch (SSLPeerUnverifiedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  /** Notes who calls. */
  private final class ClientNames implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
      lastClient = peer(session).getSubjectX500Principal().getName();
      return next.startCall(call, headers);
    }
  }

  /** Notes who answers. */
  private static final class ServerCertificate implements ClientInterceptor {
    private final AtomicReference<@Nullable X509Certificate> certificate = new AtomicReference<>();

    X509Certificate certificate() {
      return Objects.requireNonNull(certificate.get());
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
        MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
      ClientCall<Q, R> call = next.newCall(method, options);
      return new ForwardingClientCall.SimpleForwardingClientCall<>(call) {
        @Override
        public void start(Listener<R> listener, Metadata headers) {
          super.start(
              new ForwardingClientCallListener.SimpleForwardingClientCallListener<>(listener) {
                @Override
                public void onHeaders(Metadata answer) {
                  certificate.set(peer(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION)));
                  super.onHeaders(answer);
                }
              },
              headers);
        }
      };
    }
  }

  private static final class Text implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String text) {
      return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Override
    public String parse(InputStream bytes) {
      try {
        return new String(bytes.readAllBytes(), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
