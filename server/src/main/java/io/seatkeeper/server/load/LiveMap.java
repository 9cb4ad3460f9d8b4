package io.seatkeeper.server.load;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One view of the live map for all fans, read anew by one poller.
 *
 * <p>A poll that finds nothing new costs the server an answer without a body. The nodes are asked
 * in turn; what one shows that lags behind is not taken.
 */
final class LiveMap implements AutoCloseable {
  private final ConnectionPool pool;
  private final House house;
  private final String path;
  private final long pollMillis;
  private final Thread poller;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile MapView view;
  private String entityTag = "";

  /**
   * Reads the map every {@code pollMillis} from now on.
   *
   * @param path where it is read
   * @param first what was read there just now
   */
  LiveMap(ConnectionPool pool, House house, String path, HttpAnswer first, long pollMillis) {
    this.pool = pool;
    this.house = house;
    this.path = path;
    this.pollMillis = pollMillis;
    this.view = MapView.parse(house, first.body());
    this.entityTag = first.entityTag();
    this.poller = Thread.ofVirtual().name("map poller").start(this::poll);
  }

  /** The latest view. */
  MapView view() {
    return view;
  }

  House house() {
    return house;
  }

  private void poll() {
    try {
      while (!closing.await(pollMillis, TimeUnit.MILLISECONDS)) {
        try {
          HttpAnswer answer = pool.exchange(HttpAsk.getUnlessSame(path, entityTag)).answer();
          if (answer.status() == 200) {
            take(answer);
          }
        } catch (IOException _) {
          // No node is there: fans go on with what they saw last, and the next poll tries again.
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(HttpAnswer answer) {
    MapView fresh = MapView.parse(house, answer.body());
    if (fresh.version() >= view.version()) {
      view = fresh;
      entityTag = answer.entityTag();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    poller.interrupt();
  }
}
