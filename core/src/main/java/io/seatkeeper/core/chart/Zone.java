package io.seatkeeper.core.chart;

/**
 * A group of sections that shares a focal point.
 *
 * @param key unique in the venue
 * @param label what people read
 */
public record Zone(String key, String label) {}
