package io.seatkeeper.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.replication.CausalToken;
import org.junit.jupiter.api.Test;

class NewestStateTest {
  private final NewestState newest = new NewestState();

  @Test
  void shouldKeepTheNewestWhateverComesLast() {
    see(1, 0, 5);
    see(1, 0, 40);
    see(1, 0, 39);
    newest.seen("");

    assertThat(newest.token()).isEqualTo(token(1, 0, 40));
  }

  @Test
  void shouldPutALaterEpochFirst() {
    see(1, 1, 3);
    see(1, 0, 900);

    assertThat(newest.token()).isEqualTo(token(1, 1, 3));
  }

  @Test
  void shouldTakeTheLastOfTwoHistories() {
    see(1, 7, 7);
    see(2, 0, 1);

    assertThat(newest.token()).isEqualTo(token(2, 0, 1));
  }

  @Test
  void shouldTakeTheLastOfWhatItCannotCompare() {
    newest.seen("another form!");
    assertThat(newest.token()).isEqualTo("another form!");

    see(1, 0, 1);
    assertThat(newest.token()).isEqualTo(token(1, 0, 1));
  }

  private void see(long incarnation, long epoch, long index) {
    newest.seen(token(incarnation, epoch, index));
  }

  private static String token(long incarnation, long epoch, long index) {
    return new CausalToken(incarnation, "main", epoch, index).toString();
  }
}
