package io.seatkeeper.core.chart;

/**
 * Something drawn on the map that is not for sale, such as the stage. Lengths are tenths of a
 * drawing unit.
 *
 * @param text what it says, may be empty
 * @param x the left edge
 * @param y the upper edge
 * @param width its width
 * @param height its height
 * @param color a CSS colour, empty for the page's own
 */
public record Decoration(String text, int x, int y, int width, int height, String color) {}
