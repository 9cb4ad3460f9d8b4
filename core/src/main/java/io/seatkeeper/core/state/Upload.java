package io.seatkeeper.core.state;

import io.seatkeeper.core.command.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Something large of which some pieces are there, in order from the first. */
final class Upload {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  final long number;
  final int chunks;
  private final List<Bytes> pieces = new ArrayList<>();
  private long touchedLogMillis;
  private long contentHash;
  private long bytes;

  Upload(long number, int chunks) {
    this.number = number;
    this.chunks = chunks;
  }

  void add(Bytes piece, long logMillis) {
    pieces.add(piece);
    bytes += piece.length();
    contentHash = foldPiece(contentHash, piece);
    touchedLogMillis = logMillis;
  }

  /** Whether a piece is the one that must come next. */
  boolean continuesWith(long upload, int chunk, int ofChunks) {
    return number == upload && chunks == ofChunks && pieces.size() == chunk;
  }

  /** Whether a piece came already. */
  boolean has(long upload, int chunk, int ofChunks, Bytes piece) {
    return number == upload
        && chunks == ofChunks
        && chunk < pieces.size()
        && pieces.get(chunk).equals(piece);
  }

  List<Bytes> pieces() {
    return pieces;
  }

  /** When the last piece came. */
  long touchedLogMillis() {
    return touchedLogMillis;
  }

  /** The ordered hash of the pieces so far. */
  long contentHash() {
    return contentHash;
  }

  /** Bytes of the pieces so far. */
  long bytes() {
    return bytes;
  }

  /** The same upload with everything counted afresh. */
  Upload counted() {
    Upload copy = new Upload(number, chunks);
    pieces.forEach(piece -> copy.add(piece, touchedLogMillis));
    return copy;
  }

  /** All bytes, with a last piece after those that are there. */
  static byte[] join(List<Bytes> first, Bytes last) {
    List<Bytes> pieces = new ArrayList<>(first);
    pieces.add(last);
    byte[] joined = new byte[pieces.stream().mapToInt(Bytes::length).sum()];
    int at = 0;
    for (Bytes piece : pieces) {
      System.arraycopy(piece.toArray(), 0, joined, at, piece.length());
      at += piece.length();
    }
    return joined;
  }

  static long foldPiece(long hash, Bytes piece) {
    byte[] bytes = piece.toArray();
    long folded = StateHash.fold(hash, bytes.length);
    int at = 0;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      folded = StateHash.fold(folded, (long) LONGS.get(bytes, at));
    }
    for (; at < bytes.length; at++) {
      folded = StateHash.fold(folded, bytes[at]);
    }
    return folded;
  }
}
