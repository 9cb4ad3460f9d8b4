package io.seatkeeper.server.wire;

import static io.seatkeeper.server.wire.BodyMutations.pick;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.server.wire.JsonTree.Raw;
import io.seatkeeper.server.wire.JsonTree.Spot;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Requests in good form that name what there is not, or want what cannot be. */
final class MeaningMutations {
  private static final List<String> ODD_NAMES =
      List.of(
          "nowhere",
          "\u0000",
          "\u202elatS",
          "Stalls-A-1 ",
          "stalls-a-1",
          "Ｓtalls-A-1",
          "Stalls-A-1\u0301",
          "\ufeffStalls-A-1",
          "\ud83e\uddd1\u200d\ud83e\uddbd",
          "../..",
          "%00",
          "' OR 1=1 --",
          "${jndi:x}",
          "x".repeat(120));
  private static final Map<String, List<?>> WRONG_BY_FIELD =
      Map.ofEntries(
          Map.entry("objects", ODD_NAMES),
          Map.entry("label", ODD_NAMES),
          Map.entry("event", ODD_NAMES),
          Map.entry("section", ODD_NAMES),
          Map.entry("zone", ODD_NAMES),
          Map.entry("categories", ODD_NAMES),
          Map.entry("quantity", List.of(11, 1_000_000, Integer.MAX_VALUE)),
          Map.entry("capacity", List.of(11, Integer.MAX_VALUE)),
          Map.entry("chartVersion", List.of(1000, Integer.MAX_VALUE)),
          Map.entry("key", List.of("A", "a b", "a.b.c", ".", "a.", "ä", "-a", "a\u0000")),
          Map.entry("chart", List.of("nowhere", "häuschen", "\u0000")),
          Map.entry("status", List.of("held", "booked", "a b", "ä", "\u0000", "\ud83e\uddd1")),
          Map.entry("extraData", List.of("ä".repeat(600), "x".repeat(1025))),
          Map.entry("holdToken", List.of("x", "AAAA", "\u0000", "=", "A".repeat(400))));

  private MeaningMutations() {}

  static List<Mutation> all() {
    return List.of(
        new Mutation(
            "impossible wish", MeaningMutations::canMeanWrong, MeaningMutations::meanWrong),
        new Mutation(
            "altered hold token in the body",
            skeleton -> skeleton.body() != null && skeleton.body().contains("\"holdToken\""),
            MeaningMutations::alterToken),
        new Mutation(
            "path names what there is not",
            skeleton ->
                !skeleton.parameters().isEmpty()
                    && !skeleton.toString().startsWith("POST /v1/charts"),
            (draft, skeleton, random) ->
                draft.segments.set(
                    pick(skeleton.parameters(), random),
                    URLEncoder.encode(pick(ODD_NAMES, random), UTF_8).replace("+", "%20"))));
  }

  private static boolean canMeanWrong(Skeleton skeleton) {
    return skeleton.shape() != null && !wishes(tree(skeleton), skeleton).isEmpty();
  }

  private static void meanWrong(Draft draft, Skeleton skeleton, RandomGenerator random) {
    JsonTree tree = tree(skeleton);
    Spot spot = pick(wishes(tree, skeleton), random);
    Object wrong = pick(Objects.requireNonNull(WRONG_BY_FIELD.get(spot.field())), random);
    spot.put(wrong instanceof String text ? text : new Raw(String.valueOf(wrong)));
    draft.body = tree.toJson().getBytes(UTF_8);
  }

  /** Fields whose value can be wrong in meaning; a list's items, not the list. */
  private static List<Spot> wishes(JsonTree tree, Skeleton skeleton) {
    return tree.spots(Objects.requireNonNull(skeleton.shape())).stream()
        .filter(spot -> WRONG_BY_FIELD.containsKey(spot.field()))
        .filter(spot -> spot.named() == !List.of("objects", "categories").contains(spot.field()))
        .toList();
  }

  private static void alterToken(Draft draft, Skeleton skeleton, RandomGenerator random) {
    String body = Objects.requireNonNull(skeleton.body());
    int start = body.indexOf("\"holdToken\":\"") + "\"holdToken\":\"".length();
    int at = start + random.nextInt(body.indexOf('"', start) - start - 1);
    char other = body.charAt(at) == 'A' ? 'B' : 'A';
    draft.body = (body.substring(0, at) + other + body.substring(at + 1)).getBytes(UTF_8);
  }

  private static JsonTree tree(Skeleton skeleton) {
    return new JsonTree(Objects.requireNonNull(skeleton.body()));
  }
}
