package io.seatkeeper.server.problem;

/**
 * Why the edge refused a request; the engine's own reasons are the names of {@link
 * io.seatkeeper.core.outcome.Rejection}. Names are part of the API and never change.
 */
public enum ProblemCode {
  PATH_UNKNOWN(404, "There is nothing at this path."),
  PATH_MALFORMED(400, "The path cannot be decoded."),
  METHOD_NOT_ALLOWED(405, "The path does not take this method."),
  QUERY_UNKNOWN(400, "The query names something this path does not take."),
  QUERY_REPEATED(400, "The query names something twice."),
  QUERY_INVALID(400, "A value of the query is not possible."),
  REQUEST_MALFORMED(400, "The request is not proper HTTP."),
  REQUEST_LINE_TOO_LONG(414, "The request's first line is too long."),
  HEADERS_TOO_LARGE(431, "The request's headers are too large."),
  EXPECTATION_UNKNOWN(417, "The Expect header asks for something unknown."),

  KEY_MISSING(401, "The request needs a key."),
  KEY_MALFORMED(401, "The Authorization header does not hold a key."),
  KEY_UNKNOWN(401, "Nobody has this key."),
  SECRET_KEY_NEEDED(403, "The request needs the secret key."),
  KEY_OF_ANOTHER_WORKSPACE(403, "The key belongs to another workspace than the event."),
  KEY_MODE_MIXED(403, "Test and live keys do not mix."),
  SESSION_UNKNOWN(401, "The session is over."),
  CSRF_TOKEN_WRONG(403, "A change by a session needs its token."),
  ORIGIN_FOREIGN(403, "The request comes from another site's page."),
  TEST_MODE_ONLY(403, "This is done in test workspaces only."),

  IDEMPOTENCY_KEY_MISSING(400, "A request that changes something needs an idempotency key."),
  IDEMPOTENCY_KEY_INVALID(400, "The idempotency key is not possible."),
  CONTENT_TYPE_UNSUPPORTED(415, "The body must be JSON."),
  CONTENT_ENCODING_UNSUPPORTED(415, "The body must not be compressed."),
  BODY_TOO_LARGE(413, "The body is too large."),
  BODY_UNEXPECTED(400, "The request takes no body."),
  BODY_INCOMPLETE(400, "The body did not arrive completely."),
  BODY_SLOW(408, "The body took too long to arrive."),

  BODY_EMPTY(400, "The body is empty."),
  JSON_MALFORMED(400, "The body is no JSON."),
  JSON_NOT_UTF8(400, "The body is not UTF-8."),
  TRAILING_CONTENT(400, "Something follows the JSON document."),
  FIELD_UNKNOWN(400, "The body has a field this request does not take."),
  FIELD_REPEATED(400, "The body gives a field twice."),
  FIELD_MISSING(400, "The body lacks a field."),
  TYPE_WRONG(400, "A value of the body has the wrong type."),
  OUT_OF_RANGE(400, "A value of the body is out of range."),
  TOO_DEEP(400, "The body is nested too deeply."),
  VALUE_INVALID(400, "A value of the body is not possible."),
  FIELDS_IN_CONFLICT(400, "Fields of the body exclude each other."),

  BUYER_SIGNATURE_INVALID(403, "The buyer's pseudonym is not signed by the shop."),
  HOLD_TOKEN_INVALID(400, "The hold token was not made here."),
  HOLD_TOKEN_NEEDED(403, "A public key acts for a hold token."),
  HOLD_TOKEN_UNUSED(409, "The hold token has held nothing yet."),
  CAUSAL_TOKEN_INVALID(400, "The causal token cannot be read."),
  CAUSAL_TOKEN_FOREIGN(409, "The causal token belongs to another history."),
  ORDER_KEY_NEEDED(403, "An order is for who has its key."),
  ORDER_NEEDED(403, "What costs money is ordered and paid."),
  NO_PAYMENT_PROVIDER(409, "Nobody is set up to take the money."),
  PAYMENT_ELSEWHERE(409, "The provider has no such money."),
  PROVIDER_SILENT(504, "The payment provider has not answered."),
  CHART_FAULTY(422, "The drawing has faults."),

  TOO_MANY_REQUESTS(429, "The caller asks too often."),
  OVERLOADED(503, "The node has too much to do."),
  UNAVAILABLE(503, "The node cannot answer now."),
  NOT_CAUGHT_UP(503, "The node has not caught up with what the caller has seen."),
  OUTCOME_UNKNOWN(504, "Nobody can tell whether the request was carried out."),
  REQUEST_TOO_LARGE(413, "The request does not fit into the log."),
  INTERNAL_ERROR(500, "The node has a fault.");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status it is answered with. */
  public int status() {
    return status;
  }

  /** What it means in general. */
  public String title() {
    return title;
  }
}
