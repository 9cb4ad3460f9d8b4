import { AREA } from './map-chart.js';
import { FREE, HELD, TAKEN, lookOf } from './map-ink.js';

const MOST_LIT_PLACES = 12;

/** Brings what the feed says into the picture and the counts, and lights up what has changed. */
export class News {
  constructor(chart, layers, glow, counts) {
    this.chart = chart;
    this.layers = layers;
    this.glow = glow;
    this.counts = counts;
    /** The names of the statuses; undefined until the first news. */
    this.statuses = undefined;
    this.fenced = false;
    this.soldOut = false;
    /** Objects that came back since this was last asked for, while the house was sold out. */
    this.returned = [];
  }

  /** Takes a `snapshot` or `changes` of the feed. */
  take(message) {
    const wasSoldOut = this.soldOut;
    this.statuses = message.statuses ?? this.statuses;
    this.fenced = message.fenced;
    if (message.type === 'snapshot') {
      this.takeSnapshot(message);
    } else {
      this.takeChanges(message, wasSoldOut);
    }
    this.soldOut = this.counts.free() === 0;
  }

  takeSnapshot({ states, areas }) {
    const { layers } = this;
    if (layers.known) {
      this.lightDifferences(layers.states, states);
    }
    layers.setStates(states);
    for (let at = 0; at < areas.length; at += 3) {
      layers.setCrowd(areas[at], areas[at + 1], areas[at + 2]);
    }
    this.counts.reset(states, layers.crowdCounts);
  }

  takeChanges({ objects, states, areas }, wasSoldOut) {
    const { layers } = this;
    const now = performance.now();
    for (let at = 0; at < objects.length; at++) {
      const object = objects[at];
      if (this.chart.kind[object] !== AREA) {
        const before = lookOf(layers.states[object]);
        const after = lookOf(states[at]);
        this.counts.add(object, before, -1);
        this.counts.add(object, after, 1);
        layers.setState(object, states[at]);
        if (wasSoldOut && after === FREE && before !== FREE) {
          this.light(object, 'returned', now);
          this.returned.push(object);
        } else {
          this.lightChange(object, before, after, now);
        }
      }
    }
    for (let at = 0; at < areas.length; at += 3) {
      this.takeArea(areas[at], areas[at + 1], areas[at + 2], now, wasSoldOut);
    }
  }

  takeArea(object, held, booked, now, wasSoldOut) {
    const { layers } = this;
    const crowd = this.chart.crowds.get(object);
    const before = layers.crowdCounts.get(object) ?? { held: 0, booked: 0, marks: [0, 0] };
    layers.setCrowd(object, held, booked);
    this.counts.move(object, held - before.held, booked - before.booked);
    const { marks } = layers.crowdCounts.get(object);
    const most = Math.min(marks[0], before.marks[0] + MOST_LIT_PLACES);
    for (let dot = before.marks[0]; dot < most; dot++) {
      this.glow.add(crowd.x[dot], crowd.y[dot], this.chart.category[object], 'sold', now);
    }
    if (wasSoldOut && held + booked < before.held + before.booked) {
      const [x, y] = crowd.middle;
      this.glow.add(x, y, this.chart.category[object], 'returned', now);
      this.returned.push(object);
    }
  }

  /** Lights a seat up that has just gone or come back. */
  lightChange(object, before, after, now) {
    const kind = { [FREE]: 'freed', [HELD]: 'held', [TAKEN]: 'sold' }[after];
    if (before !== after && kind) {
      this.light(object, kind, now);
    }
  }

  light(object, kind, now) {
    const { x, y, category } = this.chart;
    this.glow.add(x[object], y[object], category[object], kind, now);
  }

  lightDifferences(before, after) {
    const now = performance.now();
    for (let object = 0; object < this.chart.count; object++) {
      if (before[object] !== after[object] && this.chart.kind[object] !== AREA) {
        this.lightChange(object, lookOf(before[object]), lookOf(after[object]), now);
      }
    }
  }
}
