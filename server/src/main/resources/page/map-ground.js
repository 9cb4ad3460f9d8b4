import { alpha, mix } from './map-ink.js';

/** What lies under the seats and never changes: the light of the stage, blocks, areas, names. */

const STAGE = /stage|bühne|scène|escenario|podium|screen/i;

export class Ground {
  constructor(chart) {
    this.chart = chart;
    this.stage = chart.decorations.find(({ text }) => STAGE.test(text)) ?? null;
  }

  /** Paints everything seen through a view; `ratio` is device pixels to a CSS pixel. */
  paint(pen, view, size, ratio, theme) {
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.fillStyle = theme.ground;
    pen.fillRect(0, 0, size.width, size.height);
    this.paintLight(pen, view, size, theme);
    pen.setTransform(
      ratio * view.scale, 0, 0, ratio * view.scale, ratio * view.x, ratio * view.y,
    );
    this.paintBlocks(pen, view, theme);
    this.paintCrowds(pen, view, theme);
    this.paintDecorations(pen, view, theme);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.paintRowNames(pen, view, size, theme);
  }

  paintLight(pen, view, size, theme) {
    if (!this.stage) {
      return;
    }
    const { bounds } = this.chart;
    const x = (this.stage.x + this.stage.width / 2) * view.scale + view.x;
    const y = (this.stage.y + this.stage.height * 0.7) * view.scale + view.y;
    const reach = Math.max(bounds.right - bounds.left, bounds.bottom - bounds.top) * view.scale;
    const warm = pen.createRadialGradient(x, y, 0, x, y, reach * 0.62);
    const strength = theme.dark ? 1 : 0.8;
    for (const [at, opacity] of [[0, 0.36], [0.1, 0.25], [0.22, 0.15], [0.4, 0.065], [0.65, 0.02], [1, 0]]) {
      warm.addColorStop(at, alpha(theme.light, opacity * strength));
    }
    pen.fillStyle = warm;
    pen.fillRect(0, 0, size.width, size.height);
  }

  paintBlocks(pen, view, theme) {
    const { chart } = this;
    pen.lineJoin = 'round';
    for (const { hull } of chart.blocks) {
      pen.beginPath();
      hull.forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      pen.closePath();
      const pad = chart.pitch * 1.5;
      pen.lineWidth = pad + 1.6 / view.scale;
      pen.strokeStyle = theme.blockEdge;
      pen.stroke();
      pen.fillStyle = theme.block;
      pen.strokeStyle = theme.block;
      pen.lineWidth = pad;
      pen.stroke();
      pen.fill();
    }
  }

  paintCrowds(pen, view, theme) {
    for (const { object, outline } of this.chart.crowds.values()) {
      const color = this.chart.categories[this.chart.category[object]].color;
      pen.beginPath();
      trace(pen, outline);
      pen.fillStyle = mix(theme.ground, color, theme.dark ? 0.085 : 0.1);
      pen.fill();
      pen.lineJoin = 'round';
      pen.lineWidth = 1.2 / view.scale;
      pen.strokeStyle = alpha(color, 0.4);
      pen.stroke();
    }
  }

  paintDecorations(pen, view, theme) {
    for (const decoration of this.chart.decorations) {
      const { x, y, width, height, text } = decoration;
      const corner = Math.min(width, height) * 0.08;
      if (width > 0 && height > 0) {
        const body = pen.createLinearGradient(0, y, 0, y + height);
        body.addColorStop(0, theme.stageTop);
        body.addColorStop(1, theme.stageBottom);
        pen.fillStyle = body;
        pen.beginPath();
        pen.roundRect(x, y, width, height, corner);
        pen.fill();
      }
      if (decoration === this.stage) {
        pen.fillStyle = alpha(theme.light, theme.dark ? 0.9 : 0.7);
        pen.fillRect(x + corner, y + height - 1.6 / view.scale, width - 2 * corner, 1.6 / view.scale);
      }
      if (text) {
        this.paintText(pen, view, theme, decoration);
      }
    }
  }

  paintText(pen, view, theme, { x, y, width, height, text }) {
    const room = width > 0 ? width * 0.8 : this.chart.pitch * 14;
    const most = height > 0 ? height * 0.3 : this.chart.pitch * 2;
    const size = Math.min(most, (room / text.length) * 1.15);
    if (size * view.scale < 5) {
      return;
    }
    pen.font = `600 ${size}px ${theme.font}`;
    pen.letterSpacing = `${size * 0.22}px`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillStyle = theme.stageText;
    pen.fillText(text, x + width / 2 + size * 0.11, y + height / 2);
    pen.letterSpacing = '0px';
  }

  paintRowNames(pen, view, size, theme) {
    const radius = this.chart.radius * view.scale;
    if (radius < 5) {
      return;
    }
    pen.font = `500 ${Math.min(13, radius * 1.15)}px ${theme.font}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillStyle = theme.muted;
    for (const row of this.chart.rows) {
      const x = row.x * view.scale + view.x;
      const y = row.y * view.scale + view.y;
      if (x > -20 && y > -20 && x < size.width + 20 && y < size.height + 20) {
        pen.fillText(row.row, x, y);
      }
    }
  }
}

/** Adds a polygon, a flat list of x and y, to the path. */
export function trace(pen, points) {
  pen.moveTo(points[0], points[1]);
  for (let at = 2; at < points.length; at += 2) {
    pen.lineTo(points[at], points[at + 1]);
  }
  pen.closePath();
}
