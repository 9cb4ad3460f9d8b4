package io.seatkeeper.server.exchange;

import io.avaje.jsonb.JsonType;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes back to a caller.
 *
 * @param status the HTTP status
 * @param contentType the body's type; empty for no body
 * @param body the body, not changed any more
 * @param headers names and values in turn
 */
public record Answer(int status, String contentType, Buffer body, List<String> headers) {
  /** The type of every answer that is neither a problem nor a page. */
  public static final String JSON = "application/json";

  private static final Buffer NO_BODY = Buffer.buffer();

  public Answer {
    headers = List.copyOf(headers);
  }

  /** A JSON document. */
  public static Answer json(int status, byte[] body) {
    return of(status, JSON, body);
  }

  /** A record in its JSON form. */
  public static <T> Answer json(int status, JsonType<T> type, T value) {
    return json(status, type.toJsonBytes(value));
  }

  /** A body of some other type. */
  public static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, contentType, Buffer.buffer(body), List.of());
  }

  /** Nothing but a status. */
  public static Answer empty(int status) {
    return new Answer(status, "", NO_BODY, List.of());
  }

  /** The same with a header more. */
  public Answer with(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new Answer(status, contentType, body, more);
  }
}
