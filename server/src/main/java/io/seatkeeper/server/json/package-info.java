/**
 * Reads request bodies strictly and writes answers: nothing unknown, repeated or missing passes.
 */
@NullMarked
package io.seatkeeper.server.json;

import org.jspecify.annotations.NullMarked;
