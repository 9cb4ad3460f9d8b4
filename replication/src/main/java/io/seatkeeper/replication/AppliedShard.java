package io.seatkeeper.replication;

import io.seatkeeper.core.codec.GroupExport;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.snapshot.FrameWriter;
import io.seatkeeper.replication.snapshot.SnapshotId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shard's state behind its one lock, with the place in the log it stands for. One thread
 * applies; anybody reads between two entries.
 */
final class AppliedShard implements OwnCommands.AppliedState {
  private final ReentrantLock lock = new ReentrantLock();
  private ReplicatedState state;
  private SnapshotId appliedEntry;
  private volatile long index;
  private volatile long logMillis;
  private volatile long wallMillis;
  private volatile long position;
  private volatile long nextDeadlineLogMillis;
  private volatile long nextOpeningWallMillis;

  /** What one entry led to, command by command. */
  record Entry(
      long index, long logMillis, long wallMillis, List<Applied> applied, List<Change> changes) {}

  /** An image of the state with the entry it was taken after. */
  record Image(SnapshotId after, FrameWriter content) {}

  /** How far the log is applied, and what the state hashes to there. */
  record Reached(long index, long stateHash) {}

  AppliedShard(SnapshotContents.Restored restored) {
    this.state = restored.state();
    this.appliedEntry = restored.after();
    publish();
  }

  /** Replaces the whole state, after a snapshot came from elsewhere. */
  void replace(ReplicatedState newState, SnapshotId newAppliedEntry) {
    lock.lock();
    try {
      state = newState;
      appliedEntry = newAppliedEntry;
      publish();
    } finally {
      lock.unlock();
    }
  }

  /** Applies an entry's commands in order. */
  Entry apply(SnapshotId entry, byte[] bytes) {
    EntryFormat.Reader reader = new EntryFormat.Reader(bytes);
    List<Applied> applied = new ArrayList<>(reader.commands());
    List<Change> changes = new ArrayList<>();
    lock.lock();
    try {
      for (int command = 0; command < reader.commands(); command++) {
        reader.next();
        Applied result =
            state.apply(
                entry.index(),
                reader.logMillis(),
                reader.wallMillis(),
                reader.bytes(),
                reader.offset(),
                reader.length());
        applied.add(result);
        changes.addAll(result.changes());
      }
      appliedEntry = entry;
      publish();
    } finally {
      lock.unlock();
    }
    return new Entry(entry.index(), reader.logMillis(), reader.wallMillis(), applied, changes);
  }

  /** Notes an entry that carries no commands. */
  void pass(SnapshotId entry) {
    lock.lock();
    try {
      appliedEntry = entry;
      index = entry.index();
    } finally {
      lock.unlock();
    }
  }

  /** Takes an image of the state as it is now. */
  Image capture() {
    lock.lock();
    try {
      return new Image(appliedEntry, state.capture());
    } finally {
      lock.unlock();
    }
  }

  /** Index and hash of one moment. */
  Reached reached() {
    lock.lock();
    try {
      return new Reached(appliedEntry.index(), state.view().stateHash());
    } finally {
      lock.unlock();
    }
  }

  /** A copy of a group that is frozen for a move; null when it is not. */
  @Nullable GroupExport export(String group, long epoch) {
    lock.lock();
    try {
      return state.export(group, epoch);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> T read(Function<? super ShardView, ? extends T> reader) {
    lock.lock();
    try {
      return reader.apply(state.view());
    } finally {
      lock.unlock();
    }
  }

  private void publish() {
    ShardView view = state.view();
    logMillis = view.logMillis();
    wallMillis = view.wallMillis();
    position = view.position();
    nextDeadlineLogMillis = view.nextDeadlineLogMillis();
    nextOpeningWallMillis = view.nextOpeningWallMillis();
    index = appliedEntry.index();
  }

  long index() {
    return index;
  }

  @Override
  public long logMillis() {
    return logMillis;
  }

  @Override
  public long wallMillis() {
    return wallMillis;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public long nextDeadlineLogMillis() {
    return nextDeadlineLogMillis;
  }

  @Override
  public long nextOpeningWallMillis() {
    return nextOpeningWallMillis;
  }
}
