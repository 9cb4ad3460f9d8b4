package io.seatkeeper.server.cli;

import java.util.List;

/**
 * The configuration of an HAProxy in front of a cluster on this machine.
 *
 * <p>A request is sent to another node only while none has seen it: what breaks later is the
 * client's to ask again, with its key. The feed of a map does not end, and a node says something on
 * it every ten seconds. How many connections fit HAProxy finds out by itself: a number above what
 * the machine allows would keep it from starting.
 */
final class HaproxyConfig {
  private HaproxyConfig() {}

  /**
   * The file's text.
   *
   * @param port where it listens, on loopback
   */
  static String text(int port, List<LocalNode> nodes) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        defaults
          mode http
          timeout connect 1s
          timeout http-request 30s
          timeout client 60s
          timeout server 20s
          retries 3
          retry-on conn-failure
          option redispatch 1

        frontend seatkeeper
          bind 127.0.0.1:%d
          option forwardfor
          use_backend live if { path_reg ^/v1/events/[^/]+/changes$ }
          default_backend nodes
        """
            .formatted(port));
    text.append(
        """

        backend nodes
          balance leastconn
          option httpchk GET /health/ready
          http-check expect status 200
          default-server inter 500ms fall 2 rise 1
        """);
    for (LocalNode node : nodes) {
      text.append("  server %s %s check%n".formatted(node.name(), address(node)));
    }
    text.append(
        """

        backend live
          balance leastconn
          timeout server 60s
        """);
    for (LocalNode node : nodes) {
      text.append("  server %1$s %2$s track nodes/%1$s%n".formatted(node.name(), address(node)));
    }
    return text.toString();
  }

  private static String address(LocalNode node) {
    return node.url().getHost() + ":" + node.url().getPort();
  }
}
