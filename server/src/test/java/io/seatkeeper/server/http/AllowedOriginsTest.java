package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.exchange.AllowedOrigins;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What browsers are told about pages of other origins. */
class AllowedOriginsTest {
  private static final String SHOP = "https://shop.example";
  private static final String STRANGER = "https://stranger.example";
  private static final String MODULE = "/page/seatkeeper-map.js";
  private static final String EVENT = "/v1/events/none/chart";

  @TempDir private static Path folder;
  private static SeatkeeperServer open;
  private static SeatkeeperServer listed;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    open = SeatkeeperServer.start(TestServer.config(folder.resolve("open")));
    listed =
        SeatkeeperServer.start(
            TestServer.config(folder.resolve("listed"))
                .withOrigins(AllowedOrigins.of(List.of(SHOP, "http://localhost:3000"))));
  }

  @AfterAll
  static void stop() {
    open.close();
    listed.close();
  }

  private static HttpResponse<String> ask(
      SeatkeeperServer server, String method, String path, String origin) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("origin", origin)
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private static String allowed(HttpResponse<?> response) {
    return response.headers().firstValue("access-control-allow-origin").orElse("");
  }

  @Test
  void shouldAllowEveryOriginWhereNoneIsListed() throws Exception {
    assertThat(allowed(ask(open, "GET", EVENT, STRANGER))).isEqualTo("*");
    assertThat(allowed(ask(open, "GET", MODULE, STRANGER))).isEqualTo("*");
    assertThat(allowed(ask(open, "OPTIONS", "/v1/hold-tokens", STRANGER))).isEqualTo("*");
  }

  @Test
  void shouldAllowAListedOriginByItsName() throws Exception {
    assertThat(allowed(ask(listed, "GET", EVENT, SHOP))).isEqualTo(SHOP);
    assertThat(allowed(ask(listed, "GET", MODULE, SHOP))).isEqualTo(SHOP);
    HttpResponse<String> preflight = ask(listed, "OPTIONS", "/v1/hold-tokens", SHOP);
    assertThat(allowed(preflight)).isEqualTo(SHOP);
    assertThat(preflight.headers().firstValue("access-control-allow-headers").orElse(""))
        .contains("authorization", "idempotency-key");
  }

  @Test
  void shouldNotAllowAnOriginThatIsNotListed() throws Exception {
    assertThat(allowed(ask(listed, "GET", EVENT, STRANGER))).isEmpty();
    assertThat(allowed(ask(listed, "GET", MODULE, STRANGER))).isEmpty();
    assertThat(allowed(ask(listed, "OPTIONS", "/v1/hold-tokens", STRANGER))).isEmpty();
  }

  @Test
  void shouldNotLetCachesMixOriginsUp() throws Exception {
    assertThat(ask(listed, "GET", MODULE, STRANGER).headers().allValues("vary"))
        .containsExactlyInAnyOrder("origin", "accept-encoding");
    assertThat(ask(listed, "GET", EVENT, SHOP).headers().allValues("vary")).contains("origin");
  }

  @Test
  void shouldKeepWhatNeedsTheSecretKeyFromOtherOrigins() throws Exception {
    assertThat(allowed(ask(open, "GET", "/v1/events", SHOP))).isEmpty();
    assertThat(
            ask(open, "OPTIONS", "/v1/charts", SHOP)
                .headers()
                .firstValue("access-control-allow-headers"))
        .isEmpty();
  }
}
