/** What a command led to: its outcome, numbered rejections, and the changes it made. */
@NullMarked
package io.seatkeeper.core.outcome;

import org.jspecify.annotations.NullMarked;
