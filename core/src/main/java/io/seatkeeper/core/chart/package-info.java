/**
 * The venue model the engine needs: objects, neighbours in a row, integer distance to the focal
 * point.
 */
@NullMarked
package io.seatkeeper.core.chart;

import org.jspecify.annotations.NullMarked;
