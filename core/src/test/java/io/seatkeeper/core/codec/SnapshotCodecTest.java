package io.seatkeeper.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Outcome.Done;
import io.seatkeeper.core.state.ShardView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SnapshotCodecTest {
  @Test
  void shouldRestoreAnEngineThatGoesOnTheSameWay() {
    Seeds.each(
        SnapshotCodecTest.class,
        60,
        random -> {
          RandomSales sales = new RandomSales(random);
          SeatEngine engine = new SeatEngine();
          for (int step = 50 + random.nextInt(600); step > 0; step--) {
            sales.next().applyTo(engine);
          }

          SeatEngine restored = restore(frames(SnapshotCodec.capture(engine)));

          assertSameState(restored, engine);
          restored.verify();
          for (int step = 0; step < 300; step++) {
            RandomSales.Step next = sales.next();
            Applied expected = next.applyTo(engine);
            assertThat(next.applyTo(restored)).as("step %d", step).isEqualTo(expected);
          }
          assertSameState(restored, engine);
          assertThat(restored.computeStateHash()).isEqualTo(engine.view().stateHash());
        });
  }

  /** The random sales would prove little if they met nothing but refusals. */
  @Test
  void shouldHaveSeenMuchInTheRandomSales() {
    RandomSales sales = new RandomSales(new Random(1));
    SeatEngine engine = new SeatEngine();
    TreeSet<String> carriedOut = new TreeSet<>();
    int repeated = 0;
    int expired = 0;
    for (int step = 0; step < 3000; step++) {
      Applied applied = sales.next().applyTo(engine);
      if (applied.outcome() instanceof Done done) {
        carriedOut.add(done.getClass().getSimpleName());
      }
      repeated += applied.repeated() ? 1 : 0;
      expired += applied.changes().toString().contains("EXPIRED") ? 1 : 0;
    }

    assertThat(carriedOut)
        .contains(
            "ChartStored",
            "EventCreated",
            "EventDeleted",
            "EventUpdated",
            "ObjectsBooked",
            "ObjectsHeld",
            "ObjectsReleased",
            "ObjectsUpdated",
            "StatusChanged",
            "TokenEnded");
    assertThat(repeated).isGreaterThan(20);
    assertThat(expired).isGreaterThan(20);
    assertThat(engine.view().requestCount()).isGreaterThan(200);
  }

  @Test
  void shouldRestoreAnEngineWithNothingInIt() throws IOException {
    SeatEngine engine = new SeatEngine();

    SeatEngine restored = restore(frames(SnapshotCodec.capture(engine)));

    assertSameState(restored, engine);
  }

  @Test
  void shouldCaptureTheStateAsItIsNow() throws IOException {
    RandomSales sales = new RandomSales(new Random(5));
    SeatEngine engine = engine(sales, 300);
    long position = engine.view().position();
    long hash = engine.view().stateHash();
    Snapshot snapshot = SnapshotCodec.capture(engine);
    for (int step = 0; step < 300; step++) {
      sales.next().applyTo(engine);
    }

    SeatEngine restored = restore(frames(snapshot));

    assertThat(snapshot.position()).isEqualTo(position);
    assertThat(snapshot.stateHash()).isEqualTo(hash);
    assertThat(restored.view().position()).isEqualTo(position);
    assertThat(restored.view().stateHash()).isEqualTo(hash);
  }

  @Test
  void shouldWriteTheSameFramesAgain() throws IOException {
    Snapshot snapshot = SnapshotCodec.capture(engine(new RandomSales(new Random(2)), 300));

    assertThat(frames(snapshot)).usingRecursiveComparison().isEqualTo(frames(snapshot));
  }

  @Test
  void shouldTakeNoFrameMoreThanItsOwn() throws IOException {
    List<byte[]> frames = frames(SnapshotCodec.capture(new SeatEngine()));
    List<byte[]> followed = new ArrayList<>(frames);
    byte[] other = {1};
    followed.add(other);
    Iterator<byte[]> source = followed.iterator();

    SnapshotCodec.restore(source::next);

    assertThat(source.next()).isSameAs(other);
  }

  @Test
  void shouldRefuseFramesThatAreAltered() throws IOException {
    List<byte[]> frames =
        frames(SnapshotCodec.capture(engine(new RandomSales(new Random(3)), 400)));
    Random random = new Random(3);
    for (int attempt = 0; attempt < 400; attempt++) {
      List<byte[]> altered = new ArrayList<>(frames);
      int number = random.nextInt(frames.size());
      byte[] frame = frames.get(number).clone();
      frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
      altered.set(number, frame);

      assertThatExceptionOfType(UnreadableException.class)
          .isThrownBy(() -> restore(altered))
          .withMessageContaining("frame " + number);
    }
  }

  @Test
  void shouldRefuseASnapshotThatIsCutShort() throws IOException {
    List<byte[]> frames = longSnapshot();
    assertThat(frames).hasSizeGreaterThan(2);

    for (int kept = 0; kept < frames.size(); kept++) {
      List<byte[]> cut = frames.subList(0, kept);
      assertThatExceptionOfType(UnreadableException.class)
          .isThrownBy(() -> restore(cut))
          .withMessageContaining("cut short");
    }
  }

  @Test
  void shouldRefuseFramesThatAreMissingOrInAnotherOrder() throws IOException {
    List<byte[]> frames = longSnapshot();
    List<byte[]> missing = new ArrayList<>(frames);
    missing.remove(1);
    List<byte[]> twice = new ArrayList<>(frames);
    twice.add(1, frames.getFirst());

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> restore(missing))
        .withMessage("frame 1 of the snapshot is missing: frame 2 came instead");
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> restore(twice))
        .withMessage("frame 1 of the snapshot is missing: frame 0 came instead");
  }

  @Test
  void shouldKeepFramesShort() throws IOException {
    assertThat(longSnapshot())
        .allSatisfy(
            frame ->
                assertThat(frame.length).isLessThanOrEqualTo(SnapshotCodec.LARGEST_FRAME_BYTES));
  }

  @Test
  void shouldNameBothHashesWhenTheStateIsAnother() throws IOException {
    SeatEngine engine = engine(new RandomSales(new Random(4)), 200);
    List<byte[]> frames = new ArrayList<>();
    SnapshotWriter.write(Images.withAnotherHash(engine.image()), frames::add);

    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> restore(frames))
        .withMessageContaining("%016x".formatted(engine.view().stateHash()))
        .withMessageContaining("%016x".formatted(engine.view().stateHash() + 1));
  }

  @Test
  void shouldRefuseANewerFormat() throws IOException {
    List<byte[]> frames = frames(SnapshotCodec.capture(new SeatEngine()));
    frames.getFirst()[0] = 2;

    assertThatExceptionOfType(UnknownFormatException.class)
        .isThrownBy(() -> restore(frames))
        .withMessage("frame 0 of the snapshot is in format 2, but this build reads format 1");
  }

  @Test
  void shouldRefuseABehaviourThatItDoesNotKnow() throws IOException {
    List<byte[]> frames = new ArrayList<>();
    int newer = SeatEngine.NEWEST_BEHAVIOUR + 1;
    SnapshotWriter.write(Images.withBehaviour(new SeatEngine().image(), newer), frames::add);

    assertThatExceptionOfType(UnknownFormatException.class)
        .isThrownBy(() -> restore(frames))
        .withMessageContaining("behaviour version " + newer);
  }

  private static List<byte[]> longSnapshot() throws IOException {
    return frames(SnapshotCodec.capture(LargeHouse.sold(2, 100_000)));
  }

  private static SeatEngine engine(RandomSales sales, int steps) {
    SeatEngine engine = new SeatEngine();
    for (int step = 0; step < steps; step++) {
      sales.next().applyTo(engine);
    }
    return engine;
  }

  static List<byte[]> frames(Snapshot snapshot) throws IOException {
    List<byte[]> frames = new ArrayList<>();
    snapshot.frames(frames::add);
    return frames;
  }

  static SeatEngine restore(List<byte[]> frames) throws IOException {
    Iterator<byte[]> source = frames.iterator();
    return SnapshotCodec.restore(() -> source.hasNext() ? source.next() : null);
  }

  private static void assertSameState(SeatEngine restored, SeatEngine engine) {
    ShardView one = restored.view();
    ShardView other = engine.view();
    assertThat(one.stateHash()).isEqualTo(other.stateHash());
    assertThat(one.index()).isEqualTo(other.index());
    assertThat(one.position()).isEqualTo(other.position());
    assertThat(one.logMillis()).isEqualTo(other.logMillis());
    assertThat(one.wallMillis()).isEqualTo(other.wallMillis());
    assertThat(one.workspaces()).isEqualTo(other.workspaces());
    assertThat(one.eventCount()).isEqualTo(other.eventCount());
    assertThat(one.requestCount()).isEqualTo(other.requestCount());
    assertThat(one.nextDeadlineLogMillis()).isEqualTo(other.nextDeadlineLogMillis());
  }
}
