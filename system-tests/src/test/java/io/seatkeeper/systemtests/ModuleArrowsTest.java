package io.seatkeeper.systemtests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the modules to the arrows between them, and the libraries to the modules that may know
 * them.
 */
class ModuleArrowsTest {
  private static final JavaClasses SEATKEEPER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.seatkeeper");

  /** A module and the packages that it may not know. */
  record Arrow(String module, List<String> unknown) {
    ArchRule rule() {
      return noClasses()
          .that()
          .resideInAPackage("io.seatkeeper." + module + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(unknown.toArray(String[]::new));
    }

    @Override
    public String toString() {
      return module + " knows nothing of " + unknown;
    }
  }

  static List<Arrow> arrows() {
    return List.of(
        new Arrow("core", others("core")),
        new Arrow("replication", others("replication", "core")),
        new Arrow("server", others("server", "core", "replication")),
        new Arrow("simulation", others("simulation", "core")),
        new Arrow(
            "systemtests", others("systemtests", "core", "replication", "server", "simulation")));
  }

  private static List<String> others(String... known) {
    return List.of("core", "replication", "server", "simulation", "systemtests", "benchmarks")
        .stream()
        .filter(module -> !List.of(known).contains(module))
        .map(module -> "io.seatkeeper." + module + "..")
        .toList();
  }

  @ParameterizedTest
  @MethodSource("arrows")
  void shouldFollowTheArrow(Arrow arrow) {
    arrow.rule().check(SEATKEEPER);
  }

  @Test
  void shouldSeeEveryModule() {
    assertThat(arrows())
        .allSatisfy(
            arrow ->
                assertThat(SEATKEEPER)
                    .anyMatch(
                        type ->
                            type.getPackageName().startsWith("io.seatkeeper." + arrow.module())));
  }

  @Test
  void shouldKeepTheStateToItsEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.seatkeeper.core.engine..", "io.seatkeeper.core.state..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "can change the state",
                type ->
                    type.getPackageName().equals("io.seatkeeper.core.state")
                        && !type.isInterface()
                        && !type.isRecord()
                        && !type.isAssignableTo(Throwable.class)))
        .because("SeatEngine.apply is the only writer; everyone else sees views")
        .check(SEATKEEPER);
  }

  @Test
  void shouldKeepTheRaftLibraryInReplication() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.seatkeeper.replication..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.ratis..")
        .because("the boundary stays real so that the choice of a Raft library can be made again")
        .check(SEATKEEPER);
  }

  @Test
  void shouldKeepProtobufInTheCodec() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.seatkeeper.core.codec..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.protobuf..", "io.seatkeeper.core.codec.wire..")
        .check(SEATKEEPER);
  }

  @Test
  void shouldKeepTheHttpLibraryInTheServer() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.seatkeeper.core..", "io.seatkeeper.replication..", "io.seatkeeper.simulation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.vertx..", "io.netty..", "io.avaje..", "picocli..", "io.micrometer..")
        .check(SEATKEEPER);
  }
}
