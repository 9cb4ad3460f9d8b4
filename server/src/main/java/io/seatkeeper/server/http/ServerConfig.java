package io.seatkeeper.server.http;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.replication.FatalHandler;
import io.seatkeeper.replication.NodeConfig;
import io.seatkeeper.server.exchange.AllowedOrigins;
import io.seatkeeper.server.exchange.HttpBounds;
import io.seatkeeper.server.exchange.RateLimits;
import java.nio.file.Path;

/**
 * How a node runs.
 *
 * @param node its log and data directory
 * @param host the address it listens on
 * @param port the port; 0 for any free one
 * @param workspace the workspace that the first start founds
 * @param mode the mode of that workspace
 * @param bounds what bounds its HTTP side
 * @param limits how often callers may ask
 * @param origins which other sites' pages may read its answers
 * @param retries what its shards remember to answer retries
 * @param fatal ends the process when the node breaks
 */
public record ServerConfig(
    NodeConfig node,
    String host,
    int port,
    String workspace,
    Mode mode,
    HttpBounds bounds,
    RateLimits limits,
    AllowedOrigins origins,
    RetryMemory retries,
    FatalHandler fatal) {
  /** The port where nothing else is said. */
  public static final int PORT = 8080;

  /** The address where nothing else is said: this machine only. */
  public static final String HOST = "127.0.0.1";

  /** The workspace where nothing else is said. */
  public static final String WORKSPACE = "main";

  /** The defaults, in a directory. */
  public static ServerConfig in(Path dataDirectory, FatalHandler fatal) {
    return new ServerConfig(
        NodeConfig.in(dataDirectory),
        HOST,
        PORT,
        WORKSPACE,
        Mode.TEST,
        HttpBounds.DEFAULT,
        RateLimits.DEFAULT,
        AllowedOrigins.ALL,
        RetryMemory.DEFAULT,
        fatal);
  }

  /** The same on another port. */
  public ServerConfig onPort(int other) {
    return new ServerConfig(
        node, host, other, workspace, mode, bounds, limits, origins, retries, fatal);
  }

  /** The same on another address. */
  public ServerConfig onHost(String other) {
    return new ServerConfig(
        node, other, port, workspace, mode, bounds, limits, origins, retries, fatal);
  }

  /** The same with another log. */
  public ServerConfig withNode(NodeConfig other) {
    return new ServerConfig(
        other, host, port, workspace, mode, bounds, limits, origins, retries, fatal);
  }

  /** The same with other bounds. */
  public ServerConfig withBounds(HttpBounds other) {
    return new ServerConfig(
        node, host, port, workspace, mode, other, limits, origins, retries, fatal);
  }

  /** The same with other limits. */
  public ServerConfig withLimits(RateLimits others) {
    return new ServerConfig(
        node, host, port, workspace, mode, bounds, others, origins, retries, fatal);
  }

  /** The same with other origins. */
  public ServerConfig withOrigins(AllowedOrigins others) {
    return new ServerConfig(
        node, host, port, workspace, mode, bounds, limits, others, retries, fatal);
  }

  /** The same with another first workspace. */
  public ServerConfig withWorkspace(String name, Mode itsMode) {
    return new ServerConfig(
        node, host, port, name, itsMode, bounds, limits, origins, retries, fatal);
  }

  /** The same with another memory for retries. */
  public ServerConfig withRetries(RetryMemory other) {
    return new ServerConfig(
        node, host, port, workspace, mode, bounds, limits, origins, other, fatal);
  }
}
