/**
 * Simulated fans who buy a house over real HTTP, and the count from the outside that follows.
 *
 * <p>The fans know nothing of the server but its HTTP API, and share the machine with it when the
 * demo runs. They are virtual threads over a bounded pool of plain blocking sockets with HTTP/1.1
 * spoken by hand: against an echo server, 3,000 fans over 128 connections on two shared cores took
 * 12 us of processor time a request that way, 51 us with the Vert.x client and 188 us with the
 * JDK's, and were at full speed in the first second.
 */
@NullMarked
package io.seatkeeper.server.load;

import org.jspecify.annotations.NullMarked;
