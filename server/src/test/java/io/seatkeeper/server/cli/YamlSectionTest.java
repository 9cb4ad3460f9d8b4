package io.seatkeeper.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlSectionTest {
  @TempDir private Path folder;

  @Test
  void shouldReadWhatIsSet() throws IOException {
    YamlSection root = read("port: 9090\nhost: \"::1\"\ndata: some/where\nlog:\n  batch: 7\n");

    assertThat(root.number("port", 1, 0, 65_535)).isEqualTo(9090);
    assertThat(root.text("host", "")).isEqualTo("::1");
    assertThat(root.path("data", null)).isEqualTo(Path.of("some/where"));
    YamlSection log = root.section("log");
    assertThat(log.number("batch", 1L, 1L, 10L)).isEqualTo(7);
    log.end();
    root.end();
  }

  @Test
  void shouldGiveTheDefaultsOfWhatIsNotSet() throws IOException {
    for (YamlSection root :
        new YamlSection[] {read(""), read("# nothing\n"), YamlSection.empty()}) {
      assertThat(root.number("port", 8080, 0, 65_535)).isEqualTo(8080);
      assertThat(root.text("host", "here")).isEqualTo("here");
      assertThat(root.path("data", null)).isNull();
      assertThat(root.section("log").number("batch", 3, 1, 10)).isEqualTo(3);
      root.end();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port: eighty|line 1: 'port' must be a whole number from 0 to 65535",
        "port: '80'|line 1: 'port' must be a whole number from 0 to 65535",
        "port: 70000|line 1: 'port' must be a whole number from 0 to 65535",
        "port: 8.5|line 1: 'port' must be a whole number from 0 to 65535",
        "port: [1]|line 1: 'port' must be a single value",
        "host: 5|line 1: 'host' must be a text",
        "mode: both|line 1: 'mode' must be one of: test, live",
        "port: 1~prot: 2|line 2: there is no setting 'prot'. Known here: host, log, mode, port",
        "log:~  batch: 1~  bitch: 2|line 3: there is no setting 'log.bitch'",
        "log: 5|line 1: 'log' must hold 'key: value' lines",
        "port: 1~port: 2|line 2: 'port' is set twice",
        "- a~- b|line 1: the file must hold 'key: value' lines",
        "a: [1, 2|not YAML"
      })
  void shouldNameFileAndLineOfAFault(String yaml, String expected) throws IOException {
    String text = yaml.replace("~", "\n");

    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> readAll(text))
        .withMessageContaining("node.yaml")
        .withMessageContaining(expected)
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void shouldNameAFileThatIsNotThere() {
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> YamlSection.read(folder.resolve("absent.yaml")))
        .withMessageContaining("absent.yaml");
  }

  private void readAll(String yaml) throws IOException {
    YamlSection root = read(yaml);
    root.number("port", 1, 0, 65_535);
    root.text("host", "");
    root.word("mode", "test", "test", "live");
    YamlSection log = root.section("log");
    log.number("batch", 1, 1, 10);
    log.end();
    root.end();
  }

  private YamlSection read(String yaml) throws IOException {
    return YamlSection.read(Files.writeString(folder.resolve("node.yaml"), yaml));
  }
}
