package io.seatkeeper.replication;

import io.seatkeeper.replication.peer.PeerReader;
import io.seatkeeper.replication.peer.PeerWriter;
import java.util.List;

/**
 * What a node says of itself.
 *
 * @param node its id
 * @param cluster its cluster's id
 * @param incarnation the history its logs tell
 * @param shards how many shards the cluster has
 * @param name its name
 * @param region where it stands
 * @param address where its peers reach it
 * @param votes whether it may vote
 * @param draining whether it hands its work over, to be stopped
 * @param wallMillis its wall clock now
 * @param clocks how it measured the others' wall clocks
 * @param groups how its logs are
 */
public record Hello(
    String node,
    String cluster,
    long incarnation,
    int shards,
    String name,
    String region,
    String address,
    boolean votes,
    boolean draining,
    long wallMillis,
    List<Clock> clocks,
    List<Log> groups) {
  public Hello {
    clocks = List.copyOf(clocks);
    groups = List.copyOf(groups);
  }

  /**
   * How one log is on a node.
   *
   * @param group its name
   * @param role leader, follower, candidate or listener, in small letters
   * @param term the term the node is in
   * @param appliedIndex the entry applied last
   * @param stateHash of the state after it: nodes at the same entry have the same
   * @param logMillis the log's elapsed time as the node has it
   * @param leader the leader's id as the node knows it; empty for none
   * @param peers the members as the node knows them
   */
  public record Log(
      String group,
      String role,
      long term,
      long appliedIndex,
      long stateHash,
      long logMillis,
      String leader,
      List<Peer> peers) {
    public Log {
      peers = List.copyOf(peers);
    }

    /** Whether the node leads. */
    public boolean leads() {
      return role.equals("leader");
    }
  }

  /**
   * Another node's wall clock, measured.
   *
   * @param node the other node's name
   * @param offsetMillis how far its clock is ahead
   * @param errorMillis how wrong that may be, either way
   */
  public record Clock(String node, long offsetMillis, long errorMillis) {}

  /** A member of a log: its id, its address, whether it votes. */
  public record Peer(String id, String address, boolean voter) {}

  byte[] toBytes() {
    return new PeerWriter()
        .text(node)
        .text(cluster)
        .number(incarnation)
        .number(shards)
        .text(name)
        .text(region)
        .text(address)
        .yes(votes)
        .yes(draining)
        .number(wallMillis)
        .list(
            clocks,
            (to, clock) ->
                to.text(clock.node()).number(clock.offsetMillis()).number(clock.errorMillis()))
        .list(groups, Hello::write)
        .toBytes();
  }

  private static void write(PeerWriter writer, Log log) {
    writer
        .text(log.group())
        .text(log.role())
        .number(log.term())
        .number(log.appliedIndex())
        .number(log.stateHash())
        .number(log.logMillis())
        .text(log.leader())
        .list(log.peers(), (to, peer) -> to.text(peer.id()).text(peer.address()).yes(peer.voter()));
  }

  static Hello of(byte[] message) {
    PeerReader reader = new PeerReader(message);
    return new Hello(
        reader.text(),
        reader.text(),
        reader.number(),
        (int) reader.number(),
        reader.text(),
        reader.text(),
        reader.text(),
        reader.yes(),
        reader.yes(),
        reader.number(),
        reader.list(from -> new Clock(from.text(), from.number(), from.number())),
        reader.list(Hello::readLog));
  }

  private static Log readLog(PeerReader reader) {
    return new Log(
        reader.text(),
        reader.text(),
        reader.number(),
        reader.number(),
        reader.number(),
        reader.number(),
        reader.text(),
        reader.list(from -> new Peer(from.text(), from.text(), from.yes())));
  }
}
