package io.seatkeeper.core;

import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.ShardState;
import io.seatkeeper.core.state.TokenTable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** Classes that break a rule of core, each in one way. */
final class Offences {
  private Offences() {}

  static final class ForeignLibrary {
    Object reference() {
      return Assertions.assertThat(1);
    }
  }

  static final class NanoClock {
    long nanos() {
      return System.nanoTime();
    }
  }

  static final class InstantClock {
    Instant instant() {
      return Instant.now();
    }
  }

  static final class PassedClock {
    long millis(Clock clock) {
      return clock.millis();
    }
  }

  @SuppressWarnings("JavaUtilDate")
  static final class OldDate {
    Date date() {
      return new Date();
    }
  }

  static final class Dice {
    int roll(Random random) {
      return random.nextInt(6);
    }
  }

  static final class RandomName {
    UUID name() {
      return UUID.randomUUID();
    }
  }

  static final class Identity {
    int number(Object object) {
      return System.identityHashCode(object);
    }
  }

  static final class Starter {
    Thread start(Runnable work) {
      return Thread.startVirtualThread(work);
    }
  }

  static final class Locker {
    private final ReentrantLock lock = new ReentrantLock();

    boolean locked() {
      return lock.isLocked();
    }
  }

  static final class Parallel {
    long count(List<String> labels) {
      return labels.parallelStream().count();
    }
  }

  static final class Printer {
    void print() {
      System.out.println();
    }
  }

  static final class FileReader {
    Path path(String name) {
      return Path.of(name);
    }
  }

  static final class Environment {
    String variable() {
      return String.valueOf(System.getenv("HOME"));
    }
  }

  static final class HashedField {
    private final Map<String, Integer> counts = new HashMap<>();

    int count(String label) {
      return counts.getOrDefault(label, 0);
    }
  }

  static final class SaltedSet {
    Set<String> labels() {
      return Set.of("A-1", "A-2");
    }
  }

  static final class Collected {
    Set<String> labels(Stream<String> labels) {
      return labels.collect(Collectors.toSet());
    }
  }

  static final class FloatingField {
    double distance;
  }

  static final class FloatingLocal {
    int half(int number) {
      return (int) (number * 0.5f);
    }
  }

  static final class SecondWriter {
    void free(EventState event, int object) {
      event.setForSale(object, true);
    }
  }

  static final class HandedState {
    private final ShardState state;

    HandedState(ShardState state) {
      this.state = state;
    }

    long hash() {
      return state.stateHash();
    }
  }

  static final class ArrayReader {
    int count(TokenTable[] tables) {
      return tables.length;
    }
  }

  static final class StaticCounter {
    private static int made;

    static int next() {
      return ++made;
    }
  }

  static final class StaticCache {
    private static final Map<String, Integer> SEEN = new TreeMap<>();

    static boolean see(String label) {
      return SEEN.put(label, 1) == null;
    }
  }

  static final class StaticList {
    private static final List<String> SEEN = new ArrayList<>();

    static boolean see(String label) {
      return SEEN.add(label);
    }
  }

  static final class SharedTable {
    static final long[] TERMS = new long[8];
  }
}
