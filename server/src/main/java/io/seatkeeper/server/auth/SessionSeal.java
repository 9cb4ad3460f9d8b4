package io.seatkeeper.server.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals one workspace's sessions with HMAC-SHA-256, so that every node of the cluster knows them
 * and none has to remember them.
 *
 * <p>The sealed bytes, then the seal, in base64url: version 1, SHA-256 of the secret key (32
 * bytes), end by the wall clock in milliseconds (8), nonce (16). The sealing key is made of the
 * workspace's token secret and is of no use for anything else.
 */
final class SessionSeal {
  /** The longest text of a session. */
  static final int MOST_CHARACTERS = 160;

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte VERSION = 1;
  private static final int HASH_BYTES = 32;
  private static final int NONCE_BYTES = 16;
  private static final int CONTENT_BYTES = 1 + HASH_BYTES + 8 + NONCE_BYTES;
  private static final int SEAL_BYTES = 32;

  private final SecretKeySpec sealing;
  private final SecretKeySpec csrf;

  /** The seal of a workspace. */
  SessionSeal(String workspace, byte[] tokenSecret) {
    SecretKeySpec secret = new SecretKeySpec(tokenSecret, ALGORITHM);
    this.sealing =
        new SecretKeySpec(mac(secret, ("session of " + workspace).getBytes(UTF_8)), ALGORITHM);
    this.csrf = new SecretKeySpec(mac(secret, ("csrf of " + workspace).getBytes(UTF_8)), ALGORITHM);
  }

  /** The hash of the secret key that a text claims, hexadecimal; null when it is no session. */
  static @Nullable String claimedKeyHash(String text) {
    byte[] sealed = decode(text);
    return sealed.length == CONTENT_BYTES + SEAL_BYTES && sealed[0] == VERSION
        ? HexFormat.of().formatHex(sealed, 1, 1 + HASH_BYTES)
        : null;
  }

  /** A new session. */
  Session begin(Credential credential, byte[] nonce, long untilMillis) {
    byte[] content =
        ByteBuffer.allocate(CONTENT_BYTES)
            .put(VERSION)
            .put(HexFormat.of().parseHex(credential.keyHash()))
            .putLong(untilMillis)
            .put(nonce, 0, NONCE_BYTES)
            .array();
    byte[] sealed = Arrays.copyOf(content, CONTENT_BYTES + SEAL_BYTES);
    System.arraycopy(mac(sealing, content), 0, sealed, CONTENT_BYTES, SEAL_BYTES);
    return new Session(credential, encode(sealed), encode(mac(csrf, content)), untilMillis);
  }

  /**
   * The session that a text is; null when it was not sealed here or is over.
   *
   * @param credential of the key that the text claims
   */
  @Nullable Session open(String text, Credential credential, long wallMillis) {
    byte[] sealed = decode(text);
    if (sealed.length != CONTENT_BYTES + SEAL_BYTES) {
      return null;
    }
    byte[] content = Arrays.copyOf(sealed, CONTENT_BYTES);
    byte[] seal = Arrays.copyOfRange(sealed, CONTENT_BYTES, sealed.length);
    if (!MessageDigest.isEqual(seal, mac(sealing, content))) {
      return null;
    }
    long untilMillis = ByteBuffer.wrap(content).getLong(1 + HASH_BYTES);
    return untilMillis <= wallMillis
        ? null
        : new Session(credential, text, encode(mac(csrf, content)), untilMillis);
  }

  private static byte[] mac(SecretKeySpec key, byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decode(String text) {
    if (text.length() > MOST_CHARACTERS || !US_ASCII.newEncoder().canEncode(text)) {
      return new byte[0];
    }
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
