/** How seats look: colours of a theme, and a sheet of stamps for one size of seat. */

export const FREE = 0;
export const HELD = 1;
export const TAKEN = 2;
export const OFF = 3;
export const OTHER = 4;
export const DIM = 5;
const LOOKS = 6;
/** Where a seat is too small for a shape its size tells the status. */
const DOT_SIZES = [0.95, 0.6, 0.42, 0.25, 0.6, 0.95];

const STATUS_BITS = 0x3f;
const NOT_FOR_SALE_BIT = 0x40;
const BLOCKED_BIT = 0x80;

/** The look of a state byte as the feed has it. */
export function lookOf(state) {
  if (state & (NOT_FOR_SALE_BIT | BLOCKED_BIT) && (state & STATUS_BITS) === 0) {
    return OFF;
  }
  return Math.min(state & STATUS_BITS, 3) === 3 ? OTHER : state & STATUS_BITS;
}

/** A CSS colour as three numbers. */
export function rgb(color) {
  const probe = (rgb.probe ??= document.createElement('canvas').getContext('2d'));
  probe.fillStyle = '#888888';
  probe.fillStyle = color;
  const known = probe.fillStyle;
  if (known.startsWith('#')) {
    return [1, 3, 5].map((at) => parseInt(known.slice(at, at + 2), 16));
  }
  return known.match(/[\d.]+/g).slice(0, 3).map(Number);
}

/** A colour between two, `part` of the way to the second. */
export function mix(one, other, part) {
  const from = rgb(one);
  const to = rgb(other);
  const channels = from.map((value, at) => Math.round(value + (to[at] - value) * part));
  return `rgb(${channels.join(' ')})`;
}

/** Near black or white: what can be read better on a colour. */
export function readableOn(color) {
  const [red, green, blue] = rgb(color).map((value) => {
    const part = value / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? '#0b0e16' : '#ffffff';
}

export function alpha(color, opacity) {
  return `rgb(${rgb(color).join(' ')} / ${opacity})`;
}

export class Ink {
  /** `theme` has `dark`, `ground`, `text`, `muted` and `light`, CSS colours. */
  constructor(theme, categories) {
    this.theme = theme;
    this.colors = categories.map(({ color }) =>
      theme.dark ? color : mix(color, '#1a2030', 0.12),
    );
    this.numbers = this.colors.map(readableOn);
    this.taken = this.colors.map((color) => mix(color, theme.ground, theme.dark ? 0.76 : 0.74));
    this.dim = this.colors.map((color) => mix(color, theme.ground, theme.dark ? 0.68 : 0.62));
    this.held = this.colors.map((color) => mix(color, theme.text, 0.18));
    this.stamps = null;
    this.radius = 0;
    this.cell = 0;
  }

  /** The colour of a category in a look. */
  color(category, look) {
    switch (look) {
      case FREE:
        return this.colors[category];
      case HELD:
        return this.held[category];
      case TAKEN:
        return this.taken[category];
      case DIM:
        return this.dim[category];
      default:
        return this.theme.muted;
    }
  }

  /** Cuts the stamps for seats of a radius in device pixels. */
  prepare(radius) {
    if (this.radius === radius) {
      return;
    }
    this.radius = radius;
    this.cell = 2 * Math.ceil(radius + 1.5);
    const canvas = document.createElement('canvas');
    canvas.width = this.cell * this.colors.length;
    canvas.height = this.cell * LOOKS * 2;
    const pen = canvas.getContext('2d');
    for (let category = 0; category < this.colors.length; category++) {
      for (let look = 0; look < LOOKS; look++) {
        for (let accessible = 0; accessible < 2; accessible++) {
          pen.save();
          pen.translate(
            (category + 0.5) * this.cell,
            (look * 2 + accessible + 0.5) * this.cell,
          );
          drawSeat(pen, this, category, look, radius, accessible === 1);
          pen.restore();
        }
      }
    }
    this.stamps = canvas;
  }

  /** A seat too small for a shape. */
  dot(pen, category, look, radius, x, y) {
    const half = radius * DOT_SIZES[look];
    pen.fillStyle = this.color(category, look);
    pen.fillRect(x - half, y - half, 2 * half, 2 * half);
  }

  stamp(pen, category, look, accessible, x, y) {
    const { cell } = this;
    pen.drawImage(
      this.stamps,
      category * cell,
      (look * 2 + accessible) * cell,
      cell,
      cell,
      x - cell / 2,
      y - cell / 2,
      cell,
      cell,
    );
  }
}

/** Draws a seat around the origin: each look has a shape of its own, not only a colour. */
function drawSeat(pen, ink, category, look, radius, accessible) {
  const color = ink.color(category, look);
  pen.fillStyle = color;
  pen.strokeStyle = color;
  switch (look) {
    case HELD: {
      const line = Math.max(radius * 0.3, Math.min(1, radius * 0.5));
      pen.lineWidth = line;
      pen.fillStyle = alpha(ink.colors[category], 0.2);
      shape(pen, radius - line / 2, accessible);
      pen.fill();
      pen.stroke();
      break;
    }
    case TAKEN:
      shape(pen, radius * (radius < 2 ? 0.85 : 0.66), accessible);
      pen.fill();
      break;
    case OFF: {
      const arm = radius * 0.45;
      pen.globalAlpha = 0.6;
      pen.lineWidth = Math.max(0.8, radius * 0.22);
      pen.beginPath();
      pen.moveTo(-arm, -arm);
      pen.lineTo(arm, arm);
      pen.moveTo(arm, -arm);
      pen.lineTo(-arm, arm);
      pen.stroke();
      break;
    }
    case OTHER:
      pen.lineWidth = Math.max(0.8, radius * 0.25);
      pen.beginPath();
      pen.moveTo(0, -radius * 0.8);
      pen.lineTo(radius * 0.8, 0);
      pen.lineTo(0, radius * 0.8);
      pen.lineTo(-radius * 0.8, 0);
      pen.closePath();
      pen.stroke();
      break;
    default:
      shape(pen, radius, accessible);
      pen.fill();
  }
}

/** A disc, or for accessible places a rounded square. */
function shape(pen, radius, accessible) {
  pen.beginPath();
  if (accessible) {
    const half = radius * 0.94;
    pen.roundRect(-half, -half, 2 * half, 2 * half, half * 0.35);
  } else {
    pen.arc(0, 0, radius, 0, 2 * Math.PI);
  }
}
