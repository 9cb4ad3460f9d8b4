package io.seatkeeper.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A drawing of a small house: 12 rows of 40 seats and a floor for 40 people. */
final class SmallHouse {
  private static final int ROWS = 12;
  private static final int SEATS_A_ROW = 40;

  private SmallHouse() {}

  /** The drawing, in Seats.io's format. */
  static byte[] drawing() {
    String rows =
        IntStream.rangeClosed(1, ROWS)
            .mapToObj(row -> "{\"label\":\"%d\",\"seats\":[%s]}".formatted(row, seats(row)))
            .collect(Collectors.joining(","));
    return """
    {"name":"Small house","categories":{"list":[{"key":1,"label":"All","color":"#888888"}]},
     "subChart":{"rows":[%s],
       "generalAdmissionAreas":[{"label":"Floor","capacity":40,"categoryKey":1,
         "center":{"x":400,"y":400}}]}}
    """
        .formatted(rows)
        .getBytes(UTF_8);
  }

  private static String seats(int row) {
    return IntStream.rangeClosed(1, SEATS_A_ROW)
        .mapToObj(
            seat ->
                "{\"label\":\"%d\",\"categoryKey\":1,\"x\":%d,\"y\":%d}"
                    .formatted(seat, seat * 20, row * 20))
        .collect(Collectors.joining(","));
  }
}
