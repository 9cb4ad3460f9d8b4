/** The replicated log: makes commands durable, orders them, and applies them to the engine. */
@NullMarked
package io.seatkeeper.replication;

import org.jspecify.annotations.NullMarked;
