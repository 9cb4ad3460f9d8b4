package io.seatkeeper.server.api;

import io.seatkeeper.server.api.Answers.LoggedIn;
import io.seatkeeper.server.auth.Credential;
import io.seatkeeper.server.auth.KeyRing;
import io.seatkeeper.server.auth.LoginTries;
import io.seatkeeper.server.auth.Session;
import io.seatkeeper.server.auth.WorkspaceKeys;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.exchange.SessionCookie;
import io.seatkeeper.server.exchange.TrustedProxies;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.json.JsonBody;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Logs people in to the box office: a secret key becomes a session's cookie. */
public final class SessionEndpoints {
  private static final JsonBody<Requests.LogIn> LOG_IN = JsonBody.of(Requests.LogIn.class);
  private static final String PATH = "/admin/session";
  private static final String SET_COOKIE = "set-cookie";

  private final KeyRing keys;
  private final TrustedProxies proxies;
  private final LoginTries tries = new LoginTries();
  private final SecureRandom random = new SecureRandom();

  /**
   * Endpoints that know these keys.
   *
   * @param proxies whose word is taken for the address behind them
   */
  public SessionEndpoints(KeyRing keys, TrustedProxies proxies) {
    this.keys = keys;
    this.proxies = proxies;
  }

  /** The three routes. */
  public List<Route> routes() {
    return List.of(
        Route.ask(PATH, Access.OPEN, Endpoint.blocking(this::begin)),
        Route.get(PATH, Access.SECRET, this::read),
        Route.delete(PATH, Access.SECRET, this::end));
  }

  private Answer begin(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    SessionCookie.refuseForeign(request);
    String address = caller(request);
    int waitSeconds = tries.waitSeconds(address, System.nanoTime());
    if (waitSeconds > 0) {
      throw Problem.of(
              ProblemCode.TOO_MANY_REQUESTS,
              "Too many wrong keys came from your address. Look the key up, and try again in "
                  + waitSeconds
                  + " seconds.")
          .retryAfter(waitSeconds)
          .thrown();
    }
    Credential credential = credential(exchange.body(LOG_IN).secretKey().strip());
    if (credential == null) {
      tries.wrong(address, System.nanoTime());
      throw Problem.of(
              ProblemCode.KEY_UNKNOWN,
              "Nobody here has this key. It begins with sk_ and was printed by the node's first"
                  + " start.")
          .at("/secretKey")
          .thrown();
    }
    if (!credential.secret()) {
      throw Problem.of(
              ProblemCode.SECRET_KEY_NEEDED,
              "This is the public key. The box office takes the secret one, which begins with"
                  + " sk_.")
          .at("/secretKey")
          .thrown();
    }
    Session session = keys.begin(credential, random, System.currentTimeMillis());
    return described(credential, session)
        .with(SET_COOKIE, SessionCookie.keep(request, session, KeyRing.SESSION.toSeconds()));
  }

  /** An address; whoever has one IPv6 address has all that begin with the same 64 bits. */
  private String caller(HttpServerRequest request) {
    InetAddress address = proxies.client(request);
    byte[] bytes = address == null ? new byte[0] : address.getAddress();
    return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, Long.BYTES));
  }

  private @Nullable Credential credential(String key) {
    if (!WorkspaceKeys.isKey(key)) {
      return null;
    }
    Credential known = keys.known(key);
    if (known == null && keys.mayHaveMore()) {
      keys.refresh();
      return keys.known(key);
    }
    return known;
  }

  private void read(Exchange exchange) {
    String cookie = SessionCookie.of(exchange.request());
    Session session = cookie == null ? null : keys.session(cookie, System.currentTimeMillis());
    exchange.answer(described(exchange.credential(), session));
  }

  private void end(Exchange exchange) {
    exchange.answer(Answer.empty(204).with(SET_COOKIE, SessionCookie.forget(exchange.request())));
  }

  private static Answer described(Credential credential, @Nullable Session session) {
    long remaining =
        session == null ? 0 : Math.max(0, session.untilMillis() - System.currentTimeMillis());
    return Answer.json(
        200,
        Json.type(LoggedIn.class),
        new LoggedIn(
            credential.workspace(),
            credential.mode().name().toLowerCase(Locale.ROOT),
            session == null ? "" : session.csrf(),
            remaining));
  }
}
