package io.seatkeeper.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillPlanTest {
  @Test
  void shouldKillOneNodeEachTimeTheTimeHasPassed() {
    KillPlan plan = new KillPlan(1_000, 7);

    assertThat(plan.due(999, 3)).isEqualTo(-1);
    assertThat(plan.due(1_000, 3)).isBetween(0, 2);
    assertThat(plan.due(1_200, 3)).isEqualTo(-1);
    assertThat(plan.due(2_100, 3)).isBetween(0, 2);
    assertThat(plan.due(3_050, 3))
        .as("a late one does not bring the next one forward")
        .isEqualTo(-1);
  }

  @Test
  void shouldReachEveryNodeAndDependOnItsSeedAlone() {
    assertThat(victims(7)).isEqualTo(victims(7)).contains(0, 1, 2);
    assertThat(victims(7)).isNotEqualTo(victims(8));
  }

  @Test
  void shouldKillNobodyWithoutAnInterval() {
    assertThat(new KillPlan(0, 7).due(Long.MAX_VALUE, 3)).isEqualTo(-1);
  }

  private static List<Integer> victims(long seed) {
    KillPlan plan = new KillPlan(10, seed);
    List<Integer> victims = new ArrayList<>();
    for (int kill = 1; kill <= 30; kill++) {
      victims.add(plan.due(kill * 10L, 3));
    }
    return victims;
  }
}
