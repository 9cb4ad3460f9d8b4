package io.seatkeeper.core.chart;

/**
 * A named part of a venue; objects outside all sections belong to the section with the empty label.
 *
 * @param label unique in the venue, empty for "no section"
 * @param zone the key of the zone it lies in, empty for none
 * @param entrance the entrance printed on tickets, empty for none
 */
public record Section(String label, String zone, String entrance) {}
