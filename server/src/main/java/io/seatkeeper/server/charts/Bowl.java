package io.seatkeeper.server.charts;

import io.seatkeeper.server.charts.Drawing.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * The bundled arena's bowl: a horseshoe around the floor with round corners, open at the stage. Its
 * blocks are listed from the stage's left around to its right.
 */
final class Bowl {
  /** Half the width of the floor. */
  static final double HALF_WIDTH = 560;

  /** How long a block of the straight sides is. */
  static final double SIDE_BLOCK = 162.5;

  /** Where the sides end and the corners begin. */
  static final double SIDE_END = 580;

  /** The radius of the corners of the floor. */
  static final double CORNER = 320;

  private static final double BACK_HALF = HALF_WIDTH - CORNER;

  private Bowl() {}

  /** The blocks of a tier, given how many a side has, and a corner and the back are cut into. */
  static List<Block> blocks(int side, int corner, int back) {
    List<Block> blocks = new ArrayList<>();
    for (int block = side - 1; block >= 0; block--) {
      double y = SIDE_END - (block + 0.5) * SIDE_BLOCK;
      blocks.add(new Block.Straight(new Position(-HALF_WIDTH, y), Math.PI, SIDE_BLOCK));
    }
    addCorner(blocks, -BACK_HALF, Math.PI, corner);
    double backLength = 2 * BACK_HALF / back;
    for (int block = 0; block < back; block++) {
      double x = -BACK_HALF + (block + 0.5) * backLength;
      Position middle = new Position(x, SIDE_END + CORNER);
      blocks.add(new Block.Straight(middle, Math.PI / 2, backLength));
    }
    addCorner(blocks, BACK_HALF, Math.PI / 2, corner);
    for (int block = 0; block < side; block++) {
      double y = SIDE_END - (block + 0.5) * SIDE_BLOCK;
      blocks.add(new Block.Straight(new Position(HALF_WIDTH, y), 0, SIDE_BLOCK));
    }
    return blocks;
  }

  /** A quarter turn that ends a right angle below the angle at which it starts. */
  private static void addCorner(List<Block> blocks, double x, double start, int wedges) {
    double sweep = Math.PI / 2 / wedges;
    for (int wedge = 0; wedge < wedges; wedge++) {
      double facing = start - (wedge + 0.5) * sweep;
      blocks.add(new Block.Wedge(new Position(x, SIDE_END), facing, sweep, CORNER));
    }
  }
}
