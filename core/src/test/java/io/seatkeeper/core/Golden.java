package io.seatkeeper.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Bytes that an earlier build wrote and every later one must read the same way, as lines of text in
 * {@code src/test/resources/golden}: one folder for each behaviour version, never edited, only
 * added to.
 */
public final class Golden {
  private static final String FOLDER = "/golden/";
  private static final Path ACTUAL = Path.of("target", "golden");

  private static final List<String> UNSAID =
      List.of(
          ", caller=Organiser[]",
          ", draft=false",
          " timeZone=,",
          ", maxExtensions=10, maxExtendedMillis=3600000",
          ", maxExtensions=null, maxExtendedMillis=null");

  private Golden() {}

  /** The lines of a file: of behaviour version 1, unless its name begins with another's folder. */
  public static List<String> lines(String file) {
    String path = FOLDER + (file.indexOf('/') < 0 ? "behaviour-1/" + file : file);
    try (InputStream in = Golden.class.getResourceAsStream(path)) {
      assertThat(in).as(file).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a file that is one line. */
  public static byte[] bytes(String file) {
    return HexFormat.of().parseHex(lines(file).getFirst());
  }

  /** Fails when a file says anything else, and leaves what it would have to say in the target. */
  public static void assertSame(String file, List<String> actual) {
    List<String> expected = lines(file);
    if (!actual.equals(expected)) {
      try {
        Path written = ACTUAL.resolve(file);
        Files.createDirectories(Objects.requireNonNull(written.getParent()));
        Files.write(written, actual);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    for (int line = 0; line < Math.max(actual.size(), expected.size()); line++) {
      assertThat(line < actual.size() ? actual.get(line) : "nothing")
          .as("line %d; what this build says is in core/%s/%s", line + 1, ACTUAL, file)
          .isEqualTo(line < expected.size() ? expected.get(line) : "nothing");
    }
  }

  /**
   * A text on one line of printable ASCII, without what later builds added to a record and is as if
   * nothing had been added.
   */
  public static String printable(Object object) {
    String all = object.toString();
    for (String unsaid : UNSAID) {
      all = all.replace(unsaid, "");
    }
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < all.length(); at++) {
      char character = all.charAt(at);
      boolean plain = character >= ' ' && character <= '~' && character != '\\';
      text.append(plain ? String.valueOf(character) : "\\u%04x".formatted((int) character));
    }
    return text.toString();
  }
}
