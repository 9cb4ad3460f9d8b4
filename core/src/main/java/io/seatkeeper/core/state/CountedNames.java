package io.seatkeeper.core.state;

import java.util.Arrays;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.Object2IntHashMap;

/**
 * Names that are known as long as something counts for them: an event's orders by what they booked,
 * its buyers by their people.
 *
 * <p>Each name has a number while its count is above zero. The empty name always has the number 0
 * and is never counted. Numbers are an index into tables, not state: the hash sees names and
 * counts.
 */
final class CountedNames {
  /** The number of the empty name. */
  static final int NONE = 0;

  private static final int ABSENT = -1;

  private final StateHash hash;
  private final long salt;
  private final String invariant;
  private final Object2IntHashMap<String> numbers = new Object2IntHashMap<>(ABSENT);
  private final IntArrayList freeNumbers = new IntArrayList();
  private String[] names = new String[8];
  private long[] nameHashes = new long[8];
  private int[] counts = new int[8];
  private int end = 1;

  /**
   * No names yet.
   *
   * @param salt sets these names' terms apart from all others in the state hash
   * @param invariant the name of the invariant that breaks when a count would fall below zero
   */
  CountedNames(StateHash hash, long salt, String invariant) {
    this.hash = hash;
    this.salt = salt;
    this.invariant = invariant;
    Arrays.fill(names, "");
    nameHashes[NONE] = StateHash.of("");
  }

  /** Counts {@code more} for a name and returns its number. */
  int add(String name, int more) {
    if (name.isEmpty()) {
      return NONE;
    }
    int number = numbers.getValue(name);
    if (number == ABSENT) {
      number = freeNumbers.isEmpty() ? end++ : freeNumbers.removeAt(freeNumbers.size() - 1);
      makeRoomFor(number);
      names[number] = name;
      nameHashes[number] = StateHash.of(name);
      numbers.put(name, number);
    }
    set(number, Math.addExact(counts[number], more));
    return number;
  }

  /** Takes {@code fewer} off the count of the name with a number; at zero the number is gone. */
  void remove(int number, int fewer) {
    if (number == NONE) {
      return;
    }
    if (number >= end || counts[number] < fewer) {
      throw new InvariantBrokenException(invariant);
    }
    set(number, counts[number] - fewer);
    if (counts[number] == 0) {
      numbers.removeKey(names[number]);
      names[number] = "";
      freeNumbers.addInt(number);
    }
  }

  /** Takes {@code fewer} off the count of a name. */
  void remove(String name, int fewer) {
    if (!name.isEmpty()) {
      int number = numbers.getValue(name);
      if (number == ABSENT) {
        throw new InvariantBrokenException(invariant);
      }
      remove(number, fewer);
    }
  }

  /** The number of a name; -1 when nothing counts for it. */
  int numberOf(String name) {
    return name.isEmpty() ? NONE : numbers.getValue(name);
  }

  /** The name with a number; empty for a number that was never given. */
  String name(int number) {
    return number >= 0 && number < end ? names[number] : "";
  }

  /** The hash of the name with a number; 0 for a number that was never given. */
  long nameHash(int number) {
    return number >= 0 && number < end ? nameHashes[number] : 0;
  }

  int count(String name) {
    int number = numberOf(name);
    return number <= NONE ? 0 : counts[number];
  }

  int count(int number) {
    return counts[number];
  }

  /** One more than the highest number ever given. */
  int end() {
    return end;
  }

  /** All names by number; those without a count are empty. */
  String[] copyNames() {
    return Arrays.copyOf(names, end);
  }

  /** All counts by number. */
  int[] copyCounts() {
    return Arrays.copyOf(counts, end);
  }

  /** Takes over what {@link #copyNames()} and {@link #copyCounts()} gave. */
  void restore(String[] restoredNames, int[] restoredCounts) {
    for (int number = 1; number < restoredNames.length; number++) {
      makeRoomFor(number);
      names[number] = restoredNames[number];
      nameHashes[number] = StateHash.of(restoredNames[number]);
      if (restoredNames[number].isEmpty()) {
        freeNumbers.addInt(number);
      } else {
        numbers.put(restoredNames[number], number);
        set(number, restoredCounts[number]);
      }
    }
    end = Math.max(1, restoredNames.length);
  }

  /** Whether these are exactly the counts there are. */
  boolean sameCounts(Object2IntHashMap<String> expected) {
    boolean same = numbers.size() == expected.size();
    for (int number = 1; number < end; number++) {
      same &= names[number].isEmpty() || counts[number] == expected.getValue(names[number]);
    }
    return same;
  }

  /** The sum of all terms, from names and counts. */
  long terms() {
    long sum = 0;
    for (int number = 1; number < end; number++) {
      sum += StateTerms.name(salt, StateHash.of(names[number]), counts[number]);
    }
    return sum;
  }

  private void set(int number, int count) {
    long nameHash = nameHashes[number];
    hash.replace(
        StateTerms.name(salt, nameHash, counts[number]), StateTerms.name(salt, nameHash, count));
    counts[number] = count;
  }

  private void makeRoomFor(int number) {
    if (number >= names.length) {
      int before = names.length;
      int length = Math.max(before * 2, number + 1);
      names = Arrays.copyOf(names, length);
      Arrays.fill(names, before, length, "");
      nameHashes = Arrays.copyOf(nameHashes, length);
      counts = Arrays.copyOf(counts, length);
    }
  }
}
