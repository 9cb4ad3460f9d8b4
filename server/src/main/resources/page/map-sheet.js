/** One of the map's two pictures, and the ground under its seats. */
export class Sheet {
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext('2d', { alpha: false });
    this.underCanvas = document.createElement('canvas');
    this.under = this.underCanvas.getContext('2d', { alpha: false });
    this.view = null;
    this.transform = '';
  }

  resize(width, height, ratio) {
    for (const canvas of [this.canvas, this.underCanvas]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.view = null;
  }

  /** Puts the ground back around a point. */
  restore(x, y, half) {
    const left = Math.round(x - half);
    const top = Math.round(y - half);
    const edge = 2 * half;
    if (left < -edge || top < -edge || left > this.canvas.width || top > this.canvas.height) {
      return;
    }
    this.pen.drawImage(this.underCanvas, left, top, edge, edge, left, top, edge, edge);
  }

  /** Moves the picture to where a view, not quite its own, would show it. */
  place(view) {
    const transform = sameView(view, this.view) ? '' : placed(this.view, view);
    if (transform !== this.transform) {
      this.canvas.style.transform = transform;
      this.transform = transform;
    }
  }
}

/** The CSS transform that moves a picture of one view to where another would show it. */
export function placed(from, to) {
  const factor = to.scale / from.scale;
  return `matrix(${factor},0,0,${factor},${to.x - from.x * factor},${to.y - from.y * factor})`;
}

/** Whether two views show the same. */
export function sameView(one, other) {
  return one !== null && one.scale === other.scale && one.x === other.x && one.y === other.y;
}
