package io.seatkeeper.systemtests.lab;

import io.seatkeeper.server.cli.NodeProcess.Surroundings;
import io.seatkeeper.systemtests.RequiredProgram;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A network of its own: a namespace for each node, {@code n1} and on, joined by a bridge, with the
 * test itself as {@link #CLIENT} on it. Packets are dropped where they would arrive, as on a cable
 * that is cut: also those of connections that exist, and without a word to the sender.
 *
 * <p>Every name it gives the machine carries this process's id; what a process that died has left
 * is removed by the next one that opens a lab.
 */
public final class NetworkLab implements AutoCloseable {
  /** The name of the test's own side. */
  public static final String CLIENT = "client";

  private static final AtomicInteger LABS = new AtomicInteger();
  private static final int CLIENT_HOST = 254;
  private static final int MOST_NODES = 9;

  private final NetworkCommands commands;
  private final String id;
  private final String network;
  private final List<String> nodes;

  private NetworkLab(NetworkCommands commands, String id, String network, int nodes) {
    this.commands = commands;
    this.id = id;
    this.network = network;
    this.nodes = IntStream.rangeClosed(1, nodes).mapToObj(node -> "n" + node).toList();
  }

  /** Builds the network; skips the test where this user or this machine cannot have one. */
  public static NetworkLab open(int nodes) {
    if (nodes < 1 || nodes > MOST_NODES) {
      throw new IllegalArgumentException("a lab has 1 to " + MOST_NODES + " nodes");
    }
    RequiredProgram ip = RequiredProgram.ip();
    NetworkCommands commands = new NetworkCommands(ip.path(), RequiredProgram.nft().path());
    commands.removeLeftovers();
    String id = ProcessHandle.current().pid() + "x" + LABS.incrementAndGet() % 100;
    NetworkLab lab = new NetworkLab(commands, id, freeNetwork(), nodes);
    try {
      lab.build();
    } catch (NetworkCommands.FailedException e) {
      lab.close();
      throw ip.missing("this user may not make network namespaces: " + e.getMessage());
    }
    return lab;
  }

  /** The nodes' names, in order. */
  public List<String> nodes() {
    return nodes;
  }

  /** The address of a node, or of the {@link #CLIENT}. */
  public String address(String place) {
    int host = place.equals(CLIENT) ? CLIENT_HOST : nodes.indexOf(place) + 1;
    if (host == 0) {
      throw new IllegalArgumentException("no node " + place + " in " + nodes);
    }
    return network + host;
  }

  /** What a process must be started in to be on a node; it listens on the node's address. */
  public Surroundings surroundings(String node) {
    return new Surroundings(prefix(node), Map.of());
  }

  /** The command that runs another one on a node. */
  public List<String> prefix(String node) {
    address(node);
    return List.of(commands.ip(), "netns", "exec", namespace(node));
  }

  /** Drops what one side sends to the other; what comes back passes. */
  public void cutOneWay(String from, String to) {
    if (to.equals(CLIENT)) {
      cut(from, "to", address(to));
    } else {
      cut(to, "from", address(from));
    }
  }

  /** Drops everything between two. */
  public void cutBothWays(String one, String other) {
    cutOneWay(one, other);
    cutOneWay(other, one);
  }

  /** Drops everything between a node and all other nodes; the client still reaches it. */
  public void isolate(String node) {
    nodes.stream().filter(other -> !other.equals(node)).forEach(other -> cutBothWays(node, other));
  }

  /** Drops everything between a node and the client; the other nodes still reach it. */
  public void cutClient(String node) {
    cutBothWays(node, CLIENT);
  }

  /** Ends all cuts. */
  public void heal() {
    for (String node : nodes) {
      commands.nft(namespace(node), "flush set inet lab from\nflush set inet lab to\n");
    }
  }

  private void cut(String node, String set, String address) {
    commands.nft(namespace(node), "add element inet lab " + set + " { " + address + " }\n");
  }

  private void build() {
    List<String> batch = new ArrayList<>();
    batch.add("link add " + bridge() + " type bridge");
    batch.add("addr add " + address(CLIENT) + "/24 dev " + bridge());
    batch.add("link set " + bridge() + " up");
    for (String node : nodes) {
      batch.add("netns add " + namespace(node));
      batch.add("link add " + cable(node) + " type veth peer name eth0 netns " + namespace(node));
      batch.add("link set " + cable(node) + " master " + bridge());
      batch.add("link set " + cable(node) + " up");
    }
    commands.batch(batch);
    for (String node : nodes) {
      commands.batchIn(
          namespace(node),
          List.of(
              "addr add " + address(node) + "/24 dev eth0", "link set eth0 up", "link set lo up"));
      commands.nft(
          namespace(node),
          """
          table inet lab {
            set from {
              type ipv4_addr
            }
            set to {
              type ipv4_addr
            }
            chain arriving {
              type filter hook input priority 0; policy accept;
              ip saddr @from drop
            }
            chain leaving {
              type filter hook output priority 0; policy accept;
              ip daddr @to drop
            }
          }
          """);
    }
  }

  private String namespace(String node) {
    return NetworkCommands.NAMESPACES + id + "-" + node;
  }

  private String bridge() {
    return NetworkCommands.BRIDGES + id;
  }

  private String cable(String node) {
    return "skv" + id + node;
  }

  /** The first three numbers of a network that this machine is not on. */
  private static String freeNetwork() {
    long first = ProcessHandle.current().pid() * 7 + LABS.get();
    try {
      for (long attempt = 0; attempt < 250; attempt++) {
        String network = "10.213." + ((first + attempt) % 250 + 1) + ".";
        boolean taken =
            NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address.getHostAddress().startsWith(network));
        if (!taken) {
          return network;
        }
      }
    } catch (SocketException e) {
      throw new IllegalStateException("this machine's networks cannot be listed", e);
    }
    throw new IllegalStateException("every network from 10.213.1.0 to 10.213.250.0 is in use");
  }

  /** Ends what still runs on the nodes, and takes everything down. */
  @Override
  public void close() {
    for (String node : nodes) {
      commands.removeNamespace(namespace(node));
    }
    commands.removeBridge(bridge());
  }
}
