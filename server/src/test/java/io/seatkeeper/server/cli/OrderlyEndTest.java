package io.seatkeeper.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderlyEndTest {
  @Test
  void shouldEndTheLastFirstAndEachOnce() {
    List<String> ended = new ArrayList<>();
    OrderlyEnd end = OrderlyEnd.atExit();
    end.add(() -> ended.add("folder"));
    end.add(() -> ended.add("cluster"));

    end.close();
    end.close();

    assertThat(ended).containsExactly("cluster", "folder");
    assertThatIllegalStateException().isThrownBy(() -> end.add(() -> ended.add("late")));
    assertThat(ended).containsExactly("cluster", "folder", "late");
  }
}
