package io.seatkeeper.server.cli;

import io.seatkeeper.server.cli.NodeHealth.ShardHealth;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A cluster on this machine at one moment: its processes and what its nodes say. */
record ClusterView(List<Member> members) {
  /** One node. */
  record Member(String name, URI url, Supervisor.Status process, NodeHealth health) {
    /** Its replica of a shard, when it says that it has one. */
    Optional<ShardHealth> replica(String shard) {
      return health.shards().stream().filter(each -> each.shard().equals(shard)).findFirst();
    }
  }

  ClusterView {
    members = List.copyOf(members);
  }

  /** The names of the shards, in order. */
  List<String> shards() {
    TreeSet<String> names = new TreeSet<>();
    members.forEach(
        member -> member.health().shards().forEach(replica -> names.add(replica.shard())));
    return List.copyOf(names);
  }

  /** A node by its name. */
  Optional<Member> member(String name) {
    return members.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Who leads a shard; of two who say so, the one that has come further. */
  Optional<Member> leader(String shard) {
    Member leader = null;
    long furthest = -1;
    for (Member member : members) {
      Optional<ShardHealth> replica = member.replica(shard).filter(ShardHealth::leader);
      if (replica.isPresent() && replica.get().index() > furthest) {
        leader = member;
        furthest = replica.get().index();
      }
    }
    return Optional.ofNullable(leader);
  }

  /** Whether every node is ready. */
  boolean ready() {
    return members.stream().allMatch(member -> member.health().ready());
  }
}
