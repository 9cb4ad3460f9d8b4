package io.seatkeeper.server.cli;

import io.seatkeeper.replication.ClusterConfig;
import io.seatkeeper.replication.tls.TlsFiles;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sections {@code node} and {@code cluster} of a configuration file. */
final class ClusterSettings {
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,31}";
  private static final String ADDRESS = "[^\\s:]+:[0-9]{1,5}|\\[[0-9A-Fa-f:.]+\\]:[0-9]{1,5}";
  private static final long LONGEST_REPAIR_MILLIS = 7L * 86_400_000;

  private ClusterSettings() {}

  /**
   * Reads both sections; null when there is no cluster.
   *
   * @throws CommandException naming file and line of what is wrong
   */
  static @Nullable ClusterConfig read(YamlSection root) {
    YamlSection node = root.section("node");
    String name = node.matching("name", "n1", NAME);
    String region = node.matching("region", "local", NAME);
    node.end();
    YamlSection cluster = root.section("cluster");
    if (!cluster.isThere()) {
      return null;
    }
    String address = address(cluster, "address", cluster.text("address", ""));
    String host = address.substring(0, address.lastIndexOf(':'));
    List<String> seeds = cluster.texts("seeds");
    for (String seed : seeds) {
      address(cluster, "seeds", seed);
    }
    boolean plainText = cluster.yes("plain-text", false);
    TlsFiles tls = tls(cluster.section("tls"));
    if (plainText == (tls != null)) {
      throw cluster.wrong(
          plainText ? "plain-text" : "tls",
          plainText
              ? "must be false, or 'cluster.tls' must go: it is one or the other"
              : "is missing: give 'certificate', 'key' and 'authorities'. Or say 'plain-text:"
                  + " true': then whoever reaches the address can read and change everything");
    }
    ClusterConfig config =
        new ClusterConfig(
            name,
            region,
            address,
            cluster.text("listen", host),
            seeds,
            cluster.yes("votes", true),
            cluster.number("voters", ClusterConfig.VOTERS, 1, 7),
            cluster.number(
                "repair-after-millis",
                ClusterConfig.REPAIR_AFTER_MILLIS,
                1000,
                LONGEST_REPAIR_MILLIS),
            tls);
    cluster.end();
    return config;
  }

  private static @Nullable TlsFiles tls(YamlSection section) {
    if (!section.isThere()) {
      return null;
    }
    TlsFiles files =
        new TlsFiles(
            file(section, "certificate"), file(section, "key"), file(section, "authorities"));
    section.end();
    return files;
  }

  private static Path file(YamlSection section, String key) {
    Path file = section.path(key, null);
    if (file == null) {
      throw section.wrong(key, "is missing: name a PEM file");
    }
    return file;
  }

  private static String address(YamlSection cluster, String key, String address) {
    if (!address.matches(ADDRESS)) {
      throw cluster.wrong(key, "must be host:port; '" + address + "' is not");
    }
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    if (port < 1 || port > 65_535) {
      throw cluster.wrong(key, "must have a port from 1 to 65535");
    }
    return address;
  }
}
