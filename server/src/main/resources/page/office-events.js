import { css, html, nothing } from 'lit';
import { eventPath } from './office-desk.js';
import { OfficePart, pill } from './office-part.js';
import { office } from './office-style.js';
import { counted, money, number, saleWords } from './office-words.js';

const EVERY_MILLIS = 4000;
const MOST_EVENTS = 500;
const MOST_FIGURES = 30;

/** All events, each with its state and its figures. */
export class OfficeEvents extends OfficePart {
  static properties = { events: { state: true }, figures: { state: true }, failure: { state: true } };

  static styles = [office, css`
    h1 { font-size: 24px; letter-spacing: -.02em; }
    .part { width: 130px; height: 6px; border-radius: 3px; background: var(--raised); overflow: hidden; margin-top: 5px; }
    .part i { display: block; height: 100%; background: var(--accent); }
    td small { display: block; color: var(--muted); font-size: 12.5px; }
    @media (max-width: 640px) { .wide { display: none; } .part { width: 90px; } }
  `];

  constructor() {
    super();
    this.events = null;
    this.figures = new Map();
    this.failure = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.repeat(EVERY_MILLIS, () => this.load());
  }

  async load() {
    try {
      this.events = await this.desk.all('/v1/events?limit=100', MOST_EVENTS);
      this.failure = '';
    } catch (error) {
      this.failure = error.message;
      throw error;
    }
    const figures = new Map();
    for (const { key } of this.events.slice(0, MOST_FIGURES)) {
      const found = await this.desk.get(`${eventPath(key)}/figures`).catch(() => null);
      if (found) {
        figures.set(key, found);
      }
    }
    this.figures = figures;
  }

  render() {
    return html`<div class="stack">
      <div class="line ends"><h1>Events</h1><a class="button go" href="#/new" id="new">New event</a></div>
      ${this.failure ? html`<p class="notice warn">${this.failure}</p>` : nothing}
      <div class="card">${this.events === null ? html`<p class="hint">One moment…</p>` : this.renderEvents()}</div>
    </div>`;
  }

  renderEvents() {
    if (this.events.length === 0) {
      return html`<div class="empty"><p>Nothing is on sale yet. Upload a drawing of the venue to begin.</p>
        <a class="button go" href="#/new">Create the first event</a></div>`;
    }
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Events"><table>
      <thead><tr><th>Event</th><th>State</th><th>Sold</th><th class="number wide">Held</th><th class="number wide">Free</th>
        <th class="number wide">Blocked</th><th class="number">Money</th></tr></thead>
      <tbody>${this.events.map((event) => this.renderEvent(event))}</tbody></table></div>
      ${this.events.length > MOST_FIGURES ? html`<p class="hint">Figures of the first ${MOST_FIGURES} are shown; open an event to see its own.</p>` : nothing}`;
  }

  renderEvent({ key, name, seats, saleState, fenced }) {
    const figures = this.figures.get(key);
    const state = fenced ? { word: 'Stopped', sign: '!', tone: 'warn' } : saleWords(saleState ?? 'on-sale');
    return html`<tr>
      <td><a href="#/event/${encodeURIComponent(key)}">${name || key}</a><small>${key} · ${counted(seats, 'place')}</small></td>
      <td>${pill(state)}</td>
      <td>${figures ? html`${number(figures.booked)} <small class="unseen">of ${number(figures.seats)}</small>
        <div class="part" aria-hidden="true"><i .style=${`width:${(100 * figures.booked) / Math.max(1, figures.seats)}%`}></i></div>` : '…'}</td>
      <td class="number wide">${figures ? number(figures.held) : '…'}</td>
      <td class="number wide">${figures ? number(figures.free) : '…'}</td>
      <td class="number wide">${figures ? number(figures.blocked + figures.notForSale) : '…'}</td>
      <td class="number">${figures ? takings(figures.money) : '…'}</td></tr>`;
  }
}

/** What is paid or sure to be. */
function takings({ currency, currencyDigits, authorised, captured }) {
  return currency ? money(authorised + captured, currency, currencyDigits) : 'free';
}

customElements.define('office-events', OfficeEvents);
