import { LitElement, html, nothing, svg } from 'lit';
import { AREA } from './map-chart.js';
import { FREE } from './map-ink.js';
import { sectionName } from './map-tip.js';
import { style } from './seat-page-style.js';
import { Shop } from './shop.js';

const BEATS = 60;
const SAID_MILLIS = 5200;
const MOST_SEATS = 10;
const COUNT_MILLIS = 200;

const number = (value) => value.toLocaleString('en');

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
    this.wanted = 2;
    this.category = -1;
    this.said = null;
    this.beats = new Array(BEATS).fill(0);
    this.fenced = false;
    this.chart = null;
    this.soldBefore = -1;
  }

  connectedCallback() {
    super.connectedCallback();
    const named = new URLSearchParams(location.hash.slice(1)).get('key') ?? '';
    this.shop = new Shop(this.event, this.key || (named.startsWith('pk_') ? named : ''));
    this.shop.addEventListener('change', () => this.shopChanged());
    this.shop.addEventListener('say', ({ detail }) => this.say(detail.text, detail.tone));
    this.clock = setInterval(() => this.beat(), 1000);
    this.described = this.describeEvent();
    matchMedia('(prefers-color-scheme: light)').addEventListener('change', () => this.restyle());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.clock);
  }

  get map() {
    return this.renderRoot.querySelector('seat-map');
  }

  async describeEvent() {
    const response = await fetch(`/v1/events/${encodeURIComponent(this.event)}`).catch(() => null);
    const known = response?.ok ? await response.json() : null;
    if (known) {
      this.shop.obey(known);
    }
    this.title = known?.name || this.event;
    document.title = `${this.title} · Seatkeeper`;
  }

  async chartLoaded({ detail }) {
    this.chart = detail.chart;
    await this.described;
    await this.shop.begin(this.chart);
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
    const chosen = [...this.shop.selected.keys()].filter((object) => this.chart.kind[object] !== AREA);
    const lost = chosen.filter((object) => this.map.lookOf(object) !== FREE);
    if (lost.length > 0 && !this.shop.busy) {
      this.shop.lost(lost);
    }
  }

  shopChanged() {
    const { selected, held, booked } = this.shop;
    this.map?.setMarks({
      selected: new Set(selected.keys()),
      held: new Set(held.keys()),
      booked: new Set(booked.keys()),
    });
    this.requestUpdate();
  }

  picked({ detail: { object } }) {
    const { shop, chart } = this;
    if (!shop.sells) {
      this.say('You can watch this sale, but not buy on this page.', '');
    } else if (shop.held.has(object) || shop.booked.has(object)) {
      this.say(shop.held.has(object) ? 'This one is held for you.' : 'This one is yours.', 'good');
    } else if (chart.kind[object] === AREA && shop.selected.has(object)) {
      shop.setQuantity(object, shop.selected.get(object) + 1);
    } else if (chart.kind[object] === AREA || shop.selected.has(object)
      || this.map.lookOf(object) === FREE) {
      shop.toggle(object);
    } else {
      this.say(`${chart.labels[object]} is ${this.map.describe(object).status}.`, '');
    }
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

  say(text, tone) {
    this.said = { text, tone };
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

  restyle(theme) {
    if (theme) {
      document.documentElement.dataset.theme = theme;
    }
    this.map?.applyTheme();
  }

  render() {
    return html`
      <div class="house">
        <seat-map event=${this.event}
          @chart=${this.chartLoaded}
          @counts=${this.counted}
          @age=${({ detail }) => { this.age = detail.ageMillis; this.live = detail.live; }}
          @state=${this.stateChanged}
          @pick=${this.picked}
          @failed=${({ detail }) => (this.failure = detail.message)}></seat-map>
        ${this.known ? nothing : html`<div class="wait">${this.failure || 'Opening the house…'}</div>`}
        <header>
          <div><h1>${this.title}</h1><p>${this.chart?.name ?? ''}</p></div>
          ${this.renderPulse()}
        </header>
        ${this.renderTools()} ${this.renderLegend()}
        ${this.said
          ? html`<div class="told ${this.said.tone}" role="status">${this.said.text}</div>` : nothing}
      </div>
      <aside>
        ${this.renderLeft()} ${this.renderCategories()}
        ${this.shop.sells ? html`${this.renderBest()} ${this.renderMine()}` : nothing}
        <section class="note">${this.shop.sells
          ? 'Test mode: bookings are made with the test key, and no money moves.'
          : 'You are watching. Tickets are sold in the organiser’s shop.'}</section>
      </aside>`;
  }

  renderPulse() {
    const known = Number.isFinite(this.age);
    const age = this.age < 950 ? 'under 1 s old' : `${Math.round(this.age / 1000)} s old`;
    const away = known ? 'Reconnecting' : 'Connecting';
    const word = this.fenced ? 'Stopped' : this.live ? 'Live' : away;
    return html`<div class="pulse ${this.live && !this.fenced ? '' : 'lost'}"
      title="How old the map may be"><i></i><b>${word}</b>${known ? html`<span>map ${age}</span>` : nothing}</div>`;
  }

  renderTools() {
    const dark = getComputedStyle(this).getPropertyValue('--dark').trim() === '1';
    const tool = (label, action, path) => html`
      <button aria-label=${label} title=${label} @click=${action}>
        <svg viewBox="0 0 18 18">${path}</svg></button>`;
    return html`<div class="tools">
      ${tool('Nearer', () => this.map.zoom(1.7), svg`<path d="M9 3v12M3 9h12"/>`)}
      ${tool('Farther', () => this.map.zoom(1 / 1.7), svg`<path d="M3 9h12"/>`)}
      ${tool('Whole house', () => this.map.fit(), svg`<path d="M3 7V3h4M11 3h4v4M15 11v4h-4M7 15H3v-4"/>`)}
      ${tool(dark ? 'Light' : 'Dark', () => { this.restyle(dark ? 'light' : 'dark'); this.requestUpdate(); },
        svg`<path d="M14.5 10.6A6 6 0 0 1 7.4 3.5a6 6 0 1 0 7.1 7.1z"/>`)}
    </div>`;
  }

  renderLegend() {
    const sign = (label, drawing) => html`<span><svg viewBox="0 0 14 14">${drawing}</svg>${label}</span>`;
    return html`<div class="legend">
      ${sign('free', svg`<circle cx="7" cy="7" r="5.6" fill="var(--accent)"/>`)}
      ${sign('held', svg`<circle cx="7" cy="7" r="4.8" fill="none" stroke="var(--accent)" stroke-width="1.7"/>`)}
      ${sign('sold', svg`<circle cx="7" cy="7" r="3.4" fill="var(--faint)"/>`)}
      ${sign('yours', svg`<circle cx="7" cy="7" r="6" fill="var(--mine)"/><path d="M4.4 7.2l1.9 2 3.4-4"
        fill="none" stroke="var(--panel)" stroke-width="1.6" stroke-linecap="round"/>`)}
    </div>`;
  }

  renderLeft() {
    if (!this.known) {
      return nothing;
    }
    const { free, held, booked, off } = this.sums();
    const total = Math.max(1, free + held + booked + off);
    const top = Math.max(5, ...this.beats);
    return html`<section>
      <div class="left"><b>${number(free)}</b><span>of ${number(total)} left</span></div>
      <div class="bar" role="img" aria-label="${number(free)} free, ${number(held)} held, ${number(booked)} sold">
        <i class="free" .style=${`width:${(100 * free) / total}%`}></i><i class="held" .style=${`width:${(100 * held) / total}%`}></i></div>
      <div class="parts"><span><b>${number(held)}</b> held</span><span><b>${number(booked)}</b> sold</span></div>
      <svg class="beat" viewBox="0 0 ${BEATS * 5} 44" preserveAspectRatio="none" aria-hidden="true">
        ${this.beats.map((sold, at) => {
          const height = Math.max(1, (sold / top) * 43);
          return svg`<rect class=${at === BEATS - 1 ? 'now' : ''} x=${at * 5} y=${44 - height} width="3.4" height=${height} rx="1"/>`;
        })}</svg>
      <div class="rate"><span>last minute</span><span>${number(this.beats[BEATS - 1])} sold a second</span></div>
    </section>`;
  }

  renderCategories() {
    if (!this.known) {
      return nothing;
    }
    return html`<section class="categories"><h2>Categories</h2><div class="kinds">
      ${this.chart.categories.map((category, index) => {
        const { free, held, booked, off } = this.counts[index];
        const total = free + held + booked + off;
        return total === 0 ? nothing : html`
          <button aria-pressed=${this.category === index} @click=${() => this.choose(index)}>
            <i .style=${`background:${category.color}`}></i><span>${category.label}</span><em>${number(free)}</em>
            <u><s .style=${`width:${(100 * free) / total}%;background:${category.color}`}></s></u>
          </button>`;
      })}</div></section>`;
  }

  renderStepper(value, most, change, small) {
    return html`<div class="stepper ${small ? 'small' : ''}">
      <button aria-label="fewer" ?disabled=${value <= 1} @click=${() => change(value - 1)}>−</button>
      <output>${value}</output>
      <button aria-label="more" ?disabled=${value >= most} @click=${() => change(value + 1)}>+</button></div>`;
  }

  renderBest() {
    const where = this.category < 0 ? 'Find the best seats' : `Best in ${this.chart?.categories[this.category].label}`;
    return html`<section><h2>Best available</h2><div class="best">
      ${this.renderStepper(this.wanted, MOST_SEATS, (value) => (this.wanted = value), false)}
      <button class="go" id="best" ?disabled=${this.shop.busy || !this.chart} @click=${this.best}>${where}</button>
    </div></section>`;
  }

  renderMine() {
    const { selected, held, booked, busy } = this.shop;
    if (!this.chart || selected.size + held.size + booked.size === 0) {
      return html`<section><h2>Your seats</h2>
        <p class="hint">Choose seats on the map, or let us find the best ones.</p></section>`;
    }
    return html`<section><h2>Your seats</h2>
      ${held.size > 0 ? html`${this.renderClock()}
        <ul class="mine">${[...held].map(([object, count]) => this.renderItem(object, count, false))}</ul>
        <div class="acts">
          <button class="go" id="book" ?disabled=${busy} @click=${() => this.shop.book()}>Book ${this.people(held)}</button>
          <button class="other" id="release" ?disabled=${busy} @click=${() => this.shop.release()}>Release</button>
        </div>` : nothing}
      ${selected.size > 0 ? html`
        <ul class="mine" .style=${held.size ? 'margin-top:14px' : ''}>${[...selected].map(([object, count]) => this.renderItem(object, count, true))}</ul>
        <div class="acts">
          <button class="go" id="hold" ?disabled=${busy} @click=${() => this.shop.hold()}>Hold ${this.people(selected)}</button>
          <button class="other" id="clear" ?disabled=${busy} @click=${() => this.shop.clear()}>Clear</button>
        </div>` : nothing}
      ${booked.size > 0 ? html`<div class="ticket" .style=${held.size + selected.size ? 'margin-top:14px' : ''}>
        <b>Booked</b><p>${[...booked.keys()].map((object) => this.chart.labels[object]).join(', ')}</p>
        <code>${this.shop.order}</code></div>` : nothing}
    </section>`;
  }

  people(objects) {
    const sum = [...objects.values()].reduce((total, count) => total + count, 0);
    return sum === 1 ? '1 place' : `${sum} places`;
  }

  renderItem(object, count, open) {
    const { section, name } = this.chart.describe(object);
    const category = this.chart.categories[this.chart.category[object]];
    const area = this.chart.kind[object] === AREA;
    return html`<li><i .style=${`background:${category.color}`}></i>
      <div><b>${section ? `${sectionName(section)} · ${name}` : name}</b><small>${category.label}${area && !open ? ` · ${count} places` : ''}</small></div>
      <div class="acts">${open && area
        ? this.renderStepper(count, 20, (value) => this.shop.setQuantity(object, value), true) : nothing}
        ${open ? html`<button class="drop" aria-label="Remove" @click=${() => this.shop.toggle(object)}>×</button>` : nothing}</div></li>`;
  }

  renderClock() {
    const left = this.shop.remainingMillis;
    const seconds = Math.ceil(left / 1000);
    const round = 2 * Math.PI * 18;
    const part = Math.min(1, left / this.shop.wholeMillis);
    return html`<div class="clock ${seconds < 60 ? 'late' : ''}">
      <svg viewBox="0 0 42 42"><circle cx="21" cy="21" r="18"/><circle cx="21" cy="21" r="18"
        stroke-dasharray=${round} stroke-dashoffset=${round * (1 - part)}/></svg>
      <div><b id="countdown">${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}</b><small>held for you</small></div></div>`;
  }
}

customElements.define('seat-page', SeatPage);
