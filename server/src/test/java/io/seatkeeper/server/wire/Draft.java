package io.seatkeeper.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request on its way to being wrong; written as the bytes that go over the wire. */
final class Draft {
  /** What must come back. */
  enum Answer {
    /** A problem. */
    PROBLEM,
    /** A refusal in words: the path is outside the API, or the method cannot carry a body. */
    REFUSAL,
    /** A refusal, or the end of the connection: there is no request to answer. */
    REFUSAL_OR_END
  }

  String method;
  List<String> segments;
  String query;
  byte @Nullable [] body;
  String version = "HTTP/1.1";
  Answer answer = Answer.PROBLEM;
  private final List<Header> headers = new ArrayList<>();
  private byte @Nullable [] raw;
  private int cut;

  /** A header's line. */
  record Header(String name, String value) {}

  Draft(Skeleton skeleton, String idempotencyKey) {
    method = skeleton.method();
    segments = new ArrayList<>(skeleton.segments());
    query = skeleton.query();
    body = skeleton.body() == null ? null : skeleton.body().getBytes(UTF_8);
    header("Host", "node");
    if (skeleton.key() != null) {
      header("Authorization", "Bearer " + skeleton.key());
    }
    if (skeleton.route().keyed()) {
      header("Idempotency-Key", idempotencyKey);
    }
    if (body != null) {
      header("Content-Type", "application/json");
    }
  }

  void header(String name, String value) {
    headers.add(new Header(name, value));
  }

  void without(String name) {
    headers.removeIf(header -> header.name.equalsIgnoreCase(name));
  }

  void replace(String name, String value) {
    without(name);
    header(name, value);
  }

  boolean has(String name) {
    return headers.stream().anyMatch(header -> header.name.equalsIgnoreCase(name));
  }

  /** Sends these bytes instead. */
  void raw(byte[] bytes) {
    raw = bytes;
    answer = Answer.REFUSAL_OR_END;
  }

  /** Sends all but the last bytes, and ends the connection. */
  void cutOff(int bytes) {
    cut = bytes;
    answer = Answer.REFUSAL_OR_END;
  }

  /** Whether the connection is of no use to another request. */
  boolean spoilsConnection() {
    return raw != null || cut > 0 || answer == Answer.REFUSAL_OR_END;
  }

  boolean endsEarly() {
    return cut > 0 || raw != null;
  }

  String target() {
    return "/" + String.join("/", segments) + (query.isEmpty() ? "" : "?" + query);
  }

  byte[] bytes() {
    if (raw != null) {
      return raw;
    }
    byte[] head = head().getBytes(ISO_8859_1);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head);
    if (body != null) {
      all.writeBytes(body);
    }
    return Arrays.copyOf(all.toByteArray(), Math.max(0, all.size() - cut));
  }

  private String head() {
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(target()).append(' ').append(version).append("\r\n");
    for (Header header : headers) {
      head.append(header.name).append(": ").append(header.value).append("\r\n");
    }
    if (body != null && !has("Content-Length") && !has("Transfer-Encoding")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return head.append("\r\n").toString();
  }
}
