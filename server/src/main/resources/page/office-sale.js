import { css, html, nothing } from 'lit';
import { eventPath } from './office-desk.js';
import { OfficePart, pill } from './office-part.js';
import { office } from './office-style.js';
import { isZone, ownZone, toInstant, toLocal, zones } from './office-time.js';
import { lasting, saleWords, when } from './office-words.js';

const NEW_WINDOW = { channel: '', code: '', begins: '', ends: '' };

/** When an event goes on sale, to whom before, and the steps that somebody takes by hand. */
export class OfficeSale extends OfficePart {
  static properties = {
    event: {},
    sale: { attribute: false },
    zone: { state: true },
    opens: { state: true },
    windows: { state: true },
    edited: { state: true },
  };

  static styles = [office, css`
    .window { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(190px, 100%), 1fr)); gap: 12px; align-items: end; padding: 16px;
      border-radius: 12px; background: color-mix(in srgb, var(--raised) 60%, transparent); }
    fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
    legend { padding: 0 0 8px; font-weight: 640; }
    .now { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; }
  `];

  constructor() {
    super();
    this.sale = null;
    this.zone = ownZone();
    this.opens = '';
    this.windows = [];
    this.edited = false;
  }

  /** Takes over what is announced, as long as nobody is writing. */
  willUpdate(changed) {
    const before = changed.get('sale');
    const news = changed.has('sale') && this.sale && !this.edited
      && JSON.stringify(announced(before)) !== JSON.stringify(announced(this.sale));
    if (news) {
      this.zone = this.sale.timeZone || ownZone();
      this.opens = toLocal(this.sale.onSaleAt, this.zone);
      this.windows = this.sale.presales.map(({ channel, from, until }) =>
        ({ channel, code: '', begins: toLocal(from, this.zone), ends: toLocal(until, this.zone) }));
    }
  }

  edit(change) {
    this.edited = true;
    Object.assign(this, change);
  }

  editWindow(at, change) {
    this.edit({ windows: this.windows.map((one, index) => (index === at ? { ...one, ...change } : one)) });
  }

  async announce(event) {
    event.preventDefault();
    if (!isZone(this.zone)) {
      this.say(`There is no time zone ${this.zone}. Choose one of the list, such as Europe/Zurich.`, 'warn');
      return;
    }
    await this.attempt(async () => {
      const sale = await this.desk.put(eventPath(this.event, 'sale', 'schedule'), {
        onSaleAt: toInstant(this.opens, this.zone),
        timeZone: this.zone,
        presales: this.windows.map(({ channel, code, begins, ends }) => ({
          channel: channel.trim(),
          code: code.trim(),
          from: toInstant(begins, this.zone),
          until: toInstant(ends, this.zone),
        })),
      });
      this.edited = false;
      this.tell('changed', { sale });
      this.say(sale.onSaleAt ? `Announced: on sale from ${when(sale.onSaleAt, this.zone)}, ${this.zone}.` : 'Saved. No opening time is announced.');
    });
  }

  turn(state, said) {
    return this.attempt(async () => {
      const sale = await this.desk.put(eventPath(this.event, 'sale', 'state'), { state });
      this.tell('changed', { sale });
      this.say(said);
    });
  }

  async close() {
    this.renderRoot.querySelector('dialog').close();
    await this.turn('closed', 'The sale is closed.');
  }

  render() {
    const { sale } = this;
    if (!sale) {
      return html`<p class="hint">One moment…</p>`;
    }
    const state = saleWords(sale.state);
    return html`<div class="stack">
      <section class="card stack tight"><div class="now"><h2>Now</h2> ${pill(state)}
          ${sale.opensInMillis ? html`<span>opens in ${lasting(sale.opensInMillis)}</span>` : nothing}</div>
        <p class="hint">${state.says}</p>
        ${this.renderRunning()}
        <div class="line">
          ${['draft', 'scheduled'].includes(sale.state) ? html`<button class="go" id="open" ?disabled=${this.busy}
            @click=${() => this.turn('on-sale', 'On sale: everybody can buy now.')}>Open the sale now</button>` : nothing}
          ${sale.state === 'scheduled' ? html`<button class="plain" id="withdraw" ?disabled=${this.busy}
            @click=${() => this.turn('draft', 'Withdrawn: nothing is announced any more.')}>Withdraw the announcement</button>` : nothing}
          ${sale.state === 'closed' ? nothing : html`<button class="plain" id="close" ?disabled=${this.busy}
            @click=${() => this.renderRoot.querySelector('dialog').showModal()}>Close the sale…</button>`}
        </div></section>
      ${sale.state === 'closed' ? nothing : this.renderSchedule()}
      <dialog aria-labelledby="closing"><div class="stack">
        <h2 id="closing">Close the sale for good?</h2>
        <p>Buyers cannot buy any more, and it cannot be opened again. You can still sell at the box office, cancel and refund.</p>
        <div class="line"><button class="stop" id="close-now" @click=${this.close}>Close the sale</button>
          <button class="plain" autofocus @click=${() => this.renderRoot.querySelector('dialog').close()}>Keep it as it is</button></div></div></dialog>
    </div>`;
  }

  renderRunning() {
    const { presales } = this.sale;
    return presales.length === 0 ? nothing : html`<ul>${presales.map(({ channel, running, startsInMillis, endsInMillis }) => html`
      <li>Presale ${channel ? html`of <b>${channel}</b>` : nothing}:
        ${running ? `runs now, ends in ${lasting(endsInMillis)}` : startsInMillis > 0 ? `begins in ${lasting(startsInMillis)}` : 'is over'}</li>`)}</ul>`;
  }

  renderSchedule() {
    const { windows } = this;
    return html`<form class="card stack" @submit=${this.announce}>
      <h2>Announcement</h2>
      <div class="fields">
        <label>On sale to everybody from <small>at the venue; empty: no time is announced</small>
          <input id="opens" type="datetime-local" .value=${this.opens} ?disabled=${this.sale.opened}
            @input=${(event) => this.edit({ opens: event.target.value })}></label>
        <label>Time zone of the venue <small>all times here are in it</small>
          <input id="zone" list="zones" required autocomplete="off" spellcheck="false" .value=${this.zone}
            @input=${(event) => this.edit({ zone: event.target.value })}>
          <datalist id="zones">${zones().map((zone) => html`<option value=${zone}></option>`)}</datalist></label>
      </div>
      ${this.opens && isZone(this.zone) ? html`<p class="hint">That is ${when(toInstant(this.opens, this.zone), 'UTC')} UTC.</p>` : nothing}
      ${windows.map((window, at) => this.renderWindow(window, at))}
      ${windows.length > 0 && this.sale.presales.length > 0 ? html`<p class="hint">Codes are kept as hashes only: write each again when you change something.</p>` : nothing}
      <div class="line"><button class="go" id="announce" ?disabled=${this.busy}>${this.sale.state === 'draft' ? 'Announce' : 'Save'}</button>
        <button type="button" class="plain" id="add-window" @click=${() => this.edit({ windows: [...windows, { ...NEW_WINDOW }] })}>Add a presale</button></div>
    </form>`;
  }

  renderWindow({ channel, code, begins, ends }, at) {
    const change = (name) => (event) => this.editWindow(at, { [name]: event.target.value });
    return html`<fieldset class="window"><legend class="unseen">Presale ${at + 1}</legend>
      <label>Presale ${at + 1}: code <small>upper or lower case alike</small>
        <input required minlength="4" maxlength="64" autocomplete="off" spellcheck="false" .value=${code} @input=${change('code')}></label>
      <label>Channel <small>empty: seats of no channel</small><input maxlength="64" autocomplete="off" .value=${channel} @input=${change('channel')}></label>
      <label>From <input type="datetime-local" required .value=${begins} @input=${change('begins')}></label>
      <label>Until <input type="datetime-local" required .value=${ends} @input=${change('ends')}></label>
      <button type="button" class="plain" aria-label="Remove presale ${at + 1}"
        @click=${() => this.edit({ windows: this.windows.filter((_, index) => index !== at) })}>Remove</button></fieldset>`;
  }
}

/** What somebody can change of a sale; the rest moves with time. */
function announced(sale) {
  return sale && [sale.onSaleAt, sale.timeZone, sale.presales.map(({ channel, from, until }) => [channel, from, until])];
}

customElements.define('office-sale', OfficeSale);
