import { css, html, nothing } from 'lit';
import './seatkeeper-map.js';
import { OfficeChoice } from './office-choice.js';
import { eventPath } from './office-desk.js';
import { OfficeOverlay, channelSigns } from './office-overlay.js';
import { OfficePart } from './office-part.js';
import { office } from './office-style.js';
import { renderTool } from './office-tool-panel.js';
import { OfficeTools } from './office-tools.js';
import { AREA } from './map-chart.js';
import { counted } from './office-words.js';

const PLAN_MILLIS = 8000;
const TOOLS = [['look', 'Look'], ['block', 'Block'], ['channel', 'Channels'], ['sell', 'Sell'], ['release', 'Release']];

/** The map with the box office's tools: choose seats, then block, set aside, sell or release them. */
export class OfficeMap extends OfficePart {
  static properties = {
    event: {},
    prices: { attribute: false },
    tool: { state: true },
    boxing: { state: true },
    chart: { state: true },
    plan: { state: true },
    looked: { state: true },
    sold: { state: true },
    progress: { state: true },
  };

  static styles = [office, css`
    .both { display: grid; grid-template-columns: minmax(0, 1fr) 360px; gap: 16px; align-items: start; }
    .house { position: relative; height: calc(100dvh - 252px); min-height: 420px; border-radius: 16px; overflow: hidden; box-shadow: 0 0 0 1px var(--line); }
    seatkeeper-map, .over { position: absolute; inset: 0; }
    .over { width: 100%; height: 100%; pointer-events: none; }
    .catch { position: absolute; inset: 0; cursor: crosshair; touch-action: none; }
    .view { position: absolute; left: 14px; bottom: 14px; display: flex; gap: 6px; }
    .view button { min-height: 38px; min-width: 38px; padding: 0 12px; background: var(--panel); box-shadow: 0 0 0 1px var(--line); }
    .view button[aria-pressed='true'] { background: var(--accent); color: var(--accent-text); }
    .switch { display: flex; gap: 3px; padding: 4px; border-radius: 12px; background: var(--raised); }
    .switch button { flex: 1; min-height: 36px; padding: 0 6px; background: none; color: var(--muted); font-size: 13.5px; border-radius: 9px; }
    .switch button[aria-pressed='true'] { background: var(--panel); color: var(--text); box-shadow: 0 0 0 1px var(--line); }
    .chosen .fields { grid-template-columns: 1fr 1fr; gap: 10px; }
    .chosen { font-size: 14.5px; }
    .chosen p { color: var(--muted); font-size: 13px; overflow-wrap: anywhere; }
    .signs { display: grid; gap: 6px; margin: 0; padding: 0; list-style: none; font-size: 14px; }
    .signs li { display: flex; gap: 9px; align-items: center; }
    .signs svg { width: 22px; height: 22px; flex: none; }
    .signs em { font-style: normal; color: var(--muted); margin-left: auto; font-variant-numeric: tabular-nums; }
    @media (max-width: 940px) { .both { grid-template-columns: minmax(0, 1fr); } .house { height: 52dvh; min-height: 300px; } }
  `];

  constructor() {
    super();
    this.prices = null;
    this.tool = 'look';
    this.boxing = false;
    this.chart = null;
    this.plan = null;
    this.looked = null;
    this.sold = null;
    this.progress = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.choice = new OfficeChoice(this.event);
    this.choice.addEventListener('change', () => this.requestUpdate());
    this.tools = new OfficeTools(this.desk, this.event, (done, all) => (this.progress = { done, all }));
    this.repeat(PLAN_MILLIS, () => this.learnPlan());
  }

  willUpdate(changed) {
    if (changed.has('prices') && this.prices) {
      this.choice.takePrices(this.prices);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.overlay?.stop();
  }

  get map() {
    return this.renderRoot.querySelector('seatkeeper-map');
  }

  restyle() {
    this.map?.applyTheme();
  }

  async learnPlan() {
    this.plan = await this.desk.get(eventPath(this.event, 'plan'));
    this.signs = channelSigns(this.plan);
    this.overlay?.show(this.signs);
  }

  drawn({ detail }) {
    this.chart = detail.chart;
    this.overlay = new OfficeOverlay(this.map, this.renderRoot.querySelector('.over'));
    this.overlay.show(this.signs ?? []);
  }

  /** A seat on the map: chosen or not, whatever its status. */
  picked(event) {
    event.preventDefault();
    const object = this.chart.indexOf(event.detail.label);
    if (this.tool === 'look') {
      this.choice.selected.clear();
      this.choice.toggleAll([object]);
      this.look(event.detail.label);
    } else {
      this.choice.toggleAll([object]);
    }
  }

  /** What the node knows of an object. */
  look(label) {
    return this.attempt(async () => {
      this.looked = await this.desk.get(eventPath(this.event, 'objects', label));
    });
  }

  use(tool) {
    this.tool = tool;
    this.sold = null;
    if (tool !== 'look') {
      this.looked = null;
    }
  }

  /** Does something to what is chosen, one after the other, and chooses nothing afterwards. */
  act(action) {
    return this.attempt(async () => {
      try {
        await action();
        this.choice.clear();
      } finally {
        this.progress = null;
        await this.learnPlan();
      }
    });
  }

  // ---- the box ----

  pointOf(event) {
    const area = this.map.getBoundingClientRect();
    return [event.clientX - area.left, event.clientY - area.top];
  }

  boxBegun(event) {
    event.target.setPointerCapture(event.pointerId);
    this.corner = this.pointOf(event);
  }

  boxMoved(event) {
    if (this.corner) {
      this.overlay.stretch(boxOf(this.corner, this.pointOf(event)));
    }
  }

  boxEnded(event) {
    if (!this.corner) {
      return;
    }
    const { left, top, right, bottom } = boxOf(this.corner, this.pointOf(event));
    this.corner = null;
    this.overlay.stretch(null);
    const { camera } = this.map;
    const inside = this.choice.every((object) => {
      const [x, y] = camera.toScreen(this.chart.x[object], this.chart.y[object]);
      return this.chart.kind[object] !== AREA && x >= left && x <= right && y >= top && y <= bottom;
    });
    if (inside.length > 0) {
      this.choice.toggleAll(inside);
    }
  }

  // ---- what is seen ----

  render() {
    return html`<div class="both">
      <div class="house">
        <seatkeeper-map event=${this.event} selectable .shop=${this.choice}
          @chart=${this.drawn} @pick=${this.picked} @failed=${({ detail }) => this.say(detail.message, 'warn')}></seatkeeper-map>
        <canvas class="over" aria-hidden="true"></canvas>
        ${this.boxing ? html`<div class="catch" @pointerdown=${this.boxBegun} @pointermove=${this.boxMoved} @pointerup=${this.boxEnded}></div>` : nothing}
        <div class="view" role="group" aria-label="The view">
          <button aria-label="Nearer" @click=${() => this.map.zoom(1.7)}>+</button>
          <button aria-label="Farther" @click=${() => this.map.zoom(1 / 1.7)}>−</button>
          <button @click=${() => this.map.fit()}>Whole house</button>
          ${this.tool === 'look' ? nothing : html`<button id="box" aria-pressed=${this.boxing} @click=${() => (this.boxing = !this.boxing)}>Drag a box</button>`}
        </div></div>
      <div class="card stack">
        <div class="switch" role="group" aria-label="Tool">${TOOLS.map(([tool, word]) => html`
          <button id="tool-${tool}" aria-pressed=${this.tool === tool} @click=${() => this.choose(tool)}>${word}</button>`)}</div>
        ${this.tool === 'look' || !this.chart ? nothing : this.renderChosen()}
        ${this.chart ? renderTool(this) : html`<p class="hint">One moment…</p>`}
        ${this.progress ? html`<p role="status">${counted(this.progress.done, 'seat')} of ${this.progress.all} done…</p>` : nothing}
      </div></div>`;
  }

  choose(tool) {
    this.boxing = this.boxing && tool !== 'look';
    this.choice.clear();
    this.use(tool);
  }

  renderChosen() {
    const { choice, chart } = this;
    const names = choice.labels;
    const shown = names.slice(0, 12).join(', ');
    return html`<div class="stack tight chosen">
      <div class="line ends"><b id="chosen">${counted(choice.size, 'object')} chosen</b>
        ${choice.size > 0 ? html`<button class="plain small" id="clear" @click=${() => choice.clear()}>Choose none</button>` : nothing}</div>
      <p>${choice.size > 0 ? `${shown}${names.length > 12 ? ` and ${names.length - 12} more` : ''}` : 'Click seats on the map, drag a box, or add some here.'}</p>
      <div class="fields">
        <label>Add a section <select id="add-section" @change=${(event) => this.add(event, (object, at) => chart.section[object] === at)}>
          <option value="">Choose…</option>${chart.sections.map(({ label }, at) => html`<option value=${at}>${label || 'without a section'}</option>`)}</select></label>
        <label>Add a category <select id="add-category" @change=${(event) => this.add(event, (object, at) => chart.category[object] === at)}>
          <option value="">Choose…</option>${chart.categories.map(({ label }, at) => html`<option value=${at}>${label}</option>`)}</select></label>
      </div>
      <form class="line" @submit=${this.addLabel}><label class="grow">Add by label <input id="add-label" autocomplete="off" spellcheck="false" placeholder="S-A-12"></label>
        <button class="plain low">Add</button></form></div>`;
  }

  add(event, belongs) {
    const at = Number(event.target.value);
    if (event.target.value !== '') {
      const { choice } = this;
      choice.toggleAll(choice.every((object) => belongs(object, at) && !choice.selected.has(object)));
    }
    event.target.value = '';
  }

  addLabel(event) {
    event.preventDefault();
    const field = this.renderRoot.querySelector('#add-label');
    const object = this.chart.indexOf(field.value.trim());
    if (object < 0) {
      this.say(`There is no ${field.value.trim()} in this house. Labels look like ${this.chart.labels[0]}.`, 'warn');
      return;
    }
    this.choice.selected.set(object, 1);
    this.choice.tell();
    this.map.focusOn([object]);
    // The card would stand where the seat is now, and the map is on its way to it.
    this.map.cursor = object;
    field.value = '';
  }
}

function boxOf([x1, y1], [x2, y2]) {
  return { left: Math.min(x1, x2), top: Math.min(y1, y2), right: Math.max(x1, x2), bottom: Math.max(y1, y2) };
}

customElements.define('office-map', OfficeMap);
