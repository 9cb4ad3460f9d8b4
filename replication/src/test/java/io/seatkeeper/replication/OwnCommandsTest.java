package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.codec.CommandCodec;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.Checkpoint;
import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.NodeConfig.Upkeep;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnCommandsTest {
  private static final Upkeep UPKEEP = new Upkeep(1000, 1000, 100, 60_000, 1000, 1000);

  private final LedgerState state = new LedgerState();
  private final Applied applied = new Applied();
  private long wallMillis = 1_000_000;
  private long elapsedMillis;
  private OwnCommands own;

  private final class Applied implements OwnCommands.AppliedState {
    private long nextDeadline = Long.MAX_VALUE;
    private long nextOpening = Long.MAX_VALUE;

    @Override
    public long logMillis() {
      return 5000;
    }

    @Override
    public long wallMillis() {
      return 0;
    }

    @Override
    public long nextDeadlineLogMillis() {
      return nextDeadline;
    }

    @Override
    public long nextOpeningWallMillis() {
      return nextOpening;
    }

    @Override
    public long position() {
      return state.position;
    }

    @Override
    public <T> T read(Function<? super ShardView, ? extends T> reader) {
      return reader.apply(state.view());
    }
  }

  @BeforeEach
  void lead() {
    LogClock clock = new LogClock(() -> elapsedMillis * 1_000_000, () -> wallMillis);
    own = new OwnCommands(UPKEEP, clock, applied, CommandCodec::encode);
    own.beginLeadership();
  }

  @Test
  void shouldNotTickWithoutADeadline() {
    assertThat(own.tick(9_999_999)).isNull();
    assertThat(own.nanosUntilTick(9_999_999)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldTickAtADeadline() {
    applied.nextDeadline = 5300;

    assertThat(own.tick(5299)).isNull();
    assertThat(own.nanosUntilTick(5200)).isEqualTo(Duration.ofMillis(100).toNanos());
    assertThat(decode(own.tick(5300))).isEqualTo(new Tick());
  }

  @Test
  void shouldTickEachSecondWhileADeadlineIsFarAway() {
    applied.nextDeadline = 900_000;

    assertThat(own.tick(5999)).isNull();
    assertThat(own.tick(6000)).isNotNull();
    own.stamp(6000);
    assertThat(own.tick(6999)).isNull();
    assertThat(own.tick(7000)).isNotNull();
  }

  @Test
  void shouldNotTickAgainForADeadlineThatAnEntryInFlightMeets() {
    applied.nextDeadline = 5300;
    own.stamp(5300);

    assertThat(own.tick(5301)).isNull();
  }

  @Test
  void shouldTickWhenASaleIsToOpen() {
    applied.nextOpening = 1_000_300;
    pass(100);
    assertThat(own.tick(5100)).isNull();
    assertThat(own.nanosUntilTick(5100)).isEqualTo(Duration.ofMillis(200).toNanos());

    pass(200);

    assertThat(decode(own.tick(5300))).isEqualTo(new Tick());
  }

  @Test
  void shouldNotTickForASaleThatOpensInAThousandYears() {
    applied.nextOpening = Long.MAX_VALUE - 1;

    assertThat(own.tick(5000)).isNull();
    assertThat(own.nanosUntilTick(5000)).isPositive();
  }

  @Test
  void shouldNotTickAgainWhileAnEntryThatOpensTheSaleIsUnderWay() {
    applied.nextOpening = 1_000_300;
    pass(300);
    own.stamp(5300);
    own.stampWall();

    assertThat(own.tick(5301)).isNull();
    assertThat(own.tick(5300 + OwnCommands.OPENING_RETRY_MILLIS - 1)).isNull();
    assertThat(own.tick(5300 + OwnCommands.OPENING_RETRY_MILLIS)).isNotNull();
  }

  @Test
  void shouldTickFiveTimesASecondAtMostForASaleThatDoesNotOpen() {
    applied.nextOpening = 1_000_000;
    int ticks = 0;

    for (int millis = 0; millis < 10_000; millis++) {
      pass(1);
      if (own.tick(5000 + elapsedMillis) != null) {
        ticks++;
        own.stamp(5000 + elapsedMillis);
        own.stampWall();
      }
    }

    assertThat(ticks).isBetween(1, 50);
  }

  @Test
  void shouldOpenLateRatherThanByAWallClockThatWasSetBack() {
    applied.nextOpening = 1_000_300;
    elapsedMillis += 400;
    wallMillis -= 3_600_000;

    assertThat(own.tick(5400)).isNull();
  }

  @Test
  void shouldNeverStampATimeBeforeTheLastOne() {
    own.stamp(6000);

    assertThat(own.stamp(5500)).isEqualTo(6000);
  }

  @Test
  void shouldLogACheckpointAfterSoManyCommands() {
    state.position = 99;
    assertThat(own.checkpoint(5000)).isNull();

    state.position = 100;
    state.hash = 42;
    assertThat(decode(own.checkpoint(5000))).isEqualTo(new Checkpoint(100, 42));
    assertThat(own.checkpoint(5000)).isNull();
  }

  @Test
  void shouldLogACheckpointAfterSoMuchTimeWhenCommandsCame() {
    state.position = 3;

    assertThat(own.checkpoint(64_999)).isNull();
    assertThat(own.checkpoint(65_000)).isNotNull();
  }

  @Test
  void shouldLogNoCheckpointWhenNothingButTheLastOneCame() {
    state.position = 100;
    assertThat(own.checkpoint(5000)).isNotNull();

    state.position = 101;
    assertThat(own.checkpoint(9_000_000)).isNull();
  }

  private void pass(long millis) {
    elapsedMillis += millis;
    wallMillis += millis;
  }

  private static @Nullable Command decode(byte @Nullable [] bytes) {
    return bytes == null ? null : CommandCodec.decode(bytes, 0, bytes.length).command();
  }
}
