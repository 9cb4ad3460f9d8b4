package io.seatkeeper.replication;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point in a shard's history, given to callers so that a later read shows at least that much.
 * Opaque to them.
 *
 * @param incarnation the history it belongs to
 * @param group the shard's name, {@code [a-z0-9][a-z0-9_-]{0,63}}
 * @param epoch raised when the shard moves
 * @param index a log index, at least 0
 */
public record CausalToken(long incarnation, String group, long epoch, long index) {
  private static final int RADIX = 36;
  private static final Pattern TEXT =
      Pattern.compile(
          "([0-9a-z]{1,13})\\.([a-z0-9][a-z0-9_-]{0,63})\\.([0-9a-z]{1,13})\\.([0-9a-z]{1,13})");

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws CausalTokenException when it is nothing of that kind
   */
  public static CausalToken parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw malformed();
    }
    try {
      return new CausalToken(
          Long.parseUnsignedLong(matcher.group(1), RADIX),
          matcher.group(2),
          Long.parseLong(matcher.group(3), RADIX),
          Long.parseLong(matcher.group(4), RADIX));
    } catch (NumberFormatException e) {
      throw malformed();
    }
  }

  /**
   * Whether a shard in that state shows everything this token stands for.
   *
   * @throws CausalTokenException when the token belongs to another history or another shard
   */
  public boolean satisfiedBy(ShardStatus status) {
    return satisfiedBy(status.incarnation(), status.group(), status.epoch(), status.index());
  }

  boolean satisfiedBy(
      long readerIncarnation, String readerGroup, long readerEpoch, long readerIndex) {
    if (incarnation != readerIncarnation) {
      throw new CausalTokenException(
          "The token belongs to another history of this node (it was restored or set up anew)."
              + " Drop the token and read again.");
    }
    if (!group.equals(readerGroup)) {
      throw new CausalTokenException(
          "The token belongs to another shard. Drop the token and read again.");
    }
    return epoch < readerEpoch || (epoch == readerEpoch && index <= readerIndex);
  }

  /** The text form: letters, digits, dots, dashes and underscores. */
  @Override
  public String toString() {
    return Long.toUnsignedString(incarnation, RADIX)
        + '.'
        + group
        + '.'
        + Long.toString(epoch, RADIX)
        + '.'
        + Long.toString(index, RADIX);
  }

  private static CausalTokenException malformed() {
    return new CausalTokenException(
        "This is no causal token. Send one exactly as it was received, or none.");
  }
}
