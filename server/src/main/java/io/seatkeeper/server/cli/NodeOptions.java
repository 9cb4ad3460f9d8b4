package io.seatkeeper.server.cli;

import java.net.URI;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that name a running node, or the nodes of one cluster, and the key that opens it. */
final class NodeOptions {
  @Option(
      names = "--url",
      required = true,
      split = ",",
      description = "The node, http://host:port; several of one cluster with commas, or repeated.")
  private List<URI> urls = List.of();

  @Option(
      names = "--key",
      required = true,
      defaultValue = "${env:SEATKEEPER_KEY}",
      description = "The test workspace's secret key (or SEATKEEPER_KEY in the environment).")
  private String key = "";

  List<URI> urls() {
    return urls;
  }

  String key() {
    return key;
  }
}
