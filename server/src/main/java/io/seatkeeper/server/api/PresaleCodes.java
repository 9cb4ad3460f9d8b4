package io.seatkeeper.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.server.auth.WorkspaceKeys;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Codes of presales, of which nothing but the hash goes any further. */
final class PresaleCodes {
  private PresaleCodes() {}

  /**
   * SHA-256 of a code, hexadecimal; how it was typed does not matter, as to capitals and the blanks
   * around it. Empty for no code.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when it cannot be a code
   */
  static String hash(@Nullable String code, String place) {
    if (code == null) {
      return "";
    }
    String plain = code.strip().toUpperCase(Locale.ROOT);
    if (plain.length() < SaleRequests.LEAST_CODE || plain.length() > SaleRequests.CODE) {
      throw Problem.of(
              ProblemCode.VALUE_INVALID,
              "A presale code has "
                  + SaleRequests.LEAST_CODE
                  + " to "
                  + SaleRequests.CODE
                  + " characters, without the blanks around it.")
          .at(place)
          .thrown();
    }
    return HexFormat.of().formatHex(WorkspaceKeys.sha256().digest(plain.getBytes(UTF_8)));
  }
}
