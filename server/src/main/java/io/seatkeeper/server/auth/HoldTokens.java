package io.seatkeeper.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and verifies one workspace's hold tokens: leases signed with HMAC-SHA-256, so that no node
 * has to remember those nobody used.
 *
 * <p>The signed bytes, then the signature, in base64url: version 1, token (8 bytes), deadline in
 * log time (8), length in milliseconds (4), then workspace, placement group (empty: any) and buyer
 * (empty: the token itself), each with its length in one byte before it.
 */
public final class HoldTokens {
  /** The longest text of a token. */
  public static final int MOST_CHARACTERS = 400;

  /** What the buyers' names begin with that tokens stand in for; shops cannot give such names. */
  public static final String TOKEN_BUYER = "token:";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE_BYTES = 32;
  private static final byte VERSION = 1;

  private final String workspace;
  private final SecretKeySpec key;

  /** Tokens of a workspace, signed with its secret. */
  public HoldTokens(String workspace, byte[] tokenSecret) {
    this.workspace = workspace;
    this.key = new SecretKeySpec(tokenSecret, ALGORITHM);
  }

  /**
   * A new token.
   *
   * @param buyer the shop's pseudonym for the buyer, at most 64 characters; empty for none
   */
  public HoldToken make(SecureRandom random, long logMillis, long holdMillis, String buyer) {
    long token = random.nextLong();
    while (token == 0) {
      token = random.nextLong();
    }
    long deadline = logMillis + holdMillis;
    byte[] name = workspace.getBytes(UTF_8);
    byte[] buyerName = buyer.getBytes(UTF_8);
    ByteBuffer content = ByteBuffer.allocate(1 + 8 + 8 + 4 + 3 + name.length + buyerName.length);
    content.put(VERSION).putLong(token).putLong(deadline).putInt((int) holdMillis);
    content.put((byte) name.length).put(name);
    content.put((byte) 0);
    content.put((byte) buyerName.length).put(buyerName);
    byte[] signed = Arrays.copyOf(content.array(), content.capacity() + SIGNATURE_BYTES);
    System.arraycopy(sign(content.array()), 0, signed, content.capacity(), SIGNATURE_BYTES);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    return new HoldToken(text, lease(token, deadline, buyer), holdMillis);
  }

  /**
   * The token behind a text.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when it was not made here, or for another
   *     workspace
   */
  public HoldToken verify(String text) {
    byte[] signed = decode(text);
    int length = signed.length - SIGNATURE_BYTES;
    if (length < 1 || signed[0] != VERSION) {
      throw invalid();
    }
    byte[] content = Arrays.copyOf(signed, length);
    try {
      ByteBuffer fields = ByteBuffer.wrap(content, 1, length - 1);
      long token = fields.getLong();
      long deadline = fields.getLong();
      int holdMillis = fields.getInt();
      String owner = text(fields);
      text(fields);
      String buyer = text(fields);
      if (!owner.equals(workspace)) {
        throw Problem.of(Rejection.TOKEN_OF_ANOTHER_WORKSPACE, workspace).thrown();
      }
      byte[] signature = Arrays.copyOfRange(signed, length, signed.length);
      if (fields.hasRemaining() || !MessageDigest.isEqual(signature, sign(content))) {
        throw invalid();
      }
      return new HoldToken(text, lease(token, deadline, buyer), holdMillis);
    } catch (BufferUnderflowException e) {
      throw invalid();
    }
  }

  private TokenLease lease(long token, long deadline, String buyer) {
    String counted = buyer.isEmpty() ? TOKEN_BUYER + HexFormat.of().toHexDigits(token) : buyer;
    return new TokenLease(token, workspace, deadline, counted);
  }

  private byte[] sign(byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static byte[] decode(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw invalid();
    }
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static String text(ByteBuffer fields) {
    byte[] bytes = new byte[fields.get() & 0xFF];
    fields.get(bytes);
    return new String(bytes, UTF_8);
  }

  private static RuntimeException invalid() {
    return Problem.of(
            ProblemCode.HOLD_TOKEN_INVALID,
            "The hold token was not made here, or was altered. Get one from POST /v1/hold-tokens.")
        .about("holdToken")
        .thrown();
  }
}
