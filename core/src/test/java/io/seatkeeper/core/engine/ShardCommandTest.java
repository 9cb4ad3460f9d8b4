package io.seatkeeper.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.core.command.Command.Checkpoint;
import io.seatkeeper.core.command.Command.ConfigureShard;
import io.seatkeeper.core.command.Command.SwitchBehaviour;
import io.seatkeeper.core.outcome.Outcome.BehaviourSwitched;
import io.seatkeeper.core.outcome.Outcome.CheckpointPassed;
import io.seatkeeper.core.outcome.Outcome.ShardConfigured;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.ShardImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nodes write themselves: checkpoints, behaviour versions, bounds. */
class ShardCommandTest {
  private final EngineFixture house = new EngineFixture();
  private final int event = house.event("show");

  @Test
  void shouldPassACheckpointOfAnEarlierPosition() {
    long position = house.engine.view().position();
    long hash = house.engine.view().stateHash();
    house.done(house.hold(1, event, 0));

    assertThat(house.done(new Checkpoint(position, hash)))
        .isEqualTo(new CheckpointPassed(position));
  }

  @Test
  void shouldStopAtACheckpointThatNamesAnotherHash() {
    long position = house.engine.view().position();
    long hash = house.engine.view().stateHash();

    assertThatExceptionOfType(StateDivergedException.class)
        .isThrownBy(() -> house.apply(new Checkpoint(position, hash + 1)))
        .withMessageContaining("command " + position);
  }

  @Test
  void shouldPassCheckpointsFromBeforeARestore() {
    long position = house.engine.view().position();

    EngineFixture restored = house.restored();

    restored.done(new Checkpoint(position - 1, 1));
  }

  @Test
  void shouldRefuseACheckpointOfTheFuture() {
    long position = house.engine.view().position();

    house.refused(new Checkpoint(position + 1, 1), Rejection.MALFORMED_COMMAND);
    house.refused(new Checkpoint(-1, 1), Rejection.MALFORMED_COMMAND);
  }

  @Test
  void shouldStopBeforeABehaviourItDoesNotKnow() {
    int newest = SeatEngine.NEWEST_BEHAVIOUR;

    assertThat(house.done(new SwitchBehaviour(newest))).isEqualTo(new BehaviourSwitched(newest));
    house.refused(new SwitchBehaviour(0), Rejection.MALFORMED_COMMAND);
    assertThatExceptionOfType(StateDivergedException.class)
        .isThrownBy(() -> house.apply(new SwitchBehaviour(newest + 1)));
  }

  @Test
  void shouldBeginWithTheOldestBehaviourAndCarryItInTheState() {
    assertThat(house.engine.view().behaviourVersion()).isEqualTo(SeatEngine.OLDEST_BEHAVIOUR);
    assertThat(house.engine.image().behaviourVersion()).isEqualTo(SeatEngine.OLDEST_BEHAVIOUR);
    assertThat(house.restored().engine.view().behaviourVersion())
        .isEqualTo(SeatEngine.OLDEST_BEHAVIOUR);
  }

  @Test
  void shouldChangeTheStateHashWithTheBehaviour() {
    long hash = house.engine.computeStateHash();

    house.engine.state().switchBehaviour(SeatEngine.NEWEST_BEHAVIOUR + 1);

    assertThat(house.engine.view().behaviourVersion()).isEqualTo(SeatEngine.NEWEST_BEHAVIOUR + 1);
    assertThat(house.engine.view().stateHash()).isNotEqualTo(hash);
    assertThat(house.engine.view().stateHash()).isEqualTo(house.engine.computeStateHash());
  }

  /** Going on with an older behaviour would diverge from the replicas that know the newer one. */
  @Test
  void shouldNotGoOnFromAStateWhoseBehaviourItDoesNotKnow() {
    house.engine.state().switchBehaviour(SeatEngine.NEWEST_BEHAVIOUR + 1);
    ShardImage newer = house.engine.image();
    house.engine.state().switchBehaviour(SeatEngine.OLDEST_BEHAVIOUR - 1);
    ShardImage older = house.engine.image();

    for (ShardImage unknown : List.of(newer, older)) {
      assertThatExceptionOfType(StateDivergedException.class)
          .isThrownBy(() -> SeatEngine.fromImage(unknown))
          .withMessageContaining("behaviour version " + unknown.behaviourVersion());
    }
  }

  @Test
  void shouldRefuseAnOlderBehaviourTheSameWayOnEveryReplica() {
    EngineFixture other = house.restored();

    for (EngineFixture replica : List.of(house, other)) {
      for (int version : new int[] {0, -1, Integer.MIN_VALUE}) {
        assertThat(replica.refused(new SwitchBehaviour(version), Rejection.MALFORMED_COMMAND))
            .isEqualTo("version");
      }
    }

    assertThat(other.engine.view().stateHash()).isEqualTo(house.engine.view().stateHash());
  }

  @Test
  void shouldBoundTheRequestLog() {
    assertThat(house.done(new ConfigureShard(77, 5000))).isEqualTo(new ShardConfigured());

    assertThat(house.engine.view().requestCapacity()).isEqualTo(77);
    assertThat(house.engine.view().requestWindowMillis()).isEqualTo(5000);
    house.refused(new ConfigureShard(0, 5000), Rejection.MALFORMED_COMMAND);
    house.refused(new ConfigureShard(Integer.MAX_VALUE, 5000), Rejection.MALFORMED_COMMAND);
    house.refused(new ConfigureShard(1, 999), Rejection.MALFORMED_COMMAND);
  }

  @Test
  void shouldReachTheSameHashByTheSameCommands() {
    EngineFixture other = new EngineFixture();
    other.event("show");

    house.done(house.hold(1, event, 0, 1));
    assertThat(other.engine.view().stateHash()).isNotEqualTo(house.engine.view().stateHash());
    other.done(other.hold(1, event, 0, 1));

    assertThat(other.engine.view().stateHash()).isEqualTo(house.engine.view().stateHash());
  }
}
