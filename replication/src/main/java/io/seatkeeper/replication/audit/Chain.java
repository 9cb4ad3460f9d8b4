package io.seatkeeper.replication.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A link of a hash chain: SHA-256 over the link before it and what it seals. */
final class Chain {
  static final int BYTES = 32;

  /** What the first link follows. */
  static final Chain START = new Chain(new byte[BYTES]);

  private final byte[] hash;

  private Chain(byte[] hash) {
    this.hash = hash;
  }

  static Chain read(ByteBuffer from) {
    byte[] hash = new byte[BYTES];
    from.get(hash);
    return new Chain(hash);
  }

  void write(ByteBuffer to) {
    to.put(hash);
  }

  /** The link that seals a buffer's remaining bytes. */
  Chain next(ByteBuffer sealed) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(hash);
      digest.update(sealed.duplicate());
      return new Chain(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Chain that && Arrays.equals(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(hash);
  }
}
