package io.seatkeeper.core.chart;

/**
 * One thing a venue sells.
 *
 * @param label unique in the venue, what the API calls the object
 * @param category the index of its category
 * @param section the index of its section
 * @param x across, in tenths of a drawing unit
 * @param y down, in tenths of a drawing unit
 * @param distance to the focal point, in tenths of a drawing unit; best available takes the least
 *     sum
 * @param accessible whether the place is accessible
 * @param capacity people: 1 for a seat or booth, the chairs of a whole table, the capacity of an
 *     area
 */
public record VenueObject(
    String label,
    ObjectKind kind,
    int category,
    int section,
    int x,
    int y,
    int distance,
    boolean accessible,
    int capacity) {}
