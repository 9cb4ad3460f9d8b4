import { AREA } from './map-chart.js';
import { lookOf } from './map-ink.js';

const NAMES = ['free', 'held', 'booked'];

/** How many places of each category are free, held, booked or off sale. */
export class Counts {
  constructor(chart) {
    this.chart = chart;
    this.categories = chart.categories.map(() => ({ free: 0, held: 0, booked: 0, off: 0 }));
  }

  /** Counts everything anew. */
  reset(states, crowdCounts) {
    this.categories = this.chart.categories.map(() => ({ free: 0, held: 0, booked: 0, off: 0 }));
    for (let object = 0; object < this.chart.count; object++) {
      if (this.chart.kind[object] !== AREA) {
        this.add(object, lookOf(states[object]), 1);
      }
    }
    for (const { object, capacity } of this.chart.crowds.values()) {
      this.categories[this.chart.category[object]].free += capacity;
      const { held, booked } = crowdCounts.get(object) ?? { held: 0, booked: 0 };
      this.move(object, held, booked);
    }
  }

  /** How many places are free in all. */
  free() {
    return this.categories.reduce((sum, { free }) => sum + free, 0);
  }

  /** Counts an object with a look in, or with -1 out. */
  add(object, look, by) {
    this.categories[this.chart.category[object]][NAMES[look] ?? 'off'] += by;
  }

  /** Counts places of an area from free to held and booked. */
  move(object, held, booked) {
    const count = this.categories[this.chart.category[object]];
    count.held += held;
    count.booked += booked;
    count.free -= held + booked;
  }
}
