package io.seatkeeper.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.seatkeeper.core.codec.CodecOffences;
import io.seatkeeper.core.state.StateOffences;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds core to its rules, and each rule to catching the classes that break it. */
class DeterminismTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.seatkeeper.core");

  record Case(String name, ArchRule rule, List<Class<?>> offenders) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case(
            "libraries",
            CoreRules.knowsOnlyItsOwnLibraries(),
            List.of(Offences.ForeignLibrary.class)),
        new Case(
            "codec libraries",
            CoreRules.codecKnowsOnlyProtobufMore(),
            List.of(CodecOffences.ForeignLibrary.class)),
        new Case(
            "clock",
            CoreRules.readsNoClock(),
            List.of(
                Offences.NanoClock.class,
                Offences.InstantClock.class,
                Offences.PassedClock.class,
                Offences.OldDate.class)),
        new Case(
            "randomness",
            CoreRules.drawsNoRandomness(),
            List.of(Offences.Dice.class, Offences.RandomName.class, Offences.Identity.class)),
        new Case(
            "threads",
            CoreRules.startsNoThread(),
            List.of(Offences.Starter.class, Offences.Locker.class, Offences.Parallel.class)),
        new Case(
            "input and output",
            CoreRules.doesNoInputOrOutput(),
            List.of(Offences.Printer.class, Offences.FileReader.class, Offences.Environment.class)),
        new Case(
            "files in codec",
            CoreRules.codecOpensNoFile(),
            List.of(CodecOffences.FileOpener.class)),
        new Case(
            "floating point",
            CoreRules.computesNoFloatingPoint(),
            List.of(Offences.FloatingField.class, Offences.FloatingLocal.class)),
        new Case(
            "hash order",
            CoreRules.dependsOnNoHashOrder(),
            List.of(
                Offences.HashedField.class, Offences.SaltedSet.class, Offences.Collected.class)),
        new Case(
            "one writer",
            CoreRules.onlyTheEngineSeesMutators(),
            List.of(
                Offences.SecondWriter.class,
                Offences.HandedState.class,
                Offences.ArrayReader.class)),
        new Case(
            "read-only views",
            CoreRules.viewsOfferNoMutator(),
            List.of(StateOffences.WritableView.class, StateOffences.LeakyView.class)),
        new Case(
            "static state",
            CoreRules.keepsNoStaticState(),
            List.of(
                Offences.StaticCounter.class,
                Offences.StaticCache.class,
                Offences.StaticList.class,
                Offences.SharedTable.class)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldKeepTheRule(Case kept) {
    kept.rule().check(CORE);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldCatchEveryOffender(Case broken) {
    for (Class<?> offender : broken.offenders()) {
      JavaClasses offending = new ClassFileImporter().importClasses(offender);

      assertThat(broken.rule().evaluate(offending).hasViolation())
          .as(offender.getSimpleName())
          .isTrue();
    }
  }
}
