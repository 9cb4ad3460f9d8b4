package io.seatkeeper.server.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.seatkeeper.core.command.Command.Mode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A workspace's two keys in the clear: shown once, when they are made.
 *
 * @param secretKey {@code sk_test_…} or {@code sk_live_…}
 * @param publicKey {@code pk_test_…} or {@code pk_live_…}
 */
public record WorkspaceKeys(String workspace, Mode mode, String secretKey, String publicKey) {
  private static final Pattern FORM = Pattern.compile("[sp]k_(test|live)_[A-Za-z0-9]{20,64}");
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int RANDOM_CHARACTERS = 32;

  /** New keys, 190 random bits each. */
  public static WorkspaceKeys random(String workspace, Mode mode, SecureRandom random) {
    String middle = mode == Mode.LIVE ? "k_live_" : "k_test_";
    return new WorkspaceKeys(
        workspace, mode, "s" + middle + characters(random), "p" + middle + characters(random));
  }

  /** Whether a text looks like a key at all. */
  public static boolean isKey(String text) {
    return text.length() <= 80 && FORM.matcher(text).matches();
  }

  /** Whether a text that looks like a key is one for live workspaces. */
  public static boolean isLive(String key) {
    return key.startsWith("live", 3);
  }

  /** SHA-256 of a key, hexadecimal, as workspaces keep it. */
  public static String hash(String key) {
    return HexFormat.of().formatHex(sha256().digest(key.getBytes(US_ASCII)));
  }

  /** A fresh SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Keeps the keys out of logs. */
  @Override
  public String toString() {
    return "keys of " + workspace;
  }

  private static String characters(SecureRandom random) {
    StringBuilder text = new StringBuilder(RANDOM_CHARACTERS);
    for (int index = 0; index < RANDOM_CHARACTERS; index++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
