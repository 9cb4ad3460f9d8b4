package io.seatkeeper.server.charts;

import io.seatkeeper.server.charts.Drawing.Position;

/**
 * A block of seats of the arena's bowl, between two aisles: its rows lie behind each other, each a
 * given depth behind the edge of the floor.
 */
sealed interface Block {
  /** How long the row at a depth is, aisles included. */
  double rowLength(double depth);

  /** The point so far along a row from the row's middle, negative to the left. */
  Position point(double along, double depth);

  /**
   * A block with straight rows.
   *
   * @param middle the middle of the edge of the floor in front of it
   * @param facing the direction, in radians, away from the floor
   */
  record Straight(Position middle, double facing, double length) implements Block {
    @Override
    public double rowLength(double depth) {
      return length;
    }

    @Override
    public Position point(double along, double depth) {
      double across = facing + Math.PI / 2;
      return new Position(
          middle.x() + depth * Math.cos(facing) + along * Math.cos(across),
          middle.y() + depth * Math.sin(facing) + along * Math.sin(across));
    }
  }

  /**
   * A block in a corner of the bowl; its rows are arcs that grow with their depth.
   *
   * @param center the center of the arcs
   * @param facing the direction of the block's middle from there, in radians
   * @param sweep the angle between its two aisles, in radians
   * @param radius the distance from the center to the edge of the floor
   */
  record Wedge(Position center, double facing, double sweep, double radius) implements Block {
    @Override
    public double rowLength(double depth) {
      return sweep * (radius + depth);
    }

    @Override
    public Position point(double along, double depth) {
      double from = radius + depth;
      double angle = facing + along / from;
      return new Position(center.x() + from * Math.cos(angle), center.y() + from * Math.sin(angle));
    }
  }
}
