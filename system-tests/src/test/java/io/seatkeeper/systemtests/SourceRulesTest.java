package io.seatkeeper.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds every module's sources to the rules that no compiler checks. */
class SourceRulesTest {
  private static final List<String> MODULES =
      List.of("core", "replication", "server", "simulation", "system-tests", "benchmarks");
  private static final Set<String> MEANINGLESS_PACKAGES =
      Set.of("util", "utils", "common", "impl", "manager", "helper", "helpers", "misc");
  private static final int MOST_LINES = 500;

  private static final Pattern PACKAGE_INFO =
      Pattern.compile("\\A/\\*\\*.*?\\S.*?\\*/\\s*@NullMarked\\s+package ", Pattern.DOTALL);
  private static final Pattern TEST_METHOD =
      Pattern.compile("@(?:Test|ParameterizedTest|RepeatedTest)\\b[^{;]*?\\bvoid\\s+(\\w+)");
  private static final Pattern DISABLED = Pattern.compile("^\\s*@Disabled", Pattern.MULTILINE);

  @Test
  void shouldDescribeEveryPackage() {
    Set<Path> packages = new TreeSet<>();
    for (Path source : sources("src/main/java")) {
      packages.add(source.resolveSibling("package-info.java"));
    }

    assertThat(packages).hasSizeGreaterThanOrEqualTo(MODULES.size());
    assertThat(packages)
        .allSatisfy(
            info -> {
              assertThat(info).exists();
              assertThat(read(info)).containsPattern(PACKAGE_INFO);
            });
  }

  @Test
  void shouldGiveNoPackageAMeaninglessName() {
    assertThat(sources("src"))
        .allSatisfy(
            source -> assertThat(names(source)).doesNotContainAnyElementsOf(MEANINGLESS_PACKAGES));
  }

  @Test
  void shouldKeepFilesShort() {
    assertThat(sources("src"))
        .allSatisfy(
            source ->
                assertThat(read(source).lines().count())
                    .as("lines of %s", source)
                    .isLessThanOrEqualTo(MOST_LINES));
  }

  @Test
  void shouldNameTestsByWhatTheyShow() {
    assertThat(sources("src/test/java"))
        .allSatisfy(
            source ->
                assertThat(testMethods(read(source)))
                    .as("tests of %s", source)
                    .allMatch(name -> name.startsWith("should")));
  }

  @Test
  void shouldFindTestMethodsWhateverTheirOtherAnnotations() {
    String source =
        "@Test\nvoid first() {}\n@ParameterizedTest\n@ValueSource(ints = 1)\nvoid second(int n) {}";

    assertThat(testMethods(source)).containsExactly("first", "second");
  }

  @Test
  void shouldDisableNoTest() {
    assertThat(sources("src/test/java"))
        .allSatisfy(
            source -> assertThat(read(source)).as("%s", source).doesNotContainPattern(DISABLED));
  }

  private static List<String> testMethods(String source) {
    List<String> found = new ArrayList<>();
    Matcher matcher = TEST_METHOD.matcher(source);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static List<String> names(Path path) {
    List<String> names = new ArrayList<>();
    path.forEach(name -> names.add(name.toString()));
    return names;
  }

  /** The Java sources of every module under one folder of it, in order. */
  private static List<Path> sources(String folder) {
    List<Path> found = new ArrayList<>();
    for (String module : MODULES) {
      Path root = Path.of("..", module, folder);
      if (!Files.isDirectory(root)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(found::add);
      } catch (IOException e) {
        throw new AssertionError("cannot read the sources of " + module, e);
      }
    }
    return found;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new AssertionError("cannot read " + file, e);
    }
  }
}
