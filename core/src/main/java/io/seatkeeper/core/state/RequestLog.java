package io.seatkeeper.core.state;

import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.ObjectsHeld;
import io.seatkeeper.core.outcome.Outcome.OrderOpened;
import io.seatkeeper.core.outcome.Outcome.TokenExtended;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the shard answered to keyed requests, for a window of log time: a ring in the order of
 * remembering, and an open-addressing index over it by the requests' identity.
 *
 * <p>Each outcome is known to belong to a placement group, or to none, so that a group can leave
 * with what was answered about it.
 */
public final class RequestLog {
  /** Outcomes remembered at most, unless configured. */
  public static final int DEFAULT_CAPACITY = 2_000_000;

  /** How long an outcome is remembered in log time, unless configured: a day. */
  public static final long DEFAULT_WINDOW_MILLIS = 24L * 60 * 60 * 1000;

  private static final int KEY = 4;

  private final StateHash hash;
  private long[] keys = new long[16 * KEY];
  private long[] logMillis = new long[16];
  private long[] terms = new long[16];
  private @Nullable Outcome[] outcomes = new Outcome[16];
  private int[] groups = new int[16];
  private int[] index = new int[16 * 4];

  /** The groups' names by number, counted; the names are hashed with their requests. */
  private final CountedNames groupNames =
      new CountedNames(new StateHash(), 0, "requests are counted by group");

  private int head;
  private int size;

  RequestLog(StateHash hash) {
    this.hash = hash;
    Arrays.fill(index, -1);
  }

  public int size() {
    return size;
  }

  /** What is known of a request's identity: a position to ask about, or -1. */
  public int find(RequestKey key) {
    int mask = index.length - 1;
    for (int at = home(key.identityLow()); index[at] >= 0; at = (at + 1) & mask) {
      int from = KEY * index[at];
      if (keys[from] == key.identityHigh() && keys[from + 1] == key.identityLow()) {
        return index[at];
      }
    }
    return -1;
  }

  /** Whether the request at a position had the same method, path and body. */
  public boolean hasDigestOf(int position, RequestKey key) {
    return keys[KEY * position + 2] == key.digestHigh()
        && keys[KEY * position + 3] == key.digestLow();
  }

  /** The outcome remembered at a position {@link #find} gave. */
  public Outcome outcome(int position) {
    Outcome outcome = outcomes[position];
    if (outcome == null) {
      throw new IllegalArgumentException("nothing is remembered at " + position);
    }
    return outcome;
  }

  /**
   * Remembers an outcome; the key must not be known yet.
   *
   * @param group the placement group it is about; empty for none
   */
  public void remember(RequestKey key, long nowLogMillis, String group, Outcome outcome) {
    if (size == logMillis.length) {
      grow();
    }
    int position = (head + size) & (logMillis.length - 1);
    keys[KEY * position] = key.identityHigh();
    keys[KEY * position + 1] = key.identityLow();
    keys[KEY * position + 2] = key.digestHigh();
    keys[KEY * position + 3] = key.digestLow();
    logMillis[position] = nowLogMillis;
    outcomes[position] = outcome;
    groups[position] = groupNames.add(group, 1);
    size++;
    enter(position);
    terms[position] = term(position);
    hash.add(terms[position]);
  }

  /** Forgets what was remembered at or before a log time. */
  public void forgetUntil(long lastLogMillis) {
    while (size > 0 && logMillis[head] <= lastLogMillis) {
      hash.remove(terms[head]);
      leave(head);
      groupNames.remove(groups[head], 1);
      outcomes[head] = null;
      head = (head + 1) & (logMillis.length - 1);
      size--;
    }
  }

  /** The sum of all terms, from the content. */
  long terms() {
    long sum = 0;
    for (int at = 0; at < size; at++) {
      sum += term((head + at) & (logMillis.length - 1));
    }
    return sum;
  }

  RequestsImage image() {
    long[] keysCopy = new long[KEY * size];
    long[] millisCopy = new long[size];
    Outcome[] outcomesCopy = new Outcome[size];
    int[] groupsCopy = new int[size];
    int first = Math.min(size, logMillis.length - head);
    System.arraycopy(keys, KEY * head, keysCopy, 0, KEY * first);
    System.arraycopy(keys, 0, keysCopy, KEY * first, KEY * (size - first));
    System.arraycopy(logMillis, head, millisCopy, 0, first);
    System.arraycopy(logMillis, 0, millisCopy, first, size - first);
    System.arraycopy(outcomes, head, outcomesCopy, 0, first);
    System.arraycopy(outcomes, 0, outcomesCopy, first, size - first);
    System.arraycopy(groups, head, groupsCopy, 0, first);
    System.arraycopy(groups, 0, groupsCopy, first, size - first);
    return new RequestsImage(
        keysCopy, millisCopy, outcomesCopy, groupsCopy, groupNames.copyNames());
  }

  /**
   * What was answered about a group, and about none.
   *
   * @param sinceLogMillis the time that all others in the image are given from
   */
  RequestsImage about(String group, long sinceLogMillis) {
    int number = groupNames.numberOf(group);
    IntPredicate wanted =
        position -> groups[position] == CountedNames.NONE || groups[position] == number;
    int count = 0;
    for (int at = 0; at < size; at++) {
      count += wanted.test(ringPosition(at)) ? 1 : 0;
    }
    return select(
        wanted,
        count,
        millis -> sinceLogMillis - millis,
        outcome -> postponed(outcome, -sinceLogMillis));
  }

  /** Forgets what was answered about a group. */
  void forgetGroup(String group) {
    int number = groupNames.numberOf(group);
    if (number > CountedNames.NONE) {
      int left = size - groupNames.count(number);
      RequestsImage rest =
          select(
              position -> groups[position] != number, left, millis -> millis, outcome -> outcome);
      clear();
      restore(rest);
    }
  }

  /** How many of those that {@link #about} gave are not known here. */
  public int unknownOf(RequestsImage others) {
    int unknown = 0;
    for (int at = 0; at < others.size(); at++) {
      unknown += find(key(others.keys(), at)) < 0 ? 1 : 0;
    }
    return unknown;
  }

  /**
   * Remembers what {@link #about} gave, each as long ago as it was then; of two with one identity
   * the later one stays.
   */
  void merge(RequestsImage others, long nowLogMillis) {
    RequestsImage own = image();
    boolean[] replaced = new boolean[own.size()];
    boolean[] outdated = new boolean[others.size()];
    long[] logMillisOfOthers = new long[others.size()];
    for (int at = 0; at < others.size(); at++) {
      logMillisOfOthers[at] = nowLogMillis - Math.max(0, others.logMillis()[at]);
      int known = find(key(others.keys(), at));
      if (known >= 0) {
        outdated[at] = logMillis[known] >= logMillisOfOthers[at];
        replaced[(known - head) & (logMillis.length - 1)] = !outdated[at];
      }
    }
    clear();
    int from = 0;
    for (int at = 0; at < others.size(); at++) {
      for (; from < own.size() && own.logMillis()[from] <= logMillisOfOthers[at]; from++) {
        remember(own, from, own.logMillis()[from], replaced[from], own.outcomes()[from]);
      }
      Outcome outcome = postponed(others.outcomes()[at], nowLogMillis);
      remember(others, at, logMillisOfOthers[at], outdated[at], outcome);
    }
    for (; from < own.size(); from++) {
      remember(own, from, own.logMillis()[from], replaced[from], own.outcomes()[from]);
    }
  }

  void restore(RequestsImage image) {
    for (int at = 0; at < image.size(); at++) {
      remember(image, at, image.logMillis()[at], false, image.outcomes()[at]);
    }
  }

  private void remember(
      RequestsImage image, int at, long rememberedLogMillis, boolean left, Outcome outcome) {
    if (!left) {
      int group = image.groups()[at];
      if (group < 0 || (group > 0 && group >= image.groupNames().length)) {
        throw new InvariantBrokenException("requests name groups that there are");
      }
      String name = group == 0 ? "" : image.groupNames()[group];
      remember(key(image.keys(), at), rememberedLogMillis, name, outcome);
    }
  }

  private void clear() {
    for (int at = 0; at < size; at++) {
      int position = ringPosition(at);
      hash.remove(terms[position]);
      groupNames.remove(groups[position], 1);
      outcomes[position] = null;
    }
    Arrays.fill(index, -1);
    head = 0;
    size = 0;
  }

  /** What becomes of an outcome's deadline when it is told in another time. */
  private static Outcome postponed(Outcome outcome, long millis) {
    return switch (outcome) {
      case ObjectsHeld held ->
          new ObjectsHeld(held.token(), held.deadlineLogMillis() + millis, held.selections());
      case TokenExtended extended ->
          new TokenExtended(extended.token(), extended.deadlineLogMillis() + millis);
      case OrderOpened opened ->
          new OrderOpened(
              opened.order(), opened.payByLogMillis() + millis, opened.currency(), opened.total());
      default -> outcome;
    };
  }

  private RequestsImage select(
      IntPredicate wanted, int count, LongUnaryOperator millis, UnaryOperator<Outcome> told) {
    long[] keysCopy = new long[KEY * count];
    long[] millisCopy = new long[count];
    Outcome[] outcomesCopy = new Outcome[count];
    int[] groupsCopy = new int[count];
    int to = 0;
    for (int at = 0; at < size; at++) {
      int position = ringPosition(at);
      if (wanted.test(position)) {
        System.arraycopy(keys, KEY * position, keysCopy, KEY * to, KEY);
        millisCopy[to] = millis.applyAsLong(logMillis[position]);
        outcomesCopy[to] = told.apply(outcome(position));
        groupsCopy[to++] = groups[position];
      }
    }
    return new RequestsImage(
        keysCopy, millisCopy, outcomesCopy, groupsCopy, groupNames.copyNames());
  }

  private int ringPosition(int at) {
    return (head + at) & (logMillis.length - 1);
  }

  private static RequestKey key(long[] keys, int at) {
    return new RequestKey(
        keys[KEY * at], keys[KEY * at + 1], keys[KEY * at + 2], keys[KEY * at + 3]);
  }

  private long term(int position) {
    int group = groups[position];
    return StateTerms.request(
        key(keys, position),
        logMillis[position],
        OutcomeHash.of(outcome(position)),
        group == CountedNames.NONE ? 0 : groupNames.nameHash(group));
  }

  /** Identities are hashes already; mixing keeps a careless caller from lining them up. */
  private int home(long identityLow) {
    return (int) StateHash.mix(identityLow) & (index.length - 1);
  }

  private void enter(int position) {
    int mask = index.length - 1;
    int at = home(keys[KEY * position + 1]);
    while (index[at] >= 0) {
      at = (at + 1) & mask;
    }
    index[at] = position;
  }

  /** Takes a position out of the index and closes the gap, so that every chain stays unbroken. */
  private void leave(int position) {
    int mask = index.length - 1;
    int gap = home(keys[KEY * position + 1]);
    while (index[gap] != position) {
      gap = (gap + 1) & mask;
    }
    for (int at = (gap + 1) & mask; index[at] >= 0; at = (at + 1) & mask) {
      int home = home(keys[KEY * index[at] + 1]);
      if (((at - home) & mask) >= ((at - gap) & mask)) {
        index[gap] = index[at];
        gap = at;
      }
    }
    index[gap] = -1;
  }

  private void grow() {
    int length = 2 * size;
    keys = unrolled(keys, KEY, length);
    logMillis = unrolled(logMillis, 1, length);
    terms = unrolled(terms, 1, length);
    int[] grownGroups = Arrays.copyOf(Arrays.copyOfRange(groups, head, size), length);
    System.arraycopy(groups, 0, grownGroups, size - head, head);
    groups = grownGroups;
    @Nullable Outcome[] grown = Arrays.copyOf(Arrays.copyOfRange(outcomes, head, size), length);
    System.arraycopy(outcomes, 0, grown, size - head, head);
    outcomes = grown;
    head = 0;
    index = new int[4 * length];
    Arrays.fill(index, -1);
    for (int position = 0; position < size; position++) {
      enter(position);
    }
  }

  /** A full ring's column from its head on, in an array of another length. */
  private long[] unrolled(long[] column, int width, int length) {
    long[] grown = new long[width * length];
    int first = width * (size - head);
    System.arraycopy(column, width * head, grown, 0, first);
    System.arraycopy(column, 0, grown, first, width * head);
    return grown;
  }
}
