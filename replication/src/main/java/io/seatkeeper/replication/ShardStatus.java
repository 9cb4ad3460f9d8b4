package io.seatkeeper.replication;

/**
 * How a shard is.
 *
 * @param incarnation the history this state belongs to; a restored backup begins another
 * @param group the shard's name
 * @param epoch raised when the shard moves
 * @param index the log index applied last
 * @param logMillis the shard's elapsed time now, estimated where it does not lead
 * @param wallMillis milliseconds since the epoch as the next entry would carry them
 * @param leader whether this node orders the shard's log
 * @param ready whether it takes requests now
 * @param queuedCommands requests waiting for an entry
 * @param queuedBytes their encoded bytes
 * @param entriesInFlight entries handed to the log and not applied yet
 * @param entriesSubmitted entries submitted since the node started
 * @param commandsSubmitted commands in them
 * @param commandsRefused requests refused because too much was waiting
 * @param snapshotIndex the log index of the newest snapshot that is safely on disk; 0 for none
 * @param durableIndex the log index the directory's marker vouches for
 * @param wallClockJumps how often the machine's wall clock jumped against its monotonic clock
 */
public record ShardStatus(
    long incarnation,
    String group,
    long epoch,
    long index,
    long logMillis,
    long wallMillis,
    boolean leader,
    boolean ready,
    int queuedCommands,
    long queuedBytes,
    int entriesInFlight,
    long entriesSubmitted,
    long commandsSubmitted,
    long commandsRefused,
    long snapshotIndex,
    long durableIndex,
    long wallClockJumps) {

  /** What a reader of the state as of now has seen. */
  public CausalToken token() {
    return new CausalToken(incarnation, group, epoch, index);
  }
}
