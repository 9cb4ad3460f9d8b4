/** The only writer of state: applies one command at a time, in log order. */
@NullMarked
package io.seatkeeper.core.engine;

import org.jspecify.annotations.NullMarked;
