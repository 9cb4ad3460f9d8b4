package io.seatkeeper.replication.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads the framing of a Raft log segment: {@code RaftLog1}, then for each entry its length as a
 * variable-length integer, its bytes (term, then index first), and the CRC32C of both.
 */
final class LogEntryScanner {
  static final byte[] HEADER = "RaftLog1".getBytes(US_ASCII);

  private static final int SECTOR_BYTES = 512;
  private static final int MOST_LENGTH_BYTES = 5;
  private static final int CHECKSUM_BYTES = 4;
  private static final long MOST_FOLLOWING = 1_000_000;
  private static final int TERM_TAG = 8;
  private static final int INDEX_TAG = 16;

  private final byte[] bytes;
  private int position = HEADER.length;
  private int contentStart;
  private int contentEnd;

  LogEntryScanner(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasHeader() {
    return bytes.length >= HEADER.length
        && Arrays.equals(bytes, 0, HEADER.length, HEADER, 0, HEADER.length);
  }

  /** Whether the header is only partly there, and nothing else is. */
  boolean hasTornHeader() {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != 0 && (i >= HEADER.length || bytes[i] != HEADER[i])) {
        return false;
      }
    }
    return !hasHeader();
  }

  /** Where the next entry begins. */
  int position() {
    return position;
  }

  /** Steps over the entry at the position if it is whole and has the index. */
  boolean next(long index) {
    if (!isWhole(position) || indexOf(contentStart, contentEnd) != index) {
      return false;
    }
    position = contentEnd + CHECKSUM_BYTES;
    return true;
  }

  /** Whether nothing but zeros follows. */
  boolean isAtEnd() {
    return lastNonZero() < position;
  }

  /**
   * Whether what follows can be an entry whose writing was cut short. It is the last one, and a
   * sector of it, or what the entry has of a sector, never reached the disk and is still zero. If
   * an entry is complete or others follow, its bytes were changed after they were written.
   *
   * @param index the entry's index
   */
  boolean isTorn(long index) {
    int last = lastNonZero();
    for (int later = position + 1; later <= last; later++) {
      if (beginsLaterEntry(later, index) && isWhole(later)) {
        return false;
      }
    }
    return !isWholeWithOtherLength() && hasEmptySector();
  }

  /** Whether the first fields are those of an entry that may follow; cheap. */
  private boolean beginsLaterEntry(int at, long index) {
    if (bytes[at] == 0 || !readLength(at) || contentEnd > bytes.length - CHECKSUM_BYTES) {
      return false;
    }
    long found = indexOf(contentStart, contentEnd);
    return bytes[contentStart] == TERM_TAG && found > index && found - index <= MOST_FOLLOWING;
  }

  /** Whether one changed byte in the length explains why the entry is not whole. */
  private boolean isWholeWithOtherLength() {
    for (int place = position; place < position + MOST_LENGTH_BYTES; place++) {
      if (place >= bytes.length) {
        return false;
      }
      byte original = bytes[place];
      try {
        for (int other = 0; other < 256; other++) {
          bytes[place] = (byte) other;
          if (other != (original & 0xff) && isWhole(position)) {
            return true;
          }
        }
      } finally {
        bytes[place] = original;
      }
    }
    return false;
  }

  /** Whether the entry at the position lacks a sector, or the part of one that it covers. */
  private boolean hasEmptySector() {
    if (!readLength(position) || contentEnd + CHECKSUM_BYTES > bytes.length) {
      return true;
    }
    int end = contentEnd + CHECKSUM_BYTES;
    for (int from = position; from < end; ) {
      int to = Math.min(end, (from / SECTOR_BYTES + 1) * SECTOR_BYTES);
      if (isZero(from, to)) {
        return true;
      }
      from = to;
    }
    return false;
  }

  private boolean isWhole(int at) {
    if (at >= bytes.length || bytes[at] == 0 || !readLength(at)) {
      return false;
    }
    if (contentEnd > bytes.length - CHECKSUM_BYTES) {
      return false;
    }
    if (indexOf(contentStart, contentEnd) < 0) {
      return false;
    }
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, at, contentEnd - at);
    return (int) checksum.getValue() == ByteBuffer.wrap(bytes).getInt(contentEnd);
  }

  /** Reads a length and notes where the content is; false when it is none. */
  private boolean readLength(int at) {
    long length = 0;
    for (int i = 0; i < MOST_LENGTH_BYTES && at + i < bytes.length; i++) {
      int part = bytes[at + i];
      length |= (long) (part & 0x7f) << (7 * i);
      if (part >= 0) {
        contentStart = at + i + 1;
        if (length <= 0 || length > Integer.MAX_VALUE - contentStart - CHECKSUM_BYTES) {
          return false;
        }
        contentEnd = contentStart + (int) length;
        return true;
      }
    }
    return false;
  }

  /** The index in an entry's first fields, or -1 when it does not begin like an entry. */
  private long indexOf(int from, int to) {
    int at = from;
    if (at < to && bytes[at] == TERM_TAG) {
      at++;
      while (at < to && bytes[at] < 0) {
        at++;
      }
      at++;
    }
    if (at >= to || at >= bytes.length) {
      return -1;
    }
    if (bytes[at] != INDEX_TAG) {
      return 0;
    }
    long index = 0;
    int shift = 0;
    for (at++; at < to && at < bytes.length && shift < 64; at++, shift += 7) {
      index |= (long) (bytes[at] & 0x7f) << shift;
      if (bytes[at] >= 0) {
        return index;
      }
    }
    return -1;
  }

  private int lastNonZero() {
    int last = bytes.length - 1;
    while (last >= 0 && bytes[last] == 0) {
      last--;
    }
    return last;
  }

  private boolean isZero(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
