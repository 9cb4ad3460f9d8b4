package io.seatkeeper.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.http.TestServer.Response;
import io.seatkeeper.server.problem.ProblemCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way a request can be wrong at the edge, once, with its own status and code. */
class RefusalsTest {
  private static final String BOOKINGS = "/v1/events/show/bookings";
  private static final String ONE_SEAT = "{\"objects\":[\"Stalls-A-1\"]}";
  private static final int BODY_BYTES = 1024 * 1024;

  @TempDir static Path directory;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(directory);
    server.createEvent("show");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A request that is right but for one thing, and what it must be answered. */
  record Wrong(String what, ProblemCode code, Supplier<Response> request) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Wrong> wrongKeys() {
    return Stream.of(
        bookingBy("no key", ProblemCode.KEY_MISSING, null),
        bookingBy("something else for a key", ProblemCode.KEY_MALFORMED, "let me in"),
        bookingBy("nobody's key", ProblemCode.KEY_UNKNOWN, "sk_test_" + "x".repeat(32)),
        bookingBy("a live key", ProblemCode.KEY_MODE_MIXED, "sk_live_" + "x".repeat(32)),
        bookingBy("no token", ProblemCode.HOLD_TOKEN_NEEDED, server.publicKey()),
        new Wrong(
            "a public key for a report",
            ProblemCode.SECRET_KEY_NEEDED,
            () -> server.send("GET", "/v1/events/show/report", server.publicKey(), null, Map.of())),
        new Wrong(
            "a public key past channels",
            ProblemCode.SECRET_KEY_NEEDED,
            () ->
                server.post(
                    BOOKINGS,
                    "{\"holdToken\":\"%s\",\"objects\":[\"T1\"],\"ignoreChannels\":true}"
                        .formatted(server.token()),
                    server.publicKey())),
        booking(
            "an altered token",
            ProblemCode.HOLD_TOKEN_INVALID,
            "{\"holdToken\":\"AAAA\",\"objects\":[\"T1\"]}"));
  }

  static Stream<Wrong> wrongLines() {
    return Stream.of(
        get("no such path", ProblemCode.PATH_UNKNOWN, "/v1/nowhere"),
        get("a path too deep", ProblemCode.PATH_UNKNOWN, "/v1" + "/a".repeat(40)),
        get("a broken escape", ProblemCode.PATH_MALFORMED, "/v1/events/%FF"),
        new Wrong(
            "another method",
            ProblemCode.METHOD_NOT_ALLOWED,
            () -> server.send("PUT", BOOKINGS, server.secretKey(), ONE_SEAT, Map.of())),
        get("an unknown parameter", ProblemCode.QUERY_UNKNOWN, "/v1/events?color=red"),
        get("a parameter twice", ProblemCode.QUERY_REPEATED, "/v1/events?limit=1&limit=1"),
        get("a page of none", ProblemCode.QUERY_INVALID, "/v1/events?limit=0"),
        get("a page of many", ProblemCode.QUERY_INVALID, "/v1/events?limit=many"),
        get("a strange order", ProblemCode.QUERY_INVALID, "/v1/events/show/audit?order=up"),
        get("a long line", ProblemCode.REQUEST_LINE_TOO_LONG, "/v1/" + "a".repeat(5000)));
  }

  static Stream<Wrong> wrongHeaders() {
    return Stream.of(
        bookingWith(
            "an empty idempotency key", ProblemCode.IDEMPOTENCY_KEY_INVALID, "Idempotency-Key", ""),
        bookingWith(
            "a long idempotency key",
            ProblemCode.IDEMPOTENCY_KEY_INVALID,
            "Idempotency-Key",
            "k".repeat(65)),
        bookingWith(
            "a form",
            ProblemCode.CONTENT_TYPE_UNSUPPORTED,
            "Content-Type",
            "application/x-www-form-urlencoded"),
        bookingWith(
            "another charset",
            ProblemCode.CONTENT_TYPE_UNSUPPORTED,
            "Content-Type",
            "application/json; charset=iso-8859-1"),
        bookingWith(
            "a compressed body",
            ProblemCode.CONTENT_ENCODING_UNSUPPORTED,
            "Content-Encoding",
            "gzip"),
        bookingWith(
            "a large header", ProblemCode.HEADERS_TOO_LARGE, "X-Large", "a".repeat(20_000)));
  }

  static Stream<Wrong> wrongBodies() {
    return Stream.of(
        booking("an empty body", ProblemCode.BODY_EMPTY, " "),
        booking("half a body", ProblemCode.JSON_MALFORMED, "{\"objects\":[\"T1\"]"),
        booking("two documents", ProblemCode.TRAILING_CONTENT, ONE_SEAT + ONE_SEAT),
        booking("an unknown field", ProblemCode.FIELD_UNKNOWN, "{\"objects\":[\"T1\"],\"x\":1}"),
        booking(
            "a field twice",
            ProblemCode.FIELD_REPEATED,
            "{\"objects\":[\"T1\"],\"objects\":[\"T1\"]}"),
        booking("a field missing", ProblemCode.FIELD_MISSING, "{\"order\":\"o-1\"}"),
        booking("a wrong type", ProblemCode.TYPE_WRONG, "{\"objects\":\"T1\"}"),
        booking(
            "a long label",
            ProblemCode.OUT_OF_RANGE,
            "{\"objects\":[\"" + "a".repeat(201) + "\"]}"),
        booking(
            "two fields in conflict",
            ProblemCode.FIELDS_IN_CONFLICT,
            "{\"objects\":[\"T1\"],\"channels\":[\"a\"],\"ignoreChannels\":true}"),
        new Wrong(
            "an event's key with a space",
            ProblemCode.VALUE_INVALID,
            () -> server.post("/v1/events", "{\"key\":\"a b\",\"chart\":\"house\"}")),
        booking("a large body", ProblemCode.BODY_TOO_LARGE, " ".repeat(BODY_BYTES + 1)),
        new Wrong(
            "a body for a read",
            ProblemCode.BODY_UNEXPECTED,
            () -> server.send("GET", "/v1/events", server.secretKey(), "{}", Map.of())));
  }

  @ParameterizedTest
  @MethodSource({"wrongKeys", "wrongLines", "wrongHeaders", "wrongBodies"})
  void shouldRefuse(Wrong wrong) {
    Response refused = wrong.request.get();

    assertProblem(refused, wrong.code);
  }

  @Test
  void shouldRefuseAChangeWithoutAnIdempotencyKey() {
    Response refused = server.send("POST", BOOKINGS, server.secretKey(), ONE_SEAT, Map.of());

    assertProblem(refused, ProblemCode.IDEMPOTENCY_KEY_MISSING);
  }

  @Test
  void shouldNameTheMethodsThatAPathTakes() {
    Response refused = server.send("PUT", "/v1/events/show", server.secretKey(), null, Map.of());

    assertThat(refused.header("Allow")).isEqualTo("DELETE, GET, HEAD, PATCH");
  }

  @Test
  void shouldPointAtTheFault() {
    Response refused =
        server.post(
            BOOKINGS, "{\"objects\":[\"Stalls-A-1\",{\"label\":\"Floor\",\"quantity\":\"two\"}]}");

    assertThat(refused.json())
        .containsEntry("pointer", "/objects/1/quantity")
        .containsEntry("field", "quantity");
  }

  @Test
  void shouldRefuseATextThatIsNotUtf8() {
    byte[] body = ONE_SEAT.getBytes(UTF_8);
    body[15] = (byte) 0xC3;

    Response refused =
        server.sendBytes("POST", BOOKINGS, server.secretKey(), body, TestServer.freshKey());

    assertProblem(refused, ProblemCode.JSON_NOT_UTF8);
  }

  @Test
  void shouldRefuseAnExpectationItDoesNotKnow() throws IOException {
    String answer =
        raw(
            "POST %s HTTP/1.1\r\nHost: node\r\nAuthorization: Bearer %s\r\nIdempotency-Key: e\r\n"
                    .formatted(BOOKINGS, server.secretKey())
                + "Content-Type: application/json\r\nContent-Length: 2\r\nExpect: wonders\r\n"
                + "Connection: close\r\n\r\n{}");

    assertThat(answer).startsWith("HTTP/1.1 417 ").contains("\"code\":\"EXPECTATION_UNKNOWN\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {20_000, 300_000})
  void shouldBeReadByEveryCallerWhoseHeadIsTooLarge(int headBytes) {
    Map<String, String> headers = new HashMap<>(TestServer.freshKey());
    headers.put("X-Large", "a".repeat(headBytes));

    for (int call = 0; call < 40; call++) {
      Response refused = server.send("POST", BOOKINGS, server.secretKey(), ONE_SEAT, headers);

      assertThat(refused.code()).isEqualTo(ProblemCode.HEADERS_TOO_LARGE.name());
    }
  }

  @Test
  void shouldRefuseWhatIsNotHttp() throws IOException {
    String answer = raw("GET /v1/events HTTP/1.1\r\nHo st: x\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .containsIgnoringCase("\r\nConnection: close\r\n")
        .contains("\"code\":\"REQUEST_MALFORMED\"");
  }

  private static void assertProblem(Response refused, ProblemCode code) {
    assertThat(refused.code()).as(refused.body()).isEqualTo(code.name());
    assertThat(refused.status()).isEqualTo(code.status());
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.json())
        .containsEntry("title", code.title())
        .containsEntry("type", "/docs#" + code.name());
    assertThat(refused.number("status")).isEqualTo(code.status());
    assertThat((String) refused.json("detail")).endsWith(".");
    assertThat(server.get("/v1/events/show/objects/Stalls-A-1").json())
        .containsEntry("status", "free");
  }

  private static Wrong get(String what, ProblemCode code, String path) {
    return new Wrong(what, code, () -> server.get(path));
  }

  private static Wrong booking(String what, ProblemCode code, String body) {
    return new Wrong(what, code, () -> server.post(BOOKINGS, body));
  }

  private static Wrong bookingBy(String what, ProblemCode code, @Nullable String key) {
    return new Wrong(what, code, () -> server.post(BOOKINGS, ONE_SEAT, key));
  }

  private static Wrong bookingWith(String what, ProblemCode code, String header, String value) {
    Map<String, String> headers = new HashMap<>(TestServer.freshKey());
    headers.put(header, value);
    return new Wrong(
        what, code, () -> server.send("POST", BOOKINGS, server.secretKey(), ONE_SEAT, headers));
  }

  /** What comes back on a connection of its own, until it ends. */
  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
