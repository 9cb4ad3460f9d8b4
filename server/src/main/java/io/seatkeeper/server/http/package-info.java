/** The node as one running thing: wires log, API and HTTP server, starts and stops them. */
@NullMarked
package io.seatkeeper.server.http;

import org.jspecify.annotations.NullMarked;
