package io.seatkeeper.server.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.core.command.RequestKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes one workspace's order references, and the keys by which buyers see their orders, with the
 * workspace's secret: no node has to keep them.
 */
public final class OrderKeys {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 16;

  /** No two of these look alike. */
  private static final String ALPHABET = "234679ACDEFGHJKMNPQRTUVWXY";

  private static final int HALF = 4;
  private static final Pattern TYPED = Pattern.compile("[A-Z0-9]{8}");

  private final SecretKeySpec secret;

  /** The references and keys of a workspace with a token secret. */
  public OrderKeys(byte[] tokenSecret) {
    this.secret = new SecretKeySpec(tokenSecret, ALGORITHM);
  }

  /**
   * What a request to open an order calls it, the same whenever it is asked again.
   *
   * @param reference for people: {@code XXXX-XXXX}
   * @param idempotencyId for the payment provider: 32 hexadecimal digits
   */
  public record Naming(String reference, String idempotencyId) {}

  /**
   * The names of the order that a request opens in a placement group.
   *
   * @param attempt counts from 0, and on while the reference is another order's
   */
  public Naming naming(String group, RequestKey asked, int attempt) {
    ByteBuffer identity = ByteBuffer.allocate(20);
    identity.putLong(asked.identityHigh()).putLong(asked.identityLow()).putInt(attempt);
    ByteBuffer made = ByteBuffer.wrap(sign("order", group, identity.array()));
    StringBuilder reference = new StringBuilder(2 * HALF + 1);
    long number = made.getLong() >>> 1;
    for (int at = 0; at < 2 * HALF; at++) {
      reference.append(at == HALF ? "-" : "");
      reference.append(ALPHABET.charAt((int) (number % ALPHABET.length())));
      number /= ALPHABET.length();
    }
    byte[] payment = new byte[KEY_BYTES];
    made.get(payment);
    return new Naming(reference.toString(), HexFormat.of().formatHex(payment));
  }

  /** A reference as it is kept, from what somebody typed; a text that is none stays as it is. */
  public static String reference(String typed) {
    String plain = typed.replace("-", "").replace(" ", "").toUpperCase(Locale.ROOT);
    return TYPED.matcher(plain).matches()
        ? plain.substring(0, HALF) + "-" + plain.substring(HALF)
        : typed;
  }

  /** The key to an order, 22 characters that fit into a link. */
  public String key(String group, String reference) {
    byte[] signature = sign("order-key", group, reference.getBytes(UTF_8));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(signature, KEY_BYTES));
  }

  /** Whether a text is the key to an order. */
  public boolean isKey(String group, String reference, String text) {
    byte[] right = key(group, reference).getBytes(US_ASCII);
    return MessageDigest.isEqual(right, text.getBytes(UTF_8));
  }

  /**
   * Signs for one purpose; what hold tokens sign begins with a byte that no purpose begins with.
   */
  private byte[] sign(String purpose, String group, byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update(purpose.getBytes(US_ASCII));
      mac.update((byte) 0);
      mac.update(group.getBytes(UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
