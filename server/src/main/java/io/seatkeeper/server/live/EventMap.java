package io.seatkeeper.server.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.seatkeeper.replication.CausalToken;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event's whole map as one JSON document, encoded once and sent to everyone.
 *
 * <p>Only {@code ageMillis}, its last field, differs from answer to answer. Safe for concurrent
 * use.
 */
public final class EventMap {
  private final int event;
  private final long version;
  private final CausalToken token;
  private final List<String> statuses;
  private final byte[] beginning;
  private final Buffer beginningBuffer;
  private @Nullable AgedGzip gzip;

  EventMap(MapCopy copy, CausalToken token) {
    this.event = copy.event();
    this.version = copy.version();
    this.token = token;
    this.statuses = copy.statuses();
    this.beginning = write(copy, token).getBytes(US_ASCII);
    this.beginningBuffer = Buffer.buffer(beginning);
  }

  /** The event's number. */
  public int event() {
    return event;
  }

  /** The event's version that the map shows. */
  public long version() {
    return version;
  }

  /** The point in the shard's history that the map was copied at. */
  public CausalToken token() {
    return token;
  }

  /** Names of the status codes, from 0. */
  public List<String> statuses() {
    return statuses;
  }

  /** The entity tag; weak, because the age differs. */
  public String etag() {
    return "W/\"" + token + '"';
  }

  /** Whether an {@code If-None-Match} header names this map. */
  public boolean isNamedBy(@Nullable String ifNoneMatch) {
    if (ifNoneMatch == null) {
      return false;
    }
    String opaque = '"' + token.toString() + '"';
    for (String tag : ifNoneMatch.split(",", -1)) {
      String named = tag.strip();
      if (named.equals("*") || named.equals(opaque) || named.equals("W/" + opaque)) {
        return true;
      }
    }
    return false;
  }

  /** The JSON document. */
  public byte[] json(long ageMillis) {
    byte[] end = ending(ageMillis);
    byte[] json = new byte[beginning.length + end.length];
    System.arraycopy(beginning, 0, json, 0, beginning.length);
    System.arraycopy(end, 0, json, beginning.length, end.length);
    return json;
  }

  /**
   * The JSON document, compressed; the first call takes milliseconds and is not for event loops.
   */
  public byte[] gzip(long ageMillis) {
    return compressed().with(ending(ageMillis));
  }

  /** All of the document but its end, shared by everyone it is written to. */
  Buffer beginning() {
    return beginningBuffer;
  }

  /** The document's end. */
  static byte[] ending(long ageMillis) {
    return ("\"ageMillis\":" + ageMillis + '}').getBytes(US_ASCII);
  }

  private synchronized AgedGzip compressed() {
    AgedGzip known = gzip;
    if (known == null) {
      known = new AgedGzip(beginning);
      gzip = known;
    }
    return known;
  }

  /** Keys, statuses and tokens have only characters that need no escaping in JSON. */
  private static String write(MapCopy copy, CausalToken token) {
    String objects = new String(Base64.getEncoder().encode(copy.objects()), ISO_8859_1);
    StringBuilder json = new StringBuilder(objects.length() + 40 * copy.areas().length + 512);
    json.append("{\"event\":\"").append(copy.key());
    json.append("\",\"version\":").append(copy.version());
    json.append(",\"token\":\"").append(token);
    json.append("\",\"fenced\":").append(copy.fenced());
    json.append(",\"statuses\":");
    appendStatuses(json, copy.statuses());
    json.append(",\"objects\":\"").append(objects);
    json.append("\",\"areas\":{");
    int[] areas = copy.areas();
    for (int at = 0; at < areas.length; at += 4) {
      int capacity = areas[at + 1];
      int held = areas[at + 2];
      int booked = areas[at + 3];
      json.append(at == 0 ? "\"" : ",\"").append(areas[at]);
      json.append("\":{\"capacity\":").append(capacity);
      json.append(",\"held\":").append(held);
      json.append(",\"booked\":").append(booked);
      json.append(",\"free\":").append(capacity - held - booked).append('}');
    }
    return json.append("},").toString();
  }

  static void appendStatuses(StringBuilder json, List<String> statuses) {
    json.append('[');
    for (int code = 0; code < statuses.size(); code++) {
      json.append(code == 0 ? "\"" : ",\"").append(statuses.get(code)).append('"');
    }
    json.append(']');
  }
}
