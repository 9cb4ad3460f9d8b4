package io.seatkeeper.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.stream.Collectors;

/** The page's HTML document: the same for every event but for the event's and the key's names. */
final class PageDocument {
  private final String template;
  private final String policy;

  PageDocument() {
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
        new String(WebLibrary.read("/page/page.html"), UTF_8).replace("@importmap@", importMap);
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
   * @param key the public key that the page may use, empty for none
   */
  byte[] html(String event, String key) {
    return template.replace("@event@", escape(event)).replace("@key@", escape(key)).getBytes(UTF_8);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("@", "&#64;");
  }
}
