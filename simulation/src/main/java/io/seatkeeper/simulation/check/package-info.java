/** What must hold after every command, looked at from outside. */
@NullMarked
package io.seatkeeper.simulation.check;

import org.jspecify.annotations.NullMarked;
