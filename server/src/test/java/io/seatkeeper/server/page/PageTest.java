package io.seatkeeper.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.exchange.AllowedOrigins;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private static final Pattern IMPORT =
      Pattern.compile("(?:\\bfrom|\\bimport)\\s*[\"']([^\"'\\s]+)[\"']");
  private static final Pattern WORKER = Pattern.compile("new URL\\('([^']+)', import\\.meta\\.url");
  private static final Pattern MAPPING = Pattern.compile("\"([^\"]+)\":\"(/[^\"]+)\"");
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>");

  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    Page page = new Page(AllowedOrigins.ALL, event -> event.equals("show") ? "pk_test_abc" : "");
    HttpServer server = VERTX.createHttpServer().requestHandler(page);
    port =
        server
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .actualPort();
  }

  @AfterAll
  static void stop() throws Exception {
    VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError("the page's server does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static HttpResponse<byte[]> get(String path) {
    return send(request(path));
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void shouldHandThePageItsEventAndTestKey() {
    HttpResponse<byte[]> page = get("/e/show");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(text(page)).contains("<seat-page event=\"show\" key=\"pk_test_abc\">");
    assertThat(header(page, "cache-control")).isEqualTo("no-store");
  }

  @Test
  void shouldHandThePageNoKeyOfAnotherEvent() {
    assertThat(text(get("/e/live-show"))).contains("<seat-page event=\"live-show\" key=\"\">");
  }

  @Test
  void shouldEscapeTheEventsName() {
    assertThat(text(get("/e/%22%3E%3Cscript%3E@key@")))
        .contains("event=\"&quot;&gt;&lt;script&gt;&#64;key&#64;\"")
        .doesNotContain("\"><script>");
  }

  @Test
  void shouldHandAnOrdersPageItsNames() {
    HttpResponse<byte[]> page = get("/o/show/K7Q2-9XFD?key=abc");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(text(page)).contains("<order-page event=\"show\" order=\"K7Q2-9XFD\">");
    assertThat(header(page, "referrer-policy")).isEqualTo("no-referrer");
    assertThat(get("/o/show").statusCode()).isEqualTo(404);
    assertThat(get("/o/show/one/two").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldForbidEveryScriptButItsOwn() throws Exception {
    HttpResponse<byte[]> page = get("/e/show");
    Matcher importMap = IMPORT_MAP.matcher(text(page));
    assertThat(importMap.find()).isTrue();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(importMap.group(1).getBytes(UTF_8));

    assertThat(header(page, "content-security-policy"))
        .contains("default-src 'none'")
        .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "';")
        .doesNotContain("unsafe");
  }

  @Test
  void shouldServeTheBoxOffice() {
    HttpResponse<byte[]> page = get("/admin");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(text(page)).contains("<box-office></box-office>");
    assertThat(header(page, "cache-control")).isEqualTo("no-store");
    assertThat(header(page, "content-security-policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void shouldServeEveryModuleThatIsImported() {
    Map<String, String> mappings = new LinkedHashMap<>();
    Matcher mapping = MAPPING.matcher(text(get("/e/show")));
    while (mapping.find()) {
      mappings.put(mapping.group(1), mapping.group(2));
    }
    Deque<String> open =
        new ArrayDeque<>(List.of("/page/main.js", "/page/order-page.js", "/page/box-office.js"));
    Set<String> seen = new LinkedHashSet<>(open);
    while (!open.isEmpty()) {
      String path = open.remove();
      HttpResponse<byte[]> module = get(path);
      assertThat(module.statusCode()).as(path).isEqualTo(200);
      assertThat(header(module, "content-type")).isEqualTo("text/javascript; charset=utf-8");
      for (Pattern pattern : new Pattern[] {IMPORT, WORKER}) {
        Matcher matcher = pattern.matcher(text(module));
        while (matcher.find()) {
          String found = resolve(path, matcher.group(1), mappings);
          if (seen.add(found)) {
            open.add(found);
          }
        }
      }
    }
    assertThat(seen)
        .contains("/page/map-worker.js", "/page/map-grid.js")
        .anyMatch(path -> path.startsWith("/webjars/lit-html/"));
  }

  private static String resolve(String from, String name, Map<String, String> mappings) {
    if (name.startsWith(".")) {
      return URI.create(from).resolve(name).getPath();
    }
    if (mappings.containsKey(name)) {
      return mappings.get(name);
    }
    return mappings.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("/") && name.startsWith(entry.getKey()))
        .map(entry -> entry.getValue() + name.substring(entry.getKey().length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(from + " imports " + name + ": mapped nowhere"));
  }

  @Test
  void shouldAnswerAKnownFileWithNotModified() {
    HttpResponse<byte[]> first = get("/page/page.css");

    assertThat(header(first, "cache-control")).isEqualTo("no-cache");
    HttpResponse<byte[]> second =
        send(request("/page/page.css").header("if-none-match", header(first, "etag")));
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void shouldLetBrowsersKeepLibraries() {
    String lit =
        IMPORT_MAP.matcher(text(get("/e/show"))).results().findFirst().orElseThrow().group(1);
    Matcher path = Pattern.compile("\"lit\":\"([^\"]+)\"").matcher(lit);
    assertThat(path.find()).isTrue();

    assertThat(header(get(path.group(1)), "cache-control")).contains("immutable");
  }

  @Test
  void shouldCompressForThoseWhoTakeIt() throws Exception {
    HttpResponse<byte[]> plain = get("/page/seatkeeper-map.js");
    HttpResponse<byte[]> compressed =
        send(request("/page/seatkeeper-map.js").header("accept-encoding", "br, gzip"));

    assertThat(header(compressed, "content-encoding")).isEqualTo("gzip");
    assertThat(compressed.body().length).isLessThan(plain.body().length / 2);
    try (GZIPInputStream content =
        new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
      assertThat(content.readAllBytes()).isEqualTo(plain.body());
    }
  }

  @Test
  void shouldAnswerHeadWithoutABody() {
    HttpResponse<byte[]> head =
        send(request("/page/page.css").method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "content-length")).isNotEqualTo("0");
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/e/",
        "/e/a/b",
        "/e/%zz",
        "/page/",
        "/page/page.html",
        "/page/..%2fpage.html",
        "/page/../logback.xml",
        "/webjars/lit/",
        "/nowhere"
      })
  void shouldAnswerOtherPathsWithNotFound(String path) throws Exception {
    assertThat(statusLine("GET " + path)).contains(" 404 ");
  }

  @Test
  void shouldOnlyBeRead() {
    HttpResponse<byte[]> posted = send(request("/e/show").POST(BodyPublishers.ofString("x")));

    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(header(posted, "allow")).isEqualTo("GET, HEAD");
  }

  /** Sends a path as it is, which clients would tidy up, and reads the first line back. */
  private static String statusLine(String methodAndPath) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      String head = methodAndPath + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer.lines().findFirst().orElse("");
    }
  }
}
