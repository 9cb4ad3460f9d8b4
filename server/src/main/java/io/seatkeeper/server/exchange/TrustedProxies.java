package io.seatkeeper.server.exchange;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proxies in front of a node whose {@code X-Forwarded-For} is believed: anybody can send one.
 */
public final class TrustedProxies {
  /** None: the address is whoever is connected. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  /** How many can be listed. */
  public static final int MOST = 100;

  private static final int MOST_HOPS = 16;
  private static final String FORWARDED_FOR = "x-forwarded-for";

  private final List<Network> networks;

  private TrustedProxies(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /** Addresses that begin with the same bits. */
  private record Network(InetAddress address, int bits) {
    boolean has(InetAddress other) {
      byte[] own = address.getAddress();
      byte[] its = other.getAddress();
      if (its.length != own.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit & 7);
        if (((own[bit >> 3] ^ its[bit >> 3]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return address.getHostAddress() + '/' + bits;
    }
  }

  /**
   * Proxies by their addresses, or networks of them: {@code 10.0.0.5}, {@code 10.0.0.0/8}, {@code
   * ::1}.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong and how it is right
   */
  public static TrustedProxies of(List<String> texts) {
    if (texts.size() > MOST) {
      throw new IllegalArgumentException("can list " + MOST + " proxies at most");
    }
    List<Network> networks = new ArrayList<>();
    for (String text : texts) {
      networks.add(network(text));
    }
    return new TrustedProxies(networks);
  }

  private static Network network(String text) {
    int slash = text.indexOf('/');
    InetAddress address = parsed(slash < 0 ? text : text.substring(0, slash));
    int most = address == null ? 0 : 8 * address.getAddress().length;
    int bits = slash < 0 ? most : number(text.substring(slash + 1));
    if (address == null || bits < 0 || bits > most) {
      throw new IllegalArgumentException(
          "has '"
              + text
              + "', which is no address. Write addresses or networks, such as 10.0.0.5,"
              + " 10.0.0.0/8 or ::1");
    }
    return new Network(address, bits);
  }

  private static int number(String digits) {
    return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
  }

  /** The address a request comes from; null when its connection has none. */
  public @Nullable InetAddress client(HttpServerRequest request) {
    SocketAddress connected = request.remoteAddress();
    return connected == null
        ? null
        : client(connected.hostAddress(), request.headers().getAll(FORWARDED_FOR));
  }

  /**
   * The address a request comes from: who is connected, or, while that is a trusted proxy, who it
   * says was connected to it.
   *
   * @param connected the connection's address
   * @param forwarded the values of {@code X-Forwarded-For}, in order
   * @return null when the connection has no address
   */
  @Nullable InetAddress client(@Nullable String connected, List<String> forwarded) {
    InetAddress client = connected == null ? null : parsed(connected);
    if (networks.isEmpty() || forwarded.isEmpty()) {
      return client;
    }
    String[] hops = String.join(",", forwarded).split(",", -1);
    int last = Math.max(0, hops.length - MOST_HOPS);
    for (int hop = hops.length - 1; hop >= last && client != null && trusts(client); hop--) {
      InetAddress before = parsed(hops[hop].strip());
      if (before == null) {
        return client;
      }
      client = before;
    }
    return client;
  }

  private boolean trusts(InetAddress address) {
    return networks.stream().anyMatch(network -> network.has(address));
  }

  /** Java would read 10.1 as 10.0.0.1: nobody means that. */
  private static @Nullable InetAddress parsed(String text) {
    int zone = text.indexOf('%');
    if (text.indexOf(':') < 0 && text.chars().filter(each -> each == '.').count() != 3) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TrustedProxies proxies && proxies.networks.equals(networks);
  }

  @Override
  public int hashCode() {
    return networks.hashCode();
  }

  @Override
  public String toString() {
    return networks.toString();
  }
}
