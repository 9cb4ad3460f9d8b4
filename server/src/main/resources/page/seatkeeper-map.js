import { AREA, Chart } from './map-chart.js';
import { choose } from './map-choice.js';
import { Counts } from './map-counts.js';
import { Glow } from './map-glow.js';
import { Ground } from './map-ground.js';
import { FREE, lookOf } from './map-ink.js';
import { Layers } from './map-layers.js';
import { Link } from './map-link.js';
import { News } from './map-news.js';
import { MapView } from './map-view.js';
import { describe, detailOf } from './map-words.js';
import { Shop } from './shop.js';

const AGE_MILLIS = 200;
const STALE_MILLIS = 20_000;
const RESTART = new Set(['event', 'node', 'public-key']);
const SHOP_EVENTS = ['change', 'say', 'gone', 'wait'];

/** The live map of an event, for any page; docs/MAP.md describes it. */
export class SeatkeeperMap extends MapView {
  static observedAttributes = ['event', 'node', 'public-key', 'theme'];

  constructor() {
    super();
    this.forget();
  }

  /** Knows nothing of an event any more. */
  forget() {
    this.chart = null;
    this.news = null;
    this.sale = undefined;
    this.prices = undefined;
    this.marks = { selected: new Set(), held: new Set(), booked: new Set() };
    this.cursor = -1;
    this.heardAt = 0;
    this.live = false;
    this.wait = null;
    this.frame = 0;
    this.fitted = false;
  }

  // ---- what the page sets and asks ----

  /** The node's origin: the attribute, else where this module came from. */
  get node() {
    const own = new URL(import.meta.url).origin;
    return new URL(this.getAttribute('node') || own, location.href).origin;
  }

  get base() {
    return `${this.node}/v1/events/${encodeURIComponent(this.getAttribute('event'))}`;
  }

  get selectable() {
    return this.hasAttribute('selectable');
  }

  set selectable(wanted) {
    this.toggleAttribute('selectable', wanted);
  }

  /** Whether the map is drawn and its statuses are known. */
  get ready() {
    return this.fitted && this.news?.statuses !== undefined;
  }

  get stale() {
    return this.hasAttribute('stale');
  }

  get soldOut() {
    return this.ready && this.news.soldOut;
  }

  get ageMillis() {
    return this.heardAt ? performance.now() - this.heardAt : Infinity;
  }

  /** What is chosen and not held yet. */
  get selection() {
    return [...this.shop.selected].map(([object, count]) => detailOf(this.chart, object, count));
  }

  /** What is held for the visitor: `{holdToken, remainingMillis, objects}`; null for nothing. */
  get held() {
    const { held, token, remainingMillis } = this.shop;
    const objects = [...held].map(([object, count]) => detailOf(this.chart, object, count));
    return held.size > 0 ? { holdToken: token, remainingMillis, objects } : null;
  }

  /** Chooses free objects by their labels; those that cannot be had are left out. */
  select(...labels) {
    for (const object of labels.map((label) => this.chart.indexOf(label))) {
      if (object >= 0 && !this.shop.selected.has(object) && this.isFree(object)) {
        this.shop.toggle(object);
      }
    }
  }

  deselect(...labels) {
    for (const object of labels.map((label) => this.chart.indexOf(label))) {
      if (this.shop.selected.has(object)) {
        this.shop.toggle(object);
      }
    }
  }

  clear() {
    this.shop.clear();
  }

  /** Holds what is chosen; needs a public key. Resolves with what is held. */
  async hold() {
    await this.shop.hold();
    return this.held;
  }

  /** Holds the best that is left. */
  async holdBest(count, category = '') {
    await this.shop.holdBest(count, category);
    return this.held;
  }

  /** Gives what is held back. */
  release() {
    return this.shop.release();
  }

  /** Chooses what was offered for seats that had just gone. */
  takeOffer() {
    return this.shop.takeOffer();
  }

  // ---- life ----

  connectedCallback() {
    super.connectedCallback();
    this.begin();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.end();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.isConnected) {
      return;
    }
    if (name === 'theme') {
      this.applyTheme();
    } else if (RESTART.has(name) && this.link) {
      this.end();
      this.shop = undefined;
      this.forget();
      this.begin();
    }
  }

  begin() {
    this.shop ??= new Shop(this.node, this.getAttribute('event'), this.getAttribute('public-key'));
    this.shop.isFree = (object) => this.isFree(object);
    this.shopListener = (event) => this.shopSaid(event);
    for (const name of SHOP_EVENTS) {
      this.shop.addEventListener(name, this.shopListener);
    }
    this.link = new Link(this.base, {
      heard: (message) => this.heard(message),
      waiting: (wait) => this.tellWait(wait),
      broken: (message) => this.fire('failed', { message }),
    });
    this.load(this.link).catch((error) => this.fire('failed', { message: error.message }));
  }

  end() {
    this.link?.close();
    this.link = null;
    for (const name of SHOP_EVENTS) {
      this.shop?.removeEventListener(name, this.shopListener);
    }
    this.sizes?.disconnect();
    clearInterval(this.ageTimer);
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  async load(link) {
    const drawing = await link.drawing();
    if (this.link !== link || !drawing) {
      return;
    }
    this.tellWait(null);
    this.chart = new Chart(drawing);
    const [one, other, names, light] = this.shadowRoot.querySelectorAll('canvas');
    other.style.visibility = 'hidden';
    this.layers = new Layers([one, other], this.chart, new Ground(this.chart));
    this.glow = new Glow(light, names, this.chart);
    this.counts = new Counts(this.chart);
    this.news = new News(this.chart, this.layers, this.glow, this.counts);
    this.applyTheme();
    link.follow(this.chart);
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this);
    this.ageTimer = setInterval(() => this.tellAge(), AGE_MILLIS);
    this.fire('chart', { chart: this.chart });
    await this.shop.begin(this.chart);
  }

  // ---- what happens ----

  fire(name, detail) {
    return this.dispatchEvent(new CustomEvent(name, { detail, cancelable: name === 'pick' }));
  }

  heard(message) {
    switch (message.type) {
      case 'snapshot':
      case 'changes':
        this.alive(message.ageMillis ?? 0);
        this.tell(message);
        break;
      case 'sale':
        this.sale = message.detail;
        this.shop.takeSale(message.detail);
        this.fire('sale', message.detail);
        break;
      case 'prices':
        this.prices = message.detail;
        this.shop.takePrices(message.detail);
        this.fire('prices', message.detail);
        break;
      case 'alive':
        this.alive(message.ageMillis);
        break;
      case 'lost':
        this.live = false;
        this.tellAge();
        break;
      default:
        throw new Error(`the map does not know ${message.type}`);
    }
  }

  alive(ageMillis) {
    this.heardAt = performance.now() - ageMillis;
    this.live = true;
  }

  tell(message) {
    const { news } = this;
    const first = news.statuses === undefined;
    const wasSoldOut = news.soldOut;
    news.take(message);
    this.fire('counts', { counts: this.counts.categories });
    this.loseGone();
    this.fire('state', { fenced: news.fenced });
    this.wake();
    if (first) {
      this.fire('ready', { name: this.chart.name, categories: this.chart.categories });
    }
    if (news.soldOut !== wasSoldOut) {
      this.fire('soldout', { soldOut: news.soldOut });
    }
    if (news.returned.length > 0) {
      const objects = news.returned.map((object) => detailOf(this.chart, object));
      news.returned = [];
      this.fire('returned', { objects });
    }
  }

  /** Drops what is chosen and went to somebody else. */
  loseGone() {
    const { shop } = this;
    const lost = [...shop.selected.keys()]
      .filter((object) => this.chart.kind[object] !== AREA && this.lookOf(object) !== FREE);
    if (lost.length > 0 && !shop.busy) {
      shop.lost(lost, false);
    }
  }

  shopSaid({ type, detail }) {
    if (type === 'wait') {
      this.tellWait(detail);
    } else if (type === 'gone') {
      const details = (objects) => objects.map((object) => detailOf(this.chart, object));
      this.fire('gone', { gone: details(detail.gone), offer: details(detail.offer), text: detail.text });
    } else if (type === 'say') {
      this.fire('say', detail);
    } else {
      const { selected, held, booked, offer } = this.shop;
      this.marks = {
        selected: new Set(selected.keys()),
        held: new Set(held.keys()),
        booked: new Set(booked.keys()),
        offered: new Set(offer?.take ?? []),
      };
      if (this.chart) {
        this.hover(this.cursor, null);
        this.wake();
        this.fire('selection', { selection: this.selection, held: this.held });
      }
    }
  }

  /** Says that the node cannot answer yet, and when it is asked again; null when it can. */
  tellWait(wait) {
    if (wait !== this.wait) {
      this.wait = wait;
      this.fire('wait', wait);
    }
  }

  tellAge() {
    const { ageMillis, live } = this;
    const stale = this.ready && (!live || ageMillis > STALE_MILLIS);
    if (stale !== this.stale) {
      this.toggleAttribute('stale', stale);
      this.fire('stale', { stale, ageMillis });
    }
    this.fire('age', { ageMillis, live });
  }

  /** What happens when a visitor points at an object: the page may prevent the choice. */
  pick(object) {
    const { sign, status } = this.describe(object);
    const detail = { ...detailOf(this.chart, object), status, free: sign === FREE };
    if (this.fire('pick', detail) && this.selectable) {
      choose(this, object);
    }
  }

  // ---- what others may ask ----

  /** How an object looks now: one of the looks of map-ink.js. */
  lookOf(object) {
    return lookOf(this.layers.states[object]);
  }

  /** Whether an object, or a place of an area, can be had as far as the map knows. */
  isFree(object) {
    if (this.chart.kind[object] !== AREA) {
      return this.lookOf(object) === FREE;
    }
    const { held, booked } = this.layers.crowdCounts.get(object) ?? { held: 0, booked: 0 };
    return held + booked < this.chart.capacity(object);
  }

  /** What an object is and how it is, in words. */
  describe(object) {
    return describe(this.chart, this.layers, this.marks, this.shop.prices, object);
  }

  /** Where the object with a label is on the screen, and its status; null while unknown. */
  locate(label) {
    const object = this.chart?.indexOf(label) ?? -1;
    if (object < 0 || !this.ready) {
      return null;
    }
    const box = this.getBoundingClientRect();
    const [x, y] = this.camera.toScreen(this.chart.x[object], this.chart.y[object]);
    const status = this.news.statuses[this.layers.states[object] & 0x3f];
    return { object, x: box.left + x, y: box.top + y, status };
  }
}

customElements.define('seatkeeper-map', SeatkeeperMap);
