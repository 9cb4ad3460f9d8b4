package io.seatkeeper.systemtests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlowLinkTest {
  private static final Duration ONE_WAY = Duration.ofMillis(80);
  private static final int QUICK_MILLIS = 300;

  private ServerSocket echo;
  private SlowLink link;

  @BeforeEach
  void open() throws IOException {
    echo = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    link = SlowLink.to(new InetSocketAddress(echo.getInetAddress(), echo.getLocalPort()), ONE_WAY);
  }

  @AfterEach
  void close() throws IOException {
    link.close();
    echo.close();
  }

  @Test
  void shouldDelayEachWay() throws IOException {
    try (Caller caller = new Caller()) {
      for (int turn = 0; turn < 5; turn++) {
        long began = System.nanoTime();

        assertThat(caller.ask(turn)).isEqualTo(turn);

        assertThat(millisSince(began)).isBetween(160L, 1_000L);
      }
    }
  }

  @Test
  void shouldDelayWithoutQueueingOneBehindTheOther() throws IOException {
    try (Caller caller = new Caller()) {
      long began = System.nanoTime();
      for (int number = 0; number < 1_000; number++) {
        caller.send(number);
      }
      for (int number = 0; number < 1_000; number++) {
        assertThat(caller.receive()).isEqualTo(number);
      }

      assertThat(millisSince(began)).isBetween(160L, 5_000L);
    }
  }

  @Test
  void shouldCarryManyConnections() throws Exception {
    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < 500; number++) {
        int own = number;
        Callable<Integer> asking =
            () -> {
              try (Caller caller = new Caller()) {
                return caller.ask(own);
              }
            };
        answers.add(threads.submit(asking));
      }
    }

    for (int number = 0; number < answers.size(); number++) {
      assertThat(answers.get(number).get(0, TimeUnit.SECONDS)).isEqualTo(number);
    }
  }

  @Test
  void shouldHoldBackWhatIsUnderWayUntilItIsHealed() throws IOException {
    try (Caller old = new Caller()) {
      assertThat(old.ask(1)).isEqualTo(1);
      link.cut();
      old.send(2);
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> old.quickly());
      try (Caller fresh = new Caller()) {
        fresh.send(3);
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> fresh.quickly());

        link.heal();

        assertThat(old.receive()).isEqualTo(2);
        assertThat(fresh.receive()).isEqualTo(3);
      }
    }
  }

  @Test
  void shouldEndConnectionsWhenTheyAreDropped() throws IOException {
    try (Caller caller = new Caller()) {
      assertThat(caller.ask(1)).isEqualTo(1);

      link.drop();

      assertThatExceptionOfType(IOException.class).isThrownBy(() -> caller.ask(2));
    }
    try (Caller caller = new Caller()) {
      assertThat(caller.ask(3)).isEqualTo(3);
    }
  }

  @Test
  void shouldEndAConnectionWhenTheCallerDoes() throws IOException {
    try (Caller caller = new Caller()) {
      caller.send(1);
      caller.socket.shutdownOutput();

      assertThat(caller.receive()).isEqualTo(1);
      assertThat(caller.socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket socket = echo.accept();
        Thread.ofVirtual().start(() -> sayBack(socket));
      } catch (IOException _) {
        // Closed, which ends the loop.
      }
    }
  }

  private static void sayBack(Socket accepted) {
    try (Socket socket = accepted) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException _) {
      // The test has ended the connection.
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  /** Sends numbers through the link. */
  private final class Caller implements AutoCloseable {
    private final Socket socket = new Socket();
    private final DataOutputStream out;
    private final DataInputStream in;

    Caller() throws IOException {
      socket.connect(link.address(), 10_000);
      socket.setSoTimeout(20_000);
      socket.setTcpNoDelay(true);
      out = new DataOutputStream(socket.getOutputStream());
      in = new DataInputStream(socket.getInputStream());
    }

    int ask(int number) throws IOException {
      send(number);
      return receive();
    }

    void send(int number) throws IOException {
      out.writeInt(number);
    }

    int receive() throws IOException {
      return in.readInt();
    }

    /** Receives, unless it takes longer than a link that is not cut does. */
    int quickly() throws IOException {
      socket.setSoTimeout(QUICK_MILLIS);
      try {
        return receive();
      } finally {
        socket.setSoTimeout(20_000);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
