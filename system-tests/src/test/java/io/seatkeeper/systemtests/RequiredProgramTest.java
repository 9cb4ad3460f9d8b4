package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class RequiredProgramTest {
  @TempDir private Path folder;

  @Test
  void shouldFindAProgramOnThePath() throws IOException {
    Path program = executable("browser");

    assertThat(program("other", "browser").path()).isEqualTo(program);
  }

  @Test
  void shouldPreferTheFirstName() throws IOException {
    executable("second");
    Path first = executable("first");

    assertThat(program("first", "second").path()).isEqualTo(first);
  }

  @Test
  void shouldPassOverAFileThatDoesNotRun() throws IOException {
    Files.createFile(folder.resolve("browser"));

    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(() -> program("browser").path());
  }

  @Test
  void shouldSkipWithTheReasonWhenMissing() {
    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(() -> program("browser").path())
        .withMessage("the program browser is not on the PATH (Debian package debian-name)");
  }

  @Test
  void shouldFailWhenMissingAndRequired() {
    RequiredProgram required =
        new RequiredProgram(
            "debian-name",
            List.of("browser"),
            Map.of("PATH", path(), RequiredProgram.REQUIRE, "true"));

    assertThatExceptionOfType(AssertionFailedError.class)
        .isThrownBy(required::path)
        .withMessageContaining("browser is not on the PATH")
        .withMessageContaining("SEATKEEPER_REQUIRE_PROGRAMS=true");
  }

  private RequiredProgram program(String... names) {
    return new RequiredProgram("debian-name", List.of(names), Map.of("PATH", path()));
  }

  private String path() {
    return File.pathSeparator + folder + "-absent" + File.pathSeparator + folder;
  }

  private Path executable(String name) throws IOException {
    Path file = Files.createFile(folder.resolve(name));
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
