import { LitElement, css, html, nothing } from 'lit';
import { lineAt, readDrawing, whereIs } from './office-drawing.js';
import { office } from './office-style.js';

const MARGIN = 34;
const MOST_NUMBERS = 200;

/** A drawing with its faults: on the picture, and in a list beside it. */
export class OfficeFaults extends LitElement {
  static properties = { text: {}, faults: { attribute: false }, chosen: { state: true } };

  static styles = [office, css`
    .both { display: grid; grid-template-columns: minmax(0, 1.5fr) minmax(280px, 1fr); gap: 18px; }
    .picture { position: relative; height: min(58vh, 560px); border-radius: 14px; background: var(--map-ground); overflow: hidden; }
    canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
    ol { margin: 0; padding: 0; list-style: none; display: grid; align-content: start; gap: 8px; max-height: min(58vh, 560px); overflow-y: auto; scrollbar-width: thin; padding: 3px; }
    li button { width: 100%; display: grid; grid-template-columns: 26px 1fr; gap: 2px 12px; justify-content: stretch; text-align: left; white-space: normal;
      padding: 11px 14px 11px 10px; font-weight: 460; font-size: 14px; }
    li button[aria-pressed='true'] { box-shadow: inset 0 0 0 2px var(--accent); }
    .mark { grid-row: span 2; align-self: start; display: grid; place-items: center; width: 26px; height: 26px; border-radius: 50%; font-size: 12px;
      font-weight: 700; background: var(--warn); color: var(--page); }
    b { font-weight: 640; }
    li .code { color: var(--muted); font-size: 12px; }
    pre { margin: 0; padding: 12px 14px; border-radius: 10px; background: var(--raised); overflow-x: auto; font: 13px ui-monospace, monospace; }
    pre mark { background: var(--warn); color: var(--page); }
    @media (max-width: 860px) { .both { grid-template-columns: minmax(0, 1fr); } .picture { height: 44vh; } ol { max-height: none; } }
  `];

  constructor() {
    super();
    this.text = '';
    this.faults = [];
    this.chosen = -1;
    this.things = null;
    this.boxes = [];
    this.sizes = new ResizeObserver(() => this.paint());
  }

  willUpdate(changed) {
    if (changed.has('text') || changed.has('faults')) {
      this.things = readDrawing(this.text);
      this.boxes = this.faults.map((fault) => (this.things ? whereIs(this.things, fault) : null));
      this.chosen = -1;
    }
  }

  updated() {
    const picture = this.renderRoot.querySelector('.picture');
    if (picture) {
      this.sizes.observe(picture);
      this.paint();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  /** The page's theme has changed. */
  restyle() {
    this.paint();
  }

  /** What part of the drawing is shown: all of it, or around the chosen fault. */
  view(width, height) {
    const xs = this.things.flatMap(({ x, corners }) => [x, ...corners.map((corner) => corner.x)]);
    const ys = this.things.flatMap(({ y, corners }) => [y, ...corners.map((corner) => corner.y)]);
    const whole = { left: least(xs), right: most(xs), top: least(ys), bottom: most(ys) };
    const box = this.boxes[this.chosen] ?? null;
    const near = box ?? whole;
    const room = box ? Math.max(220, (whole.right - whole.left) / 5) : 0;
    const across = Math.max(near.right - near.left + room, 1);
    const down = Math.max(near.bottom - near.top + room, 1);
    const scale = Math.min((width - 2 * MARGIN) / across, (height - 2 * MARGIN) / down);
    return {
      scale,
      x: width / 2 - ((near.left + near.right) / 2) * scale,
      y: height / 2 - ((near.top + near.bottom) / 2) * scale,
    };
  }

  paint() {
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas || !this.things || this.things.length === 0) {
      return;
    }
    const { width, height } = canvas.getBoundingClientRect();
    const ratio = Math.min(2, devicePixelRatio || 1);
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const pen = canvas.getContext('2d');
    const style = getComputedStyle(this);
    const color = (name) => style.getPropertyValue(name).trim();
    pen.scale(ratio, ratio);
    this.shown = this.view(width, height);
    this.paintThings(pen, color);
    this.boxes.forEach((box, at) => box && this.paintMark(pen, color, box, at));
    const chosen = this.boxes[this.chosen];
    if (chosen) {
      this.paintMark(pen, color, chosen, this.chosen);
    }
  }

  paintThings(pen, color) {
    const { scale, x, y } = this.shown;
    const radius = Math.min(7, Math.max(1.1, scale * 7));
    for (const thing of this.things) {
      pen.beginPath();
      if (thing.corners.length > 0) {
        thing.corners.forEach((corner, at) =>
          pen[at ? 'lineTo' : 'moveTo'](corner.x * scale + x, corner.y * scale + y));
        pen.closePath();
        pen.strokeStyle = color('--muted');
        pen.stroke();
      } else {
        pen.arc(thing.x * scale + x, thing.y * scale + y, radius, 0, 2 * Math.PI);
        pen.fillStyle = color('--muted');
        pen.fill();
      }
    }
  }

  paintMark(pen, color, box, at) {
    const { scale, x, y } = this.shown;
    const pad = 9;
    const left = box.left * scale + x - pad;
    const top = box.top * scale + y - pad;
    const right = box.right * scale + x + pad;
    const bottom = box.bottom * scale + y + pad;
    pen.lineWidth = at === this.chosen ? 3 : 2;
    pen.strokeStyle = at === this.chosen ? color('--accent') : color('--warn');
    pen.setLineDash(box.exact ? [] : [5, 4]);
    pen.beginPath();
    pen.roundRect(left, top, right - left, bottom - top, 9);
    pen.stroke();
    pen.setLineDash([]);
    if (at < MOST_NUMBERS) {
      pen.beginPath();
      pen.arc(right, top, 10, 0, 2 * Math.PI);
      pen.fillStyle = pen.strokeStyle;
      pen.fill();
      pen.fillStyle = color('--page');
      pen.font = `700 11px ${color('--font')}`;
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      pen.fillText(String(at + 1), right, top + 0.5);
    }
  }

  /** Chooses the fault that somebody points at in the picture. */
  pointed(event) {
    const area = event.target.getBoundingClientRect();
    const { scale, x, y } = this.shown;
    const at = { x: (event.clientX - area.left - x) / scale, y: (event.clientY - area.top - y) / scale };
    const reach = 16 / scale;
    const found = this.boxes.findIndex((box) => box && at.x > box.left - reach && at.x < box.right + reach
      && at.y > box.top - reach && at.y < box.bottom + reach);
    this.choose(found);
  }

  async choose(at) {
    this.chosen = this.chosen === at ? -1 : at;
    await this.updateComplete;
    if (this.chosen >= 0) {
      this.renderRoot.querySelectorAll('li')[this.chosen]?.scrollIntoView({ block: 'nearest' });
    }
  }

  render() {
    const drawn = this.things !== null && this.things.length > 0;
    return html`<div class=${drawn ? 'both' : ''}>
      ${drawn ? html`<div class="picture">
        <canvas role="img" aria-label="The drawing; each fault has a frame and its number from the list" @click=${this.pointed}></canvas></div>` : nothing}
      <ol aria-label="Faults">${this.faults.map((fault, at) => this.renderFault(fault, at))}</ol></div>`;
  }

  renderFault(fault, at) {
    const line = lineAt(this.text, fault);
    return html`<li><button aria-pressed=${this.chosen === at} @click=${() => this.choose(at)}>
      <span class="mark" aria-hidden="true">${at + 1}</span>
      <span>${fault.label ? html`<b>${fault.label}</b> ` : nothing}${fault.message}</span>
      <span class="code">${fault.place || 'the whole drawing'}${this.boxes[at] ? nothing : ' · not in the picture'}</span></button>
      ${line ? html`<pre>${line.before}<mark>${line.after.slice(0, 1) || ' '}</mark>${line.after.slice(1)}</pre>` : nothing}</li>`;
  }
}

function least(values) {
  return values.reduce((one, other) => Math.min(one, other), Infinity);
}

function most(values) {
  return values.reduce((one, other) => Math.max(one, other), -Infinity);
}

customElements.define('office-faults', OfficeFaults);
