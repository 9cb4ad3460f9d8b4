package io.seatkeeper.server.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.server.http.TestServer;
import io.seatkeeper.server.http.TestVenue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several events of a real node at once. */
@Timeout(90)
class SalesTest {
  private static final List<String> EVENTS = List.of("matinee", "soiree");

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void putOnSale() throws Exception {
    server = TestServer.start(folder.resolve("data"));
    try (EventSetup setup = new EventSetup(url(), server.secretKey())) {
      setup.importDrawing("house", TestVenue.DRAWING.getBytes(StandardCharsets.UTF_8));
      for (String event : EVENTS) {
        assertThat(setup.createEvent(event, "house", "A " + event)).isTrue();
        setup.awaitEverywhere(event);
      }
    }
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void shouldSellAllEventsAndCountThemTogether() throws Exception {
    try (Sales sales = Sales.open(options(folder.resolve("history")), EVENTS)) {
      Sales.Result result = sales.run();

      LoadReport total = result.total();
      assertThat(total.faults()).isEmpty();
      assertThat(total.ok()).isTrue();
      assertThat(total.soldOut()).isTrue();
      assertThat(total.seats()).isEqualTo(2 * TestVenue.SEATS);
      assertThat(total.sold()).isEqualTo(2 * TestVenue.SEATS);
      assertThat(total.fans()).isEqualTo(21);
      assertThat(result.byEvent().keySet()).containsExactlyElementsOf(EVENTS);
      assertThat(result.byEvent().values())
          .allSatisfy(report -> assertThat(report.sold()).isEqualTo(TestVenue.SEATS));
      assertThat(total.holds())
          .isEqualTo(result.byEvent().values().stream().mapToLong(LoadReport::holds).sum());
      assertThat(result.byEvent().values())
          .allSatisfy(report -> assertThat(report.seconds()).isLessThanOrEqualTo(total.seconds()));
      assertThat(sales.progress().booked()).isEqualTo(2 * TestVenue.SEATS);
      assertThat(sales.check().acknowledged()).isEqualTo(total.bookings());
      assertThat(folder.resolve("history.matinee")).isNotEmptyFile();
      assertThat(Files.readString(folder.resolve("history.soiree")))
          .startsWith("{\"history\":1,\"event\":\"soiree\",\"fans\":10,");
    }
  }

  @Test
  void shouldRefuseAnEventNamedTwice() {
    assertThatExceptionOfType(OnSaleException.class)
        .isThrownBy(() -> Sales.open(options(null), List.of("matinee", "matinee")))
        .withMessageContaining("named twice");
  }

  @Test
  void shouldNameTheEventThatIsNotThere() {
    assertThatExceptionOfType(OnSaleException.class)
        .isThrownBy(() -> Sales.open(options(null), List.of("matinee", "midnight")))
        .withMessageContaining("no event midnight");
  }

  private URI url() {
    return URI.create("http://localhost:" + server.port());
  }

  private OnSaleOptions options(@Nullable Path history) {
    return new OnSaleOptions(
        List.of(url()), EVENTS.getFirst(), server.secretKey(), 21, 60, 0, 5, 7, history);
  }
}
