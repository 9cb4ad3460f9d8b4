/** Tests of the whole: real nodes, real faults, a real browser. */
@NullMarked
package io.seatkeeper.systemtests;

import org.jspecify.annotations.NullMarked;
