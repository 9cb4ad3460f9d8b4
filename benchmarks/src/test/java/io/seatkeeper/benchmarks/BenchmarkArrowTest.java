package io.seatkeeper.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the benchmarks to what they may know: the engine and the server. */
class BenchmarkArrowTest {
  @Test
  void shouldKnowOnlyTheEngineAndTheServer() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.seatkeeper.replication..",
            "io.seatkeeper.simulation..",
            "io.seatkeeper.systemtests..",
            "org.apache.ratis..",
            "com.google.protobuf..")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.seatkeeper.benchmarks"));
  }
}
