package io.seatkeeper.core.state;

import io.seatkeeper.core.command.Selection;
import java.util.List;

/**
 * A hold token a shard has met.
 *
 * @param ended whether it was ended before its deadline
 * @param use what was done to its life
 * @param selections what it holds, a selection for each event, objects in the order in which they
 *     were held
 */
public record TokenView(
    long token,
    String workspace,
    String buyer,
    long deadlineLogMillis,
    boolean ended,
    TokenUse use,
    List<Selection> selections) {}
