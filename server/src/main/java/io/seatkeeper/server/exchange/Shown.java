package io.seatkeeper.server.exchange;

import io.seatkeeper.server.auth.Credential;
import io.seatkeeper.server.auth.KeyRing;
import io.seatkeeper.server.auth.Session;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** What a request shows to say who asks. */
sealed interface Shown {
  /** Whose it is, if that is known already; does not block. */
  @Nullable Credential known(KeyRing keys);

  /** The refusal of what nobody knows. */
  RuntimeException unknown(KeyRing keys);

  /**
   * What a request shows; null when it shows nothing. A key goes before a cookie.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when a key is malformed, or a cookie
   *     comes from another site's page
   */
  static @Nullable Shown by(HttpServerRequest request, Route route) {
    String key = Gate.key(request);
    if (key != null) {
      return new Key(key);
    }
    String cookie = SessionCookie.of(request);
    if (cookie == null || (route.access() == Access.OPTIONAL && SessionCookie.isForeign(request))) {
      return null;
    }
    SessionCookie.refuseForeign(request);
    return new Cookie(cookie, request);
  }

  /** A workspace key. */
  record Key(String text) implements Shown {
    @Override
    public @Nullable Credential known(KeyRing keys) {
      return keys.known(text);
    }

    @Override
    public RuntimeException unknown(KeyRing keys) {
      return Gate.keyUnknown(keys, text);
    }
  }

  /** The cookie of a session; whoever changes something must know its token too. */
  record Cookie(String text, HttpServerRequest request) implements Shown {
    @Override
    public @Nullable Credential known(KeyRing keys) {
      Session session = keys.session(text, System.currentTimeMillis());
      if (session == null) {
        return null;
      }
      if (!SessionCookie.isRead(request)) {
        checkCsrf(session);
      }
      return session.credential();
    }

    private void checkCsrf(Session session) {
      String brought = request.getHeader(SessionCookie.CSRF);
      boolean right =
          brought != null
              && MessageDigest.isEqual(
                  brought.getBytes(StandardCharsets.UTF_8),
                  session.csrf().getBytes(StandardCharsets.UTF_8));
      if (!right) {
        throw Problem.of(
                ProblemCode.CSRF_TOKEN_WRONG,
                "A change by a session's cookie needs the header Seatkeeper-Csrf with what GET"
                    + " /admin/session says. Load the page again.")
            .about("Seatkeeper-Csrf")
            .thrown();
      }
    }

    @Override
    public RuntimeException unknown(KeyRing keys) {
      return Problem.of(
              ProblemCode.SESSION_UNKNOWN,
              "The session is over, or was begun elsewhere. Log in again at /admin.")
          .about("Cookie")
          .thrown();
    }
  }
}
