package io.seatkeeper.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose address counts. */
class TrustedProxiesTest {
  private final TrustedProxies proxies = TrustedProxies.of(List.of("10.0.0.0/8", "::1"));

  @Test
  void shouldBelieveNobodyWhoIsNotListed() {
    assertThat(client("192.0.2.1", "198.51.100.7")).isEqualTo("192.0.2.1");
    assertThat(TrustedProxies.NONE.client("10.0.0.1", List.of("198.51.100.7")))
        .isEqualTo(InetAddress.ofLiteral("10.0.0.1"));
  }

  @Test
  void shouldTakeAProxysWordForWhoIsBehindIt() {
    assertThat(client("10.1.2.3", "198.51.100.7")).isEqualTo("198.51.100.7");
    assertThat(client("::1", "2001:db8::7")).isEqualTo("2001:db8:0:0:0:0:0:7");
  }

  @Test
  void shouldNotBelieveWhatTheClientSaidItself() {
    assertThat(client("10.0.0.1", "203.0.113.9, 198.51.100.7")).isEqualTo("198.51.100.7");
    assertThat(client("10.0.0.1", "203.0.113.9", "198.51.100.7")).isEqualTo("198.51.100.7");
  }

  @Test
  void shouldGoThroughSeveralProxies() {
    assertThat(client("10.0.0.1", "198.51.100.7, 10.9.9.9")).isEqualTo("198.51.100.7");
    assertThat(client("10.0.0.1", "10.0.0.3, 10.0.0.2")).isEqualTo("10.0.0.3");
  }

  @Test
  void shouldStayWithWhatItKnowsWhereTheHeaderIsNonsense() {
    assertThat(client("10.0.0.1", "unknown")).isEqualTo("10.0.0.1");
    assertThat(client("10.0.0.1", "198.51.100.7, ")).isEqualTo("10.0.0.1");
    assertThat(client("10.0.0.1", "evil.example")).isEqualTo("10.0.0.1");
  }

  @Test
  void shouldKnowWholeNetworksAndNothingBesides() {
    TrustedProxies some = TrustedProxies.of(List.of("172.16.0.0/12", "2001:db8::/33"));

    assertThat(trusted(some, "172.31.255.255")).isTrue();
    assertThat(trusted(some, "172.32.0.0")).isFalse();
    assertThat(trusted(some, "2001:db8:7fff::1")).isTrue();
    assertThat(trusted(some, "2001:db8:8000::1")).isFalse();
  }

  private static boolean trusted(TrustedProxies proxies, String proxy) {
    InetAddress behind = InetAddress.ofLiteral("198.51.100.7");
    return behind.equals(proxies.client(proxy, List.of("198.51.100.7")));
  }

  private @Nullable String client(String connected, String... forwarded) {
    return Objects.requireNonNull(proxies.client(connected, List.of(forwarded))).getHostAddress();
  }
}
