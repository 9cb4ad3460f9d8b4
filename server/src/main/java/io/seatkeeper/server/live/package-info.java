/** What an event looks like now, for everyone who looks: whole maps, and changes as they happen. */
@NullMarked
package io.seatkeeper.server.live;

import org.jspecify.annotations.NullMarked;
