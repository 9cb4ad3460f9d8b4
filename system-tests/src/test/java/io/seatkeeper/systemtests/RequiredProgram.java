package io.seatkeeper.systemtests;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * A program that a test needs from the machine, such as a browser.
 *
 * <p>Where it is missing the test is skipped with the reason; with {@value #REQUIRE} set to {@code
 * true}, as {@code .ci/run} does, the test fails instead.
 */
public final class RequiredProgram {
  static final String REQUIRE = "SEATKEEPER_REQUIRE_PROGRAMS";

  private final List<String> names;
  private final String debianPackage;
  private final Map<String, String> environment;

  /**
   * @param debianPackage the Debian package that brings the program, for the reason
   * @param names the names it may have, the preferred one first
   * @param environment where {@code PATH} and {@value #REQUIRE} are read
   */
  RequiredProgram(String debianPackage, List<String> names, Map<String, String> environment) {
    this.debianPackage = debianPackage;
    this.names = names;
    this.environment = environment;
  }

  /** The browser that the page is tested in. */
  static Path chromium() {
    return new RequiredProgram(
            "chromium", List.of("chromium", "chromium-browser", "google-chrome"), System.getenv())
        .path();
  }

  /** What gives a test a file system of its own. */
  static RequiredProgram mount() {
    return new RequiredProgram("mount", List.of("mount"), System.getenv());
  }

  /** What gives processes a network of their own. */
  public static RequiredProgram ip() {
    return new RequiredProgram("iproute2", List.of("ip"), System.getenv());
  }

  /** What cuts networks. */
  public static RequiredProgram nft() {
    return new RequiredProgram("nftables", List.of("nft"), System.getenv());
  }

  /** What comes with the library that gives a process another wall clock. */
  public static RequiredProgram faketime() {
    return new RequiredProgram("faketime", List.of("faketime"), System.getenv());
  }

  /** The load balancer. */
  public static RequiredProgram haproxy() {
    return new RequiredProgram("haproxy", List.of("haproxy"), System.getenv());
  }

  /** Where the program is; otherwise ends the test, as skipped or as failed. */
  public Path path() {
    Optional<Path> found = find();
    if (found.isPresent()) {
      return found.get();
    }
    throw missing(
        "the program "
            + names.getFirst()
            + " is not on the PATH (Debian package "
            + debianPackage
            + ")");
  }

  /** What ends the test when the program is there but cannot do its work: skipped, or failed. */
  public RuntimeException missing(String reason) {
    if ("true".equals(environment.get(REQUIRE))) {
      throw new AssertionFailedError(reason + ", and " + REQUIRE + "=true makes that a failure");
    }
    return new TestAbortedException(reason);
  }

  private Optional<Path> find() {
    String[] folders = environment.getOrDefault("PATH", "").split(File.pathSeparator, -1);
    for (String name : names) {
      for (String folder : folders) {
        Path candidate = Path.of(folder, name);
        if (!folder.isEmpty() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }
}
