package io.seatkeeper.server.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.server.auth.Credential;
import io.seatkeeper.server.auth.HoldToken;
import io.seatkeeper.server.auth.WorkspaceKeys;
import io.seatkeeper.server.json.JsonBody;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.seatkeeper.server.problem.Problems;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request and its one answer.
 *
 * <p>Belongs to its event loop: whoever answers from elsewhere posts to {@link #loop()}. What has
 * been read of the request (parameters, key, body) may be looked at from any thread.
 */
public final class Exchange {
  private static final byte[] NO_BODY = {};

  private final Front front;
  private final Loop loop;
  private final HttpServerRequest request;
  private final long beganNanos = System.nanoTime();
  private @Nullable Route route;
  private List<String> values = List.of();
  private Map<String, String> query = Map.of();
  private @Nullable Credential credential;
  private String idempotencyKey = "";
  private byte[] body = NO_BODY;
  private boolean answered;

  Exchange(Front front, Loop loop, HttpServerRequest request) {
    this.front = front;
    this.loop = loop;
    this.request = request;
  }

  /** The request itself, for headers and streams. */
  public HttpServerRequest request() {
    return request;
  }

  /** Where the exchange lives. */
  public Loop loop() {
    return loop;
  }

  /** A header's value, or null. */
  public @Nullable String header(CharSequence name) {
    return request.headers().get(name);
  }

  /** The decoded value of one of the path's parameters. */
  public String param(String name) {
    String template = route().template();
    int at = template.indexOf('{' + name + '}');
    int position = 0;
    for (int index = 0; index < at; index++) {
      position += template.charAt(index) == '{' ? 1 : 0;
    }
    return values.get(position);
  }

  /** The decoded value of a query parameter, or null. */
  public @Nullable String query(String name) {
    return query.get(name);
  }

  /**
   * A query parameter that is a whole number.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when it is none, or out of bounds
   */
  public long query(String name, long least, long most, long otherwise) {
    String text = query.get(name);
    if (text == null) {
      return otherwise;
    }
    long value = least - 1;
    if (!text.isEmpty()
        && text.length() <= 19
        && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      try {
        value = Long.parseLong(text);
      } catch (NumberFormatException e) {
        value = least - 1;
      }
    }
    if (value < least || value > most) {
      throw Problem.of(
              ProblemCode.QUERY_INVALID,
              "The parameter " + name + " must be a number from " + least + " to " + most + ".")
          .about(name)
          .thrown();
    }
    return value;
  }

  /** The key that was shown, or null where none is needed. */
  public @Nullable Credential credentialOrNull() {
    return credential;
  }

  /** The key that was shown, on a route that needs one. */
  public Credential credential() {
    if (credential == null) {
      throw new IllegalStateException(route().template() + " asks for no key");
    }
    return credential;
  }

  /** The body's bytes. */
  public byte[] body() {
    return body;
  }

  /**
   * The body as a record.
   *
   * @throws io.seatkeeper.server.json.JsonFault when it is not one
   */
  public <T extends Record> T body(JsonBody<T> type) {
    return type.read(body);
  }

  /** The idempotency key, on a route that needs one. */
  public String idempotencyKey() {
    return idempotencyKey;
  }

  /**
   * The request's identity and digest, as the log keeps them. Browsers share a public key, so what
   * they ask is told apart by their hold token.
   *
   * @param group the placement group it is about; empty for none
   * @param token the hold token it acts for, or null
   */
  public RequestKey requestKey(String group, @Nullable HoldToken token) {
    return requestKey(group, token, 0);
  }

  /**
   * The same for one of the commands that a request becomes.
   *
   * @param part counts them from 0
   */
  public RequestKey requestKey(String group, @Nullable HoldToken token, int part) {
    Credential asking = credential();
    MessageDigest sha = WorkspaceKeys.sha256();
    if (asking.secret() || token == null) {
      sha.update(asking.keyHash().getBytes(UTF_8));
    } else {
      sha.update(ByteBuffer.allocate(8).putLong(token.lease().token()).array());
    }
    sha.update((byte) 0);
    sha.update(group.getBytes(UTF_8));
    sha.update((byte) 0);
    sha.update(ByteBuffer.allocate(4).putInt(part).array());
    ByteBuffer identity = ByteBuffer.wrap(sha.digest(idempotencyKey.getBytes(UTF_8)));
    sha.update(request.method().name().getBytes(UTF_8));
    sha.update((byte) 0);
    sha.update(String.valueOf(request.path()).getBytes(UTF_8));
    sha.update((byte) 0);
    ByteBuffer digest = ByteBuffer.wrap(sha.digest(body));
    return new RequestKey(
        identity.getLong(), identity.getLong(), digest.getLong(), digest.getLong());
  }

  /**
   * Does something that may block on a virtual thread, then goes on with its result on the loop.
   * What it throws is answered as a problem; so is too much work of that kind.
   */
  public <T> void offload(Callable<T> work, Consumer<T> then) {
    front.offload(this, work, then);
  }

  /** Answers. Only the first answer counts. */
  public void answer(Answer answer) {
    if (claim()) {
      front.write(this, answer);
    }
  }

  /** Answers with a problem. */
  public void refuse(Problem problem) {
    if (claim()) {
      front.write(this, problem);
    }
  }

  /** Answers with what a failure means to the caller. */
  public void refuse(Throwable failure) {
    refuse(Problems.of(failure));
  }

  /**
   * Takes the exchange over as a stream: who calls writes head, body and end itself, and bounds how
   * many there are. The usual headers are set.
   */
  public HttpServerResponse stream() {
    if (!claim()) {
      throw new IllegalStateException("answered already");
    }
    front.opened(this);
    return request.response();
  }

  private boolean claim() {
    boolean first = !answered;
    answered = true;
    return first;
  }

  Route route() {
    if (route == null) {
      throw new IllegalStateException("not routed yet");
    }
    return route;
  }

  @Nullable Route routeOrNull() {
    return route;
  }

  long beganNanos() {
    return beganNanos;
  }

  boolean answered() {
    return answered;
  }

  void routed(Route to, List<String> pathValues, Map<String, String> queryValues) {
    route = to;
    values = pathValues;
    query = queryValues;
  }

  void authenticated(Credential shown) {
    credential = shown;
  }

  void keyed(String key) {
    idempotencyKey = key;
  }

  void received(byte[] bytes) {
    body = bytes;
  }
}
