package io.seatkeeper.server.api;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.core.state.TokenUse;
import io.seatkeeper.core.state.TokenView;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.server.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one shard knows of a hold token, copied.
 *
 * @param held what it holds there
 * @param asked whether the shard remembers the request that is being answered
 */
record TokenLife(
    Shard shard,
    long deadlineLogMillis,
    boolean ended,
    TokenUse use,
    List<HeldIn> held,
    boolean asked) {

  /** A selection with what names its objects, and with the rules of its event. */
  record HeldIn(String event, Venue venue, EventSettings rules, Selection selection) {}

  /** What of each shard that knows a token is known. */
  static List<TokenLife> of(ShardRouter shards, long token, @Nullable RequestKey key) {
    List<TokenLife> lives = new ArrayList<>();
    for (Shard shard : shards.ofEvents()) {
      TokenLife life = shard.read(view -> read(shard, view, token, key));
      if (life != null) {
        lives.add(life);
      }
    }
    return lives;
  }

  private static @Nullable TokenLife read(
      Shard shard, ShardView view, long number, @Nullable RequestKey key) {
    TokenView token = view.token(number);
    if (token == null) {
      return null;
    }
    List<HeldIn> held = new ArrayList<>();
    for (Selection selection : token.selections()) {
      EventView event = view.event(selection.event());
      if (event != null) {
        held.add(new HeldIn(event.key(), event.venue(), event.settings(), selection));
      }
    }
    boolean asked = key != null && view.outcomeOf(key) != null;
    return new TokenLife(shard, token.deadlineLogMillis(), token.ended(), token.use(), held, asked);
  }

  /** Those lives that decide what becomes of a token: where it holds something, else all. */
  static List<TokenLife> deciding(List<TokenLife> lives) {
    List<TokenLife> holding = lives.stream().filter(life -> !life.held.isEmpty()).toList();
    return holding.isEmpty() ? lives : holding;
  }

  /** How long the token lives here; 0 or less when it does not. */
  long remainingMillis() {
    return ended ? 0 : deadlineLogMillis - shard.logMillis();
  }

  /** How often the token may still be extended here. */
  int extensionsLeft() {
    int left = Integer.MAX_VALUE;
    for (EventSettings rules : rules()) {
      boolean lives = use.extendedMillis() < rules.maxExtendedMillis();
      left = Math.min(left, lives ? Math.max(0, rules.maxExtensions() - use.extensions()) : 0);
    }
    return left;
  }

  /** By how much the token can be extended here at once; 0 or less for not at all. */
  long longestMillis() {
    long longest = Long.MAX_VALUE;
    for (EventSettings rules : rules()) {
      long more = use.extensions() < rules.maxExtensions() ? leaseLeft(rules) : 0;
      longest = Math.min(longest, Math.min(more, rules.maxExtendedMillis() - use.extendedMillis()));
    }
    return longest;
  }

  /**
   * Says why the token cannot be extended here.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when it cannot
   */
  void checkExtensible() {
    for (EventSettings rules : rules()) {
      if (use.extensions() >= rules.maxExtensions()) {
        throw refused(Rejection.TOKEN_EXTENSIONS_USED_UP, Integer.toString(rules.maxExtensions()));
      }
      if (use.extendedMillis() >= rules.maxExtendedMillis()) {
        throw refused(Rejection.TOKEN_LIFE_USED_UP, Long.toString(rules.maxExtendedMillis()));
      }
      if (leaseLeft(rules) <= 0) {
        throw refused(
            Rejection.TOKEN_LEASE_TOO_LONG, held.isEmpty() ? "" : held.getFirst().event());
      }
    }
  }

  private static RuntimeException refused(Rejection rejection, String subject) {
    return Problem.of(rejection, subject).thrown();
  }

  /** Rather too little than too much where this node does not lead. */
  private long leaseLeft(EventSettings rules) {
    return rules.maxHoldMillis() - (deadlineLogMillis - shard.leastLogMillis());
  }

  private List<EventSettings> rules() {
    return held.isEmpty()
        ? List.of(EventSettings.DEFAULT)
        : held.stream().map(HeldIn::rules).toList();
  }
}
