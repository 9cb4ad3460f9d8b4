package io.seatkeeper.core.state;

import io.seatkeeper.core.command.Command.ActivateGroupChunk;
import io.seatkeeper.core.command.GroupState;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** The placement groups that a shard knows to move, to have moved or to have come. */
public final class GroupTable {
  private final StateHash hash;
  private final TreeMap<String, GroupImage> groups = new TreeMap<>();
  private final TreeSet<String> frozen = new TreeSet<>();
  private final Int2ObjectHashMap<String> groupOfMovedEvent = new Int2ObjectHashMap<>();
  private final TreeMap<String, GroupUpload> uploads = new TreeMap<>();
  private int parkedTokens;

  GroupTable(StateHash hash) {
    this.hash = hash;
  }

  /** A group of which some pieces are there. */
  private record GroupUpload(String group, long epoch, Upload pieces) {
    long term() {
      return StateTerms.groupUpload(group, epoch, pieces);
    }
  }

  /** What the shard knows of a group; every group is active at epoch 1 until something is known. */
  public GroupImage group(String group) {
    GroupImage known = groups.get(group);
    return known == null ? GroupImage.active(group, 1, 1) : known;
  }

  /** Whether something is known of a group. */
  public boolean knows(String group) {
    return groups.containsKey(group);
  }

  /** How many groups something is known of. */
  public int size() {
    return groups.size();
  }

  /** The group with which an event has left; null when it has not. */
  public @Nullable String movedWith(int event) {
    return groupOfMovedEvent.get(event);
  }

  /** Tokens parked in all frozen groups. */
  public int parkedTokens() {
    return parkedTokens;
  }

  /** The first frozen group, by name, of which a token holds something; null when there is none. */
  public @Nullable String parkedIn(long token) {
    if (parkedTokens > 0) {
      for (String group : frozen) {
        if (group(group).parkedOf(token) != null) {
          return group;
        }
      }
    }
    return null;
  }

  /** Bytes of all groups on their way that were touched at a log time or later. */
  public long uploadBytes(long sinceLogMillis) {
    long bytes = 0;
    for (GroupUpload upload : uploads.values()) {
      boolean alive = upload.pieces().touchedLogMillis() >= sinceLogMillis;
      bytes += alive ? upload.pieces().bytes() : 0;
    }
    return bytes;
  }

  /** Bytes of one group on its way, if it was touched at a log time or later. */
  public long uploadBytes(String group, long sinceLogMillis) {
    GroupUpload upload = uploads.get(group);
    boolean alive = upload != null && upload.pieces().touchedLogMillis() >= sinceLogMillis;
    return upload != null && alive ? upload.pieces().bytes() : 0;
  }

  /** Whether a piece may come now: the first always, then the next one of an upload still alive. */
  public boolean expects(ActivateGroupChunk piece, long sinceLogMillis) {
    GroupUpload upload = uploads.get(piece.group());
    return piece.chunk() == 0
        || (upload != null
            && upload.epoch() == piece.epoch()
            && upload.pieces().touchedLogMillis() >= sinceLogMillis
            && upload.pieces().continuesWith(piece.upload(), piece.chunk(), piece.chunks()));
  }

  /** Whether a piece is one that came already. */
  public boolean has(ActivateGroupChunk piece) {
    GroupUpload upload = uploads.get(piece.group());
    return upload != null
        && upload.epoch() == piece.epoch()
        && upload.pieces().has(piece.upload(), piece.chunk(), piece.chunks(), piece.bytes());
  }

  /** Keeps a piece; the first replaces what was there of another upload. */
  public void addPiece(ActivateGroupChunk piece, long logMillis) {
    if (piece.chunk() == 0) {
      dropUpload(piece.group());
      add(new GroupUpload(piece.group(), piece.epoch(), upload(piece.upload(), piece.chunks())));
    }
    GroupUpload upload = uploads.get(piece.group());
    if (upload == null) {
      throw new IllegalArgumentException("no upload of " + piece.group());
    }
    long before = upload.term();
    upload.pieces().add(piece.bytes(), logMillis);
    hash.replace(before, upload.term());
  }

  /** The bytes of a group whose last piece is at hand. */
  public byte[] joinWith(ActivateGroupChunk last) {
    GroupUpload upload = last.chunk() == 0 ? null : uploads.get(last.group());
    return Upload.join(upload == null ? List.of() : upload.pieces().pieces(), last.bytes());
  }

  /** Drops what came of a group on its way. */
  public void dropUpload(String group) {
    GroupUpload upload = uploads.remove(group);
    if (upload != null) {
      hash.remove(upload.term());
    }
  }

  /** Drops uploads of which no piece has come since a log time. */
  public void dropUploadsUntouchedSince(long logMillis) {
    for (GroupUpload upload : List.copyOf(uploads.values())) {
      if (upload.pieces().touchedLogMillis() < logMillis) {
        dropUpload(upload.group());
      }
    }
  }

  /** Replaces what is known of a group. */
  void put(GroupImage group) {
    GroupImage before = groups.put(group.group(), group);
    if (before != null) {
      hash.remove(StateTerms.group(before));
      parkedTokens -= before.parked().size();
      for (int event : before.movedEvents()) {
        groupOfMovedEvent.remove(event);
      }
    }
    hash.add(StateTerms.group(group));
    parkedTokens += group.parked().size();
    for (int event : group.movedEvents()) {
      groupOfMovedEvent.put(event, group.group());
    }
    if (group.state() == GroupState.FROZEN) {
      frozen.add(group.group());
    } else {
      frozen.remove(group.group());
    }
  }

  /** All groups something is known of, by name. */
  List<GroupImage> images() {
    return List.copyOf(groups.values());
  }

  List<GroupUploadImage> uploadImages() {
    List<GroupUploadImage> images = new ArrayList<>();
    for (GroupUpload upload : uploads.values()) {
      images.add(
          new GroupUploadImage(
              upload.group(),
              upload.epoch(),
              upload.pieces().number,
              upload.pieces().chunks,
              upload.pieces().touchedLogMillis(),
              upload.pieces().pieces()));
    }
    return images;
  }

  void restoreUpload(GroupUploadImage image) {
    Upload pieces = upload(image.upload(), image.chunks());
    image.pieces().forEach(piece -> pieces.add(piece, image.touchedLogMillis()));
    add(new GroupUpload(image.group(), image.epoch(), pieces));
  }

  /** The sum of all terms, from the content. */
  long terms() {
    long sum = groups.values().stream().mapToLong(StateTerms::group).sum();
    for (GroupUpload upload : uploads.values()) {
      sum += StateTerms.groupUpload(upload.group(), upload.epoch(), upload.pieces().counted());
    }
    return sum;
  }

  private void add(GroupUpload upload) {
    uploads.put(upload.group(), upload);
    hash.add(upload.term());
  }

  private static Upload upload(long number, int chunks) {
    return new Upload(number, chunks);
  }
}
