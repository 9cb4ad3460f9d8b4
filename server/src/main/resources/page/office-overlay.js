import { AREA } from './map-chart.js';
import { rgb } from './map-ink.js';

const COLORS = ['#d98cff', '#5fd3ff', '#ffd15c', '#8be28b', '#ff9e9e', '#9fb4ff', '#f7b2e2', '#c9d36a'];
const DASHES = [[], [4, 3], [1.5, 3], [8, 3, 1.5, 3]];
const LETTER_PIXELS = 7;
const SMALL_PIXELS = 3;

/** How each channel is drawn: a colour, a kind of line, and a letter of its own. */
export function channelSigns(plan) {
  return (plan?.channels ?? []).map(({ channel, labels }, at) => ({
    channel,
    labels,
    color: COLORS[at % COLORS.length],
    dash: DASHES[Math.floor(at / 2) % DASHES.length],
    letter: String.fromCharCode(65 + (at % 26)),
  }));
}

/** Draws over the map which seats belong to a channel, and the box that somebody drags. */
export class OfficeOverlay {
  constructor(map, canvas) {
    this.map = map;
    this.canvas = canvas;
    this.signs = [];
    this.box = null;
    this.drawn = '';
    this.frame = requestAnimationFrame(() => this.watch());
  }

  show(signs) {
    const { chart } = this.map;
    this.signs = signs.map((sign) => ({ ...sign, objects: sign.labels.map((label) => chart.indexOf(label)) }));
    this.drawn = '';
  }

  stretch(box) {
    this.box = box;
    this.drawn = '';
  }

  stop() {
    cancelAnimationFrame(this.frame);
  }

  /** Follows the map's view; what has not moved is not drawn again. */
  watch() {
    const { camera, chart } = this.map;
    if (chart) {
      const { scale, x, y } = camera.view();
      const now = `${scale} ${x} ${y} ${camera.width} ${camera.height}`;
      if (now !== this.drawn) {
        this.drawn = now;
        this.draw();
      }
    }
    this.frame = requestAnimationFrame(() => this.watch());
  }

  draw() {
    const { camera } = this.map;
    const ratio = Math.min(2, devicePixelRatio || 1);
    this.canvas.width = camera.width * ratio;
    this.canvas.height = camera.height * ratio;
    const pen = this.canvas.getContext('2d');
    pen.scale(ratio, ratio);
    this.signs.forEach((sign) => this.drawChannel(pen, sign));
    if (this.box) {
      const { left, top, right, bottom } = this.box;
      pen.setLineDash([6, 4]);
      pen.lineWidth = 1.6;
      pen.strokeStyle = getComputedStyle(this.map).getPropertyValue('--s-accent');
      pen.strokeRect(left, top, right - left, bottom - top);
    }
  }

  drawChannel(pen, { objects, color, dash, letter }) {
    const { camera, chart } = this.map;
    const seat = chart.radius * camera.scale;
    const radius = seat < SMALL_PIXELS ? seat + 0.5 : seat + 1.6;
    const [red, green, blue] = rgb(color);
    pen.strokeStyle = `rgb(${red} ${green} ${blue})`;
    pen.fillStyle = pen.strokeStyle;
    pen.lineWidth = seat < SMALL_PIXELS ? 0.8 : Math.max(1.2, radius * 0.22);
    pen.setLineDash(radius > 4 ? dash : []);
    pen.font = `700 ${Math.max(8, radius * 0.8)}px system-ui, sans-serif`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    for (const object of objects) {
      const [x, y] = camera.toScreen(chart.x[object], chart.y[object]);
      if (object < 0 || chart.kind[object] === AREA || x < -20 || y < -20 || x > camera.width + 20 || y > camera.height + 20) {
        continue;
      }
      pen.beginPath();
      pen.arc(x, y, radius, 0, 2 * Math.PI);
      pen.stroke();
      if (radius > LETTER_PIXELS) {
        pen.fillText(letter, x + radius * 0.95, y - radius * 0.95);
      }
    }
    pen.setLineDash([]);
  }
}
