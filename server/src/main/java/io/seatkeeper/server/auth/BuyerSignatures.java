package io.seatkeeper.server.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells which buyers' pseudonyms a workspace's shop has signed, so that a browser can name its
 * buyer and cannot invent one.
 *
 * <p>A signature is HMAC-SHA-256, hexadecimal, of the pseudonym's UTF-8 bytes. Its key are the 64
 * ASCII characters of the SHA-256 of the secret key, in lower case: the node keeps no more of it.
 */
public final class BuyerSignatures {
  /** The characters of a signature. */
  public static final int CHARACTERS = 64;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /** Signatures by the shop that has the secret key with this hash. */
  public BuyerSignatures(String secretKeyHash) {
    this.key = new SecretKeySpec(secretKeyHash.getBytes(US_ASCII), ALGORITHM);
  }

  /** The signature of a pseudonym. */
  public String sign(String buyer) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(buyer.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Whether the shop has signed a pseudonym. */
  public boolean verify(String buyer, String signature) {
    return MessageDigest.isEqual(
        sign(buyer).getBytes(US_ASCII), signature.toLowerCase(Locale.ROOT).getBytes(US_ASCII));
  }
}
