package io.seatkeeper.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seatkeeper.server.problem.ProblemException;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Makes tokens and tampers with them. */
class HoldTokensTest {
  private final SecureRandom random = new SecureRandom();
  private final HoldTokens tokens = new HoldTokens("main", "a secret of the node".getBytes(UTF_8));

  @Test
  void shouldVerifyWhatItMade() {
    HoldToken made = tokens.make(random, 5000, 900_000, "buyer-7");

    HoldToken verified = tokens.verify(made.text());

    assertThat(verified).isEqualTo(made);
    assertThat(verified.lease().deadlineLogMillis()).isEqualTo(905_000);
    assertThat(verified.lease().buyer()).isEqualTo("buyer-7");
    assertThat(verified.lease().workspace()).isEqualTo("main");
  }

  @Test
  void shouldCountTheTokenItselfWhenThereIsNoBuyer() {
    HoldToken one = tokens.make(random, 0, 1000, "");
    HoldToken other = tokens.make(random, 0, 1000, "");

    assertThat(one.lease().buyer()).startsWith("token:").isNotEqualTo(other.lease().buyer());
    assertThat(tokens.verify(one.text()).lease().buyer()).isEqualTo(one.lease().buyer());
  }

  @Test
  void shouldRefuseATokenWithAnyByteChanged() {
    byte[] signed = Base64.getUrlDecoder().decode(tokens.make(random, 5000, 900_000, "b").text());

    for (int index = 0; index < signed.length; index++) {
      byte[] changed = signed.clone();
      changed[index] ^= 1;
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

      assertThat(refusal(tokens, text))
          .as("byte %d", index)
          .isIn("HOLD_TOKEN_INVALID", "TOKEN_OF_ANOTHER_WORKSPACE");
    }
  }

  @Test
  void shouldRefuseATokenOfAnotherNodeOrWorkspace() {
    HoldToken made = tokens.make(random, 5000, 900_000, "");

    assertThat(refusal(new HoldTokens("main", new byte[] {1}), made.text()))
        .isEqualTo("HOLD_TOKEN_INVALID");
    assertThat(
            refusal(new HoldTokens("other", "a secret of the node".getBytes(UTF_8)), made.text()))
        .isEqualTo("TOKEN_OF_ANOTHER_WORKSPACE");
  }

  @Test
  void shouldRefuseWhatIsNoToken() {
    for (String text : new String[] {"", "x", "!!!!", "A".repeat(401), "AQ", "A".repeat(200)}) {
      assertThat(refusal(tokens, text)).as(text).isEqualTo("HOLD_TOKEN_INVALID");
    }
  }

  private static String refusal(HoldTokens tokens, String text) {
    return catchThrowableOfType(ProblemException.class, () -> tokens.verify(text)).problem().code();
  }
}
