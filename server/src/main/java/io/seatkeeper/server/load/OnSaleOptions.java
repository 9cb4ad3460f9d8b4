package io.seatkeeper.server.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an on-sale run is to do.
 *
 * @param urls the nodes of one cluster, {@code http://host:port} each, or what stands in front of
 *     them
 * @param event the event's key
 * @param secretKey a test workspace's secret key
 * @param fans how many
 * @param seconds when to stop although something is left
 * @param paceSeconds how long selling out should take; 0 for as fast as possible
 * @param connections the most connections the fans share
 * @param seed of every fan's choices
 * @param history the file for what the fans asked and saw; null for none
 */
public record OnSaleOptions(
    List<URI> urls,
    String event,
    String secretKey,
    int fans,
    long seconds,
    long paceSeconds,
    int connections,
    long seed,
    @Nullable Path history) {
  public OnSaleOptions {
    urls = List.copyOf(urls);
  }

  /** A run against one node. */
  public OnSaleOptions(
      URI url,
      String event,
      String secretKey,
      int fans,
      long seconds,
      long paceSeconds,
      int connections,
      long seed,
      @Nullable Path history) {
    this(List.of(url), event, secretKey, fans, seconds, paceSeconds, connections, seed, history);
  }

  /**
   * This run for several events: fans and connections are shared out, each event begins with
   * another node, has another seed and writes its history to a file of its own, whose name ends
   * with the event's key.
   */
  public List<OnSaleOptions> each(List<String> events) {
    if (events.size() == 1) {
      return List.of(of(events.getFirst(), urls, fans, connections, seed, history));
    }
    List<OnSaleOptions> runs = new ArrayList<>();
    for (int number = 0; number < events.size(); number++) {
      List<URI> rotated = new ArrayList<>(urls);
      Collections.rotate(rotated, -number);
      String name = events.get(number);
      runs.add(
          of(
              name,
              rotated,
              share(fans, number, events.size()),
              share(connections, number, events.size()),
              // Fans are seeded by their number from here: runs are further apart than they reach.
              seed + number * 1_000_000_007L,
              history == null ? null : history.resolveSibling(history.getFileName() + "." + name)));
    }
    return runs;
  }

  private OnSaleOptions of(
      String name,
      List<URI> nodes,
      int someFans,
      int someConnections,
      long ownSeed,
      @Nullable Path file) {
    return new OnSaleOptions(
        nodes, name, secretKey, someFans, seconds, paceSeconds, someConnections, ownSeed, file);
  }

  /** One part of a whole that is shared out as evenly as it goes; at least 1. */
  private static int share(int whole, int part, int parts) {
    return Math.max(1, whole / parts + (part < whole % parts ? 1 : 0));
  }
}
