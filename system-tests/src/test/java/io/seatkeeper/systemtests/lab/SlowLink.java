package io.seatkeeper.systemtests.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP proxy on loopback through which everything takes a while, each way, as between two regions;
 * and which can be cut.
 *
 * <p>A connection is accepted at once, cut or not: its delay begins with its first byte. A target
 * that refuses shows as a connection that ends. What is under way in one direction is bounded.
 */
public final class SlowLink implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final int CHUNK_BYTES = 16 * 1024;
  private static final int MOST_CHUNKS = 256;
  private static final int CONNECT_MILLIS = 5_000;

  private final InetSocketAddress target;
  private final long oneWayNanos;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition healed = lock.newCondition();
  private boolean cut;
  private boolean closed;

  /** Bytes, and when they come out at the other end; no bytes for the end of the stream. */
  private record Chunk(ByteBuffer bytes, long dueNanos) {}

  private SlowLink(InetSocketAddress target, Duration oneWay, ServerSocket listener) {
    this.target = target;
    this.oneWayNanos = oneWay.toNanos();
    this.listener = listener;
  }

  /** A link to an address; who connects to {@link #address()} reaches it. */
  public static SlowLink to(InetSocketAddress target, Duration oneWay) throws IOException {
    return between(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), target, oneWay);
  }

  /** The same with a near end of one's own choice. */
  public static SlowLink between(InetSocketAddress near, InetSocketAddress target, Duration oneWay)
      throws IOException {
    ServerSocket listener = new ServerSocket(near.getPort(), BACKLOG, near.getAddress());
    SlowLink link = new SlowLink(target, oneWay, listener);
    Thread.ofVirtual().name("slow link").start(link::accept);
    return link;
  }

  /** The near end. */
  public InetSocketAddress address() {
    return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
  }

  /** Connections that pass through it. */
  public int connections() {
    return sockets.size() / 2;
  }

  /** Lets nothing through any more; connections stay, and what is under way waits. */
  public void cut() {
    set(true, false);
  }

  /** Lets everything through again, what waited first. */
  public void heal() {
    set(false, false);
  }

  /** Ends all connections, as a machine in between that restarts. */
  public void drop() {
    sockets.forEach(SlowLink::close);
  }

  @Override
  public void close() {
    set(false, true);
    try {
      listener.close();
    } catch (IOException _) {
      // It is gone either way.
    }
    drop();
  }

  private void set(boolean nowCut, boolean nowClosed) {
    lock.lock();
    try {
      cut = nowCut;
      closed |= nowClosed;
      healed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket near = listener.accept();
        Thread.ofVirtual().name("slow link opening").start(() -> open(near));
      } catch (IOException _) {
        // Closed, which ends the loop, or a connection that ended while it was accepted.
      }
    }
  }

  private void open(Socket near) {
    Socket far = new Socket();
    sockets.add(near);
    sockets.add(far);
    try {
      passes();
      far.connect(target, CONNECT_MILLIS);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      pump(near, far);
      pump(far, near);
    } catch (IOException e) {
      end(near, far);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(near, far);
    }
  }

  private void pump(Socket from, Socket to) {
    BlockingQueue<Chunk> underWay = new ArrayBlockingQueue<>(MOST_CHUNKS);
    Thread writer = Thread.ofVirtual().name("slow link out").start(() -> write(underWay, from, to));
    Thread.ofVirtual().name("slow link in").start(() -> read(from, to, underWay, writer));
  }

  private void read(Socket from, Socket to, BlockingQueue<Chunk> underWay, Thread writer) {
    try {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[CHUNK_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        underWay.put(new Chunk(ByteBuffer.wrap(buffer, 0, count), System.nanoTime() + oneWayNanos));
        buffer = new byte[CHUNK_BYTES];
      }
      underWay.put(new Chunk(ByteBuffer.allocate(0), System.nanoTime() + oneWayNanos));
    } catch (IOException e) {
      writer.interrupt();
      end(from, to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(from, to);
    }
  }

  private void write(BlockingQueue<Chunk> underWay, Socket from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      while (true) {
        Chunk chunk = underWay.take();
        awaitNanos(chunk.dueNanos());
        passes();
        if (!chunk.bytes().hasRemaining()) {
          break;
        }
        out.write(chunk.bytes().array(), 0, chunk.bytes().limit());
      }
      to.shutdownOutput();
      if (from.isOutputShutdown()) {
        end(from, to);
      }
    } catch (IOException e) {
      end(from, to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(from, to);
    }
  }

  private static void awaitNanos(long dueNanos) throws InterruptedException {
    for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /** Waits while the link is cut. */
  private void passes() throws InterruptedException, IOException {
    lock.lock();
    try {
      while (cut && !closed) {
        healed.await();
      }
      if (closed) {
        throw new IOException("the link is closed");
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(Socket one, Socket other) {
    close(one);
    close(other);
    sockets.remove(one);
    sockets.remove(other);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone either way.
    }
  }
}
