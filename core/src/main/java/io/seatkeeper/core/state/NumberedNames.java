package io.seatkeeper.core.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.agrona.collections.Object2IntHashMap;

/** Names an event has given numbers to, for good: its statuses, or its channels. */
public final class NumberedNames {
  private static final int ABSENT = -1;

  private final StateHash hash;
  private final IntToLongFunction term;
  private final int given;
  private final List<String> names = new ArrayList<>();
  private final Object2IntHashMap<String> numbers = new Object2IntHashMap<>(ABSENT);

  /**
   * The names every event has, which are not part of the hash.
   *
   * @param terms how a number and its name make a term
   */
  NumberedNames(StateHash hash, Terms terms, List<String> given) {
    this.hash = hash;
    this.given = given.size();
    this.term = number -> terms.term(number, name(number));
    for (String name : given) {
      append(name);
    }
  }

  /** Makes the term of a numbered name. */
  interface Terms {
    long term(int number, String name);
  }

  /** The number of a name; -1 when it has none. */
  public int numberOf(String name) {
    return numbers.getValue(name);
  }

  /** The number of a name, which gets the next one when it has none. */
  public int numberFor(String name) {
    int number = numbers.getValue(name);
    if (number == ABSENT) {
      number = append(name);
      hash.add(term.applyAsLong(number));
    }
    return number;
  }

  public String name(int number) {
    return names.get(number);
  }

  /** How many names there are: one more than the highest number. */
  public int size() {
    return names.size();
  }

  /** All names by number. */
  List<String> copy() {
    return List.copyOf(names);
  }

  void restore(List<String> restored) {
    for (String name : restored.subList(given, restored.size())) {
      numberFor(name);
    }
  }

  /** The sum of all terms, from the names. */
  long terms() {
    long sum = 0;
    for (int number = given; number < names.size(); number++) {
      sum += term.applyAsLong(number);
    }
    return sum;
  }

  private int append(String name) {
    names.add(name);
    numbers.put(name, names.size() - 1);
    return names.size() - 1;
  }
}
