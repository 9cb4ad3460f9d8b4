package io.seatkeeper.server.wire;

import static io.seatkeeper.server.wire.ApiDescription.map;
import static io.seatkeeper.server.wire.ApiDescription.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.http.TestServer;
import io.seatkeeper.server.http.TestServer.Response;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.seatkeeper.server.wire.ApiDescription.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The API's description, held to what the node does. */
class OpenApiTest {
  /** What a request may be answered besides its success, when that takes longer. */
  private static final String UNDER_WAY = "202";

  private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");

  @TempDir static Path directory;

  private static TestServer server;
  private static ApiDescription description;
  private static List<Skeleton> sound;

  @BeforeAll
  static void start() {
    server = TestServer.start(directory);
    description = ApiDescription.of(server);
    sound = Skeletons.in(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<Route> routes() {
    return server.routes();
  }

  static List<Operation> operations() {
    return description.operations();
  }

  @Test
  void shouldBeOpenApi31() {
    assertThat(description.document().get("openapi")).isEqualTo("3.1.0");
    assertThat(map(description.document(), "info")).containsKeys("title", "version", "description");
    assertThat(operations())
        .extracting(one -> one.described().get("operationId"))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldDescribeWhatIsMountedAndNothingElse() {
    List<String> mounted =
        server.routes().stream().map(route -> route.method() + " " + route.template()).toList();

    assertThat(operations())
        .extracting(Operation::toString)
        .containsExactlyInAnyOrderElementsOf(mounted);
  }

  @Test
  void shouldReferToWhatThereIs() {
    Set<String> used = new TreeSet<>();
    collectReferences(description.document(), used);
    Set<String> schemas =
        map(map(description.document(), "components"), "schemas").keySet().stream()
            .map(name -> "#/components/schemas/" + name)
            .collect(Collectors.toSet());

    assertThat(used)
        .allSatisfy(reference -> assertThat(description.referred(reference)).isNotEmpty());
    assertThat(used).containsAll(schemas);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void shouldDescribeWhatARouteAsksFor(Route route) {
    Operation operation = description.operation(route.method().name(), route.template());

    assertThat(operation.described().get("x-key"))
        .isEqualTo(route.access().name().toLowerCase(Locale.ROOT));
    assertThat(operation.described().get("security")).isEqualTo(security(route.access()));
    assertThat(names(operation, "path")).isEqualTo(parametersOf(route.template()));
    assertThat(names(operation, "query")).isEqualTo(queryOf(route));
    assertThat(names(operation, "header").contains("Idempotency-Key")).isEqualTo(route.keyed());
    assertThat(names(operation, "header").contains("Seatkeeper-Token")).isEqualTo(route.causal());
    assertThat(operation.described().containsKey("requestBody")).isEqualTo(route.bodyBytes() > 0);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void shouldDescribeSuccessAndRefusal(Operation operation) {
    Map<String, Object> responses = map(operation.described(), "responses");

    assertThat(responses.keySet())
        .filteredOn(status -> status.startsWith("2") && !status.equals(UNDER_WAY))
        .hasSize(1);
    assertThat(responses.get("default"))
        .isEqualTo(Map.of("$ref", "#/components/responses/Problem"));
    assertThat((String) operation.described().get("summary")).isNotBlank();
    assertThat((List<?>) operation.described().get("tags")).hasSize(1);
  }

  @Test
  void shouldDescribeBodiesAsTheyAreTaken() {
    Map<String, List<String>> faults = new HashMap<>();
    for (Skeleton skeleton : sound) {
      Operation operation = description.operation(skeleton.method(), skeleton.route().template());
      if (skeleton.shape() != null) {
        Map<String, Object> schema = Objects.requireNonNull(description.bodySchema(operation));
        faults.put(skeleton.toString(), ShapeCheck.faults(description, schema, skeleton.shape()));
      }
    }

    assertThat(faults).hasSizeGreaterThan(10);
    assertThat(faults.values()).allSatisfy(found -> assertThat(found).isEmpty());
  }

  @Test
  void shouldTakeTheRequestsItDescribesAndAnswerAsDescribed() throws IOException {
    int number = 0;
    for (Skeleton skeleton : sound) {
      Operation operation = description.operation(skeleton.method(), skeleton.route().template());
      if (skeleton.body() != null) {
        Map<String, Object> schema = Objects.requireNonNull(description.bodySchema(operation));
        assertThat(SchemaCheck.faults(description, schema, ApiDescription.parsed(skeleton.body())))
            .as("the body of %s", operation)
            .isEmpty();
      }
      try (Connection connection = new Connection(server.port())) {
        connection.send(new Draft(skeleton, "described-" + number++).bytes());
        assertDescribed(operation, connection.read());
      }
    }
  }

  private static void assertDescribed(Operation operation, Connection.Reply reply) {
    Map<String, Object> responses = map(operation.described(), "responses");
    assertThat(responses).as("%s", operation).containsKey(Integer.toString(reply.status()));
    Map<String, Object> answer = map(responses, Integer.toString(reply.status()));
    if (!answer.containsKey("content")) {
      assertThat(reply.body()).as("%s", operation).isEmpty();
      return;
    }
    String type = reply.header("content-type").split(";", 2)[0];
    assertThat(map(answer, "content")).as("%s", operation).containsOnlyKeys(type);
    if (type.equals("application/json")) {
      assertThat(
              SchemaCheck.faults(
                  description,
                  ApiDescription.schema(answer, type),
                  ApiDescription.parsed(reply.body())))
          .as("the answer of %s", operation)
          .isEmpty();
    }
  }

  @Test
  void shouldListEveryProblemWithItsStatus() {
    Map<Object, Object> listed = new HashMap<>();
    for (Object item : (List<?>) Objects.requireNonNull(description.document().get("x-problems"))) {
      Map<String, Object> problem = object(item);
      listed.put(
          Objects.requireNonNull(problem.get("code")),
          ((Number) Objects.requireNonNull(problem.get("status"))).intValue());
    }
    Map<Object, Object> known = new HashMap<>();
    for (ProblemCode code : ProblemCode.values()) {
      known.put(code.name(), code.status());
    }
    for (Rejection rejection : Rejection.values()) {
      known.put(rejection.name(), Problem.statusOf(rejection.kind()));
    }

    assertThat(listed).isEqualTo(known);
  }

  @Test
  void shouldBeReadableAsAPage() {
    Response page = server.get("/docs");
    Response script = server.get("/docs.js");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'");
    assertThat(page.body())
        .contains("<h1>", "/openapi.json", "<script type=\"module\" src=\"/docs.js\">");
    assertThat(script.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(script.body()).contains("x-problems", "operationId");
  }

  private static void collectReferences(@Nullable Object node, Set<String> found) {
    if (node instanceof Map<?, ?> map) {
      if (map.get("$ref") instanceof String reference) {
        found.add(reference);
      }
      map.values().forEach(inner -> collectReferences(inner, found));
    } else if (node instanceof List<?> list) {
      list.forEach(inner -> collectReferences(inner, found));
    }
  }

  private static List<Object> security(Access access) {
    Object key = Map.of("key", List.of());
    return switch (access) {
      case OPEN -> List.of();
      case OPTIONAL -> List.of(Map.of(), key);
      case PUBLIC, SECRET -> List.of(key);
    };
  }

  private static Set<String> names(Operation operation, String in) {
    return description.parameters(operation, in).stream()
        .map(one -> String.valueOf(one.get("name")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> parametersOf(String template) {
    return PARAMETER
        .matcher(template)
        .results()
        .map(one -> one.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> queryOf(Route route) {
    List<String> names = new ArrayList<>(route.query());
    if (route.causal()) {
      names.add(Route.CONSISTENCY);
    }
    if (route.causal() && !names.contains(Route.AFTER)) {
      names.add(Route.AFTER);
    }
    return Set.copyOf(names);
  }
}
