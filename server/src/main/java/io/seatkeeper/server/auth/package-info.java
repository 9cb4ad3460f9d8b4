/** Who asks: workspace keys, and hold tokens as the signed leases they are. */
@NullMarked
package io.seatkeeper.server.auth;

import org.jspecify.annotations.NullMarked;
