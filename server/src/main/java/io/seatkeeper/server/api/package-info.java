/** The endpoints of API v1: requests become commands and reads, outcomes become answers. */
@NullMarked
package io.seatkeeper.server.api;

import org.jspecify.annotations.NullMarked;
