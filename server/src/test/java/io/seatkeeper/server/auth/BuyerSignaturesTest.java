package io.seatkeeper.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuyerSignaturesTest {
  private static final String ANNA =
      "93acd8743207ebe099f0d64aaa749a1b151acd03e7616ef29fb2ee83db82e79b";

  private final BuyerSignatures signatures =
      new BuyerSignatures(WorkspaceKeys.hash("sk_test_example"));

  @Test
  void shouldSignAsShopsDoInOtherLanguages() {
    assertThat(signatures.sign("anna-7")).isEqualTo(ANNA);
    assertThat(signatures.sign("Zoë"))
        .isEqualTo("0c9ddd2a95ebf30e91d737cc38b0d09d40762ef0dacb839311f682bb99f97fc1");
  }

  @Test
  void shouldTakeWhatTheShopSigned() {
    assertThat(signatures.verify("anna-7", ANNA)).isTrue();
    assertThat(signatures.verify("anna-7", ANNA.toUpperCase(Locale.ROOT))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "anna-7", "93acd8743207ebe099f0d64aaa749a1b151acd03e7616ef29fb2ee83"})
  void shouldRefuseWhatIsNoSignature(String text) {
    assertThat(signatures.verify("anna-7", text)).isFalse();
  }

  @Test
  void shouldRefuseAnotherBuyersOrAnotherShopsSignature() {
    assertThat(signatures.verify("anna-8", ANNA)).isFalse();
    assertThat(new BuyerSignatures(WorkspaceKeys.hash("sk_test_other")).verify("anna-7", ANNA))
        .isFalse();
  }
}
