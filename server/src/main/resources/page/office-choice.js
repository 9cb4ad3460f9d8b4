import { AREA } from './map-chart.js';
import { Shop } from './shop.js';

/** What somebody at the box office has chosen on the map: any objects, whatever their status. */
export class OfficeChoice extends Shop {
  constructor(event) {
    super(location.origin, event, '');
  }

  /** Nothing is kept over a reload. */
  async begin(chart) {
    this.chart = chart;
    this.tell();
  }

  /** What is sold to somebody else stays chosen: it may be what one wants to release. */
  lost() {}

  get size() {
    return this.selected.size;
  }

  get labels() {
    return [...this.selected.keys()].map((object) => this.chart.labels[object]);
  }

  get seats() {
    return [...this.selected.keys()].filter((object) => this.chart.kind[object] !== AREA);
  }

  get areas() {
    return [...this.selected.keys()].filter((object) => this.chart.kind[object] === AREA);
  }

  /** Chooses all of these, or, when all are chosen, none of them. */
  toggleAll(objects) {
    const all = objects.every((object) => this.selected.has(object));
    for (const object of objects) {
      if (all) {
        this.selected.delete(object);
      } else if (!this.selected.has(object)) {
        this.selected.set(object, 1);
      }
    }
    this.tell();
  }

  /** Every object for which something holds. */
  every(holds) {
    const found = [];
    for (let object = 0; object < this.chart.count; object++) {
      if (holds(object)) {
        found.push(object);
      }
    }
    return found;
  }
}
