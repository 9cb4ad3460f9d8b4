package io.seatkeeper.server.auth;

/**
 * Somebody who has shown the secret key in a browser, and need not show it again for a while.
 *
 * @param credential the secret key's
 * @param text what the browser's cookie holds
 * @param csrf what every request that changes something must bring besides the cookie
 * @param untilMillis when it ends, by the wall clock
 */
public record Session(Credential credential, String text, String csrf, long untilMillis) {
  /** Keeps the cookie out of logs. */
  @Override
  public String toString() {
    return "session of " + credential.workspace();
  }
}
