package io.seatkeeper.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void shouldEndRowsAndSeparateCellsAsTheStandardSays() {
    String text = new Csv().row("a", "", "c").cell(7).cell("x").end().take();

    assertThat(text).isEqualTo("a,,c\r\n7,x\r\n");
  }

  @Test
  void shouldQuoteWhatWouldEndACell() {
    String text = new Csv().row("a,b", "say \"yes\"", "two\nlines", "plain").take();

    assertThat(text).isEqualTo("\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\",plain\r\n");
  }

  @Test
  void shouldKeepSpreadsheetProgramsFromReadingFormulas() {
    String text = new Csv().row("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=\"x\",1", "a=1").take();

    assertThat(text).isEqualTo("'=1+1,'+1,'-1,'@SUM(A1),'\tx,\"'=\"\"x\"\",1\",a=1\r\n");
  }

  @Test
  void shouldPointAmountsAsTheirCurrencyDoes() {
    String text = new Csv().amount(6650, 2).amount(5, 2).amount(900, 0).amount(1, 3).end().take();

    assertThat(text).isEqualTo("66.50,0.05,900,0.001\r\n");
  }
}
