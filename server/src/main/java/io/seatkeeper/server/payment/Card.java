package io.seatkeeper.server.payment;

/** What a buyer pays with: its number, which is neither logged nor kept. */
public record Card(String number) {
  /** Keeps the number out of logs. */
  @Override
  public String toString() {
    return "a card";
  }
}
