package io.seatkeeper.core.command;

/** On whose behalf places are taken. */
public sealed interface Caller {
  /** The organiser, whom no sale state stops. */
  Organiser ORGANISER = new Organiser();

  /** Whoever holds the secret key: box office, shop. */
  record Organiser() implements Caller {}

  /**
   * A buyer, who may take places while they are on sale.
   *
   * @param codeHash SHA-256 of the presale code the buyer gave, 64 hexadecimal digits in lower
   *     case; empty for none
   */
  record Buyer(String codeHash) implements Caller {}
}
