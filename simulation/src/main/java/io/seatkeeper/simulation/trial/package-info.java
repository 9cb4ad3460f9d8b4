/** Runs seeded worlds through an engine and its model side by side, and shrinks what fails. */
@NullMarked
package io.seatkeeper.simulation.trial;

import org.jspecify.annotations.NullMarked;
