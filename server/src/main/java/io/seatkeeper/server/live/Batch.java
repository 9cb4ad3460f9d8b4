package io.seatkeeper.server.live;

import io.vertx.core.buffer.Buffer;

/**
 * One message about changes, encoded once for every watcher of its event.
 *
 * @param from the event's version before the first change in it
 * @param version the event's version after the last
 * @param ended whether the event is gone after it
 */
record Batch(long from, long version, boolean ended, Buffer message) {}
