/** Faults on demand: clocks that jump and drift, networks that are cut, links that are slow. */
@NullMarked
package io.seatkeeper.systemtests.lab;

import org.jspecify.annotations.NullMarked;
