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
    const factor = view.scale / this.view.scale;
    const x = view.x - this.view.x * factor;
    const y = view.y - this.view.y * factor;
    const transform = sameView(view, this.view) ? '' : `matrix(${factor},0,0,${factor},${x},${y})`;
    if (transform !== this.transform) {
      this.canvas.style.transform = transform;
      this.transform = transform;
    }
  }
}

/** Whether two views show the same. */
export function sameView(one, other) {
  return one !== null && one.scale === other.scale && one.x === other.x && one.y === other.y;
}
