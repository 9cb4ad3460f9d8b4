package io.seatkeeper.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.core.state.WorkspaceView;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Sessions over workspaces that several nodes know. */
class SessionTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final String TEST_KEY = "sk_test_" + "a".repeat(32);
  private static final String LIVE_KEY = "sk_live_" + "b".repeat(32);
  private static final String PUBLIC_KEY = "pk_test_" + "c".repeat(32);

  private final SecureRandom random = new SecureRandom();
  private final KeyRing here = node("a secret of the test workspace");
  private final KeyRing there = node("a secret of the test workspace");

  /** A node's keys, as it reads them from its copy of the state. */
  private static KeyRing node(String secret) {
    WorkspaceView test =
        new WorkspaceView(
            "test",
            Mode.TEST,
            WorkspaceKeys.hash(TEST_KEY),
            WorkspaceKeys.hash(PUBLIC_KEY),
            Bytes.copyOf(secret.getBytes(UTF_8)));
    WorkspaceView live =
        new WorkspaceView(
            "live",
            Mode.LIVE,
            WorkspaceKeys.hash(LIVE_KEY),
            WorkspaceKeys.hash("pk_live_" + "d".repeat(32)),
            Bytes.copyOf("a secret of the live workspace".getBytes(UTF_8)));
    KeyRing keys = new KeyRing(() -> List.of(test, live), () -> 7);
    keys.refresh();
    return keys;
  }

  private Session begin(String key) {
    return here.begin(Objects.requireNonNull(here.known(key)), random, NOW);
  }

  @Test
  void shouldBeKnownToEveryNodeOfTheCluster() {
    Session begun = begin(TEST_KEY);

    Session known = Objects.requireNonNull(there.session(begun.text(), NOW + 1000));

    assertThat(known.credential().workspace()).isEqualTo("test");
    assertThat(known.credential().secret()).isTrue();
    assertThat(known.csrf()).isEqualTo(begun.csrf());
  }

  @Test
  void shouldBeUnknownWhereTheWorkspaceHasAnotherSecret() {
    assertThat(node("another secret").session(begin(TEST_KEY).text(), NOW)).isNull();
  }

  @Test
  void shouldEndAfterTwelveHours() {
    Session begun = begin(TEST_KEY);
    long end = NOW + KeyRing.SESSION.toMillis();

    assertThat(here.session(begun.text(), end - 1)).isNotNull();
    assertThat(here.session(begun.text(), end)).isNull();
  }

  @Test
  void shouldOpenNoOtherWorkspace() {
    byte[] sealed = Base64.getUrlDecoder().decode(begin(TEST_KEY).text());
    byte[] live = Base64.getUrlDecoder().decode(begin(LIVE_KEY).text());
    System.arraycopy(live, 1, sealed, 1, 32);

    String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);

    assertThat(here.session(forged, NOW)).isNull();
  }

  @Test
  void shouldBeWorthlessWithAnyByteChanged() {
    byte[] sealed = Base64.getUrlDecoder().decode(begin(TEST_KEY).text());
    for (int at = 0; at < sealed.length; at++) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

      assertThat(here.session(text, NOW)).as("byte %d changed", at).isNull();
    }
  }

  @Test
  void shouldBeNothingElse() {
    Session begun = begin(TEST_KEY);

    assertThat(List.of("", "x", "ä", "=", "A".repeat(119), begun.csrf(), begun.text() + "AAAA"))
        .allSatisfy(text -> assertThat(here.session(text, NOW)).isNull());
  }

  @Test
  void shouldDifferEachTime() {
    Session one = begin(TEST_KEY);
    Session other = begin(TEST_KEY);

    assertThat(one.text()).isNotEqualTo(other.text());
    assertThat(one.csrf()).isNotEqualTo(other.csrf());
  }

  @Test
  void shouldNeedTheSecretKey() {
    assertThatThrownBy(() -> begin(PUBLIC_KEY)).isInstanceOf(IllegalArgumentException.class);
  }
}
