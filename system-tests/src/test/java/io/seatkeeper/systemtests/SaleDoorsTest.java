package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.systemtests.PageHouse.Show;
import io.seatkeeper.systemtests.PageVisitor.Look;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event's page before its sale, in a presale, in a pause, and after its end. */
class SaleDoorsTest {
  private static final int SOON_SECONDS = 6;

  @TempDir private static Path folder;
  private static PageHouse pages;

  @BeforeAll
  static void start() throws IOException {
    pages = new PageHouse(folder.resolve("house"));
  }

  @AfterAll
  static void stop() {
    if (pages != null) {
      pages.close();
    }
  }

  @Test
  void shouldCountDownAndOpenTheDoors() {
    Show show = pages.draft();
    Instant soon = Instant.now().plusSeconds(SOON_SECONDS);
    show.put("/sale/schedule", "{'onSaleAt':'" + soon + "','timeZone':'Europe/Zurich'}");
    try (PageVisitor buyer = show.visit(Look.DARK)) {
      buyer.find("#doors").waitFor();
      assertThat(buyer.find(".doors").textContent()).contains("Europe/Zurich");
      Accessibility.assertWell(buyer.page(), "closed doors");
      buyer.clickSeat("S-A-1");
      buyer.awaitText("The doors are not open yet.");

      buyer.awaitGone(".doors");
      buyer.clickSeat("S-A-1");
      buyer.click("#hold");
      buyer.find("#countdown").waitFor();
      buyer.assertContent();
    }
  }

  @Test
  void shouldLetInWhoHasThePresalesCode() {
    Show show = pages.draft();
    Instant now = Instant.now();
    show.put(
        "/sale/schedule",
        "{'onSaleAt':'%s','presales':[{'channel':'','code':'SESAME','from':'%s','until':'%s'}]}"
            .formatted(now.plusSeconds(7200), now.minusSeconds(60), now.plusSeconds(3600)));
    try (PageVisitor buyer = show.visit(Look.DARK)) {
      Accessibility.assertWell(buyer.page(), "a presale's door");
      buyer.find("#code").fill("guessed");
      buyer.click("#presale");
      buyer.awaitGone(".doors");
      buyer.clickSeat("S-A-2");
      buyer.click("#hold");
      buyer.awaitText("This code opens nothing just now.");

      buyer.find("#code").fill("sesame");
      buyer.click("#presale");
      buyer.awaitGone(".doors");
      buyer.click("#hold");
      buyer.click("#checkout");
      buyer.click("#pay");
      buyer.awaitHeard("Booked. Enjoy the show!");
    }
  }

  @Test
  void shouldTellEverybodyOfAPauseAtOnce() {
    Show show = pages.show("'purchaseLimit':20");
    try (PageVisitor buyer = show.visit(Look.DARK);
        PageVisitor other = show.visit(Look.PHONE)) {
      buyer.clickSeat("S-B-2");
      buyer.click("#hold");
      buyer.find("#checkout").waitFor();

      show.put("/sale/state", "{'state':'paused'}");
      buyer.awaitText("The sale is paused.");
      other.awaitText("The sale is paused.");
      Accessibility.assertWell(other.page(), "a pause");
      assertThat(other.find("#best").isDisabled()).isTrue();

      show.put("/sale/state", "{'state':'on-sale'}");
      buyer.awaitHeard("The sale goes on.");
      buyer.click("#checkout");
      buyer.click("#pay");
      buyer.awaitHeard("Booked. Enjoy the show!");
    }
  }

  @Test
  void shouldSayThatTheSaleIsClosed() {
    Show show = pages.show("'purchaseLimit':20");
    try (PageVisitor buyer = show.visit(Look.DARK)) {
      show.put("/sale/state", "{'state':'closed'}");

      buyer.awaitText("The sale is closed.");
      assertThat(buyer.find("#best").isDisabled()).isTrue();
      Accessibility.assertWell(buyer.page(), "a closed sale");
      buyer.assertContent();
    }
  }
}
