import { LitElement, html, nothing } from 'lit';
import { renderAside } from './page-aside.js';
import { renderHouse } from './page-house.js';
import { style } from './seat-page-style.js';
import { Shop } from './shop.js';

const BEATS = 60;
const SAID_MILLIS = 5200;
const COUNT_MILLIS = 200;

/** The buyer's page of one event: the live map, what is left, and the visitor's own seats. */
export class SeatPage extends LitElement {
  static properties = {
    event: {},
    key: {},
    title: { state: true },
    failure: { state: true },
    counts: { state: true },
    age: { state: true },
    live: { state: true },
    stale: { state: true },
    wait: { state: true },
    offline: { state: true },
    soldOut: { state: true },
    listing: { state: true },
    wanted: { state: true },
    category: { state: true },
    said: { state: true },
    beats: { state: true },
    fenced: { state: true },
  };

  static styles = style;

  constructor() {
    super();
    this.title = '';
    this.failure = '';
    this.counts = [];
    this.age = Infinity;
    this.live = false;
    this.stale = false;
    this.wait = null;
    this.offline = false;
    this.soldOut = false;
    this.listing = false;
    this.wanted = 2;
    this.category = -1;
    this.said = null;
    this.heard = { polite: '', urgent: '' };
    this.beats = new Array(BEATS).fill(0);
    this.fenced = false;
    this.chart = null;
    this.soldBefore = -1;
    this.connectionChanged = () => (this.offline = !navigator.onLine);
  }

  connectedCallback() {
    super.connectedCallback();
    const told = new URLSearchParams(location.hash.slice(1));
    const named = told.get('key') ?? '';
    /** How many simulated fans a demonstration sends; 0 for an ordinary sale. */
    this.rivals = Math.min(1_000_000, Number.parseInt(told.get('fans') ?? '', 10) || 0);
    const key = this.key || (named.startsWith('pk_') ? named : '');
    this.shop = new Shop(location.origin, this.event, key);
    this.shop.addEventListener('change', () => this.requestUpdate());
    this.shop.addEventListener('say', ({ detail }) => this.say(detail.text, detail.tone));
    this.shop.addEventListener('gone', ({ detail }) => this.seatsWent(detail.offer));
    this.shop.addEventListener('sale', ({ detail }) => this.saleChanged(detail));
    this.clock = setInterval(() => this.beat(), 1000);
    this.shop.learned = this.describeEvent();
    addEventListener('online', this.connectionChanged);
    addEventListener('offline', this.connectionChanged);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.clock);
    removeEventListener('online', this.connectionChanged);
    removeEventListener('offline', this.connectionChanged);
  }

  get map() {
    return this.renderRoot.querySelector('seatkeeper-map');
  }

  async describeEvent() {
    const known = await this.shop.learn();
    if (known && known.mode !== 'test') {
      this.shop.key = '';
    }
    this.title = known?.name || this.event;
    document.title = `${this.title} · Seatkeeper`;
  }

  async chartLoaded({ detail }) {
    this.chart = detail.chart;
    this.requestUpdate();
  }

  /** Takes new counts, a few times a second at most. */
  counted({ detail }) {
    this.newCounts = detail.counts;
    this.counting ??= setTimeout(() => {
      this.counting = undefined;
      this.counts = [...this.newCounts];
    }, this.counts.length === 0 ? 0 : COUNT_MILLIS);
  }

  stateChanged({ detail }) {
    this.fenced ||= detail.fenced;
  }

  /** A visitor who only watches is told so where another would choose. */
  picked(event) {
    if (!this.shop.sells) {
      event.preventDefault();
      this.say('You can watch this sale, but not buy on this page.', '');
    }
  }

  /** Says what has become of the sale to everybody who is here. */
  saleChanged({ before, state }) {
    const words = {
      'on-sale': before === 'paused' ? 'The sale goes on.' : 'The doors are open!',
      paused: 'The sale is paused for a moment.',
      closed: 'The sale is closed.',
    };
    if (words[state] && this.known) {
      this.say(words[state], state === 'on-sale' ? 'good' : 'warn');
    }
  }

  returned({ detail: { objects } }) {
    const names = objects.slice(0, 3).map(({ label }) => label).join(', ');
    const more = objects.length > 3 ? ` and ${objects.length - 3} more` : '';
    this.say(`Back on sale: ${names}${more}.`, 'good');
  }

  /** Whoever pressed Hold and was refused stands before the answer. */
  async seatsWent(offered) {
    await this.updateComplete;
    const here = this.renderRoot.activeElement;
    if (offered.length > 0 && (here === null || here.id === 'hold')) {
      this.renderRoot.querySelector('#take')?.focus();
    }
  }

  /** T takes what is offered, for those who are on the map or in the list. */
  typed(event) {
    if (event.key.toLowerCase() === 't' && this.shop.offer
      && !event.ctrlKey && !event.metaKey && !event.altKey) {
      this.takeOffer();
    }
  }

  async takeOffer() {
    const { take } = this.shop.offer;
    const held = this.shop.takeOffer();
    this.say(`Chosen instead: ${take.map((object) => this.chart.labels[object]).join(', ')}.`, 'good');
    await held;
  }

  async best() {
    const before = new Set(this.shop.held.keys());
    const category = this.category < 0 ? '' : this.chart.categories[this.category].key;
    await this.shop.holdBest(this.wanted, category);
    const found = [...this.shop.held.keys()].filter((object) => !before.has(object));
    if (found.length > 0) {
      this.map.focusOn(found);
    }
  }

  /** Shows a sentence for a while, and has it spoken; a warning at once. */
  say(text, tone) {
    this.said = { text, tone };
    this.heard = tone === 'warn' ? { polite: '', urgent: text } : { polite: text, urgent: '' };
    clearTimeout(this.saying);
    this.saying = setTimeout(() => (this.said = null), SAID_MILLIS);
  }

  /** Once a second: how many were sold in it. */
  beat() {
    const { booked } = this.sums();
    const sold = this.soldBefore < 0 ? 0 : Math.max(0, booked - this.soldBefore);
    if (this.counts.length > 0) {
      this.soldBefore = booked;
      this.beats = [...this.beats.slice(1), sold];
    }
    this.requestUpdate();
  }

  /** Whether the map shows what is: before the first news every seat would look free. */
  get known() {
    return this.chart !== null && this.counts.length > 0;
  }

  sums() {
    const sum = { free: 0, held: 0, booked: 0, off: 0 };
    for (const count of this.counts) {
      sum.free += count.free;
      sum.held += count.held;
      sum.booked += count.booked;
      sum.off += count.off;
    }
    return sum;
  }

  choose(category) {
    this.category = this.category === category ? -1 : category;
    this.map.setHighlight(this.category);
  }

  async showList(listing) {
    this.listing = listing;
    await this.updateComplete;
    if (listing) {
      const list = this.renderRoot.querySelector('seatkeeper-list');
      list.map = this.map;
      list.refresh();
    }
  }

  async goToList() {
    await this.showList(true);
    this.renderRoot.querySelector('seatkeeper-list').scroll.focus();
  }

  restyle(theme) {
    document.documentElement.dataset.theme = theme;
    this.map?.applyTheme();
    this.requestUpdate();
  }

  render() {
    return html`
      <button class="skip" @click=${this.goToList} ?hidden=${!this.known}>Choose seats from a list</button>
      <main class="house" @keydown=${this.typed}>
        <seatkeeper-map event=${this.event} selectable .shop=${this.shop}
          @chart=${this.chartLoaded}
          @counts=${this.counted}
          @age=${({ detail }) => { this.age = detail.ageMillis; this.live = detail.live; }}
          @stale=${({ detail }) => (this.stale = detail.stale)}
          @wait=${({ detail }) => (this.wait = detail)}
          @state=${this.stateChanged}
          @soldout=${({ detail }) => (this.soldOut = detail.soldOut)}
          @returned=${this.returned}
          @pick=${this.picked}
          @failed=${({ detail }) => (this.failure = detail.message)}></seatkeeper-map>
        ${renderHouse(this)}
      </main>
      ${this.known || !this.failure ? renderAside(this) : nothing}
      <div class="ear" role="status">${this.heard.polite}</div>
      <div class="ear" role="alert">${this.heard.urgent}</div>`;
  }
}

customElements.define('seat-page', SeatPage);
