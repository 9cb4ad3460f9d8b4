package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.server.auth.LoginTries;
import io.seatkeeper.server.http.TestServer.Response;
import io.seatkeeper.server.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The box office's session, as a browser and as others would use it. */
class SessionEndpointsTest {
  private static final String SESSION = "/admin/session";
  private static final String BOOKINGS = "/v1/events/show/bookings";
  private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
  private static final String REPORT = "/v1/events/show/report";

  @TempDir static Path directory;

  private static TestServer server;
  private static int seats;

  @BeforeAll
  static void start() {
    server = TestServer.start(directory.resolve("main"));
    server.createEvent("show");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What a browser keeps of a session. */
  private record Browser(String cookie, String csrf) {
    static Browser loggedInAt(TestServer node) {
      Response begun = logIn(node, node.secretKey(), Map.of());
      assertThat(begun.status()).as(begun.body()).isEqualTo(200);
      String header = begun.header("set-cookie");
      return new Browser(
          header.substring(0, header.indexOf(';')), String.valueOf(begun.json("csrf")));
    }

    Map<String, String> headers(String... more) {
      Map<String, String> headers = new HashMap<>(TestServer.freshKey());
      headers.put("Cookie", "theme=dark; " + cookie);
      for (int at = 0; at < more.length; at += 2) {
        headers.put(more[at], more[at + 1]);
      }
      return headers;
    }

    Response book(String... headers) {
      return server.send("POST", BOOKINGS, null, oneSeat(), headers(headers));
    }

    Response read(String path, String... headers) {
      return server.send("GET", path, null, null, headers(headers));
    }
  }

  private static Response logIn(TestServer node, String key, Map<String, String> headers) {
    return node.send("POST", SESSION, null, "{\"secretKey\":\"" + key + "\"}", headers);
  }

  private static String oneSeat() {
    return "{\"objects\":[\"Stalls-A-" + (1 + seats++ % 8) + "\"]}";
  }

  private static String own() {
    return "http://localhost:" + server.port();
  }

  private static void assertRefused(Response refused, ProblemCode code) {
    assertThat(refused.code()).as(refused.body()).isEqualTo(code.name());
    assertThat(refused.status()).isEqualTo(code.status());
  }

  @Test
  void shouldSetACookieThatScriptsAndOtherSitesCannotUse() {
    Response begun = logIn(server, server.secretKey(), Map.of("Origin", own()));

    assertThat(begun.header("set-cookie"))
        .startsWith("seatkeeper-session=")
        .endsWith("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
    assertThat(begun.json()).containsEntry("workspace", "main").containsEntry("mode", "test");
    assertThat(begun.json("csrf").toString()).hasSizeGreaterThan(40);
  }

  @Test
  void shouldKeepTheCookieToEncryptedConnectionsBehindAProxyThatHasThem() {
    Response begun = logIn(server, server.secretKey(), Map.of("X-Forwarded-Proto", "https"));

    assertThat(begun.header("set-cookie")).endsWith("; HttpOnly; SameSite=Strict; Secure");
  }

  @Test
  void shouldDoWithTheCookieWhatTheSecretKeyMay() {
    Browser browser = Browser.loggedInAt(server);

    assertThat(browser.read(REPORT).status()).isEqualTo(200);
    assertThat(browser.read(REPORT, "Origin", own(), "Sec-Fetch-Site", "same-origin").status())
        .isEqualTo(200);
    Response booked =
        browser.book("Seatkeeper-Csrf", browser.csrf, "Origin", own(), "Sec-Fetch-Site", "none");
    assertThat(booked.status()).as(booked.body()).isEqualTo(201);
    Map<?, ?> sold = (Map<?, ?>) booked.list("objects").getFirst();
    assertThat(browser.read("/v1/events/show/objects/" + sold.get("label")).json("order"))
        .isEqualTo(booked.json("order"));
  }

  @Test
  void shouldSayWhoIsLoggedIn() {
    Browser browser = Browser.loggedInAt(server);

    assertThat(browser.read(SESSION).json())
        .containsEntry("workspace", "main")
        .containsEntry("csrf", browser.csrf);
    assertThat(server.get(SESSION).json()).containsEntry("csrf", "");
    assertRefused(server.send("GET", SESSION, null, null, Map.of()), ProblemCode.KEY_MISSING);
  }

  @Test
  void shouldRefuseAChangeWithoutItsToken() {
    Browser browser = Browser.loggedInAt(server);
    Browser another = Browser.loggedInAt(server);

    assertRefused(browser.book(), ProblemCode.CSRF_TOKEN_WRONG);
    assertRefused(browser.book("Seatkeeper-Csrf", "ä"), ProblemCode.CSRF_TOKEN_WRONG);
    assertRefused(browser.book("Seatkeeper-Csrf", another.csrf), ProblemCode.CSRF_TOKEN_WRONG);
    assertRefused(
        server.send("DELETE", SESSION, null, null, browser.headers()),
        ProblemCode.CSRF_TOKEN_WRONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1", "localhost"})
  void shouldRefuseAnotherOriginsPage(String origin) {
    Browser browser = Browser.loggedInAt(server);

    assertRefused(
        browser.book("Seatkeeper-Csrf", browser.csrf, "Origin", origin),
        ProblemCode.ORIGIN_FOREIGN);
    assertRefused(browser.read(REPORT, "Origin", origin), ProblemCode.ORIGIN_FOREIGN);
    assertRefused(
        logIn(server, server.secretKey(), Map.of("Origin", origin)), ProblemCode.ORIGIN_FOREIGN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void shouldRefuseWhatTheBrowserSaysComesFromElsewhere(String site) {
    Browser browser = Browser.loggedInAt(server);

    assertRefused(
        browser.book("Seatkeeper-Csrf", browser.csrf, "Sec-Fetch-Site", site),
        ProblemCode.ORIGIN_FOREIGN);
    assertRefused(browser.read(REPORT, "Sec-Fetch-Site", site), ProblemCode.ORIGIN_FOREIGN);
  }

  @Test
  void shouldShowAnotherSitesPageOnlyWhatEverybodyMaySee() {
    Browser browser = Browser.loggedInAt(server);

    Response seen =
        browser.read("/v1/events/show/objects/Stalls-A-1", "Sec-Fetch-Site", "cross-site");

    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.json().get("order")).isNull();
  }

  @Test
  void shouldRefuseASessionThatIsNone() {
    Map<String, String> forged = Map.of("Cookie", "seatkeeper-session=" + "A".repeat(119));

    assertRefused(server.send("GET", REPORT, null, null, forged), ProblemCode.SESSION_UNKNOWN);
    assertThat(server.send("GET", "/v1/events/show/objects/T1", null, null, forged).status())
        .isEqualTo(200);
  }

  @Test
  void shouldLetAKeyGoBeforeTheCookie() {
    Browser browser = Browser.loggedInAt(server);

    Response refused = server.send("GET", REPORT, server.publicKey(), null, browser.headers());

    assertRefused(refused, ProblemCode.SECRET_KEY_NEEDED);
  }

  @Test
  void shouldEndWithTheCookie() {
    Browser browser = Browser.loggedInAt(server);

    Response ended =
        server.send(
            "DELETE", SESSION, null, null, browser.headers("Seatkeeper-Csrf", browser.csrf));

    assertThat(ended.status()).isEqualTo(204);
    assertThat(ended.header("set-cookie")).startsWith("seatkeeper-session=; Path=/; Max-Age=0;");
  }

  @Test
  void shouldTakeNoPublicKey() {
    assertRefused(logIn(server, server.publicKey(), Map.of()), ProblemCode.SECRET_KEY_NEEDED);
  }

  @Test
  void shouldOpenNoLiveWorkspaceWithATestSession() {
    Browser browser = Browser.loggedInAt(server);
    try (TestServer live =
        TestServer.start(
            TestServer.config(directory.resolve("live")).withWorkspace("main", Mode.LIVE))) {
      live.createEvent("show");

      Response refused = live.send("GET", REPORT, null, null, browser.headers());

      assertRefused(refused, ProblemCode.SESSION_UNKNOWN);
    }
  }

  @Test
  void shouldBoundTheWrongKeysOfAnAddress() {
    try (TestServer node = TestServer.start(directory.resolve("tried"))) {
      for (int attempt = 0; attempt < LoginTries.MOST_WRONG; attempt++) {
        assertRefused(logIn(node, "sk_test_" + "x".repeat(32), Map.of()), ProblemCode.KEY_UNKNOWN);
      }

      Response refused = logIn(node, node.secretKey(), Map.of());

      assertRefused(refused, ProblemCode.TOO_MANY_REQUESTS);
      assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 60);
    }
  }

  @Test
  void shouldBeKnownToAnotherNodeOfTheCluster() throws IOException {
    try (MovingNode first = new MovingNode(directory.resolve("n1"))) {
      first.server().createEvent("show");
      Browser browser = Browser.loggedInAt(first.server());
      try (TestServer second = first.join(directory.resolve("n2"))) {
        awaitReady(second);

        Response booked =
            second.send(
                "POST",
                BOOKINGS,
                null,
                oneSeat(),
                browser.headers("Seatkeeper-Csrf", browser.csrf));

        assertThat(booked.status()).as(booked.body()).isEqualTo(201);
      }
    }
  }

  private static void awaitReady(TestServer node) {
    long beganNanos = System.nanoTime();
    int status = 0;
    while (status != 200 && System.nanoTime() - beganNanos < PATIENCE_NANOS) {
      status = node.send("GET", "/health/ready", null, null, Map.of()).status();
    }
    assertThat(status).as("the second node is ready").isEqualTo(200);
  }

  @Test
  void shouldOutliveARestart() {
    Path folder = directory.resolve("restarted");
    Browser browser;
    try (TestServer before = TestServer.start(folder)) {
      before.createEvent("show");
      browser = Browser.loggedInAt(before);
    }
    try (TestServer after = TestServer.start(folder)) {
      Response read = after.send("GET", REPORT, null, null, browser.headers());

      assertThat(read.status()).as(read.body()).isEqualTo(200);
    }
  }
}
