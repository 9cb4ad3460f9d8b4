package io.seatkeeper.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.server.auth.OrderKeys.Naming;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderKeysTest {
  private static final OrderKeys KEYS =
      new OrderKeys("a secret of 32 bytes, or so it is".getBytes(UTF_8));
  private static final RequestKey ASKED = new RequestKey(1, 2, 3, 4);

  @Test
  void shouldNameARequestsOrderTheSameWheneverItIsAsked() {
    Naming once = KEYS.naming("show", ASKED, 0);

    assertThat(KEYS.naming("show", ASKED, 0)).isEqualTo(once);
    assertThat(once.reference())
        .matches("[234679ACDEFGHJKMNPQRTUVWXY]{4}-[234679ACDEFGHJKMNPQRTUVWXY]{4}");
    assertThat(once.idempotencyId()).matches("[0-9a-f]{32}");
  }

  @Test
  void shouldNameOrdersOfOtherRequestsGroupsAndAttemptsDifferently() {
    Set<Naming> namings = new HashSet<>();
    for (int number = 0; number < 1000; number++) {
      namings.add(KEYS.naming("show", new RequestKey(number, 0, 3, 4), 0));
      namings.add(KEYS.naming("show", ASKED, 1 + number));
    }
    namings.add(KEYS.naming("other", ASKED, 1));

    assertThat(namings).extracting(Naming::reference).doesNotHaveDuplicates().hasSize(2001);
    assertThat(namings).extracting(Naming::idempotencyId).doesNotHaveDuplicates();
  }

  @Test
  void shouldKnowTheKeyOfAnOrderFromEveryOther() {
    String key = KEYS.key("show", "K7Q2-9XFD");

    assertThat(KEYS.isKey("show", "K7Q2-9XFD", key)).isTrue();
    assertThat(KEYS.isKey("show", "K7Q2-9XFE", key)).isFalse();
    assertThat(KEYS.isKey("show.", "K7Q2-9XFD", key)).isFalse();
    assertThat(KEYS.isKey("show", "K7Q2-9XFD", key + "A")).isFalse();
    assertThat(KEYS.isKey("show", "K7Q2-9XFD", "")).isFalse();
    assertThat(new OrderKeys(new byte[32]).isKey("show", "K7Q2-9XFD", key)).isFalse();
  }

  @Test
  void shouldReadWhatPeopleTypeForAReference() {
    assertThat(OrderKeys.reference("k7q29xfd")).isEqualTo("K7Q2-9XFD");
    assertThat(OrderKeys.reference("k7q2 9xfd ")).isEqualTo("K7Q2-9XFD");
    assertThat(OrderKeys.reference("K7Q2-9XFD")).isEqualTo("K7Q2-9XFD");
    assertThat(OrderKeys.reference("o-1")).isEqualTo("o-1");
  }
}
