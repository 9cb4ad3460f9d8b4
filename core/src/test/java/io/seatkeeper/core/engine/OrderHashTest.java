package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.OrderFixture.confirm;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command.ExtendToken;
import io.seatkeeper.core.command.Command.ScheduleSale;
import io.seatkeeper.core.command.SaleSchedule;
import io.seatkeeper.core.command.SaleSchedule.PresaleWindow;
import io.seatkeeper.core.state.ImageVariants;
import io.seatkeeper.core.state.ImageVariants.Variant;
import io.seatkeeper.core.state.InvariantBrokenException;
import io.seatkeeper.core.state.ShardImage;
import io.seatkeeper.core.state.ShardState;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The state hash is of prices, sale states, orders and the life of tokens, too. */
class OrderHashTest {
  private static final Pattern SEEN =
      Pattern.compile(
          "orders\\[.*|events\\[\\d+]\\.(sale|prices|settings)\\..*|tokens\\.uses\\[.*");

  @Test
  void shouldChangeWithEverythingThatOrdersBring() {
    OrderFixture orders = new OrderFixture();
    int event = orders.priced("show");
    int draft = orders.draft("later");
    PresaleWindow window = new PresaleWindow("club", OrderFixture.CODE, 5, 9);
    orders.house.done(
        new ScheduleSale(
            draft, new SaleSchedule(9_000_000_000L, "Europe/Zurich", List.of(window))));
    orders.openTwoSeats(event, "o1", 1, 0, 1);
    orders.openTwoSeats(event, "o2", 2, 2, 3);
    orders.house.done(confirm(event, "o2"));
    orders.house.done(new ExtendToken(1, orders.house.now + EngineFixture.HOLD_MILLIS + 40_000));
    ShardImage image = orders.house.engine.image();
    List<String> unseen = new ArrayList<>();
    int looked = 0;

    for (Variant variant : ImageVariants.of(image)) {
      if (SEEN.matcher(variant.place()).matches()) {
        looked++;
        if (hashOf(variant.image()) == image.stateHash()) {
          unseen.add(variant.place());
        }
      }
    }

    assertThat(unseen).isEmpty();
    assertThat(looked).isGreaterThan(80);
  }

  private static long hashOf(ShardImage image) {
    try {
      return ShardState.restore(image).computeStateHash();
    } catch (InvariantBrokenException noSuchState) {
      return ~image.stateHash();
    }
  }
}
