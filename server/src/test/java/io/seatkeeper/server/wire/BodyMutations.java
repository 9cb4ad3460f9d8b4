package io.seatkeeper.server.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.server.json.Shape;
import io.seatkeeper.server.wire.JsonTree.Raw;
import io.seatkeeper.server.wire.JsonTree.Spot;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Bodies that are not what their route takes. */
final class BodyMutations {
  private static final String STRUCTURE = "{}[]:,\"";
  private static final List<String> TAILS =
      List.of("}", "]", "{}", "null", ",", "0", "\"\"", "/* */", "\u00a0", "\ufeff", "x");
  private static final List<String> UNKNOWN_FIELDS =
      List.of("", "x", "__proto__", "HoldToken", "objects ", "ｏbjects", "\u202eorder", "a.b", "$");
  private static final List<String> NO_DRAWINGS =
      List.of(
          "[]",
          "null",
          "\"drawing\"",
          "7",
          "{}",
          "{\"subChart\":5}",
          "{\"subChart\":{\"rows\":{}}}",
          "{\"subChart\":{\"rows\":[{\"seats\":[{\"x\":1e999}]}]}}",
          "{\"zones\":[null]}",
          "{\"a\":".repeat(2000));

  private BodyMutations() {}

  static List<Mutation> all() {
    return List.of(
        new Mutation("body cut off", Skeleton::hasBody, BodyMutations::truncate),
        new Mutation("body missing", Skeleton::hasBody, (draft, _, _) -> draft.body = new byte[0]),
        new Mutation(
            "something after the body",
            Skeleton::hasBody,
            (draft, _, random) -> append(draft, pick(TAILS, random))),
        new Mutation(
            "no UTF-8", Skeleton::hasBody, (draft, _, random) -> insert(draft, random, 0xFF)),
        new Mutation(
            "half a letter", Skeleton::hasBody, (draft, _, random) -> insert(draft, random, 0xC3)),
        new Mutation(
            "control character",
            Skeleton::hasBody,
            (draft, _, random) -> insert(draft, random, random.nextInt(9))),
        new Mutation("bracket or quote missing", Skeleton::hasBody, BodyMutations::unhinge),
        new Mutation(
            "half a surrogate pair",
            Skeleton::shaped,
            (draft, _, random) -> insert(draft, random, "\\ud800".getBytes(UTF_8))),
        new Mutation("field twice", Skeleton::shaped, BodyMutations::repeatField),
        new Mutation("unknown field", Skeleton::shaped, BodyMutations::addField),
        new Mutation("field missing or null", BodyMutations::hasRequired, BodyMutations::dropField),
        new Mutation("wrong type or size", Skeleton::shaped, BodyMutations::misshape),
        new Mutation(
            "deep nesting",
            Skeleton::shaped,
            (draft, _, random) -> {
              String opening = pick(List.of("[", "{\"a\":", "{\"objects\":["), random);
              draft.body = opening.repeat(1 + random.nextInt(20_000)).getBytes(UTF_8);
            }),
        new Mutation(
            "no drawing",
            Skeleton::isDrawing,
            (draft, _, random) -> draft.body = pick(NO_DRAWINGS, random).getBytes(UTF_8)),
        new Mutation(
            "body where none goes",
            Skeleton::hasNoBody,
            (draft, _, _) -> {
              draft.body = "{}".getBytes(UTF_8);
              draft.header("Content-Type", "application/json");
            }));
  }

  private static void truncate(Draft draft, Skeleton skeleton, RandomGenerator random) {
    byte[] whole = Objects.requireNonNull(skeleton.body()).strip().getBytes(UTF_8);
    draft.body = Arrays.copyOf(whole, random.nextInt(whole.length));
  }

  private static void append(Draft draft, String tail) {
    ByteArrayOutputStream longer = new ByteArrayOutputStream();
    longer.writeBytes(Objects.requireNonNull(draft.body));
    longer.writeBytes(tail.getBytes(UTF_8));
    draft.body = longer.toByteArray();
  }

  private static void insert(Draft draft, RandomGenerator random, int value) {
    insert(draft, random, new byte[] {(byte) value});
  }

  private static void insert(Draft draft, RandomGenerator random, byte[] bytes) {
    byte[] sound = Objects.requireNonNull(draft.body);
    int at = random.nextInt(sound.length);
    ByteArrayOutputStream longer = new ByteArrayOutputStream();
    longer.write(sound, 0, at);
    longer.writeBytes(bytes);
    longer.write(sound, at, sound.length - at);
    draft.body = longer.toByteArray();
  }

  /** No body of these has such a character in a string, or two numbers in a row. */
  private static void unhinge(Draft draft, Skeleton skeleton, RandomGenerator random) {
    String sound = Objects.requireNonNull(skeleton.body());
    int at = random.nextInt(sound.length());
    while (STRUCTURE.indexOf(sound.charAt(at)) < 0) {
      at = (at + 1) % sound.length();
    }
    draft.body = (sound.substring(0, at) + sound.substring(at + 1)).getBytes(UTF_8);
  }

  private static void repeatField(Draft draft, Skeleton skeleton, RandomGenerator random) {
    JsonTree tree = tree(skeleton);
    Map<String, Object> object = pick(tree.objects(), random);
    String name = pick(List.copyOf(object.keySet()), random);
    Object value = Objects.requireNonNull(object.get(name));
    object.put(name, new Raw(json(value) + "," + JsonTree.quoted(name) + ":" + json(value)));
    set(draft, tree);
  }

  private static String json(Object value) {
    JsonTree wrapped = new JsonTree("{\"x\":0}");
    wrapped.objects().getFirst().put("x", value);
    String json = wrapped.toJson();
    return json.substring("{\"x\":".length(), json.length() - 1);
  }

  private static void addField(Draft draft, Skeleton skeleton, RandomGenerator random) {
    JsonTree tree = tree(skeleton);
    Object value = pick(List.of(1L, "x", List.of(), new Raw("null")), random);
    pick(tree.objects(), random).put(pick(UNKNOWN_FIELDS, random), value);
    set(draft, tree);
  }

  private static boolean hasRequired(Skeleton skeleton) {
    return skeleton.shape() != null
        && skeleton.shape().fields().stream().anyMatch(Shape.Field::required);
  }

  private static void dropField(Draft draft, Skeleton skeleton, RandomGenerator random) {
    JsonTree tree = tree(skeleton);
    List<Spot> required =
        spots(tree, skeleton).stream().filter(spot -> spot.required() && spot.named()).toList();
    Spot spot = pick(required, random);
    if (random.nextBoolean()) {
      spot.remove();
    } else {
      spot.put(new Raw("null"));
    }
    set(draft, tree);
  }

  private static void misshape(Draft draft, Skeleton skeleton, RandomGenerator random) {
    JsonTree tree = tree(skeleton);
    Spot spot = pick(spots(tree, skeleton), random);
    spot.put(new Raw(pick(wrong(spot.shape()), random)));
    set(draft, tree);
  }

  /** Values that do not have a shape. */
  private static List<String> wrong(Shape shape) {
    List<String> values = new ArrayList<>(List.of("nul", "NaN", "-", "1.5", "[[[]]]", "'x'"));
    switch (shape) {
      case Shape.Text text -> {
        values.addAll(List.of("0", "true", "[]", "{}", "[\"x\"]"));
        values.add(JsonTree.quoted("x".repeat(text.most() + 1)));
        if (text.least() > 0 || !text.words().isEmpty()) {
          values.add("\"\"");
        }
      }
      case Shape.Whole whole -> {
        values.addAll(List.of("\"1\"", "true", "[]", "{}", "1e3", "01", "+1", "1.0"));
        values.addAll(List.of("9".repeat(30), "-" + "9".repeat(30), "1".repeat(5000)));
        values.add(Long.toString(whole.least() - 1));
        if (whole.most() < Long.MAX_VALUE) {
          values.add(Long.toString(whole.most() + 1));
        }
      }
      case Shape.Flag _ -> values.addAll(List.of("\"true\"", "0", "[]", "{}", "True", "truefalse"));
      case Shape.Items items -> {
        values.addAll(List.of("{}", "\"x\"", "0", "false", "[null]", "[,]", "[[1]]"));
        values.add("[" + "\"x\",".repeat(items.most()) + "\"x\"]");
      }
      case Shape.Fields _ -> values.addAll(List.of("[]", "\"x\"", "0", "false", "{\"x\":{}}"));
      case Shape.TextOrFields _ ->
          values.addAll(List.of("0", "true", "[]", "{}", "{\"x\":1}", "\"\"", "null"));
    }
    return values;
  }

  private static JsonTree tree(Skeleton skeleton) {
    return new JsonTree(Objects.requireNonNull(skeleton.body()));
  }

  private static List<Spot> spots(JsonTree tree, Skeleton skeleton) {
    return tree.spots(Objects.requireNonNull(skeleton.shape()));
  }

  private static void set(Draft draft, JsonTree tree) {
    draft.body = tree.toJson().getBytes(UTF_8);
  }

  static <T> T pick(List<T> list, RandomGenerator random) {
    return list.get(random.nextInt(list.size()));
  }
}
