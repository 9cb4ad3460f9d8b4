import { css, html, nothing } from 'lit';
import './office-figures.js';
import './office-map.js';
import './office-orders.js';
import './office-prices.js';
import './office-rules.js';
import './office-sale.js';
import './office-seat.js';
import { eventPath } from './office-desk.js';
import { OfficePart, pill } from './office-part.js';
import { office } from './office-style.js';
import { lasting, saleWords } from './office-words.js';

const EVERY_MILLIS = 2000;
const TABS = [['live', 'Live'], ['map', 'Map'], ['orders', 'Orders'], ['seat', 'Seats'], ['sale', 'Sale'], ['prices', 'Prices'], ['rules', 'Limits']];

/** One event: what it is called, where its sale stands, the button that stops it, and its parts. */
export class OfficeEvent extends OfficePart {
  static properties = {
    event: {},
    tab: {},
    about: {},
    known: { state: true },
    sale: { state: true },
    prices: { state: true },
    figures: { state: true },
    failure: { state: true },
  };

  static styles = [office, css`
    .head { display: flex; flex-wrap: wrap; gap: 12px 18px; align-items: center; margin-bottom: 16px; }
    h1 { font-size: 26px; letter-spacing: -.022em; }
    .head p { color: var(--muted); font-size: 13.5px; }
    .acts { margin-left: auto; display: flex; gap: 10px; align-items: center; }
    .big { min-height: 54px; padding: 0 26px; font-size: 17px; border-radius: 14px; }
    nav { position: relative; display: flex; gap: 2px; margin: 0 -4px 18px; padding: 4px; overflow-x: auto; scrollbar-width: none; }
    nav a { padding: 9px 15px; border-radius: 10px; color: var(--muted); text-decoration: none; font-weight: 580; font-size: 14.5px; white-space: nowrap; }
    nav a:hover { background: var(--raised); color: var(--text); }
    nav a[aria-current] { background: var(--panel); color: var(--text); box-shadow: 0 0 0 1px var(--line), inset 0 -2px 0 var(--accent); }
    .notice { margin-bottom: 16px; }
    @media (max-width: 640px) { h1 { font-size: 21px; } .acts { margin-left: 0; width: 100%; } .big { flex: 1; min-height: 50px; } }
  `];

  constructor() {
    super();
    this.tab = 'live';
    this.about = '';
    this.forget();
  }

  forget() {
    this.known = null;
    this.sale = null;
    this.prices = null;
    this.figures = null;
    this.failure = '';
  }

  willUpdate(changed) {
    if (changed.has('event') && changed.get('event') !== undefined) {
      this.forget();
      this.load().catch(() => {});
    }
  }

  connectedCallback() {
    super.connectedCallback();
    this.repeat(EVERY_MILLIS, () => this.load());
  }

  /** On a phone not all tabs are in sight: the one that is shown is. */
  updated() {
    const tabs = this.renderRoot.querySelector('nav');
    const here = tabs?.querySelector('[aria-current]');
    if (here && this.tabbed !== this.tab) {
      this.tabbed = this.tab;
      tabs.scrollLeft = here.offsetLeft + here.offsetWidth / 2 - tabs.clientWidth / 2;
    }
  }

  path(...rest) {
    return eventPath(this.event, ...rest);
  }

  async load() {
    const { event } = this;
    try {
      const known = await this.desk.get(this.path());
      const [sale, prices, figures] = await Promise.all([
        this.desk.get(this.path('sale')).catch(unlessGone),
        this.prices ?? this.desk.get(this.path('prices')).catch(unlessGone),
        this.desk.get(this.path('figures')),
      ]);
      if (this.event === event) {
        Object.assign(this, { known, sale, prices, figures, failure: '' });
      }
    } catch (error) {
      this.failure = error.message;
      throw error;
    }
  }

  /** Takes the sale to a state; what undoes it, if anything does, is offered afterwards. */
  turn(state, said, undo) {
    return this.attempt(async () => {
      this.sale = await this.desk.put(this.path('sale', 'state'), { state });
      this.say(said, 'good', undo ? () => this.turn(...undo) : null);
    });
  }

  pause() {
    const before = this.sale.state;
    const back = before === 'on-sale' ? ['on-sale', 'Sales go on.'] : [before, 'As it was before.'];
    return this.turn('paused', 'Sales are paused. Everybody on the page is told.', back);
  }

  resume() {
    const to = this.sale.opened ? 'on-sale' : 'scheduled';
    return this.turn(to, 'Sales go on.', ['paused', 'Sales are paused again.']);
  }

  /** A part has changed something: what it brings is known at once. */
  changed({ detail }) {
    Object.assign(this, detail);
  }

  render() {
    if (!this.known) {
      return this.failure ? html`<p class="notice warn" role="alert">${this.failure}</p>` : html`<p class="hint">One moment…</p>`;
    }
    return html`
      ${this.renderHead()}
      <nav aria-label="Parts of the event">${TABS.map(([tab, word]) => html`
        <a href="#/event/${encodeURIComponent(this.event)}/${tab}" aria-current=${this.tab === tab ? 'page' : nothing}>${word}</a>`)}</nav>
      ${this.failure ? html`<p class="notice warn" role="alert">${this.failure}</p>` : nothing}
      ${this.known.fenced ? html`<p class="notice warn"><b>This event is stopped.</b>
        The node found its state broken and sells nothing of it any more. Look into the node’s log.</p>` : nothing}
      <div @changed=${this.changed}>${this.renderTab()}</div>`;
  }

  renderHead() {
    const { known, sale } = this;
    const state = sale?.state ?? known.saleState ?? 'on-sale';
    const opens = sale?.opensInMillis ? `opens in ${lasting(sale.opensInMillis)}` : '';
    return html`<div class="head">
      <div><h1>${known.name || known.key}</h1><p>${known.key} · <a href="/e/${encodeURIComponent(known.key)}" target="_blank" rel="noopener">the buyers’ page</a></p></div>
      ${pill(saleWords(state))} ${opens ? html`<span class="hint">${opens}</span>` : nothing}
      <div class="acts">
        ${state === 'on-sale' || state === 'scheduled' ? html`<button class="stop big" id="pause" ?disabled=${this.busy} @click=${this.pause}>
          <span aria-hidden="true">❚❚</span> Pause sales</button>` : nothing}
        ${state === 'paused' ? html`<button class="go big" id="resume" ?disabled=${this.busy} @click=${this.resume}>
          <span aria-hidden="true">▶</span> Resume sales</button>` : nothing}
      </div></div>`;
  }

  renderTab() {
    const { desk, known, sale, prices, figures, event, about } = this;
    switch (this.tab) {
      case 'map':
        return html`<office-map .desk=${desk} .event=${event} .prices=${prices}></office-map>`;
      case 'orders':
        return html`<office-orders .desk=${desk} .event=${event} .about=${about}></office-orders>`;
      case 'seat':
        return html`<office-seat .desk=${desk} .event=${event} .about=${about}></office-seat>`;
      case 'sale':
        return html`<office-sale .desk=${desk} .event=${event} .sale=${sale}></office-sale>`;
      case 'prices':
        return html`<office-prices .desk=${desk} .event=${event} .prices=${prices}></office-prices>`;
      case 'rules':
        return html`<office-rules .desk=${desk} .event=${event} .known=${known}></office-rules>`;
      default:
        return html`<office-figures .desk=${desk} .event=${event} .figures=${figures}></office-figures>`;
    }
  }
}

/** Nothing, where the node has no such resource; everything else is a failure. */
function unlessGone(error) {
  if (error.code === 'PATH_UNKNOWN') {
    return null;
  }
  throw error;
}

customElements.define('office-event', OfficeEvent);
