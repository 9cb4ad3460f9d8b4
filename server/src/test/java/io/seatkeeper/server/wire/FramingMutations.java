package io.seatkeeper.server.wire;

import static io.seatkeeper.server.wire.BodyMutations.pick;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Bytes that are no whole HTTP request. */
final class FramingMutations {
  private static final List<String> BAD_LENGTHS =
      List.of("-1", "abc", "", "1, 2", "0x10", "99999999999999999999", "+5", "1 2");
  private static final List<String> BAD_HEADERS =
      List.of("no colon", "Bad Name: x", "X\u0000: x", "X: a\u0000b", "X(y): z");
  private static final List<String> BAD_CHUNKS =
      List.of(
          "zz\r\n{}\r\n0\r\n\r\n", "-1\r\n{}\r\n", "ffffffffffffffffff\r\n{}", "2\r\n{}{}{}\r\n");

  private FramingMutations() {}

  static List<Mutation> all() {
    return List.of(
        new Mutation("bad header line", Skeleton::whatever, FramingMutations::badHeader),
        new Mutation("bad first line", Skeleton::whatever, FramingMutations::badLine),
        new Mutation("noise", Skeleton::whatever, FramingMutations::noise),
        new Mutation(
            "head cut off", Skeleton::whatever, (draft, _, random) -> cutHead(draft, random)),
        new Mutation(
            "body that stops arriving",
            Skeleton::hasBody,
            (draft, _, random) ->
                draft.cutOff(1 + random.nextInt(Objects.requireNonNull(draft.body).length))),
        new Mutation("bad length", Skeleton::hasBody, FramingMutations::badLength),
        new Mutation("two lengths", Skeleton::hasBody, FramingMutations::twoLengths),
        new Mutation("bad chunk", Skeleton::hasBody, FramingMutations::badChunk),
        new Mutation("announced too large", Skeleton::hasBody, FramingMutations::announceTooMuch));
  }

  private static void badHeader(Draft draft, Skeleton skeleton, RandomGenerator random) {
    String line = pick(BAD_HEADERS, random);
    spliced(draft, text -> text.replaceFirst("\r\n", "\r\n" + line + "\r\n"));
  }

  private static void badLine(Draft draft, Skeleton skeleton, RandomGenerator random) {
    String line =
        pick(
            List.of(
                "",
                skeleton.method(),
                skeleton.method() + " ",
                "\u0000" + skeleton.method() + " /v1/events HTTP/1.1",
                skeleton.method() + " /v1/events HTTP/one",
                " / HTTP/1.1 ",
                "{\"key\":\"value\"}"),
            random);
    spliced(draft, text -> line + text.substring(text.indexOf("\r\n")));
  }

  private static void noise(Draft draft, Skeleton skeleton, RandomGenerator random) {
    byte[] noise = new byte[1 + random.nextInt(2000)];
    random.nextBytes(noise);
    noise[0] |= (byte) 0x80;
    draft.raw(noise);
  }

  private static void cutHead(Draft draft, RandomGenerator random) {
    int body = draft.body == null ? 0 : draft.body.length;
    int head = draft.bytes().length - body;
    draft.cutOff(body + 1 + random.nextInt(head - 1));
  }

  private static void badLength(Draft draft, Skeleton skeleton, RandomGenerator random) {
    draft.header("Content-Length", pick(BAD_LENGTHS, random));
    draft.answer = Draft.Answer.REFUSAL_OR_END;
  }

  private static void twoLengths(Draft draft, Skeleton skeleton, RandomGenerator random) {
    int length = Objects.requireNonNull(draft.body).length;
    draft.header("Content-Length", Integer.toString(length));
    draft.header("Content-Length", Integer.toString(length + 1 + random.nextInt(100)));
    draft.answer = Draft.Answer.REFUSAL_OR_END;
  }

  private static void badChunk(Draft draft, Skeleton skeleton, RandomGenerator random) {
    draft.header("Transfer-Encoding", "chunked");
    draft.body = pick(BAD_CHUNKS, random).getBytes(ISO_8859_1);
    draft.answer = Draft.Answer.REFUSAL_OR_END;
  }

  private static void announceTooMuch(Draft draft, Skeleton skeleton, RandomGenerator random) {
    long most = skeleton.route().bodyBytes();
    draft.header("Content-Length", Long.toString(most + 1 + random.nextLong(1L << 40)));
    draft.answer = Draft.Answer.REFUSAL_OR_END;
  }

  private static void spliced(Draft draft, UnaryOperator<String> change) {
    draft.raw(change.apply(new String(draft.bytes(), ISO_8859_1)).getBytes(ISO_8859_1));
  }
}
