package io.seatkeeper.core.codec;

import io.seatkeeper.core.codec.wire.TokenUseMessage;
import io.seatkeeper.core.codec.wire.TokensPartMessage;
import io.seatkeeper.core.state.TokenUse;
import io.seatkeeper.core.state.TokensImage;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;

/** The hold tokens of a snapshot, gathered part by part. */
final class TokenColumns {
  /** Event, object and people. */
  static final int NUMBERS_A_HOLDING = 3;

  private final LongArrayList tokens = new LongArrayList();
  private final LongArrayList deadlines = new LongArrayList();
  private final List<Boolean> ended = new ArrayList<>();
  private final List<String> workspaces = new ArrayList<>();
  private final List<String> buyers = new ArrayList<>();
  private final List<TokenUse> uses = new ArrayList<>();
  private final IntArrayList holdingCounts = new IntArrayList();
  private final IntArrayList holdings = new IntArrayList();
  private String workspace = "";

  /**
   * Adds a part.
   *
   * @throws UnreadableException when its columns do not fit together
   */
  void add(TokensPartMessage part) {
    int count = part.getTokensCount();
    Columns.requireSize("deadlines", part.getDeadlinesCount(), count);
    Columns.requireSize("ended tokens", part.getEndedCount(), count);
    Columns.requireSize("tokens' workspaces", part.getWorkspacesCount(), count);
    Columns.requireSize("tokens' buyers", part.getBuyersCount(), count);
    Columns.requireSize("holding counts", part.getHoldingCountsCount(), count);
    Columns.requireSize("tokens' uses", part.getUsesCount(), part.getUsesCount() == 0 ? 0 : count);
    int held = 0;
    for (int token = 0; token < count; token++) {
      tokens.addLong(part.getTokens(token));
      deadlines.addLong(part.getDeadlines(token));
      ended.add(part.getEnded(token));
      workspaces.add(shared(part.getWorkspaces(token)));
      buyers.add(part.getBuyers(token));
      uses.add(part.getUsesCount() == 0 ? TokenUse.NONE : read(part.getUses(token)));
      int holdingCount = part.getHoldingCounts(token);
      if (holdingCount < 0 || holdingCount > part.getHoldingsCount()) {
        throw new UnreadableException("a token cannot have " + holdingCount + " holdings");
      }
      holdingCounts.addInt(holdingCount);
      held += holdingCount;
    }
    Columns.requireSize("holdings", part.getHoldingsCount(), NUMBERS_A_HOLDING * held);
    for (int at = 0; at < part.getHoldingsCount(); at++) {
      holdings.addInt(part.getHoldings(at));
    }
  }

  static TokenUseMessage write(TokenUse use) {
    return TokenUseMessage.newBuilder()
        .setExtensions(use.extensions())
        .setExtendedMillis(use.extendedMillis())
        .setOrders(use.orders())
        .build();
  }

  static TokenUse read(TokenUseMessage message) {
    Wire.known(message);
    return new TokenUse(message.getExtensions(), message.getExtendedMillis(), message.getOrders());
  }

  /** Many tokens have the same workspace: one text is enough for them. */
  private String shared(String next) {
    if (!workspace.equals(next)) {
      workspace = next;
    }
    return workspace;
  }

  TokensImage image() {
    boolean[] endedColumn = new boolean[ended.size()];
    for (int token = 0; token < endedColumn.length; token++) {
      endedColumn[token] = ended.get(token);
    }
    return new TokensImage(
        tokens.toLongArray(),
        deadlines.toLongArray(),
        endedColumn,
        workspaces.toArray(String[]::new),
        buyers.toArray(String[]::new),
        uses.toArray(TokenUse[]::new),
        holdingCounts.toIntArray(),
        holdings.toIntArray());
  }
}
