package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.http.TestServer.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tickets cost, set and shown over HTTP. */
class PricesTest {
  @TempDir static Path directory;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldShowWhatTicketsCostToEverybody() {
    server.createEvent("priced");

    Response set = put("priced", prices("EUR", "adult", 6500));
    Response shown = server.send("GET", "/v1/events/priced/prices", null, null, Map.of());

    assertThat(set.status()).isEqualTo(200);
    assertThat(set.header("Seatkeeper-Token")).isNotEmpty();
    assertThat(shown.json()).isEqualTo(set.json());
    assertThat(shown.json()).containsEntry("currency", "EUR");
    assertThat(shown.number("currencyDigits")).isEqualTo(2);
    assertThat(shown.number("feePerTicket")).isEqualTo(150);
    assertThat(shown.list("ticketTypes"))
        .isEqualTo(List.of(Map.of("key", "adult", "name", "Adult")));
    assertThat(shown.body()).contains("\"amount\":6500");
  }

  @Test
  void shouldShowThatNothingCostsAnythingUntilPricesAreSet() {
    server.createEvent("free");

    Response shown = server.get("/v1/events/free/prices");

    assertThat(shown.body())
        .isEqualTo(
            "{\"currency\":\"\",\"currencyDigits\":0,\"feePerTicket\":0,\"feePerOrder\":0,"
                + "\"ticketTypes\":[],\"prices\":[]}");
  }

  @Test
  void shouldSayHowManyDigitsACurrencyHas() {
    server.createEvent("yen");

    assertThat(put("yen", prices("JPY", "adult", 9000)).number("currencyDigits")).isZero();
  }

  @Test
  void shouldRefuseACurrencyThatNobodyPaysIn() {
    server.createEvent("money");

    Response unknown = put("money", prices("EUX", "adult", 1));
    Response measure = put("money", prices("XXX", "adult", 1));

    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.code()).isEqualTo("VALUE_INVALID");
    assertThat(unknown.json()).containsEntry("pointer", "/currency");
    assertThat(measure.code()).isEqualTo("VALUE_INVALID");
  }

  @Test
  void shouldRefusePricesThatFitNoTicket() {
    server.createEvent("unfit");

    Response refused = put("unfit", prices("EUR", "child", 1));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("PRICES_NOT_POSSIBLE");
  }

  @Test
  void shouldLetTheSecretKeyAloneSetPrices() {
    server.createEvent("mine");
    String body = prices("EUR", "adult", 1);

    Response refused =
        server.send("PUT", "/v1/events/mine/prices", server.publicKey(), body, Map.of());

    assertThat(refused.code()).isEqualTo("SECRET_KEY_NEEDED");
  }

  private static Response put(String event, String body) {
    String path = "/v1/events/" + event + "/prices";
    return server.send("PUT", path, server.secretKey(), body, Map.of());
  }

  private static String prices(String currency, String type, long amount) {
    return """
    {"currency":"%s","feePerTicket":150,"feePerOrder":0,
     "ticketTypes":[{"key":"adult","name":"Adult"}],
     "prices":[{"category":"1","ticketType":"%s","amount":%d}]}
    """
        .formatted(currency, type, amount);
  }
}
