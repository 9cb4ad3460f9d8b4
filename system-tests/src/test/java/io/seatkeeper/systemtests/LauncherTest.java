package io.seatkeeper.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the {@code seatkeeper} script in a project of its own, whose path has a space, with a Maven
 * that only pretends to build and a Java that only prints its arguments.
 */
class LauncherTest {
  private static final String PRETENDED_MAVEN =
      """
      #!/bin/sh
      echo '[INFO] Building Seatkeeper core 0.1.0-SNAPSHOT   [2/4]'
      if [ -f broken ]; then
        echo '[ERROR] the reason why'
        exit 1
      fi
      mkdir -p server/target
      : >server/target/seatkeeper-server.jar
      : >server/target/packaged
      echo "$JAVA25_HOME $*" >>maven-runs
      """;
  private static final String PRETENDED_JAVA =
      """
      #!/bin/sh
      for argument; do
        case $argument in
          -XX:AOTCacheOutput=*) [ -f unprepared ] || echo classes >"${argument#*=}" ;;
        esac
        echo "<$argument>"
      done
      """;

  @TempDir private Path folder;
  private Path project;

  private record Run(int exitCode, String out, String err) {}

  @BeforeEach
  void layOutAProject() throws IOException {
    project = folder.resolve("a project");
    for (String module : List.of("core", "replication", "server")) {
      Files.createDirectories(project.resolve(module).resolve("src/main/java"));
      Files.createFile(project.resolve(module).resolve("pom.xml"));
    }
    Files.createFile(project.resolve("pom.xml"));
    Files.copy(Path.of("..", "seatkeeper"), project.resolve("seatkeeper"));
    script("bin/mvn", PRETENDED_MAVEN);
    jdk("jdk", "25.0.1");
  }

  @Test
  void shouldBuildAndSaySoThenStartWithTheArguments() throws Exception {
    Run run = launch("jdk", "serve", "--data", "a b");

    assertThat(run.err()).contains("building (not built yet)", "core", "built in");
    assertThat(run.out()).contains("<io.seatkeeper.server.Main>\n<serve>\n<--data>\n<a b>\n");
    assertThat(run.out())
        .contains("<" + project.toRealPath() + "/server/target/seatkeeper-server.jar>");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void shouldStartAtOnceWhenNothingHasChanged() throws Exception {
    launch("jdk");

    Run again = launch("jdk");

    assertThat(again.err()).isEmpty();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void shouldHaveTheJdkKeepItsClassesOnceAfterABuild() throws Exception {
    Run first = launch("jdk", "serve");
    Run second = launch("jdk", "serve");

    assertThat(first.err()).containsOnlyOnce("preparing fast starts");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).contains("<-XX:AOTCache=" + project.toRealPath() + "/server/target/");
    assertThat(second.out()).endsWith("<io.seatkeeper.server.Main>\n<serve>\n");
  }

  @Test
  void shouldStartWithoutKeptClassesWhereTheJdkKeepsNone() throws Exception {
    Files.createFile(folder.resolve("unprepared"));

    Run first = launch("jdk", "serve");
    Run second = launch("jdk", "serve");

    assertThat(first.err()).contains("starts stay slow", "target/build.log");
    assertThat(first.out()).doesNotContain("AOTCache").contains("<serve>");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).isEqualTo(first.out());
  }

  @Test
  void shouldBuildAgainWhenASourceIsNewerThanTheBuild() throws Exception {
    launch("jdk");
    Path source = Files.createFile(project.resolve("replication/src/main/java/Changed.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

    Run again = launch("jdk");

    assertThat(again.err()).contains("building (the sources have changed)");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void shouldShowTheEndOfTheLogWhenTheBuildFails() throws Exception {
    Files.createFile(project.resolve("broken"));

    Run run = launch("jdk");

    assertThat(run.err())
        .contains("[ERROR] the reason why", "the build failed", "target/build.log");
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void shouldStartFromALinkToTheScript() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), project.resolve("seatkeeper"));

    assertThat(launch(link, "jdk", "--version").out()).contains("<--version>");
  }

  @Test
  void shouldBuildWithTheJdkItStarts() throws Exception {
    launch("jdk");

    assertThat(builds())
        .singleElement()
        .asString()
        .startsWith(folder.resolve("jdk") + " ")
        .contains("[25,26)");
  }

  @Test
  void shouldPassOverAnOlderJdk() throws Exception {
    jdk("old", "17.0.15");
    Files.writeString(folder.resolve("old/bin/java"), "#!/bin/sh\necho too old\n");

    assertThat(launch("old").out()).doesNotContain("too old");
  }

  @Test
  void shouldSayInOneLineThatThereIsNoJdk() throws Exception {
    Path script = project.resolve("seatkeeper");
    Files.writeString(script, Files.readString(script).replace("needed=25", "needed=999"));

    Run run = launch("jdk");

    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("needs a JDK 999 or newer", "JAVA_HOME");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(project.resolve("maven-runs"));
  }

  private Run launch(String jdk, String... arguments) throws Exception {
    return launch(project.resolve("seatkeeper"), jdk, arguments);
  }

  private Run launch(Path script, String jdk, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile());
    builder.environment().put("JAVA_HOME", folder.resolve(jdk).toString());
    builder
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), (path, first) -> first + ":" + path);
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Run(
        process.exitValue(),
        Files.readString(folder.resolve("out"), UTF_8),
        Files.readString(folder.resolve("err"), UTF_8));
  }

  private void jdk(String name, String version) throws IOException {
    script(name + "/bin/java", PRETENDED_JAVA);
    script(name + "/bin/javac", PRETENDED_JAVA);
    Files.writeString(
        folder.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private void script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
