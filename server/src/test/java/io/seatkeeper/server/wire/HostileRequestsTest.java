package io.seatkeeper.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.http.TestServer;
import io.seatkeeper.server.problem.ProblemCode;
import io.seatkeeper.server.wire.Connection.Reply;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of wrong requests, each refused in words and none with any effect.
 *
 * <p>Each is a request that its route accepts, spoilt in one place so that nobody may accept it.
 * {@code -Dseatkeeper.seed} chooses others, {@code -Dseatkeeper.requests} more.
 */
class HostileRequestsTest {
  private static final long SEED = Long.getLong("seatkeeper.seed", 1);
  private static final int REQUESTS = Integer.getInteger("seatkeeper.requests", 5000);
  private static final Set<String> CODES =
      Stream.concat(
              Arrays.stream(ProblemCode.values()).map(ProblemCode::name),
              Arrays.stream(Rejection.values()).map(Rejection::name))
          .collect(Collectors.toUnmodifiableSet());
  private static final List<Mutation> MUTATIONS =
      Stream.of(
              BodyMutations.all(),
              MeaningMutations.all(),
              HeadMutations.all(),
              FramingMutations.all())
          .flatMap(List::stream)
          .toList();

  @TempDir Path directory;

  private @Nullable Connection open;

  @Test
  void shouldAcceptTheRequestsThatAreSpoilt() throws IOException {
    try (TestServer server = TestServer.start(directory)) {
      int number = 0;
      for (Skeleton skeleton : Skeletons.in(server)) {
        Draft draft = new Draft(skeleton, "sound-" + number++);
        try (Connection connection = new Connection(server.port())) {
          connection.send(draft.bytes());

          assertThat(connection.read().status()).as("%s", skeleton).isBetween(200, 299);
        }
      }
    }
  }

  @Test
  void shouldRefuseEveryWrongRequestInWordsAndChangeNothing() throws IOException {
    try (TestServer server = TestServer.start(directory)) {
      List<Skeleton> skeletons = Skeletons.in(server);
      Map<Mutation, Integer> uses = new HashMap<>();
      Set<Route> routes = new HashSet<>();
      ApiDescription description = ApiDescription.of(server);
      long content = content(server);

      for (int number = 0; number < REQUESTS; number++) {
        SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + number);
        Skeleton skeleton = skeletons.get(number % skeletons.size());
        Mutation mutation =
            BodyMutations.pick(
                MUTATIONS.stream().filter(one -> one.fits().test(skeleton)).toList(), random);
        Draft draft = new Draft(skeleton, "hostile-" + number);
        mutation.effect().spoil(draft, skeleton, random);

        Reply reply = exchange(server, draft);

        String fault = fault(description, draft, reply);
        if (fault.isEmpty() && content(server) != content) {
          fault = "it changed the state";
        }
        if (!fault.isEmpty()) {
          fail(report(number, skeleton, mutation, draft, reply, fault));
        }
        uses.merge(mutation, 1, Integer::sum);
        routes.add(skeleton.route());
      }

      assertThat(routes).containsExactlyInAnyOrderElementsOf(server.routes());
      assertThat(uses.keySet()).containsExactlyInAnyOrderElementsOf(MUTATIONS);
    } finally {
      disconnect();
    }
  }

  private Reply exchange(TestServer server, Draft draft) throws IOException {
    if (draft.spoilsConnection()) {
      disconnect();
    }
    Connection connection = open == null ? new Connection(server.port()) : open;
    open = connection;
    Reply reply;
    try {
      connection.send(draft.bytes());
      if (draft.endsEarly()) {
        connection.sendNoMore();
      }
      reply = connection.read();
    } catch (SocketTimeoutException silence) {
      reply = Reply.LATE;
    } catch (SocketException reset) {
      reply = Reply.NONE;
    }
    if (draft.spoilsConnection()
        || reply.status() <= 0
        || reply.header("connection").equals("close")) {
      disconnect();
    }
    return reply;
  }

  private void disconnect() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  /** What is wrong with an answer; empty for nothing. */
  private static String fault(ApiDescription description, Draft draft, Reply reply) {
    if (reply.status() == 0) {
      return draft.answer == Draft.Answer.REFUSAL_OR_END ? "" : "there was no answer";
    }
    if (reply.status() < 0) {
      return "the connection stays open without an answer";
    }
    if (reply.status() < 400 || reply.status() > 499) {
      return "it was not refused";
    }
    if (draft.answer == Draft.Answer.REFUSAL) {
      return reply.body().strip().endsWith(".") ? "" : "there is no sentence";
    }
    if (!reply.header("content-type").equals("application/problem+json")) {
      return "it is no problem";
    }
    Map<String, Object> problem = reply.json();
    Map<String, Object> schema = description.referred("#/components/schemas/Problem");
    List<String> undescribed = SchemaCheck.faults(description, schema, problem);
    if (!undescribed.isEmpty()) {
      return "it is not as described: " + undescribed;
    }
    if (!CODES.contains(String.valueOf(problem.get("code")))) {
      return "nobody knows the code";
    }
    if (((Number) problem.getOrDefault("status", 0)).intValue() != reply.status()) {
      return "it names another status";
    }
    boolean worded =
        String.valueOf(problem.get("title")).endsWith(".")
            && String.valueOf(problem.get("detail")).matches("(?s)\\p{Lu}.{15,}\\.");
    return worded ? "" : "there is no sentence";
  }

  private static long content(TestServer server) {
    return server.shard().read(ShardView::contentHash);
  }

  private static String report(
      int number, Skeleton skeleton, Mutation mutation, Draft draft, Reply reply, String fault) {
    byte[] bytes = draft.bytes();
    return """
    %s: %s, %s (request %d of seed %d)
    request: %s
    answer: %d %s
    replay: mvn -pl server -am -Dtest=HostileRequestsTest -Dseatkeeper.seed=%d \
    -Dseatkeeper.requests=%d test\
    """
        .formatted(
            fault,
            mutation,
            skeleton,
            number,
            SEED,
            new String(bytes, 0, Math.min(bytes.length, 3000), ISO_8859_1),
            reply.status(),
            reply.body(),
            SEED,
            number + 1);
  }
}
