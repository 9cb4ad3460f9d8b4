import { bytesOf } from './map-chart.js';

const SILENCE_MILLIS = 25_000;
const FIRST_RETRY_MILLIS = 500;
const LONGEST_RETRY_MILLIS = 10_000;

/**
 * Follows an event's changes: keeps the stream open, notices gaps and silence, and hands on what
 * has changed as typed arrays.
 *
 * `tell` receives `{type: 'snapshot' | 'changes' | 'sale' | 'prices' | 'alive' | 'lost', ...}`.
 */
export class Feed {
  constructor(url, tell) {
    this.url = url;
    this.tell = tell;
    this.version = -1;
    this.source = null;
    this.retryMillis = FIRST_RETRY_MILLIS;
    this.retryTimer = 0;
    this.silenceTimer = 0;
    this.closed = false;
    this.open();
  }

  open() {
    clearTimeout(this.retryTimer);
    this.source?.close();
    if (this.closed) {
      return;
    }
    this.source = new EventSource(this.url);
    this.source.addEventListener('snapshot', (message) => this.snapshot(message));
    this.source.addEventListener('changes', (message) => this.changes(message));
    for (const type of ['sale', 'prices']) {
      this.source.addEventListener(type, ({ data }) => this.announced(type, JSON.parse(data)));
    }
    this.source.addEventListener('heartbeat', () => this.heard());
    this.source.addEventListener('error', () => this.failed());
    this.listen();
  }

  close() {
    this.closed = true;
    clearTimeout(this.retryTimer);
    clearTimeout(this.silenceTimer);
    this.source?.close();
  }

  /** The browser comes back by itself unless it was turned away; then we do, ever more slowly. */
  failed() {
    this.tell({ type: 'lost' });
    if (this.source.readyState === EventSource.CLOSED) {
      this.openLater();
    }
  }

  openLater() {
    clearTimeout(this.retryTimer);
    const wait = this.retryMillis * (0.7 + 0.6 * Math.random());
    this.retryMillis = Math.min(LONGEST_RETRY_MILLIS, this.retryMillis * 2);
    this.retryTimer = setTimeout(() => this.open(), wait);
  }

  listen() {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => {
      this.tell({ type: 'lost' });
      this.open();
    }, SILENCE_MILLIS);
  }

  heard() {
    this.retryMillis = FIRST_RETRY_MILLIS;
    this.listen();
    this.tell({ type: 'alive', ageMillis: 0 });
  }

  announced(type, detail) {
    this.heard();
    this.tell({ type, detail });
  }

  snapshot(message) {
    const map = JSON.parse(message.data);
    this.version = map.version;
    const areas = [];
    for (const [object, area] of Object.entries(map.areas)) {
      areas.push(Number(object), area.held, area.booked);
    }
    this.heard();
    this.tell({
      type: 'snapshot',
      version: map.version,
      statuses: map.statuses,
      states: bytesOf(map.objects),
      areas: Int32Array.from(areas),
      ageMillis: map.ageMillis,
      fenced: map.fenced === true,
    });
  }

  changes(message) {
    const { from, version, changes, statuses, fenced } = JSON.parse(message.data);
    if (from > this.version) {
      this.open();
      return;
    }
    this.heard();
    if (version <= this.version) {
      return;
    }
    this.version = version;
    const objects = new Int32Array(changes.length);
    const states = new Uint8Array(changes.length);
    const areas = [];
    changes.forEach(([object, state, held, booked], at) => {
      objects[at] = object;
      states[at] = state;
      if (held !== undefined) {
        areas.push(object, held, booked);
      }
    });
    this.tell({
      type: 'changes',
      version,
      statuses,
      objects,
      states,
      areas: Int32Array.from(areas),
      fenced: fenced === true,
    });
  }
}
