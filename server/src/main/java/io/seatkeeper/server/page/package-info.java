/** Serves the page at {@code /e/{event}}: its document, its modules and the libraries they use. */
@NullMarked
package io.seatkeeper.server.page;

import org.jspecify.annotations.NullMarked;
