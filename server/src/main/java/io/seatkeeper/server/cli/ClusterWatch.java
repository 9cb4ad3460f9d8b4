package io.seatkeeper.server.cli;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at a cluster four times a second: at its processes, and at what its nodes say. */
final class ClusterWatch implements AutoCloseable {
  private static final long LOOK_MILLIS = 250;
  private static final long WAIT_MILLIS = 20;

  private final HttpClient client = NodeHealth.client();
  private final List<LocalNode> nodes;
  private final Function<String, @Nullable Supervisor> supervisors;
  private final Thread thread;
  private volatile ClusterView view = new ClusterView(List.of());

  private ClusterWatch(List<LocalNode> nodes, Function<String, @Nullable Supervisor> supervisors) {
    this.nodes = nodes;
    this.supervisors = supervisors;
    this.thread = Thread.ofPlatform().name("cluster watch").daemon().unstarted(this::watch);
  }

  /**
   * Begins to look.
   *
   * @param supervisors what keeps a node running; null while nothing does
   */
  static ClusterWatch start(
      List<LocalNode> nodes, Function<String, @Nullable Supervisor> supervisors) {
    ClusterWatch watch = new ClusterWatch(nodes, supervisors);
    watch.thread.start();
    return watch;
  }

  /** How the cluster looked a moment ago. */
  ClusterView view() {
    return view;
  }

  /** Waits until the cluster looks as wanted; false when it does not in time. */
  boolean await(long millis, Predicate<ClusterView> wanted) throws InterruptedException {
    long startNanos = System.nanoTime();
    while (!wanted.test(view)) {
      if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos) > millis) {
        return false;
      }
      Thread.sleep(WAIT_MILLIS);
    }
    return true;
  }

  private void watch() {
    try {
      while (true) {
        view = look();
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private ClusterView look() throws InterruptedException {
    List<ClusterView.Member> members = new ArrayList<>();
    for (LocalNode node : nodes) {
      Supervisor supervisor = supervisors.apply(node.name());
      if (supervisor != null) {
        Supervisor.Status status = supervisor.status();
        NodeHealth health =
            status.pid() == 0 ? NodeHealth.AWAY : NodeHealth.ask(client, node.url());
        members.add(new ClusterView.Member(node.name(), node.url(), status, health));
      }
    }
    return new ClusterView(members);
  }

  /** Looks no more. */
  @Override
  public void close() {
    thread.interrupt();
    client.shutdownNow();
  }
}
