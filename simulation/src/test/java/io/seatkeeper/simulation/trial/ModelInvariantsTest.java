package io.seatkeeper.simulation.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.simulation.model.NaiveShard;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model against itself: its rules alone keep every promise, whatever the engine does. */
class ModelInvariantsTest {
  @ParameterizedTest
  @ValueSource(longs = {1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010})
  void shouldKeepEveryPromise(long seed) {
    Trial trial = new Trial(new ModelSubject(), new NaiveShard());

    Failure failure = trial.run(seed, 2000);

    assertThat(failure).isNull();
    assertThat(trial.answers()).hasSize(2000);
  }
}
