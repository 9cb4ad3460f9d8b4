package io.seatkeeper.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** One of the pages' HTML documents: the same for everybody but for the names that it is told. */
final class PageDocument {
  private final String template;
  private final String policy;

  /** A document of the folder {@code /page}. */
  PageDocument(String file) {
    String importMap =
        "{\"imports\":{"
            + WebLibrary.ALL.stream()
                .map(
                    library ->
                        "\"%s\":\"%s\",\"%s/\":\"%s\""
                            .formatted(
                                library.module(),
                                library.base() + library.entry(),
                                library.module(),
                                library.base()))
                .collect(Collectors.joining(","))
            + "}}";
    this.template =
        new String(WebLibrary.read("/page/" + file), UTF_8).replace("@importmap@", importMap);
    String hash = Base64.getEncoder().encodeToString(PageFile.sha256(importMap.getBytes(UTF_8)));
    this.policy =
        "default-src 'none'; script-src 'self' 'sha256-"
            + hash
            + "'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  /** The Content-Security-Policy that the document needs. */
  String policy() {
    return policy;
  }

  /**
   * The document.
   *
   * @param names what stands for {@code @name@} in the file
   */
  byte[] html(Map<String, String> names) {
    String html = template;
    for (Map.Entry<String, String> name : names.entrySet()) {
      html = html.replace("@" + name.getKey() + "@", escape(name.getValue()));
    }
    return html.getBytes(UTF_8);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("@", "&#64;");
  }
}
