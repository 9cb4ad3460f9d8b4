package io.seatkeeper.replication.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurableMarkerTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"-1, 0", "-1, 4096", "0, 0", "0, 4096", "77, 0", "77, 4096"})
  void shouldKnowItsIndexFromEitherSlotFromTheBeginning(long index, int torn) throws IOException {
    Path file = directory.resolve("marker");
    DurableMarker.create(file, index).close();
    byte[] bytes = Files.readAllBytes(file);
    bytes[torn + 20] ^= 1;
    Files.write(file, bytes);

    try (DurableMarker marker = DurableMarker.open(file)) {
      assertThat(marker.index()).isEqualTo(index);
    }
  }
}
