/** The money of orders: asked for, taken or given up, returned, and never left half way. */
@NullMarked
package io.seatkeeper.server.payment;

import org.jspecify.annotations.NullMarked;
