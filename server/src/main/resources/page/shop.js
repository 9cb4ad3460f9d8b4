import { AREA } from './map-chart.js';
import { neighbours } from './map-neighbours.js';
import { listed } from './map-words.js';
import { Desk, Refusal } from './shop-desk.js';

/** One visitor's seats: chosen, held, booked. Talks to the API with the public key. */

const LAST_CALL_MILLIS = 60_000;
const MOST_PLACES = 20;
const HOLD_MILLIS = 10 * 60_000;

export class Shop extends EventTarget {
  /**
   * @param node the node's origin
   * @param key the public key; empty for a visitor who only looks
   */
  constructor(node, event, key) {
    super();
    this.node = node;
    this.event = event;
    this.key = key ?? '';
    this.desk = new Desk(node, (detail) =>
      this.dispatchEvent(new CustomEvent('wait', { detail })),
    );
    this.base = `/v1/events/${encodeURIComponent(event)}`;
    this.store = `seatkeeper:${node}/${event}`;
    this.chart = null;
    /** Whether an object can be had; the map knows. */
    this.isFree = () => false;
    /** What is offered for seats that have just gone: `{gone, take, drop, hold}`, or null. */
    this.offer = null;
    /** Objects chosen and not held yet, with how many places of each. */
    this.selected = new Map();
    this.held = new Map();
    this.booked = new Map();
    this.token = '';
    this.deadline = 0;
    this.wholeMillis = HOLD_MILLIS;
    this.order = '';
    this.busy = false;
    this.timer = 0;
  }

  /** Learns the event's rules: `known` is the answer of GET /v1/events/{event}. */
  obey(known) {
    this.wholeMillis = Math.min(HOLD_MILLIS, known.settings.maxHoldMillis);
  }

  /** Asks for the event's rules; null when there is no answer. */
  async learn() {
    const response = await fetch(this.node + this.base).catch(() => null);
    const known = response?.ok ? await response.json() : null;
    if (known) {
      this.obey(known);
    }
    return known;
  }

  get sells() {
    return this.key !== '';
  }

  get remainingMillis() {
    return Math.max(0, this.deadline - performance.now());
  }

  tell() {
    this.dispatchEvent(new Event('change'));
  }

  say(text, tone) {
    this.dispatchEvent(new CustomEvent('say', { detail: { text, tone } }));
  }

  /** Takes up what this tab held before it was loaded again. */
  async begin(chart) {
    this.chart = chart;
    this.learned ??= this.learn();
    await this.learned;
    const kept = JSON.parse(sessionStorage.getItem(this.store) ?? '{}');
    for (const [label, quantity] of kept.booked ?? []) {
      this.put(this.booked, label, quantity);
    }
    this.order = kept.order ?? '';
    if (kept.token && this.sells) {
      try {
        const known = await this.ask('GET', `/v1/hold-tokens/${kept.token}`);
        const mine = known.objects.filter(({ event }) => event === this.event);
        if (known.remainingMillis > 0 && mine.length > 0) {
          mine.forEach(({ label, quantity }) => this.put(this.held, label, quantity));
          this.started(kept.token, known.remainingMillis);
        }
      } catch (error) {
        this.forget();
      }
    }
    this.tell();
  }

  put(map, label, quantity) {
    const object = this.chart.indexOf(label);
    if (object >= 0) {
      map.set(object, (map.get(object) ?? 0) + (quantity ?? 1));
    }
  }

  keep() {
    const booked = [...this.booked].map(([object, count]) => [this.chart.labels[object], count]);
    const kept = { token: this.token, order: this.order, booked };
    sessionStorage.setItem(this.store, JSON.stringify(kept));
  }

  /** Takes the offer of other seats: chooses them, or holds them when that was under way. */
  async takeOffer() {
    const { offer } = this;
    if (!offer || this.busy) {
      return;
    }
    this.offer = null;
    offer.drop.forEach((object) => this.selected.delete(object));
    offer.take.forEach((object) => this.selected.set(object, 1));
    this.tell();
    if (offer.hold) {
      await this.hold();
    }
  }

  refuseOffer() {
    this.offer = null;
    this.tell();
  }

  /** Chooses an object, or chooses it no more. */
  toggle(object, quantity = 1) {
    if (this.selected.has(object)) {
      this.selected.delete(object);
    } else {
      this.selected.set(object, quantity);
    }
    this.tell();
  }

  setQuantity(object, quantity) {
    this.selected.set(object, Math.max(1, Math.min(quantity, this.chart.capacity(object), MOST_PLACES)));
    this.tell();
  }

  clear() {
    this.selected.clear();
    this.offer = null;
    this.tell();
  }

  /** Drops chosen objects that somebody else took meanwhile, and offers others. */
  lost(objects, holding) {
    const gone = objects.filter((object) => this.selected.has(object));
    if (gone.length === 0) {
      return;
    }
    const found = neighbours(this.chart, gone, this.selected, this.isFree);
    gone.forEach((object) => this.selected.delete(object));
    this.offer = found && { ...found, gone, hold: holding };
    const nameOf = (list) => listed(list.map((object) => this.chart.labels[object]));
    const went = `${nameOf(gone)} ${gone.length > 1 ? 'have' : 'has'} just gone to someone else.`;
    const text = found ? `${went} ${nameOf(found.take)} instead?` : went;
    this.say(text, 'warn');
    this.tell();
    this.dispatchEvent(new CustomEvent('gone', { detail: { gone, offer: found?.take ?? [], text } }));
  }

  hold() {
    return this.attempt(async () => {
      const objects = this.named(this.selected);
      await this.holdWith({ objects });
      this.selected.clear();
      this.offer = null;
    });
  }

  /** Holds the best that is left: `count` places, of one category or of any. */
  holdBest(count, category) {
    return this.attempt(() =>
      this.holdWith({
        bestAvailable: {
          count,
          ...(category ? { categories: [category] } : {}),
          fallbacks: ['scattered', 'acrossSections', 'area'],
        },
      }),
    );
  }

  async holdWith(wanted) {
    if (!this.token || this.remainingMillis <= 0) {
      const made = await this.ask('POST', '/v1/hold-tokens', { holdMillis: this.wholeMillis });
      this.token = made.holdToken;
    }
    const body = { holdToken: this.token, ...wanted };
    const answer = await this.ask('POST', `${this.base}/holds`, body);
    answer.objects.forEach(({ label, quantity }) => this.put(this.held, label, quantity));
    const names = listed(answer.objects.map(({ label }) => label));
    this.say(`Held for you: ${names}.`, 'good');
    this.started(this.token, answer.remainingMillis);
  }

  book() {
    return this.attempt(async () => {
      const body = { holdToken: this.token, objects: this.named(this.held) };
      const answer = await this.ask('POST', `${this.base}/bookings`, body);
      for (const [object, quantity] of this.held) {
        this.booked.set(object, (this.booked.get(object) ?? 0) + quantity);
      }
      this.order = answer.order;
      this.forget();
      this.say('Booked. Enjoy the show!', 'good');
    });
  }

  release() {
    return this.attempt(async () => {
      const body = { holdToken: this.token, objects: this.named(this.held) };
      await this.ask('POST', `${this.base}/releases`, body);
      this.forget();
    });
  }

  named(objects) {
    return [...objects].map(([object, quantity]) =>
      quantity > 1
        ? { label: this.chart.labels[object], quantity }
        : this.chart.labels[object],
    );
  }

  started(token, remainingMillis) {
    this.token = token;
    this.deadline = performance.now() + remainingMillis;
    clearTimeout(this.timer);
    clearTimeout(this.lastCall);
    this.timer = setTimeout(() => this.expired(), remainingMillis + 50);
    if (remainingMillis > LAST_CALL_MILLIS) {
      this.lastCall = setTimeout(
        () => this.say('Your seats are held for one more minute.', 'warn'),
        remainingMillis - LAST_CALL_MILLIS,
      );
    }
    this.keep();
  }

  expired() {
    if (this.held.size > 0) {
      this.say('Your time is over: the seats are free again.', 'warn');
    }
    this.forget();
    this.tell();
  }

  /** Ends the hold here; the seats' state is the server's. */
  forget() {
    clearTimeout(this.timer);
    clearTimeout(this.lastCall);
    this.held.clear();
    this.token = '';
    this.deadline = 0;
    this.keep();
  }

  /** Does one thing at a time, and says what went wrong. */
  async attempt(action) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.tell();
    try {
      await action();
    } catch (error) {
      this.refused(error);
    } finally {
      this.busy = false;
      this.tell();
    }
  }

  refused(error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    if (error.code.startsWith('TOKEN_EXPIRED')) {
      this.expired();
    }
    const refused = error.objects.map((found) => this.chart.indexOf(found.label ?? found));
    const gone = refused.filter((object) => this.selected.has(object));
    if (gone.length > 0 && gone.every((object) => this.chart.kind[object] !== AREA)) {
      this.lost(gone, true);
      return;
    }
    gone.forEach((object) => this.selected.delete(object));
    this.say(error.message, 'warn');
  }

  ask(method, path, body) {
    return this.desk.ask(method, path, this.key, body);
  }
}
