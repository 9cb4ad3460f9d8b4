import { AREA, SEAT } from './map-chart.js';
import { trace } from './map-ground.js';
import { alpha, mix, readableOn } from './map-ink.js';
import { placed, sameView } from './map-sheet.js';

const MOST_GLOWS = 700;
const LEAST_GLOWS = 80;
const MOST_MILLIS = 5;
const MILLIS = { sold: 1100, held: 650, freed: 800, returned: 4200 };
const BEAT_MILLIS = 1400;
const LEAST_MARK = 4.5;
const NAMES_MILLIS = 160;

/** What lies over the seats: names, the glow of a seat that has just gone, and what is yours. */
export class Glow {
  constructor(canvas, namesCanvas, chart) {
    this.canvas = canvas;
    this.namesCanvas = namesCanvas;
    this.pen = canvas.getContext('2d');
    this.namesPen = namesCanvas.getContext('2d');
    this.chart = chart;
    this.most = MOST_GLOWS;
    this.named = '';
    this.namedView = null;
    this.namedAt = 0;
    this.glows = [];
    this.still = false;
    this.lights = new Map();
    this.theme = null;
    this.ratio = 1;
    this.size = { width: 1, height: 1 };
  }

  resize(width, height, ratio) {
    this.size = { width, height };
    this.ratio = ratio;
    for (const canvas of [this.canvas, this.namesCanvas]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    this.namedView = null;
  }

  setTheme(theme) {
    this.theme = theme;
    this.lights.clear();
    this.namedView = null;
  }

  /** Lights up a point of the drawing: `kind` is sold, held, freed or returned. */
  add(x, y, category, kind, now) {
    if (this.still && kind !== 'returned') {
      return;
    }
    if (this.glows.length >= this.most) {
      this.glows.splice(0, this.glows.length - this.most + 1);
    }
    this.glows.push({ x, y, category, kind, start: now });
  }

  /**
   * Draws everything; whether it moves.
   *
   * @param marks `selected`, `held` and `booked`: sets of objects; `cursor`: an object or -1
   */
  draw(view, marks, crowdCounts, now) {
    const { pen, ratio, size } = this;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, size.width, size.height);
    const begun = performance.now();
    this.drawGlows(view, now);
    const slow = performance.now() - begun > MOST_MILLIS;
    this.most = Math.min(MOST_GLOWS, Math.max(LEAST_GLOWS, this.most * (slow ? 0.85 : 1.03)));
    const behind = this.drawNames(view, crowdCounts, now);
    const pulsing = this.drawMarks(view, marks, now);
    return behind || this.glows.length > 0 || (pulsing && !this.still);
  }

  drawGlows(view, now) {
    const { pen, theme } = this;
    const radius = this.chart.radius * view.scale;
    this.glows = this.glows.filter(({ start, kind }) => now - start < MILLIS[kind]);
    pen.save();
    pen.globalCompositeOperation = theme.dark ? 'lighter' : 'source-over';
    for (const { x, y, category, kind, start } of this.glows) {
      const screenX = x * view.scale + view.x;
      const screenY = y * view.scale + view.y;
      const part = (now - start) / MILLIS[kind];
      const fade = (1 - part) ** 2;
      if (kind === 'sold') {
        const reach = Math.max(9, radius * 3.4) * (0.75 + 0.5 * part);
        pen.globalAlpha = fade;
        pen.drawImage(
          this.light(category), screenX - reach, screenY - reach, 2 * reach, 2 * reach,
        );
      } else if (kind === 'returned') {
        this.drawReturned(screenX, screenY, radius, this.still ? 0 : (now - start) % BEAT_MILLIS);
      } else {
        const reach = Math.max(3, radius) * (1 + part * (kind === 'held' ? 1.1 : 1.8));
        pen.globalAlpha = fade * (kind === 'held' ? 0.85 : 0.7);
        pen.strokeStyle = kind === 'held' ? theme.light : theme.good;
        pen.lineWidth = 1.4;
        pen.beginPath();
        pen.arc(screenX, screenY, reach, 0, 2 * Math.PI);
        pen.stroke();
      }
    }
    pen.restore();
  }

  /** A seat that came back to a house that was sold out: rings that go out from it, or one still. */
  drawReturned(x, y, radius, beatMillis) {
    const { pen, theme } = this;
    const part = beatMillis / BEAT_MILLIS;
    pen.strokeStyle = theme.good;
    pen.globalAlpha = 1 - part;
    pen.lineWidth = 2.5;
    pen.beginPath();
    pen.arc(x, y, Math.max(5, radius) * 1.4 + part * 26, 0, 2 * Math.PI);
    pen.stroke();
  }

  /** A soft light in a category's colour, white in the middle. */
  light(category) {
    const known = this.lights.get(category);
    if (known) {
      return known;
    }
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 64;
    const pen = canvas.getContext('2d');
    const color = this.chart.categories[category].color;
    const gradient = pen.createRadialGradient(32, 32, 0, 32, 32, 32);
    gradient.addColorStop(0, alpha(mix(color, '#ffffff', 0.85), 1));
    gradient.addColorStop(0.18, alpha(mix(color, '#ffffff', 0.5), 0.85));
    gradient.addColorStop(0.45, alpha(color, 0.32));
    gradient.addColorStop(1, alpha(color, 0));
    pen.fillStyle = gradient;
    pen.fillRect(0, 0, 64, 64);
    this.lights.set(category, canvas);
    return canvas;
  }

  /**
   * Names of blocks and areas, drawn only when the view or a number has changed, and now and then
   * while one moves about: meanwhile the picture moves along. Whether it has to be drawn yet.
   */
  drawNames(view, crowdCounts, now) {
    const { chart } = this;
    const left = [...chart.crowds.values()].map(({ object, capacity }) => {
      const { held, booked } = crowdCounts.get(object) ?? { held: 0, booked: 0 };
      return capacity - held - booked;
    });
    const named = left.join();
    if (this.namedView && named === this.named) {
      if (sameView(view, this.namedView)) {
        return false;
      }
      if (now - this.namedAt < NAMES_MILLIS) {
        this.namesCanvas.style.transform = placed(this.namedView, view);
        return true;
      }
    }
    this.named = named;
    this.namedView = view;
    this.namedAt = now;
    this.namesCanvas.style.transform = '';
    const pen = this.namesPen;
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    pen.clearRect(0, 0, this.size.width, this.size.height);
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.lineJoin = 'round';
    if (chart.radius * view.scale < 6) {
      for (const { label, x, y, span, width } of chart.blocks) {
        const size = Math.min(15, span * view.scale * 0.3, (width * view.scale * 1.3) / label.length);
        if (size >= 8.5) {
          this.drawName(label, x * view.scale + view.x, y * view.scale + view.y, size, 0.92);
        }
      }
    }
    let area = 0;
    for (const { object, outline, middle } of chart.crowds.values()) {
      const places = left[area++];
      const span = spanOf(outline) * view.scale;
      const x = middle[0] * view.scale + view.x;
      const y = middle[1] * view.scale + view.y;
      const size = Math.min(17, span * 0.085);
      if (size < 8) {
        continue;
      }
      this.drawName(chart.labels[object], x, y - size * 0.62, size, 1);
      const text = places > 0 ? `${places.toLocaleString('en')} left` : 'sold out';
      this.drawName(text, x, y + size * 0.62, size * 0.82, 0.8);
    }
    return false;
  }

  drawName(text, x, y, size, opacity) {
    const { namesPen: pen, theme } = this;
    pen.font = `650 ${size}px ${theme.font}`;
    pen.lineWidth = size * 0.34;
    pen.strokeStyle = alpha(theme.ground, 0.78);
    pen.strokeText(text, x, y);
    pen.fillStyle = alpha(theme.text, opacity);
    pen.fillText(text, x, y);
  }

  drawMarks(view, marks, now) {
    const { theme } = this;
    const pulse = this.still ? 0 : (Math.sin(now / 380) + 1) / 2;
    for (const object of marks.selected) {
      this.drawMark(view, object, theme.text, 'ring', pulse);
    }
    for (const object of marks.held) {
      this.drawMark(view, object, theme.mine, 'tick', pulse);
    }
    for (const object of marks.booked) {
      this.drawMark(view, object, theme.good, 'star', 0);
    }
    for (const object of marks.offered ?? []) {
      this.drawMark(view, object, theme.good, 'plus', pulse);
    }
    if (marks.cursor >= 0) {
      this.drawCursor(view, marks.cursor);
    }
    return marks.selected.size + marks.held.size + (marks.offered?.size ?? 0) > 0;
  }

  drawMark(view, object, color, sign, pulse) {
    const { pen, chart, theme } = this;
    const x = chart.x[object] * view.scale + view.x;
    const y = chart.y[object] * view.scale + view.y;
    if (chart.kind[object] === AREA) {
      this.drawOutline(view, object, color, 2.2);
      return;
    }
    const big = chart.kind[object] === SEAT ? 1.12 : 2.2;
    const radius = Math.max(LEAST_MARK, chart.radius * view.scale * big);
    pen.beginPath();
    pen.arc(x, y, radius + 3 + pulse * 2.5, 0, 2 * Math.PI);
    pen.fillStyle = alpha(color, 0.26 - pulse * 0.1);
    pen.fill();
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fillStyle = sign === 'ring' ? chart.categories[chart.category[object]].color : color;
    pen.fill();
    pen.lineWidth = Math.max(1.6, radius * 0.22);
    pen.strokeStyle = sign === 'ring' ? color : theme.ground;
    pen.stroke();
    if (sign === 'ring' && radius >= 10 && chart.kind[object] === SEAT) {
      this.drawNumber(object, x, y, radius);
    }
    pen.lineCap = 'round';
    pen.lineWidth = Math.max(1.5, radius * 0.24);
    pen.strokeStyle = theme.ground;
    if (sign === 'tick') {
      pen.beginPath();
      pen.moveTo(x - radius * 0.42, y + radius * 0.02);
      pen.lineTo(x - radius * 0.1, y + radius * 0.36);
      pen.lineTo(x + radius * 0.44, y - radius * 0.34);
      pen.stroke();
    } else if (sign === 'plus') {
      pen.beginPath();
      pen.moveTo(x - radius * 0.5, y);
      pen.lineTo(x + radius * 0.5, y);
      pen.moveTo(x, y - radius * 0.5);
      pen.lineTo(x, y + radius * 0.5);
      pen.stroke();
    } else if (sign === 'star') {
      drawStar(pen, x, y, radius * 0.62, theme.ground);
    }
  }

  drawNumber(object, x, y, radius) {
    const { pen, theme } = this;
    const { number } = this.chart.describe(object);
    pen.font = `600 ${radius * (number.length > 2 ? 0.62 : 0.8)}px ${theme.font}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillStyle = readableOn(this.chart.categories[this.chart.category[object]].color);
    pen.fillText(number, x, y + radius * 0.06);
  }

  drawOutline(view, object, color, width) {
    const { pen } = this;
    const outline = this.chart.outlines.get(object);
    pen.save();
    pen.translate(view.x, view.y);
    pen.scale(view.scale, view.scale);
    pen.beginPath();
    trace(pen, outline);
    pen.lineWidth = width / view.scale;
    pen.strokeStyle = color;
    pen.stroke();
    pen.restore();
  }

  drawCursor(view, object) {
    const { pen, chart, theme } = this;
    if (chart.outlines.has(object)) {
      this.drawOutline(view, object, theme.text, 1.6);
      return;
    }
    const x = chart.x[object] * view.scale + view.x;
    const y = chart.y[object] * view.scale + view.y;
    const radius = Math.max(LEAST_MARK, chart.radius * view.scale) + 3;
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.lineWidth = 1.6;
    pen.strokeStyle = theme.text;
    pen.stroke();
  }
}

function drawStar(pen, x, y, radius, color) {
  pen.beginPath();
  for (let point = 0; point < 10; point++) {
    const reach = point % 2 ? radius * 0.45 : radius;
    const angle = (point * Math.PI) / 5 - Math.PI / 2;
    pen.lineTo(x + Math.cos(angle) * reach, y + Math.sin(angle) * reach);
  }
  pen.closePath();
  pen.fillStyle = color;
  pen.fill();
}

function spanOf(outline) {
  let left = Infinity;
  let right = -Infinity;
  for (let at = 0; at < outline.length; at += 2) {
    left = Math.min(left, outline[at]);
    right = Math.max(right, outline[at]);
  }
  return right - left;
}
