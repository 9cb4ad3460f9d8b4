import { pointInPolygon } from './map-chart.js';

/** Finds the object at a point: seats by a grid of cells, larger things by their outlines. */
export class Grid {
  constructor({ x, y, reach, outlines, points }) {
    this.x = x;
    this.y = y;
    this.reach = reach;
    this.outlines = outlines;
    this.cell = reach * 3;
    this.cells = new Map();
    for (const object of points) {
      const key = this.keyOf(x[object], y[object]);
      const cell = this.cells.get(key);
      if (cell) {
        cell.push(object);
      } else {
        this.cells.set(key, [object]);
      }
    }
  }

  keyOf(x, y) {
    return Math.floor(x / this.cell) * 4194304 + Math.floor(y / this.cell);
  }

  /** The object at a point, or -1; `slack` widens small things, at most by half a cell. */
  at(x, y, slack) {
    const reach = Math.min(this.reach + slack, this.cell);
    let best = -1;
    let bestDistance = reach;
    for (let cellX = -1; cellX <= 1; cellX++) {
      for (let cellY = -1; cellY <= 1; cellY++) {
        const key = this.keyOf(x + cellX * this.cell, y + cellY * this.cell);
        for (const object of this.cells.get(key) ?? []) {
          const distance = Math.hypot(this.x[object] - x, this.y[object] - y);
          if (distance < bestDistance) {
            best = object;
            bestDistance = distance;
          }
        }
      }
    }
    if (best >= 0) {
      return best;
    }
    for (const { object, points } of this.outlines) {
      if (pointInPolygon(points, x, y)) {
        return object;
      }
    }
    return -1;
  }

  /** The nearest object in a direction, a unit vector, or the one given when there is none. */
  next(from, dx, dy) {
    let best = from;
    let least = Infinity;
    for (let object = 0; object < this.x.length; object++) {
      const across = this.x[object] - this.x[from];
      const down = this.y[object] - this.y[from];
      const along = across * dx + down * dy;
      const aside = Math.abs(across * dy - down * dx);
      if (object === from || along <= 0 || aside > along * 1.2) {
        continue;
      }
      const cost = along + 2 * aside;
      if (cost < least) {
        least = cost;
        best = object;
      }
    }
    return best;
  }
}
