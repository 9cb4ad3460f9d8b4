package io.seatkeeper.server.cli;

import io.seatkeeper.server.cli.NodeHealth.ShardHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A cluster in words for people. */
final class ClusterText {
  private ClusterText() {}

  /** The nodes, then the shards, a line each with headings. */
  static List<String> lines(ClusterView view) {
    List<String> lines = new ArrayList<>();
    lines.add("  node  process   state      restarts  URL");
    for (ClusterView.Member member : view.members()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-4s  %-8s  %-9s  %8d  %s",
              member.name(),
              member.process().pid() == 0 ? "-" : String.valueOf(member.process().pid()),
              state(member),
              member.process().restarts(),
              member.url()));
    }
    if (!view.shards().isEmpty()) {
      lines.add(
          "  shard     leader  index"
              + view.members().stream()
                  .map(member -> String.format(Locale.ROOT, "  %10s", member.name()))
                  .collect(Collectors.joining()));
    }
    for (String shard : view.shards()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-8s  %-6s       %s",
              shard,
              view.leader(shard).map(ClusterView.Member::name).orElse("none"),
              view.members().stream()
                  .map(member -> String.format(Locale.ROOT, "  %10s", index(member, shard)))
                  .collect(Collectors.joining())));
    }
    return lines;
  }

  /** What changes seldom, on one line: every node's state and every shard's leader. */
  static String line(ClusterView view) {
    String states =
        view.members().stream()
            .map(member -> member.name() + " " + state(member))
            .collect(Collectors.joining(", "));
    String leaders =
        view.shards().stream()
            .map(
                shard ->
                    shard
                        + " led by "
                        + view.leader(shard).map(ClusterView.Member::name).orElse("none"))
            .collect(Collectors.joining(", "));
    return leaders.isEmpty() ? states : states + "; " + leaders;
  }

  private static String index(ClusterView.Member member, String shard) {
    return member
        .replica(shard)
        .map(
            (ShardHealth replica) ->
                replica.ready() ? String.valueOf(replica.index()) : replica.index() + "?")
        .orElse("-");
  }

  private static String state(ClusterView.Member member) {
    return switch (member.process().state()) {
      case STARTING -> "starting";
      case RUNNING -> member.health().ready() ? "ready" : "not ready";
      case WAITING -> "waiting";
      case HELD -> "killed";
      case ENDED -> "ended";
    };
  }
}
