package io.seatkeeper.server.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A browser library that comes as a WebJar.
 *
 * @param artifact what the WebJar is called
 * @param module what modules import it as
 * @param entry the file that the bare module name stands for
 * @param others the other files that are loaded
 */
record WebLibrary(String artifact, String module, String entry, List<String> others) {
  /** Lit and what it is made of, and the plots of the box office. */
  static final List<WebLibrary> ALL =
      List.of(
          new WebLibrary("lit", "lit", "index.js", List.of("directives/repeat.js")),
          new WebLibrary(
              "lit-html",
              "lit-html",
              "lit-html.js",
              List.of(
                  "is-server.js", "directive.js", "directive-helpers.js", "directives/repeat.js")),
          new WebLibrary("lit-element", "lit-element", "lit-element.js", List.of()),
          new WebLibrary(
              "lit__reactive-element",
              "@lit/reactive-element",
              "reactive-element.js",
              List.of("css-tag.js")),
          new WebLibrary("uplot", "uplot", "dist/uPlot.esm.js", List.of()));

  /** The path that its files are served under, with its version, so that it can be kept. */
  String base() {
    return "/webjars/" + artifact + "/" + version() + "/";
  }

  /** Its files by their paths. */
  Map<String, PageFile> files() {
    Map<String, PageFile> files = new LinkedHashMap<>();
    String base = base();
    String folder = "/META-INF/resources" + base;
    files.put(base + entry, PageFile.of(PageFile.typeOf(entry), read(folder + entry), true));
    for (String name : others) {
      files.put(base + name, PageFile.of(PageFile.typeOf(name), read(folder + name), true));
    }
    return files;
  }

  private String version() {
    Properties properties = new Properties();
    String name = "/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties";
    try (InputStream stream = open(name)) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  static byte[] read(String resource) {
    try (InputStream stream = open(resource)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    InputStream stream = WebLibrary.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException("the page's file " + resource + " is not on the class path");
    }
    return stream;
  }
}
