import { css, html, nothing } from 'lit';
import './office-faults.js';
import { OfficePart } from './office-part.js';
import { office } from './office-style.js';
import { counted, number } from './office-words.js';

const MOST_BYTES = 16 * 1024 * 1024;
const KEY = '[a-z0-9][a-z0-9_\\-]{0,63}(\\.[a-z0-9][a-z0-9_\\-]{0,63})?';

/** Makes an event: a drawing first, then its name and rules. */
export class OfficeNewEvent extends OfficePart {
  static properties = {
    charts: { state: true },
    chart: { state: true },
    file: { state: true },
    faults: { state: true },
    refusal: { state: true },
    over: { state: true },
  };

  static styles = [office, css`
    h1 { font-size: 24px; letter-spacing: -.02em; }
    .drop { display: grid; gap: 12px; justify-items: center; padding: 40px 20px; text-align: center; border-radius: 16px;
      border: 2px dashed color-mix(in srgb, var(--muted) 60%, transparent); }
    .drop.over { border-color: var(--accent); background: var(--raised); }
    .drop b { font-size: 17px; }
    .drop.again { grid-template-columns: auto minmax(0, 1fr) auto; align-items: center; justify-items: start; padding: 14px 18px; text-align: left; }
    @media (max-width: 640px) { .drop.again { grid-template-columns: minmax(0, 1fr); } }
    input[type='file'] { position: absolute; width: 1px; height: 1px; opacity: 0; }
    label.button { display: inline-flex; font-size: 14.5px; color: var(--accent-text); }
    input[type='file']:focus-visible + label.button { outline: 2px solid var(--accent); outline-offset: 2px; }
    .step { display: flex; gap: 12px; align-items: center; }
    .step i { flex: none; display: grid; place-items: center; width: 28px; height: 28px; border-radius: 50%; font-style: normal; font-weight: 680;
      font-size: 14px; background: var(--raised); box-shadow: inset 0 0 0 1px var(--line); }
    .step.done i { background: var(--good); color: var(--page); }
  `];

  constructor() {
    super();
    this.charts = [];
    this.chart = null;
    this.file = null;
    this.faults = [];
    this.refusal = '';
    this.over = false;
  }

  async connectedCallback() {
    super.connectedCallback();
    const known = await this.attempt(() => this.desk.get('/v1/charts'));
    this.charts = known?.items ?? [];
  }

  async take(file) {
    this.faults = [];
    this.refusal = '';
    this.chart = null;
    if (!file) {
      return;
    }
    if (file.size > MOST_BYTES) {
      this.refusal = `${file.name} has more than 16 MiB. Leave out embedded images.`;
      return;
    }
    this.file = { name: file.name, text: await file.text() };
    await this.upload();
  }

  async upload() {
    const { name, text } = this.file;
    const key = keyOf(name.replace(/\.json$/i, '')) || 'house';
    this.busy = true;
    try {
      this.chart = await this.desk.post(`/v1/charts/${encodeURIComponent(key)}`, text);
      this.say(`${this.chart.name || key}: ${counted(this.chart.seats, 'place')} can be sold.`);
    } catch (error) {
      if (error.status === undefined) {
        throw error;
      }
      this.faults = error.faults;
      this.refusal = error.message;
      this.say(this.faults.length > 0 ? `The drawing has ${counted(this.faults.length, 'fault')}.` : error.message, 'warn');
    } finally {
      this.busy = false;
    }
  }

  dropped(event) {
    event.preventDefault();
    this.over = false;
    this.take(event.dataTransfer.files[0]);
  }

  async create(event) {
    event.preventDefault();
    const field = (id) => this.renderRoot.querySelector(`#${id}`);
    const body = {
      key: field('key').value.trim(),
      name: field('name').value.trim(),
      chart: this.chart.chart,
      chartVersion: this.chart.version,
      draft: field('draft').checked,
      settings: {
        purchaseLimit: Number(field('limit').value || 0),
        maxHoldMillis: Number(field('hold').value) * 60_000,
      },
    };
    const created = await this.attempt(() => this.desk.post('/v1/events', body));
    if (created) {
      this.say(`${created.name} is made${body.draft ? ', and a draft: nobody sees it on sale yet' : ' and on sale'}.`);
      location.hash = `#/event/${encodeURIComponent(created.key)}/${body.draft ? 'prices' : 'live'}`;
    }
  }

  /** Proposes a key for a name, until somebody has written one. */
  named(event) {
    const key = this.renderRoot.querySelector('#key');
    if (!key.dataset.own) {
      key.value = keyOf(event.target.value);
    }
  }

  render() {
    return html`<div class="stack"><h1>New event</h1>
      ${this.renderDrawing()} ${this.renderFaults()} ${this.chart ? this.renderForm() : nothing}</div>`;
  }

  renderDrawing() {
    return html`<section class="card stack">
      <div class="step ${this.chart ? 'done' : ''}"><i aria-hidden="true">${this.chart ? '✓' : '1'}</i><h2>The venue’s drawing</h2></div>
      ${this.chart ? html`<div class="line ends"><p><b>${this.chart.name || this.chart.chart}</b>
          <span class="hint">· version ${this.chart.version} · ${number(this.chart.objects)} objects · ${counted(this.chart.seats, 'place')}</span></p>
          <button class="plain small" @click=${() => (this.chart = null)}>Another drawing</button></div>` : html`
        <div class="drop ${this.over ? 'over' : ''} ${this.faults.length > 0 ? 'again' : ''}" @drop=${this.dropped}
          @dragover=${(event) => { event.preventDefault(); this.over = true; }} @dragleave=${() => (this.over = false)}>
          <b>${this.faults.length > 0 ? 'Drop the corrected drawing here' : 'Drop a drawing here'}</b><p class="hint">A Seats.io drawing or a pretix seating plan, as JSON, up to 16 MiB.</p>
          <div><input type="file" id="drawing" accept=".json,application/json" ?disabled=${this.busy}
            @change=${(event) => { this.take(event.target.files[0]); event.target.value = ''; }}>
            <label class="button go" for="drawing">${this.busy ? 'Reading…' : 'Choose a file'}</label></div></div>
        ${this.charts.length > 0 && this.faults.length === 0 ? html`<label>Or a drawing that is here already
          <select id="known" @change=${(event) => this.reuse(event.target.value)}><option value="">Choose…</option>
            ${this.charts.map((chart) => html`<option value=${chart.chart}>${chart.name || chart.chart}: ${counted(chart.seats, 'place')}</option>`)}
          </select></label>` : nothing}`}
    </section>`;
  }

  reuse(key) {
    this.chart = this.charts.find(({ chart }) => chart === key) ?? null;
    this.faults = [];
    this.refusal = '';
  }

  renderFaults() {
    if (!this.refusal) {
      return nothing;
    }
    return html`<section class="card stack" id="faults">
      <h2>${this.faults.length > 0 ? `${this.file.name}: ${counted(this.faults.length, 'fault')}` : 'This cannot be used'}</h2>
      <p class="hint">${this.faults.length > 0 ? 'Nothing was stored. Correct what is listed, and drop the drawing again.' : this.refusal}</p>
      ${this.faults.length > 0 ? html`<office-faults .text=${this.file.text} .faults=${this.faults}></office-faults>` : nothing}
    </section>`;
  }

  renderForm() {
    return html`<form class="card stack" @submit=${this.create}>
      <div class="step"><i aria-hidden="true">2</i><h2>The event</h2></div>
      <div class="fields">
        <label>Name <input id="name" required maxlength="256" autocomplete="off" @input=${this.named} placeholder="Midnight Parade"></label>
        <label>Key, in links and in the API <input id="key" required pattern=${KEY} maxlength="129" autocomplete="off" spellcheck="false"
          title="Small letters, digits, - and _; a group and a dot before it for events that are sold together"
          @input=${(event) => (event.target.dataset.own = event.target.value)} placeholder="midnight-parade"></label>
        <label>Tickets one buyer may have <small>0: as many as they like</small>
          <input id="limit" type="number" min="0" max="1000000" value="0" required></label>
        <label>Minutes that seats may be held <input id="hold" type="number" min="1" max="1440" value="15" required></label>
      </div>
      <label class="check"><input id="draft" type="checkbox" checked> Keep it a draft: set prices first, then open or announce the sale</label>
      <div><button class="go" id="create" ?disabled=${this.busy}>Create the event</button></div></form>`;
  }
}

function keyOf(text) {
  return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[^a-z0-9_]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '').slice(0, 64);
}

customElements.define('office-new-event', OfficeNewEvent);
