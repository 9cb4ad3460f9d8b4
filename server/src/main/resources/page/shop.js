import { HoldClock } from './hold-clock.js';
import { AREA } from './map-chart.js';
import { neighbours } from './map-neighbours.js';
import { listed } from './map-words.js';
import { PriceList } from './price-list.js';
import { SaleClock } from './sale-clock.js';
import { Desk, Refusal } from './shop-desk.js';
import { Till } from './till.js';

/** One visitor's seats: chosen, held, booked. Talks to the API with the public key. */

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
    this.clock = new HoldClock({ lastCall: () => this.lastCalled(), ended: () => this.expired() });
    this.wholeMillis = HOLD_MILLIS;
    this.extensionsLeft = 0;
    this.presaleCode = '';
    /** What tickets cost; null until it is known. */
    this.prices = null;
    this.sale = new SaleClock();
    this.till = new Till(this);
    this.busy = false;
  }

  /** Learns the event's rules, prices and sale; null when there is no answer. */
  async learn() {
    const paths = ['', '/prices', '/sale'];
    const [known, prices, sale] = await Promise.all(paths.map((path) => this.read(path)));
    if (known) {
      this.wholeMillis = Math.min(HOLD_MILLIS, known.settings.maxHoldMillis);
      this.extensionsLeft = known.settings.maxExtensions;
    }
    if (prices) {
      this.takePrices(prices);
    }
    if (sale) {
      this.takeSale(sale);
    }
    return known;
  }

  async read(path) {
    const response = await fetch(this.node + this.base + path).catch(() => null);
    return response?.ok ? response.json() : null;
  }

  /** Takes what tickets cost from now on; an order that is open keeps what it costs. */
  takePrices(document) {
    this.prices = new PriceList(document);
    this.tell();
  }

  /** Takes where the sale stands, and says so when it has changed. */
  takeSale(document) {
    const before = this.sale.state;
    if (this.sale.take(document)) {
      this.dispatchEvent(new CustomEvent('sale', { detail: { before, state: document.state } }));
    }
    this.tell();
  }

  get sells() {
    return this.key !== '';
  }

  /** Why nothing can be chosen now; empty when something can. */
  get shut() {
    const { state, phase } = this.sale;
    if (phase === 'open') {
      return '';
    }
    return {
      draft: 'This event is not on sale yet.',
      scheduled: 'The doors are not open yet.',
      paused: 'The sale is paused for a moment.',
      closed: 'The sale is closed.',
    }[state];
  }

  get remainingMillis() {
    return this.clock.remainingMillis;
  }

  /** Tries the code of a presale: whether it opens anything shows with the first hold. */
  useCode(code) {
    this.presaleCode = code.trim();
    this.sale.coded = this.presaleCode !== '';
    this.tell();
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
    if (kept.code) {
      this.useCode(kept.code);
    }
    if (kept.token && this.sells) {
      await this.recall(kept.token);
    }
    await this.till.begin(kept.till ?? {});
    this.tell();
  }

  /** Learns what a token holds here, and how long it does. */
  async recall(token) {
    try {
      const known = await this.ask('GET', `/v1/hold-tokens/${token}`);
      const mine = known.objects.filter(({ event }) => event === this.event);
      this.held.clear();
      if (known.remainingMillis > 0 && mine.length > 0) {
        mine.forEach(({ label, quantity }) => this.put(this.held, label, quantity));
        this.extensionsLeft = known.extensionsLeft ?? this.extensionsLeft;
        this.started(token, known.remainingMillis);
      }
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      this.forget();
    }
  }

  put(map, label, quantity) {
    const object = this.chart.indexOf(label);
    if (object >= 0) {
      map.set(object, (map.get(object) ?? 0) + (quantity ?? 1));
    }
  }

  keep() {
    const kept = { token: this.token, code: this.presaleCode, till: this.till.kept() };
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
    const body = { holdToken: this.token, ...this.coded(), ...wanted };
    const answer = await this.ask('POST', `${this.base}/holds`, body);
    answer.objects.forEach(({ label, quantity }) => this.put(this.held, label, quantity));
    const names = listed(answer.objects.map(({ label }) => label));
    this.say(`Held for you: ${names}.`, 'good');
    this.started(this.token, answer.remainingMillis);
  }

  /** The presale code as requests carry it. */
  coded() {
    return this.presaleCode ? { presaleCode: this.presaleCode } : {};
  }

  /** Asks for more time. */
  extend() {
    return this.attempt(async () => {
      const path = `/v1/hold-tokens/${this.token}/extensions`;
      const answer = await this.ask('POST', path, { extendMillis: this.wholeMillis });
      this.extensionsLeft = answer.extensionsLeft;
      this.started(this.token, answer.remainingMillis);
      const minutes = Math.max(1, Math.round(answer.remainingMillis / 60_000));
      this.say(`Your seats are held for ${minutes} more ${minutes === 1 ? 'minute' : 'minutes'}.`, 'good');
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
    this.clock.start(remainingMillis);
    this.keep();
  }

  lastCalled() {
    this.say(this.till.open ? 'One more minute to pay.' : 'Your seats are held for one more minute.', 'warn');
    this.tell();
  }

  expired() {
    if (this.till.order) {
      this.till.late();
      return;
    }
    if (this.held.size > 0) {
      this.say('Your time is over: the seats are free again.', 'warn');
    }
    this.forget();
    this.tell();
  }

  /** Ends the hold here; the seats' state is the server's. */
  forget() {
    this.clock.stop();
    this.held.clear();
    this.till.types.clear();
    this.token = '';
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
    if (error.code === 'TOKEN_EXPIRED') {
      this.expired();
    }
    if (error.code === 'PRESALE_CODE_NEEDED' && this.presaleCode) {
      this.useCode('');
      this.say('This code opens nothing just now. Check it, or wait for the doors to open.', 'warn');
      return;
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

  ask(method, path, body, idempotencyKey) {
    return this.desk.ask(method, path, this.key, body, idempotencyKey);
  }
}
