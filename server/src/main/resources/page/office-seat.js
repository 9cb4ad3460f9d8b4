import { css, html, nothing } from 'lit';
import { eventPath } from './office-desk.js';
import { OfficePart } from './office-part.js';
import { office } from './office-style.js';
import { number, when } from './office-words.js';

const PAGE = 50;
const WHAT = {
  held: 'Held',
  booked: 'Sold',
  released: 'Released',
  expired: 'The hold ended',
  status_changed: 'Status changed',
  updated: 'Changed by the organiser',
};

/** One seat: its state, and everything that ever happened to it. */
export class OfficeSeat extends OfficePart {
  static properties = {
    event: {},
    about: {},
    seat: { state: true },
    items: { state: true },
    next: { state: true },
    missing: { state: true },
  };

  static styles = [office, css`
    .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr)); gap: 16px; }
  `];

  constructor() {
    super();
    this.about = '';
    this.forget();
  }

  forget() {
    this.seat = null;
    this.items = null;
    this.next = null;
    this.missing = false;
  }

  willUpdate(changed) {
    if (changed.has('about') || changed.has('event')) {
      this.forget();
      if (this.about) {
        this.load();
      }
    }
  }

  async load() {
    try {
      this.seat = await this.desk.get(eventPath(this.event, 'objects', this.about));
      await this.loadHistory();
    } catch (error) {
      this.missing = error.status === 404;
      if (!this.missing) {
        this.refused(error);
      }
    }
  }

  /** What happened to it, the newest first, page by page. */
  async loadHistory() {
    const after = this.next ? `&after=${this.next}` : '';
    const object = encodeURIComponent(this.about);
    const page = await this.desk.get(`${eventPath(this.event, 'audit')}?object=${object}&order=newest&limit=${PAGE}${after}`);
    this.items = [...(this.items ?? []), ...page.items];
    this.next = page.next;
  }

  release() {
    return this.attempt(async () => {
      await this.desk.post(eventPath(this.event, 'releases'), { objects: [this.about] });
      this.say(`${this.about} is free again.`);
      this.forget();
      await this.load();
    });
  }

  find(event) {
    event.preventDefault();
    const label = this.renderRoot.querySelector('#label').value.trim();
    location.hash = `#/event/${encodeURIComponent(this.event)}/seat/${encodeURIComponent(label)}`;
  }

  render() {
    return html`<div class="stack">
      <form class="card line" @submit=${this.find}>
        <label class="grow">Find a seat by its label <input id="label" required maxlength="200" autocomplete="off" spellcheck="false" placeholder="S-A-12" .value=${this.about}></label>
        <button class="go low" id="find">Find</button></form>
      ${this.missing ? html`<p class="notice warn">There is no ${this.about} in this house.</p>` : nothing}
      ${this.seat ? this.renderSeat() : this.about && !this.missing ? html`<p class="hint">One moment…</p>` : nothing}</div>`;
  }

  renderSeat() {
    const { seat } = this;
    const key = encodeURIComponent(this.event);
    const orderLink = (order) => html`<a href="#/event/${key}/orders/${encodeURIComponent(order)}"><code>${order}</code></a>`;
    const taken = seat.status === 'held' || seat.status === 'booked';
    return html`<section class="card stack" id="seat"><h2>${seat.label}</h2>
        <div class="facts"><dl><dt>Status</dt><dd>${seat.area ? `${number(seat.area.booked)} sold, ${number(seat.area.held)} held, ${number(seat.area.free)} free` : seat.status}${seat.forSale ? '' : ', not for sale'}</dd>
            ${seat.section ? html`<dt>Section</dt><dd>${seat.section}</dd>` : nothing}<dt>Category</dt><dd>${seat.category}</dd>
            ${seat.accessible ? html`<dt>Place</dt><dd>for a wheelchair</dd>` : nothing}</dl>
          <dl>${seat.order ? html`<dt>Order</dt><dd>${orderLink(seat.order)}</dd>` : nothing}
            ${seat.token ? html`<dt>Held by</dt><dd><code>${seat.token}</code></dd>` : nothing}
            <dt>Channel</dt><dd>${seat.channel || 'none: for everybody'}</dd>
            <dt>Blocked</dt><dd>${seat.blocked ? seat.blockReason : 'no'}</dd></dl></div>
        ${taken ? html`<div><button class="stop" id="release" ?disabled=${this.busy} @click=${this.release}>Release ${seat.label}</button></div>` : nothing}</section>
      <section class="card stack"><h2>History</h2>
        ${this.items?.length === 0 ? html`<p class="empty">Nothing has happened to it yet.</p>` : html`
          <div class="scroll" tabindex="0" role="region" aria-label="History"><table id="history">
            <thead><tr><th>When</th><th>What</th><th>From</th><th>To</th><th>By</th></tr></thead>
            <tbody>${(this.items ?? []).map((item) => html`<tr><td>${when(item.at)}</td><td>${WHAT[item.what] ?? item.what}${item.quantity > 1 ? ` (${number(item.quantity)})` : ''}</td>
              <td>${item.previousStatus ?? ''}</td><td>${item.status ?? ''}${item.blocked ? ' · blocked' : ''}</td>
              <td>${item.order ? orderLink(item.order) : item.token ? html`<code>${item.token}</code>` : ''}</td></tr>`)}</tbody></table></div>
          ${this.next ? html`<div><button class="plain" ?disabled=${this.busy} @click=${() => this.attempt(() => this.loadHistory())}>Earlier</button></div>` : nothing}`}
      </section>`;
  }
}

customElements.define('office-seat', OfficeSeat);
