package io.seatkeeper.server.load;

/**
 * One HTTP request.
 *
 * @param path with its query, already encoded
 * @param idempotencyKey empty for requests that change nothing
 * @param entityTag the tag for {@code If-None-Match}; empty for none
 * @param causalToken what the answer must show at least, for {@code Seatkeeper-Token}; empty for
 *     nothing
 * @param body JSON; empty for none
 */
record HttpAsk(
    String method,
    String path,
    String idempotencyKey,
    String entityTag,
    String causalToken,
    String body) {
  static HttpAsk get(String path) {
    return new HttpAsk("GET", path, "", "", "", "");
  }

  static HttpAsk getUnlessSame(String path, String entityTag) {
    return new HttpAsk("GET", path, "", entityTag, "", "");
  }

  static HttpAsk post(String path, String idempotencyKey, String body) {
    return new HttpAsk("POST", path, idempotencyKey, "", "", body);
  }

  static HttpAsk put(String path, String body) {
    return new HttpAsk("PUT", path, "", "", "", body);
  }

  static HttpAsk delete(String path) {
    return new HttpAsk("DELETE", path, "", "", "", "");
  }

  /** The same, to be answered from a state that shows at least what a token stands for. */
  HttpAsk notBefore(String token) {
    return new HttpAsk(method, path, idempotencyKey, entityTag, token, body);
  }
}
