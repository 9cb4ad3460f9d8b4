package io.seatkeeper.server.cli;

import java.net.URI;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that name an event of a running node, and the key that opens it. */
final class EventOptions {
  @Option(
      names = "--url",
      required = true,
      split = ",",
      description = "The node, http://host:port; several of one cluster with commas, or repeated.")
  private List<URI> urls = List.of();

  @Option(names = "--event", required = true, description = "The event's key.")
  private String event = "";

  @Option(
      names = "--key",
      required = true,
      defaultValue = "${env:SEATKEEPER_KEY}",
      description = "The test workspace's secret key (or SEATKEEPER_KEY in the environment).")
  private String key = "";

  List<URI> urls() {
    return urls;
  }

  String event() {
    return event;
  }

  String key() {
    return key;
  }
}
