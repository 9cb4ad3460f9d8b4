package io.seatkeeper.replication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What others reach a node through while the node reaches them directly: cut, it makes the node
 * deaf but not dumb.
 *
 * <p>It takes the node's address; the node itself listens on {@link #BEHIND}, at the same port.
 */
final class Relay implements AutoCloseable {
  /** Another address of this machine's loopback. */
  static final String BEHIND = "127.0.0.2";

  private final ServerSocket server;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  Relay(int port) {
    this.port = port;
    try {
      server = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  /** Nothing gets through from now on. */
  void cut() {
    cut = true;
    open.forEach(Relay::end);
  }

  /** Everything gets through again. */
  void heal() {
    cut = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket from = server.accept();
        Thread.startVirtualThread(() -> join(from));
      } catch (IOException e) {
        // It is closed.
      }
    }
  }

  private void join(Socket from) {
    open.add(from);
    try (from;
        Socket to = new Socket()) {
      if (cut) {
        return;
      }
      to.connect(new InetSocketAddress(BEHIND, port));
      open.add(to);
      Thread back = Thread.startVirtualThread(() -> copy(to, from));
      copy(from, to);
      back.join();
      open.remove(to);
    } catch (IOException | InterruptedException e) {
      // Either end is gone, which the other hears of now.
    } finally {
      open.remove(from);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Either end is gone, which the other hears of now.
    }
    end(from);
    end(to);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
