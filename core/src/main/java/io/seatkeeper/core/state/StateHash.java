package io.seatkeeper.core.state;

/**
 * A 64-bit fingerprint of a shard's whole state, kept up to date change by change.
 *
 * <p>It is the wrapping sum of one well-mixed term for each thing the state consists of, so it
 * depends neither on the order in which things came nor on where tables keep them. {@link
 * StateTerms} defines the terms; {@link FullHash} lists what is covered and computes the sum anew.
 */
final class StateHash {
  private long sum;

  long value() {
    return sum;
  }

  void set(long value) {
    sum = value;
  }

  void add(long term) {
    sum += term;
  }

  void remove(long term) {
    sum -= term;
  }

  void replace(long before, long after) {
    sum += after - before;
  }

  /**
   * A bijection of 64-bit numbers in which every bit of the input touches every bit of the output.
   */
  static long mix(long value) {
    long mixed = value;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }

  /**
   * Takes one more value into an ordered hash, cheaply: whatever was folded is to be mixed at last.
   */
  static long fold(long hash, long value) {
    long folded = (hash ^ value) * 0x9E3779B97F4A7C15L;
    return folded ^ (folded >>> 32);
  }

  /** The hash of a text; the same on every machine. */
  static long of(String text) {
    long hash = text.length();
    for (int at = 0; at < text.length(); at++) {
      hash = fold(hash, text.charAt(at));
    }
    return mix(hash);
  }
}
