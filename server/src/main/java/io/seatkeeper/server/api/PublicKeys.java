package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.server.auth.Credential;
import io.seatkeeper.server.auth.HoldToken;
import io.seatkeeper.server.auth.HoldTokens;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/** What browsers may not do with a public key. */
final class PublicKeys {
  private PublicKeys() {}

  /** A public key books what its own token holds, and only in test workspaces. */
  static void permitBooking(
      Credential credential, @Nullable HoldToken token, @Nullable String buyer) {
    if (credential.mode() != Mode.TEST) {
      throw Problem.of(
              ProblemCode.TEST_MODE_ONLY,
              "In live workspaces the shop books, with its secret key. Send the hold token to the"
                  + " shop.")
          .about("Authorization")
          .thrown();
    }
    if (token == null) {
      throw tokenNeeded("book");
    }
    if (buyer != null) {
      throw secretNeeded("buyer");
    }
  }

  /** A public key releases what its own token holds. */
  static void permitRelease(@Nullable HoldToken token) {
    if (token == null) {
      throw tokenNeeded("release");
    }
  }

  /**
   * The buyer of a new hold token: whom the shop names, or has signed; empty for the token itself.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when the shop has not signed it
   */
  static String buyer(Credential credential, @Nullable String buyer, @Nullable String signature) {
    if (buyer == null) {
      if (signature != null) {
        throw Problem.of(ProblemCode.FIELD_MISSING, "Name the buyer whom the signature is of.")
            .at("/buyer")
            .thrown();
      }
      return "";
    }
    checkBuyer(buyer);
    boolean vouchedFor =
        signature == null ? credential.secret() : credential.buyers().verify(buyer, signature);
    if (!vouchedFor) {
      throw Problem.of(
              ProblemCode.BUYER_SIGNATURE_INVALID,
              "With a public key a buyer's pseudonym needs the shop's signature: HMAC-SHA-256 of"
                  + " it, hexadecimal, under the SHA-256 of the secret key. Have your server make"
                  + " it.")
          .at("/buyerSignature")
          .thrown();
    }
    return buyer;
  }

  /** Refuses buyers' names that stand for tokens. */
  static void checkBuyer(String buyer) {
    if (buyer.startsWith(HoldTokens.TOKEN_BUYER)) {
      throw Problem.of(
              ProblemCode.VALUE_INVALID,
              "A buyer's pseudonym cannot begin with " + HoldTokens.TOKEN_BUYER + ". Use another.")
          .at("/buyer")
          .thrown();
    }
  }

  static RuntimeException secretNeeded(String field) {
    return Problem.of(
            ProblemCode.SECRET_KEY_NEEDED,
            "Only the secret key may say " + field + ". Leave it out, or let the shop ask.")
        .at("/" + field)
        .thrown();
  }

  private static RuntimeException tokenNeeded(String what) {
    return Problem.of(
            ProblemCode.HOLD_TOKEN_NEEDED,
            "With a public key you can "
                + what
                + " only what your hold token holds. Name it in"
                + " holdToken.")
        .at("/holdToken")
        .thrown();
  }
}
