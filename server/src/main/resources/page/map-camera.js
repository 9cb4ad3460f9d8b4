/** What part of the drawing is seen: `screen = world * scale + offset`, in CSS pixels. */
export class Camera {
  constructor() {
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    this.width = 1;
    this.height = 1;
    this.least = 0.01;
    this.most = 100;
    this.bounds = { left: 0, top: 0, right: 1, bottom: 1 };
    this.flight = null;
  }

  resize(width, height) {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
  }

  /** Sets what can be seen at all, and how near one can come. */
  frame(bounds, largestScale) {
    this.bounds = bounds;
    const whole = this.whole();
    this.least = whole.scale * 0.7;
    this.most = Math.max(largestScale, whole.scale * 2);
  }

  /** The view that shows everything. */
  whole() {
    const margin = Math.min(36, this.width * 0.05);
    const width = this.bounds.right - this.bounds.left;
    const height = this.bounds.bottom - this.bounds.top;
    const scale = Math.min(
      (this.width - 2 * margin) / width,
      (this.height - 2 * margin) / height,
    );
    return {
      scale,
      x: this.width / 2 - ((this.bounds.left + this.bounds.right) / 2) * scale,
      y: this.height / 2 - ((this.bounds.top + this.bounds.bottom) / 2) * scale,
    };
  }

  /** The view that shows some part of the drawing, not nearer than a scale. */
  around({ left, top, right, bottom }, nearest) {
    const room = 0.55;
    const scale = Math.min(
      nearest,
      (this.width * room) / Math.max(right - left, 1e-6),
      (this.height * room) / Math.max(bottom - top, 1e-6),
    );
    return {
      scale,
      x: this.width / 2 - ((left + right) / 2) * scale,
      y: this.height / 2 - ((top + bottom) / 2) * scale,
    };
  }

  set(view) {
    this.flight = null;
    this.scale = view.scale;
    this.x = view.x;
    this.y = view.y;
    this.hold();
  }

  /** Goes to a view over some milliseconds; {@link advance} moves it on. */
  fly(view, now, millis) {
    if (millis <= 0) {
      this.set(view);
      return;
    }
    this.flight = {
      from: { scale: this.scale, x: this.x, y: this.y },
      to: view,
      start: now,
      millis,
    };
  }

  /** Moves a flight on; whether the view has changed. */
  advance(now) {
    if (!this.flight) {
      return false;
    }
    const { from, to, start, millis } = this.flight;
    const part = Math.min(1, Math.max(0, (now - start) / millis));
    const eased = 1 - (1 - part) ** 3;
    this.scale = from.scale * (to.scale / from.scale) ** eased;
    const centerOf = (view) => [
      (this.width / 2 - view.x) / view.scale,
      (this.height / 2 - view.y) / view.scale,
    ];
    const [fromX, fromY] = centerOf(from);
    const [toX, toY] = centerOf(to);
    const pan = from.scale === to.scale
      ? eased
      : (1 / from.scale - 1 / this.scale) / (1 / from.scale - 1 / to.scale);
    this.x = this.width / 2 - (fromX + (toX - fromX) * pan) * this.scale;
    this.y = this.height / 2 - (fromY + (toY - fromY) * pan) * this.scale;
    if (part >= 1) {
      this.flight = null;
    }
    return true;
  }

  pan(dx, dy) {
    this.flight = null;
    this.x += dx;
    this.y += dy;
    this.hold();
  }

  zoomAt(screenX, screenY, factor) {
    this.flight = null;
    const scale = Math.min(this.most, Math.max(this.least, this.scale * factor));
    this.x = screenX - ((screenX - this.x) / this.scale) * scale;
    this.y = screenY - ((screenY - this.y) / this.scale) * scale;
    this.scale = scale;
    this.hold();
  }

  /** The view as seen from nearer by, the middle staying where it is. */
  nearer(factor) {
    const scale = Math.min(this.most, Math.max(this.least, this.scale * factor));
    const [x, y] = this.toWorld(this.width / 2, this.height / 2);
    return { scale, x: this.width / 2 - x * scale, y: this.height / 2 - y * scale };
  }

  /** Keeps some of the drawing in sight. */
  hold() {
    const keep = 80;
    const low = (edge) => keep - edge * this.scale;
    this.x = Math.min(this.width - keep - this.bounds.left * this.scale,
      Math.max(low(this.bounds.right), this.x));
    this.y = Math.min(this.height - keep - this.bounds.top * this.scale,
      Math.max(low(this.bounds.bottom), this.y));
  }

  toWorld(screenX, screenY) {
    return [(screenX - this.x) / this.scale, (screenY - this.y) / this.scale];
  }

  toScreen(worldX, worldY) {
    return [worldX * this.scale + this.x, worldY * this.scale + this.y];
  }

  view() {
    return { scale: this.scale, x: this.x, y: this.y };
  }
}
