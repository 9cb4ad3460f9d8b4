package io.seatkeeper.core.state;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.Long2LongHashMap;

/**
 * The hold tokens a shard has met and whose deadline has not passed: each with what it holds, in
 * the order in which it was first held.
 *
 * <p>A token is known by its slot until it is forgotten. Slots are an index into arrays, not state.
 */
public final class TokenTable {
  /** The slot of a token the shard does not know. */
  public static final int UNKNOWN = -1;

  /** Tokens known at once, at most. */
  public static final int CAPACITY = 4_000_000;

  private static final String HOLDINGS_KNOWN = "tokens hold what the objects say";
  private static final int HOLDING = 3;
  private static final int[] NOTHING = {};

  private final StateHash hash;
  private final Long2LongHashMap slots = new Long2LongHashMap(UNKNOWN);
  private final IntArrayList freeSlots = new IntArrayList();
  private final DeadlineHeap heap = new DeadlineHeap(this);
  private long[] tokens = new long[16];
  private long[] deadlines = new long[16];
  private long[] terms = new long[16];
  private boolean[] ended = new boolean[16];
  private String[] workspaces = new String[16];
  private String[] buyers = new String[16];
  private TokenUse[] uses = new TokenUse[16];
  private long[] ownHashes = new long[16];
  private int[][] holdings = new int[16][];
  private int[] holdingCounts = new int[16];
  private int end;

  TokenTable(StateHash hash) {
    this.hash = hash;
    Arrays.fill(holdings, NOTHING);
    Arrays.fill(workspaces, "");
    Arrays.fill(buyers, "");
    Arrays.fill(uses, TokenUse.NONE);
  }

  /** The slot of a token, or {@link #UNKNOWN}. */
  public int slotOf(long token) {
    return (int) slots.get(token);
  }

  /** How many tokens are known. */
  public int size() {
    return slots.size();
  }

  public long token(int slot) {
    return tokens[slot];
  }

  public long deadline(int slot) {
    return deadlines[slot];
  }

  /** Whether the token was ended before its deadline. */
  public boolean isEnded(int slot) {
    return ended[slot];
  }

  public String workspace(int slot) {
    return workspaces[slot];
  }

  public String buyer(int slot) {
    return buyers[slot];
  }

  /** What was done to the token's life. */
  public TokenUse use(int slot) {
    return uses[slot];
  }

  /** How many objects the token holds; an area is one. */
  public int holdings(int slot) {
    return holdingCounts[slot];
  }

  /** The event of the holding at a position. */
  public int event(int slot, int position) {
    return holdings[slot][HOLDING * position];
  }

  /** The object of the holding at a position. */
  public int object(int slot, int position) {
    return holdings[slot][HOLDING * position + 1];
  }

  /** People of the holding at a position. */
  public int people(int slot, int position) {
    return holdings[slot][HOLDING * position + 2];
  }

  /** People the token holds in one event. */
  public int peopleIn(int slot, int event) {
    int people = 0;
    int[] held = holdings[slot];
    for (int at = 0; at < HOLDING * holdingCounts[slot]; at += HOLDING) {
      people += held[at] == event ? held[at + 2] : 0;
    }
    return people;
  }

  /** The slot of the token whose deadline is the first; {@link #UNKNOWN} when there is none. */
  public int firstToEnd() {
    return heap.first();
  }

  /** The first deadline; {@link Long#MAX_VALUE} when there is none. */
  public long firstDeadline() {
    int slot = heap.first();
    return slot == UNKNOWN ? Long.MAX_VALUE : deadlines[slot];
  }

  /** Makes the acquaintance of a token and returns its slot. */
  public int learn(long token, String workspace, String buyer, long deadline) {
    int slot = freeSlots.isEmpty() ? end++ : freeSlots.removeAt(freeSlots.size() - 1);
    makeRoomFor(slot);
    tokens[slot] = token;
    deadlines[slot] = deadline;
    ended[slot] = false;
    workspaces[slot] = workspace;
    buyers[slot] = buyer;
    uses[slot] = TokenUse.NONE;
    ownHashes[slot] = ownHash(slot);
    holdingCounts[slot] = 0;
    slots.put(token, slot);
    heap.add(slot);
    terms[slot] = term(slot, ownHashes[slot]);
    hash.add(terms[slot]);
    return slot;
  }

  /** Adds people to what a token holds of an object. */
  public void hold(int slot, int event, int object, int people) {
    int at = find(slot, event, object);
    int count = holdingCounts[slot];
    if (at < 0) {
      at = HOLDING * count;
      if (at == holdings[slot].length) {
        holdings[slot] = Arrays.copyOf(holdings[slot], Math.max(4 * HOLDING, 2 * at));
      }
      holdings[slot][at] = event;
      holdings[slot][at + 1] = object;
      holdings[slot][at + 2] = 0;
      holdingCounts[slot] = count + 1;
    }
    holdings[slot][at + 2] += people;
    rehash(slot);
  }

  /** Takes people off what a token holds of an object. */
  public void release(int slot, int event, int object, int people) {
    int at = find(slot, event, object);
    int[] held = holdings[slot];
    if (at < 0 || held[at + 2] < people) {
      throw new InvariantBrokenException(HOLDINGS_KNOWN);
    }
    held[at + 2] -= people;
    if (held[at + 2] == 0) {
      int used = HOLDING * holdingCounts[slot]--;
      System.arraycopy(held, at + HOLDING, held, at, used - at - HOLDING);
    }
    rehash(slot);
  }

  /** Empties a token's list; what becomes of the objects is the caller's matter. */
  public void releaseAll(int slot) {
    holdingCounts[slot] = 0;
    rehash(slot);
  }

  /** Keeps a token from ever holding again. */
  public void markEnded(int slot) {
    ended[slot] = true;
    ownHashes[slot] = ownHash(slot);
    rehash(slot);
  }

  /** Gives a token a deadline that is not earlier, and notes what was done to its life. */
  public void prolong(int slot, long deadline, TokenUse use) {
    deadlines[slot] = deadline;
    uses[slot] = use;
    ownHashes[slot] = ownHash(slot);
    heap.postponed(slot);
    rehash(slot);
  }

  /** Forgets the token whose deadline is the first. */
  public void forgetFirst() {
    int slot = heap.removeFirst();
    hash.remove(terms[slot]);
    slots.remove(tokens[slot]);
    holdings[slot] = NOTHING;
    holdingCounts[slot] = 0;
    workspaces[slot] = "";
    buyers[slot] = "";
    freeSlots.addInt(slot);
  }

  /** Forgets what any token holds in an event that is no more. */
  public void forgetEvent(int event) {
    for (int slot = 0; slot < end; slot++) {
      int kept = 0;
      int[] held = holdings[slot];
      int used = HOLDING * holdingCounts[slot];
      for (int at = 0; at < used; at += HOLDING) {
        if (held[at] != event) {
          System.arraycopy(held, at, held, kept, HOLDING);
          kept += HOLDING;
        }
      }
      if (kept != used) {
        holdingCounts[slot] = kept / HOLDING;
        rehash(slot);
      }
    }
  }

  /**
   * Takes what a token holds in some events off its list.
   *
   * @return event, object and people of each holding, in their order
   */
  int[] takeHoldings(int slot, IntPredicate events) {
    int[] held = holdings[slot];
    int used = HOLDING * holdingCounts[slot];
    int[] taken = new int[used];
    int takenEnd = 0;
    int kept = 0;
    for (int at = 0; at < used; at += HOLDING) {
      if (events.test(held[at])) {
        System.arraycopy(held, at, taken, takenEnd, HOLDING);
        takenEnd += HOLDING;
      } else {
        System.arraycopy(held, at, held, kept, HOLDING);
        kept += HOLDING;
      }
    }
    if (takenEnd > 0) {
      holdingCounts[slot] = kept / HOLDING;
      rehash(slot);
    }
    return Arrays.copyOf(taken, takenEnd);
  }

  /** Event, object and people of each holding of a token, in their order. */
  int[] copyHoldings(int slot) {
    return Arrays.copyOf(holdings[slot], HOLDING * holdingCounts[slot]);
  }

  /** Puts what {@link #takeHoldings} took at the end of a token's list. */
  void giveHoldings(int slot, int[] taken) {
    int used = HOLDING * holdingCounts[slot];
    holdings[slot] = Arrays.copyOf(holdings[slot], used + taken.length);
    System.arraycopy(taken, 0, holdings[slot], used, taken.length);
    holdingCounts[slot] = (used + taken.length) / HOLDING;
    rehash(slot);
  }

  /**
   * Gives tokens later deadlines, where the new ones are later.
   *
   * @param slots the tokens' slots
   * @param newDeadlines the deadline of each
   */
  void prolong(int[] slots, long[] newDeadlines) {
    for (int at = 0; at < slots.length; at++) {
      int slot = slots[at];
      if (newDeadlines[at] > deadlines[slot]) {
        deadlines[slot] = newDeadlines[at];
        ownHashes[slot] = ownHash(slot);
        rehash(slot);
      }
    }
    heap.reorder();
  }

  /** Takes in what another shard knows of a token's life. */
  void merge(int slot, TokenUse use) {
    uses[slot] = uses[slot].merged(use);
    ownHashes[slot] = ownHash(slot);
    rehash(slot);
  }

  /** Visits every slot in use. */
  void forEach(IntConsumer visitor) {
    for (int slot = 0; slot < end; slot++) {
      if (slotOf(tokens[slot]) == slot) {
        visitor.accept(slot);
      }
    }
  }

  /** Whether the token is listed as holding these people of an object. */
  boolean holds(int slot, int event, int object, int people) {
    int at = find(slot, event, object);
    return at >= 0 && holdings[slot][at + 2] == people;
  }

  /** The sum of all terms, from the content. */
  long terms() {
    long[] sum = new long[1];
    slots.forEachLong((token, slot) -> sum[0] += term((int) slot, ownHash((int) slot)));
    return sum[0];
  }

  TokensImage image() {
    int size = size();
    TokensImage image = TokensImage.ofSize(size, totalHoldings());
    int at = 0;
    int holdingAt = 0;
    for (int slot = 0; slot < end; slot++) {
      if (slotOf(tokens[slot]) == slot) {
        image.tokens()[at] = tokens[slot];
        image.deadlines()[at] = deadlines[slot];
        image.ended()[at] = ended[slot];
        image.workspaces()[at] = workspaces[slot];
        image.buyers()[at] = buyers[slot];
        image.uses()[at] = uses[slot];
        image.holdingCounts()[at++] = holdingCounts[slot];
        int length = HOLDING * holdingCounts[slot];
        System.arraycopy(holdings[slot], 0, image.holdings(), holdingAt, length);
        holdingAt += length;
      }
    }
    return image;
  }

  void restore(TokensImage image) {
    int from = 0;
    for (int at = 0; at < image.tokens().length; at++) {
      int slot =
          learn(
              image.tokens()[at],
              image.workspaces()[at],
              image.buyers()[at],
              image.deadlines()[at]);
      int length = HOLDING * image.holdingCounts()[at];
      holdings[slot] = Arrays.copyOfRange(image.holdings(), from, from + length);
      holdingCounts[slot] = image.holdingCounts()[at];
      ended[slot] = image.ended()[at];
      uses[slot] = image.uses()[at];
      ownHashes[slot] = ownHash(slot);
      rehash(slot);
      from += length;
    }
  }

  private int totalHoldings() {
    int total = 0;
    for (int slot = 0; slot < end; slot++) {
      total += HOLDING * holdingCounts[slot];
    }
    return total;
  }

  private int find(int slot, int event, int object) {
    int[] held = holdings[slot];
    for (int at = 0; at < HOLDING * holdingCounts[slot]; at += HOLDING) {
      if (held[at + 1] == object && held[at] == event) {
        return at;
      }
    }
    return -1;
  }

  private void rehash(int slot) {
    long term = term(slot, ownHashes[slot]);
    hash.replace(terms[slot], term);
    terms[slot] = term;
  }

  private long term(int slot, long ownHash) {
    long hash = ownHash;
    int[] held = holdings[slot];
    for (int at = 0; at < HOLDING * holdingCounts[slot]; at += HOLDING) {
      hash = StateTerms.holding(hash, held[at], held[at + 1], held[at + 2]);
    }
    return StateHash.mix(hash);
  }

  /** The ordered hash of everything about a token but its holdings. */
  private long ownHash(int slot) {
    return StateTerms.token(
        tokens[slot],
        deadlines[slot],
        ended[slot],
        StateHash.of(workspaces[slot]),
        StateHash.of(buyers[slot]),
        uses[slot]);
  }

  private void makeRoomFor(int slot) {
    int before = tokens.length;
    if (slot >= before) {
      int length = before * 2;
      tokens = Arrays.copyOf(tokens, length);
      deadlines = Arrays.copyOf(deadlines, length);
      terms = Arrays.copyOf(terms, length);
      ended = Arrays.copyOf(ended, length);
      workspaces = Arrays.copyOf(workspaces, length);
      Arrays.fill(workspaces, before, length, "");
      buyers = Arrays.copyOf(buyers, length);
      Arrays.fill(buyers, before, length, "");
      uses = Arrays.copyOf(uses, length);
      Arrays.fill(uses, before, length, TokenUse.NONE);
      ownHashes = Arrays.copyOf(ownHashes, length);
      holdings = Arrays.copyOf(holdings, length);
      Arrays.fill(holdings, before, length, NOTHING);
      holdingCounts = Arrays.copyOf(holdingCounts, length);
    }
  }
}
