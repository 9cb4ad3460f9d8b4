/** Benchmarks of the engine and of a running node. */
@NullMarked
package io.seatkeeper.benchmarks;

import org.jspecify.annotations.NullMarked;
