package io.seatkeeper.core.state;

/**
 * The state hash from scratch: what it covers, and the walk that shows a change the incremental
 * hash was not told of.
 *
 * <p>Covered is everything an answer can ever depend on: log index, position and both times;
 * behaviour version, the request log's bounds, the next event's number and the range it is from;
 * workspaces; charts with their content; pieces of charts and groups on their way; placements; what
 * is known of each placement group, with what is parked of it; each event's origin, chart, name,
 * settings, sale, prices, version and fence, the numbers of its statuses and channels; each
 * object's status, for-sale flag, block with reason, channel, extra data and owner; each area's
 * allotments and shares; what each order and each buyer counts; each token with deadline, buyer,
 * end, use and holdings in order; each order with its lines and what is known of its money; each
 * remembered request with its outcome and group. Where tables keep things (slots, ring positions,
 * numbers of orders and buyers) is not covered: it may differ after a restore.
 */
final class FullHash {
  private FullHash() {}

  static long of(ShardState state) {
    long sum = state.clockTerm() + state.boundsTerm();
    sum += state.catalogue().terms() + state.tokens().terms() + state.requests().terms();
    sum += state.placements().terms() + state.groups().terms() + state.orders().terms();
    for (EventState event : state.events()) {
      sum += event.terms();
    }
    return sum;
  }
}
