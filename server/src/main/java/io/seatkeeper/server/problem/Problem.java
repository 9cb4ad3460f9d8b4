package io.seatkeeper.server.problem;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as RFC 9457 writes it.
 *
 * @param type where the code is explained, relative to the node
 * @param title what the code means in general
 * @param status the HTTP status
 * @param detail what happened to this request, and what to do
 * @param code the stable text that programs look at
 * @param number the rejection's number, when the engine refused
 * @param objects the labels or keys it is about
 * @param field the request's field, header or parameter it is about
 * @param pointer the place in the body, as a JSON pointer
 * @param retryAfterSeconds when asking again makes sense
 * @param allow the methods that the path takes
 * @param faults what is wrong with a drawing, place by place
 */
@Json
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    @Nullable Integer number,
    @Nullable List<String> objects,
    @Nullable String field,
    @Nullable String pointer,
    @Nullable Integer retryAfterSeconds,
    @Nullable String allow,
    @Nullable List<DrawingFault> faults) {
  private static final JsonType<Problem> JSON = io.seatkeeper.server.json.Json.type(Problem.class);
  private static final String EXPLAINED_AT = "/docs#";

  /**
   * One fault of a drawing.
   *
   * @param place where it is, in the drawing's own words
   * @param label what the thing there is called; may be empty
   * @param message what is wrong and what to do
   * @param code the stable text that programs look at
   */
  @Json
  public record DrawingFault(String place, String label, String message, String code) {}

  /** A refusal by the edge. */
  public static Problem of(ProblemCode code, String detail) {
    return new Problem(
        EXPLAINED_AT + code.name(),
        code.title(),
        code.status(),
        detail,
        code.name(),
        null,
        null,
        null,
        null,
        code.status() == 503 ? 1 : null,
        null,
        null);
  }

  /** A refusal by the engine. */
  public static Problem of(Refused refused) {
    return of(refused.rejection(), refused.subject());
  }

  /** A refusal in the engine's words, about {@code subject}. */
  public static Problem of(Rejection rejection, String subject) {
    int status = statusOf(rejection.kind());
    return new Problem(
        EXPLAINED_AT + rejection.name(),
        titleOf(rejection),
        status,
        rejection.explain(subject),
        rejection.name(),
        rejection.number(),
        subject.isEmpty() ? null : List.of(subject),
        null,
        null,
        status == 503 ? 1 : null,
        null,
        null);
  }

  /** The HTTP status for a sort of rejection. */
  public static int statusOf(Rejection.Kind kind) {
    return switch (kind) {
      case INVALID -> 400;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case GONE -> 410;
      case UNAVAILABLE -> 503;
    };
  }

  /** What a rejection means in general. */
  public static String titleOf(Rejection rejection) {
    String words = rejection.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + '.';
  }

  /** The same, about one field, header or parameter. */
  public Problem about(String aboutField) {
    return new Problem(
        type,
        title,
        status,
        detail,
        code,
        number,
        objects,
        aboutField,
        pointer,
        retryAfterSeconds,
        allow,
        faults);
  }

  /** The same, about a place in the body. */
  public Problem at(String place) {
    String last = place.substring(place.lastIndexOf('/') + 1);
    return new Problem(
        type,
        title,
        status,
        detail,
        code,
        number,
        objects,
        last.isEmpty() ? null : last,
        place,
        retryAfterSeconds,
        allow,
        faults);
  }

  /** The same, naming the labels or keys it is about. */
  public Problem naming(List<String> labels) {
    return new Problem(
        type,
        title,
        status,
        detail,
        code,
        number,
        List.copyOf(labels),
        field,
        pointer,
        retryAfterSeconds,
        allow,
        faults);
  }

  /** The same, saying when to ask again. */
  public Problem retryAfter(int seconds) {
    return new Problem(
        type, title, status, detail, code, number, objects, field, pointer, seconds, allow, faults);
  }

  /** The same, naming the methods that the path takes. */
  public Problem allowing(String methods) {
    return new Problem(
        type,
        title,
        status,
        detail,
        code,
        number,
        objects,
        field,
        pointer,
        retryAfterSeconds,
        methods,
        faults);
  }

  /** The same, with a drawing's faults. */
  public Problem with(List<DrawingFault> drawingFaults) {
    return new Problem(
        type,
        title,
        status,
        detail,
        code,
        number,
        objects,
        field,
        pointer,
        retryAfterSeconds,
        allow,
        List.copyOf(drawingFaults));
  }

  /** This problem thrown. */
  public ProblemException thrown() {
    return new ProblemException(this);
  }

  /** The {@code application/problem+json} form. */
  public byte[] toJson() {
    return JSON.toJsonBytes(this);
  }
}
