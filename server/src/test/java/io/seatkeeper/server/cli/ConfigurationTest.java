package io.seatkeeper.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.replication.NodeConfig;
import io.seatkeeper.server.exchange.Rate;
import io.seatkeeper.server.exchange.RateLimits;
import io.seatkeeper.server.exchange.TrustedProxies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "CONFIGURATION.md");

  @TempDir private Path folder;

  @Test
  void shouldDocumentEverySettingWithItsDefault() throws IOException {
    Configuration documented = Configuration.read(file(example()));

    assertThat(documented).isEqualTo(Configuration.read(null));
    assertThat(example().lines().map(String::strip))
        .as("settings in the example")
        .filteredOn(line -> line.matches("[a-z-]+: \\S.*"))
        .hasSize(32);
  }

  @Test
  void shouldTakeWhatTheFileSays() throws IOException {
    Configuration configuration =
        Configuration.read(
            file(
                """
                data: /d
                port: 0
                keys-file: k
                workspace: {name: hall, mode: live}
                log:
                  tick-millis: 50
                http:
                  causal-millis: 0
                  live-address-requests: 50
                  public-key-burst: 7
                  trusted-proxies: ["10.0.0.0/8", "::1"]
                  allowed-origins: ["https://shop.example", "http://localhost:3000"]
                retries:
                  outcomes: 5000000
                """));

    assertThat(configuration.node().dataDirectory()).isEqualTo(Path.of("/d"));
    assertThat(configuration.node().upkeep().tickMillis()).isEqualTo(50);
    assertThat(configuration.node().batching()).isEqualTo(NodeConfig.Batching.DEFAULT);
    assertThat(configuration.port()).isZero();
    assertThat(configuration.keysFile()).isEqualTo(Path.of("k"));
    assertThat(configuration.workspace()).isEqualTo("hall");
    assertThat(configuration.mode()).isEqualTo(Mode.LIVE);
    assertThat(configuration.http().causalMillis()).isZero();
    assertThat(configuration.limits())
        .isEqualTo(
            new RateLimits(
                new Rate(50, 100),
                new Rate(0, 100),
                new Rate(0, 7),
                TrustedProxies.of(List.of("10.0.0.0/8", "::1"))));
    assertThat(configuration.origins().listed())
        .containsExactlyInAnyOrder("https://shop.example", "http://localhost:3000");
    assertThat(configuration.retries().outcomes()).isEqualTo(5_000_000);
    assertThat(configuration.retries().windowMillis()).isEqualTo(86_400_000);
  }

  @Test
  void shouldLetTheCommandLineWin() throws IOException {
    Configuration configuration =
        Configuration.read(file("data: /d\nhost: 0.0.0.0\nport: 1\nkeys-file: k\n"))
            .overriddenBy(Path.of("/e"), "::1", 2, Path.of("l"));

    assertThat(configuration.node().dataDirectory()).isEqualTo(Path.of("/e"));
    assertThat(configuration.host()).isEqualTo("::1");
    assertThat(configuration.port()).isEqualTo(2);
    assertThat(configuration.keysFile()).isEqualTo(Path.of("l"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.example",
        "https://shop.example/",
        "https://Shop.example",
        "https://shop.example:443",
        "ftp://shop.example",
        "null",
        "*"
      })
  void shouldRefuseWhatIsNoOrigin(String origin) throws IOException {
    Path file = file("http:\n  allowed-origins: [\"https://other.example\", \"" + origin + "\"]\n");

    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> Configuration.read(file))
        .withMessageContaining("line 2: 'http.allowed-origins' has '" + origin + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.1/", "::1/129", "10.0.0"})
  void shouldRefuseWhatIsNoProxysAddress(String proxy) throws IOException {
    Path file = file("http:\n  trusted-proxies: [\"10.0.0.1\", \"" + proxy + "\"]\n");

    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> Configuration.read(file))
        .withMessageContaining("line 2: 'http.trusted-proxies' has '" + proxy + "'");
  }

  @Test
  void shouldRefuseAWorkspaceThatCannotBeFounded() throws IOException {
    Path file = file("workspace:\n  name: Main Hall\n");

    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> Configuration.read(file))
        .withMessageContaining("line 2: 'workspace.name' must match");
  }

  @Test
  void shouldRefuseAPortThatDoesNotExist() {
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> Configuration.read(null).overriddenBy(null, null, 65_536, null))
        .withMessageContaining("--port must be from 0 to 65535");
  }

  private static String example() throws IOException {
    Matcher block =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("node.yaml"), yaml);
  }
}
