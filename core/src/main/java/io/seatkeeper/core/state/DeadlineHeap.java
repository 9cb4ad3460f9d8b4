package io.seatkeeper.core.state;

import java.util.Arrays;

/**
 * Token slots as a binary heap: the first deadline on top, the smaller token number among equals.
 */
final class DeadlineHeap {
  private final TokenTable tokens;
  private int[] heap = new int[16];

  /** Where each slot is in the heap. */
  private int[] places = new int[16];

  private int size;

  DeadlineHeap(TokenTable tokens) {
    this.tokens = tokens;
  }

  /** The slot on top; {@link TokenTable#UNKNOWN} when the heap is empty. */
  int first() {
    return size == 0 ? TokenTable.UNKNOWN : heap[0];
  }

  void add(int slot) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    if (slot >= places.length) {
      places = Arrays.copyOf(places, Math.max(2 * places.length, slot + 1));
    }
    int at = size++;
    while (at > 0 && isBefore(slot, heap[(at - 1) / 2])) {
      put(at, heap[(at - 1) / 2]);
      at = (at - 1) / 2;
    }
    put(at, slot);
  }

  /** Takes the slot on top away and returns it; the heap must not be empty. */
  int removeFirst() {
    int first = heap[0];
    size--;
    sink(0, heap[size]);
    return first;
  }

  /** Makes it a heap again after one slot's deadline has become later. */
  void postponed(int slot) {
    sink(places[slot], slot);
  }

  /** Makes it a heap again after deadlines have changed. */
  void reorder() {
    for (int at = size / 2 - 1; at >= 0; at--) {
      sink(at, heap[at]);
    }
  }

  /** Puts a slot where it belongs in the part of the heap below a place that is free. */
  private void sink(int from, int slot) {
    int at = from;
    int child = 2 * at + 1;
    while (child < size) {
      if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isBefore(heap[child], slot)) {
        break;
      }
      put(at, heap[child]);
      at = child;
      child = 2 * at + 1;
    }
    put(at, slot);
  }

  private void put(int at, int slot) {
    heap[at] = slot;
    places[slot] = at;
  }

  private boolean isBefore(int slot, int other) {
    int byDeadline = Long.compare(tokens.deadline(slot), tokens.deadline(other));
    return byDeadline == 0
        ? Long.compareUnsigned(tokens.token(slot), tokens.token(other)) < 0
        : byDeadline < 0;
  }
}
