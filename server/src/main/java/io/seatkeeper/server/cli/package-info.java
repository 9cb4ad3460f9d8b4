/** The commands of {@code ./seatkeeper}, their configuration file and what they show. */
@NullMarked
package io.seatkeeper.server.cli;

import org.jspecify.annotations.NullMarked;
