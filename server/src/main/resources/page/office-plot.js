import { LitElement, css, html } from 'lit';
import uPlot from 'uplot';
import { alpha } from './map-ink.js';

const HEIGHT = 190;

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const clock = (seconds) => CLOCK.format(new Date(seconds * 1000)).replace(/:00$/, '');

/** What happened in the last minutes, second by second: a line with a shape of its own for each series. */
export class OfficePlot extends LitElement {
  static properties = { label: {}, times: { attribute: false }, lines: { attribute: false } };

  static styles = css`
    :host { display: block; min-width: 0; }
    #plot { height: ${HEIGHT}px; }
    .uplot { width: min-content; line-height: 1.5; }
    .u-wrap { position: relative; user-select: none; }
    .u-over, .u-under, .u-axis { position: absolute; }
    .u-under { overflow: hidden; }
    .u-select { display: none; }
    .uplot canvas { display: block; position: relative; width: 100%; height: 100%; }
    .keys { display: flex; flex-wrap: wrap; gap: 6px 18px; margin-top: 8px; font-size: 13px; color: var(--muted); }
    .keys span { display: flex; gap: 8px; align-items: center; }
    .keys svg { width: 26px; height: 8px; }
  `;

  constructor() {
    super();
    this.label = '';
    this.times = [];
    this.lines = [];
    this.plot = null;
    this.sizes = new ResizeObserver(() => this.fit());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.plot?.destroy();
    this.plot = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  /** The page's theme has changed: colours are part of the picture. */
  restyle() {
    this.plot?.destroy();
    this.plot = null;
    this.requestUpdate();
  }

  updated() {
    const data = [this.times, ...this.lines.map(({ values }) => values)];
    if (this.plot) {
      this.plot.setData(data);
    } else if (this.times.length > 0) {
      this.draw(data);
    }
  }

  fit() {
    const width = this.renderRoot.querySelector('#plot').clientWidth;
    if (this.plot && width > 0 && width !== this.plot.width) {
      this.plot.setSize({ width, height: HEIGHT });
    }
  }

  color(name) {
    return getComputedStyle(this).getPropertyValue(name).trim();
  }

  draw(data) {
    const room = this.renderRoot.querySelector('#plot');
    const axis = {
      stroke: this.color('--muted'),
      font: `12px ${this.color('--font')}`,
      grid: { stroke: this.color('--line'), width: 1 },
      ticks: { show: false },
    };
    this.plot = new uPlot({
      width: Math.max(120, room.clientWidth),
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: true }, y: { range: (_, low, high) => [0, Math.max(5, high * 1.1)] } },
      axes: [{ ...axis, size: 30, space: 76, values: (_, seconds) => seconds.map(clock) }, { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] }],
      series: [{}, ...this.lines.map(({ color, dash, fill }) => ({
        stroke: this.color(color),
        width: 1.6,
        dash: dash ?? [],
        fill: fill ? alpha(this.color(color), 0.2) : undefined,
        points: { show: false },
      }))],
    }, data, room);
    // Two canvases of the same picture would be twice the same to those who listen.
    room.querySelectorAll('canvas').forEach((canvas) => canvas.setAttribute('aria-hidden', 'true'));
    this.sizes.observe(room);
  }

  render() {
    const last = this.lines.map(({ name, values }) => `${values.at(-1) ?? 0} ${name}`).join(', ');
    return html`<div id="plot" role="img" aria-label="${this.label}; in the last second ${last}"></div>
      <div class="keys">${this.lines.map(({ name, color, dash }) => html`<span><svg viewBox="0 0 26 8" aria-hidden="true">
        <line x1="1" y1="4" x2="25" y2="4" stroke="var(${color})" stroke-width="2.4" stroke-dasharray=${(dash ?? []).join(' ')}></line></svg>${name}</span>`)}</div>`;
  }
}

customElements.define('office-plot', OfficePlot);
