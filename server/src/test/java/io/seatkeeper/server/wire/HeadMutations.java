package io.seatkeeper.server.wire;

import static io.seatkeeper.server.wire.BodyMutations.pick;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Requests whose line or headers their route does not take. */
final class HeadMutations {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW", "get", "M-SEARCH");
  private static final List<String> BROKEN_ESCAPES =
      List.of("%", "%4", "%zz", "%FF", "%C0%80", "%E2%82", "%ED%A0%80", "a%", "%%%", "%u0041");
  private static final List<String> NO_KEYS =
      List.of(
          "Bearer",
          "Bearer ",
          "Basic c2s6",
          "Bearer sk_test_",
          "Bearer sk_test_" + "ä".repeat(32),
          "Bearer sk_test_" + "x".repeat(32),
          "Bearer sk_live_" + "x".repeat(32),
          "Bearer pk_live_" + "0".repeat(32),
          "Bearer " + "x".repeat(4000),
          "bearer\tsk_test_" + "x".repeat(32),
          "Bearer sk_test_" + "x".repeat(32) + "' OR '1'='1");
  private static final List<String> NO_TYPES =
      List.of(
          "text/plain",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "application/xml",
          "application/jsonp",
          "application/json; charset=utf-16",
          "application/json; charset=utf-8; x=y",
          "application/json,application/json",
          "*/*",
          "ä");
  private static final List<String> NO_QUERIES =
      List.of("x=1", "Limit=1", "limit[]=1", "&", "=", "%=1", "a=%zz", "?", "constructor=1", "%00");
  private static final List<String> NO_LIMITS =
      List.of("", "0", "-1", "1e3", "0x10", "1.0", "many", "99999999999999999999", "%D9%A1", "+1");

  private HeadMutations() {}

  static List<Mutation> all() {
    return Stream.of(lines(), keys(), others()).flatMap(List::stream).toList();
  }

  private static List<Mutation> lines() {
    return List.of(
        new Mutation("another method", Skeleton::whatever, HeadMutations::anotherMethod),
        new Mutation(
            "broken escape in the path",
            Skeleton::namesSomething,
            (draft, skeleton, random) ->
                draft.segments.set(
                    pick(skeleton.parameters(), random), pick(BROKEN_ESCAPES, random))),
        new Mutation("another path", Skeleton::whatever, HeadMutations::anotherPath),
        new Mutation(
            "another query",
            Skeleton::whatever,
            (draft, _, random) -> draft.query = pick(NO_QUERIES, random)),
        new Mutation(
            "parameter twice",
            Skeleton::hasQuery,
            (draft, skeleton, _) -> draft.query = skeleton.query() + "&" + skeleton.query()),
        new Mutation(
            "impossible page",
            Skeleton::hasPages,
            (draft, _, random) -> draft.query = "limit=" + pick(NO_LIMITS, random)),
        new Mutation(
            "long line",
            Skeleton::whatever,
            (draft, _, random) -> draft.query = "x".repeat(4096 + random.nextInt(9000))),
        new Mutation(
            "large headers",
            Skeleton::whatever,
            (draft, _, random) -> draft.header("X", "x".repeat(16_384 + random.nextInt(9000)))),
        new Mutation(
            "many headers",
            Skeleton::whatever,
            (draft, _, _) -> {
              for (int index = 0; index < 2000; index++) {
                draft.header("X-" + index, "x");
              }
            }));
  }

  private static List<Mutation> keys() {
    return List.of(
        new Mutation("no key", Skeleton::needsKey, (draft, _, _) -> draft.without("Authorization")),
        new Mutation(
            "bad key",
            Skeleton::looksAtKey,
            (draft, _, random) -> draft.replace("Authorization", pick(NO_KEYS, random))),
        new Mutation(
            "two keys",
            Skeleton::needsKey,
            (draft, skeleton, _) -> draft.header("Authorization", "Bearer " + skeleton.key())),
        new Mutation(
            "no idempotency key",
            Skeleton::keyed,
            (draft, _, _) -> draft.without("Idempotency-Key")),
        new Mutation(
            "bad idempotency key",
            Skeleton::keyed,
            (draft, _, random) ->
                draft.replace(
                    "Idempotency-Key",
                    pick(List.of("", " ", "a b", "ä", "k".repeat(65), "a\tb"), random))),
        new Mutation(
            "two idempotency keys",
            Skeleton::keyed,
            (draft, _, _) -> draft.header("Idempotency-Key", "k")));
  }

  private static List<Mutation> others() {
    return List.of(
        new Mutation(
            "no content type", Skeleton::hasBody, (draft, _, _) -> draft.without("Content-Type")),
        new Mutation(
            "bad content type",
            Skeleton::hasBody,
            (draft, _, random) -> draft.replace("Content-Type", pick(NO_TYPES, random))),
        new Mutation(
            "compressed",
            Skeleton::hasBody,
            (draft, _, random) ->
                draft.header("Content-Encoding", pick(List.of("gzip", "br", "x", ""), random))),
        new Mutation(
            "strange expectation",
            Skeleton::whatever,
            (draft, _, _) -> draft.header("Expect", "200-maybe")),
        new Mutation(
            "bad causal token",
            Skeleton::causal,
            (draft, _, random) ->
                draft.header(
                    "Seatkeeper-Token",
                    pick(
                        List.of("", "x", "1.a.1.1", "ä", "-1.shard.0.0", "z".repeat(300)),
                        random))));
  }

  private static void anotherMethod(Draft draft, Skeleton skeleton, RandomGenerator random) {
    draft.method =
        pick(METHODS.stream().filter(name -> !skeleton.methods().contains(name)).toList(), random);
  }

  /** Leads nowhere: no template has such a segment more or less. */
  private static void anotherPath(Draft draft, Skeleton skeleton, RandomGenerator random) {
    switch (random.nextInt(5)) {
      case 0 -> draft.segments.add("");
      case 1 -> draft.segments.add("..");
      case 2 -> draft.segments.set(0, draft.segments.getFirst() + "\u00e4");
      case 3 -> draft.segments.addAll(List.of("a", "b", "c", "d", "e", "f", "g", "h"));
      default -> draft.segments.set(draft.segments.size() - 1, "");
    }
    draft.answer = draft.segments.getFirst().startsWith("v1") ? draft.answer : Draft.Answer.REFUSAL;
  }
}
