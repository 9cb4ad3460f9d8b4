/** What callers ask of a shard: one imperative record for each command. */
@NullMarked
package io.seatkeeper.core.command;

import org.jspecify.annotations.NullMarked;
