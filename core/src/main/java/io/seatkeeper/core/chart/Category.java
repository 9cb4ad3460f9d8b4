package io.seatkeeper.core.chart;

/**
 * A price category of a venue.
 *
 * @param key the name used by the API, unique in the venue
 * @param label what people read
 * @param color a CSS colour, empty when the drawing gives none
 * @param accessible whether the category is for people who need an accessible place
 */
public record Category(String key, String label, String color, boolean accessible) {}
