package io.seatkeeper.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command.AbandonMove;
import io.seatkeeper.core.command.Command.BeginMove;
import io.seatkeeper.core.command.Command.FinishMove;
import io.seatkeeper.core.command.Command.PlaceGroup;
import io.seatkeeper.core.outcome.Outcome.GroupPlaced;
import io.seatkeeper.core.outcome.Outcome.MoveAbandoned;
import io.seatkeeper.core.outcome.Outcome.MoveBegun;
import io.seatkeeper.core.outcome.Outcome.MoveFinished;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.PlacementView;
import org.junit.jupiter.api.Test;

/** Which shard has which group, as the catalogue keeps it. */
class PlacementTest {
  private final EngineFixture main = new EngineFixture();

  @Test
  void shouldLetTheFirstPlacementWin() {
    assertThat(main.done(new PlaceGroup("season", "s1")))
        .isEqualTo(new GroupPlaced("season", "s1", 1));
    assertThat(main.done(new PlaceGroup("season", "s2")))
        .isEqualTo(new GroupPlaced("season", "s1", 1));
    assertThat(main.done(new PlaceGroup("gala", "s2"))).isEqualTo(new GroupPlaced("gala", "s2", 1));

    assertThat(main.engine.view().placements())
        .containsExactly(
            new PlacementView("gala", "s2", 1, null, 0, 1),
            new PlacementView("season", "s1", 1, null, 0, 1));
    assertThat(main.engine.view().placement("opera")).isNull();
  }

  @Test
  void shouldMoveInTwoSteps() {
    main.done(new PlaceGroup("season", "s1"));

    MoveBegun begun = new MoveBegun("season", "s1", "s2", 2);
    assertThat(main.done(new BeginMove("season", "s2"))).isEqualTo(begun);
    assertThat(main.done(new BeginMove("season", "s2"))).isEqualTo(begun);
    assertThat(main.engine.view().placement("season"))
        .isEqualTo(new PlacementView("season", "s1", 1, "s2", 2, 2));
    main.refused(new BeginMove("season", "s3"), Rejection.MOVE_UNDER_WAY);
    main.refused(new FinishMove("season", 1), Rejection.EPOCH_STALE);
    main.refused(new FinishMove("season", 3), Rejection.EPOCH_STALE);

    MoveFinished finished = new MoveFinished("season", "s2", 2);
    assertThat(main.done(new FinishMove("season", 2))).isEqualTo(finished);
    assertThat(main.restored().done(new FinishMove("season", 2))).isEqualTo(finished);
    assertThat(main.done(new PlaceGroup("season", "s1")))
        .isEqualTo(new GroupPlaced("season", "s2", 2));
    main.refused(new AbandonMove("season", 2), Rejection.MOVE_FINISHED);
    main.refused(new BeginMove("season", "s2"), Rejection.GROUP_THERE_ALREADY);
  }

  @Test
  void shouldUseUpTheEpochOfAMoveThatIsAbandoned() {
    main.done(new PlaceGroup("season", "s1"));
    main.done(new BeginMove("season", "s2"));

    MoveAbandoned abandoned = new MoveAbandoned("season", 2);
    assertThat(main.done(new AbandonMove("season", 2))).isEqualTo(abandoned);
    assertThat(main.done(new AbandonMove("season", 2))).isEqualTo(abandoned);
    assertThat(main.engine.view().placement("season"))
        .isEqualTo(new PlacementView("season", "s1", 1, null, 0, 2));
    main.refused(new FinishMove("season", 2), Rejection.EPOCH_STALE);
    main.refused(new AbandonMove("season", 1), Rejection.MOVE_FINISHED);

    assertThat(main.restored().done(new BeginMove("season", "s3")))
        .isEqualTo(new MoveBegun("season", "s1", "s3", 3));
    main.done(new BeginMove("season", "s3"));
    main.refused(new AbandonMove("season", 2), Rejection.EPOCH_STALE);
  }

  @Test
  void shouldRefuseWhatIsUnknownOrMalformed() {
    assertThat(main.refused(new BeginMove("season", "s2"), Rejection.GROUP_UNKNOWN))
        .isEqualTo("season");
    main.refused(new FinishMove("season", 2), Rejection.GROUP_UNKNOWN);
    main.refused(new AbandonMove("season", 2), Rejection.GROUP_UNKNOWN);
    main.refused(new PlaceGroup("Season", "s1"), Rejection.MALFORMED_COMMAND);
    main.refused(new PlaceGroup("season.first", "s1"), Rejection.MALFORMED_COMMAND);
    main.refused(new PlaceGroup("season", ""), Rejection.MALFORMED_COMMAND);
    main.refused(new BeginMove("season", "S2"), Rejection.MALFORMED_COMMAND);
  }
}
