package io.seatkeeper.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Looks at a page with axe-core. */
final class Accessibility {
  private static final String AXE = read();
  private static final String FOUND =
      "async () => (await axe.run(document)).violations.filter(({ impact }) => impact === 'serious'"
          + " || impact === 'critical').map(({ id, help, nodes }) => `${id}: ${help}\\n"
          + "  ` + nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`).join('\\n"
          + "  '))";

  private Accessibility() {}

  /** Holds a page to having no serious and no critical violation in the state that it is in. */
  static void assertWell(Page page, String state) {
    page.evaluate(AXE);
    assertThat((Iterable<?>) page.evaluate(FOUND))
        .as("serious and critical violations while the page shows: " + state)
        .isEmpty();
  }

  private static String read() {
    try (InputStream script = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      if (script == null) {
        throw new IllegalStateException("axe-core is not on the class path");
      }
      return new String(script.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
