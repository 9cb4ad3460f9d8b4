package io.seatkeeper.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Calendar;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The rules that keep the engine deterministic: the same entries give the same state on every
 * replica, for ever.
 */
final class CoreRules {
  private static final String CODEC = "io.seatkeeper.core.codec..";

  private CoreRules() {}

  static ArchRule knowsOnlyItsOwnLibraries() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(CODEC)
        .should()
        .dependOnClassesThat(
            outside("io.seatkeeper.core..", "java..", "org.jspecify..", "org.agrona.."))
        .because("core knows the JDK, JSpecify and Agrona; only core.codec knows protobuf");
  }

  static ArchRule codecKnowsOnlyProtobufMore() {
    return noClasses()
        .that()
        .resideInAPackage(CODEC)
        .should()
        .dependOnClassesThat(
            outside(
                "io.seatkeeper.core..",
                "java..",
                "org.jspecify..",
                "org.agrona..",
                "com.google.protobuf.."))
        .because("core.codec adds protobuf to what core knows, and nothing else")
        .allowEmptyShould(true);
  }

  static ArchRule readsNoClock() {
    return noClasses()
        .should()
        .dependOnClassesThat(belongToAnyOf(Date.class, Calendar.class, Timer.class))
        .orShould()
        .callMethodWhere(
            call("java.time", "now", "systemUTC", "systemDefaultZone", "system", "tick", "millis"))
        .orShould()
        .callMethodWhere(call(System.class, "nanoTime", "currentTimeMillis"))
        .because("time arrives in the entry");
  }

  static ArchRule drawsNoRandomness() {
    return noClasses()
        .should()
        .dependOnClassesThat(
            belongToAnyOf(Random.class, SplittableRandom.class)
                .or(resideInAnyPackage("java.util.random..", "java.security..")))
        .orShould()
        .callMethodWhere(call(Math.class, "random"))
        .orShould()
        .callMethodWhere(call(UUID.class, "randomUUID"))
        .orShould()
        .callMethodWhere(call(System.class, "identityHashCode"))
        .because("randomness arrives in the entry");
  }

  static ArchRule startsNoThread() {
    return noClasses()
        .should()
        .dependOnClassesThat(
            belongToAnyOf(Thread.class, ThreadLocal.class)
                .or(
                    resideInAPackage("java.util.concurrent")
                        .or(resideInAPackage("java.util.concurrent.locks"))))
        .orShould()
        .callMethodWhere(call("java.util", "parallelStream"))
        .orShould()
        .callMethodWhere(call("java.util.stream", "parallel"))
        .because(
            "one thread applies, in the log's order; readers see arrays published through"
                + " java.util.concurrent.atomic or a VarHandle");
  }

  static ArchRule doesNoInputOrOutput() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(CODEC)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.io..",
                "java.nio.file..",
                "java.nio.channels..",
                "java.net..",
                "java.util.logging.."))
        .orShould()
        .callMethodWhere(call(System.class, "getenv", "getProperty", "exit", "loadLibrary"))
        .because("core answers with values; only core.codec reads and writes streams it is given");
  }

  static ArchRule codecOpensNoFile() {
    return noClasses()
        .that()
        .resideInAPackage(CODEC)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net.."))
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|PrintStream)")
        .because("core.codec reads and writes the streams it is given and opens none")
        .allowEmptyShould(true);
  }

  static ArchRule dependsOnNoHashOrder() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("io.seatkeeper.core.codec.wire..")
        .should()
        .dependOnClassesThat(
            belongToExactly(
                HashMap.class,
                HashSet.class,
                IdentityHashMap.class,
                WeakHashMap.class,
                ConcurrentHashMap.class))
        .orShould()
        .callMethodWhere(call(Map.class, "of", "ofEntries", "copyOf"))
        .orShould()
        .callMethodWhere(call(Set.class, "of", "copyOf"))
        .orShould()
        .callMethodWhere(
            call(
                Collectors.class,
                "toSet",
                "toMap",
                "groupingBy",
                "partitioningBy",
                "toUnmodifiableSet",
                "toUnmodifiableMap",
                "toConcurrentMap"))
        .because(
            "their iteration order differs between JVMs or after a restore; use arrays, lists,"
                + " LinkedHash*, Tree* or Enum* collections");
  }

  static ArchRule computesNoFloatingPoint() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("io.seatkeeper.core.codec.wire..")
        .should(new FloatingPointCondition())
        .because("distances, prices and times are integers");
  }

  static ArchRule onlyTheEngineSeesMutators() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("io.seatkeeper.core.engine..", "io.seatkeeper.core.state..")
        .should()
        .dependOnClassesThat(changeableState())
        .because(
            "SeatEngine.apply is the only writer: everyone else sees views, images and exceptions");
  }

  static ArchRule viewsOfferNoMutator() {
    return noMethods()
        .that()
        .areDeclaredInClassesThat(
            resideInAPackage("io.seatkeeper.core.state..").and(INTERFACES).and(simpleView()))
        .should()
        .haveRawReturnType(void.class)
        .orShould()
        .haveRawReturnType(changeableState())
        .because("a view answers questions, and hands out nothing that could be changed")
        .allowEmptyShould(true);
  }

  static ArchRule keepsNoStaticState() {
    return classes()
        .that()
        .resideOutsideOfPackage("io.seatkeeper.core.codec.wire..")
        .should(new StaticStateCondition())
        .because("all state is in an engine, which a snapshot copies and a hash covers");
  }

  /** The classes of core.state that are more than a picture of it. */
  private static DescribedPredicate<JavaClass> changeableState() {
    return DescribedPredicate.describe(
        "can change the state",
        type ->
            type.getPackageName().equals("io.seatkeeper.core.state")
                && !type.isInterface()
                && !type.isRecord()
                && !type.isAssignableTo(Throwable.class));
  }

  private static DescribedPredicate<JavaClass> simpleView() {
    return DescribedPredicate.describe("views", type -> type.getSimpleName().endsWith("View"));
  }

  private static DescribedPredicate<JavaClass> outside(String... packages) {
    DescribedPredicate<JavaClass> known = resideInAnyPackage(packages);
    return DescribedPredicate.describe(
        "are outside of " + String.join(", ", packages),
        type -> {
          JavaClass element = type.getBaseComponentType();
          return !element.isPrimitive() && !known.test(element);
        });
  }

  private static DescribedPredicate<JavaClass> belongToExactly(Class<?>... types) {
    return DescribedPredicate.describe(
        "hash-ordered collections",
        type -> {
          for (Class<?> candidate : types) {
            if (type.isEquivalentTo(candidate)) {
              return true;
            }
          }
          return false;
        });
  }

  private static DescribedPredicate<JavaCall<?>> call(Class<?> owner, String... names) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + "." + String.join("/", names),
        call ->
            List.of(names).contains(call.getTarget().getName())
                && call.getTargetOwner().isEquivalentTo(owner));
  }

  private static DescribedPredicate<JavaCall<?>> call(String ownerPackage, String... names) {
    return DescribedPredicate.describe(
        ownerPackage + " " + String.join("/", names),
        call ->
            List.of(names).contains(call.getTarget().getName())
                && call.getTargetOwner().getPackageName().equals(ownerPackage));
  }
}
