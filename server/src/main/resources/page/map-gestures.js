const CLICK_SLOP = 5;
const MOST_KEYS_WAITING = 16;
const STEPS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Turns what a visitor does with mouse, fingers and keys into moves of the map and picks. */
export class Gestures {
  constructor(map) {
    this.map = map;
    this.pointers = new Map();
    this.looking = false;
    this.keysWaiting = 0;
    this.keysDone = Promise.resolve();
    map.addEventListener('pointerdown', (event) => this.pressed(event));
    map.addEventListener('pointermove', (event) => this.moved(event));
    map.addEventListener('pointerup', (event) => this.released(event));
    map.addEventListener('pointercancel', (event) => this.pointers.delete(event.pointerId));
    map.addEventListener('pointerleave', () => map.hover(-1));
    map.addEventListener('wheel', (event) => this.wheeled(event), { passive: false });
    map.addEventListener('keydown', (event) => this.typed(event));
  }

  /** The point of an event, in pixels of the map. */
  pointOf(event) {
    const box = this.map.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  pressed(event) {
    if (event.button === 0 && this.map.ready) {
      const [x, y] = this.pointOf(event);
      this.map.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, { x, y, startX: x, startY: y, far: false });
    }
  }

  moved(event) {
    const pointer = this.pointers.get(event.pointerId);
    if (!pointer) {
      this.look(event);
      return;
    }
    const before = [...this.pointers.values()].map(({ x, y }) => [x, y]);
    const [x, y] = this.pointOf(event);
    const dx = x - pointer.x;
    const dy = y - pointer.y;
    pointer.x = x;
    pointer.y = y;
    pointer.far ||= Math.hypot(x - pointer.startX, y - pointer.startY) > CLICK_SLOP;
    if (!pointer.far) {
      return;
    }
    this.map.hover(-1);
    if (this.pointers.size === 2) {
      this.pinch(before);
    } else {
      this.map.camera.pan(dx, dy);
    }
    this.map.style.cursor = 'grabbing';
    this.map.wake();
  }

  pinch([[x1, y1], [x2, y2]]) {
    const [one, other] = [...this.pointers.values()];
    const factor = Math.hypot(one.x - other.x, one.y - other.y) / Math.hypot(x1 - x2, y1 - y2);
    const { camera } = this.map;
    camera.pan((one.x + other.x - x1 - x2) / 2, (one.y + other.y - y1 - y2) / 2);
    camera.zoomAt((one.x + other.x) / 2, (one.y + other.y) / 2, factor);
  }

  async released(event) {
    const pointer = this.pointers.get(event.pointerId);
    this.pointers.delete(event.pointerId);
    this.map.style.cursor = '';
    if (pointer && !pointer.far) {
      const object = await this.map.find(...this.pointOf(event), event.pointerType === 'touch' ? 8 : 2);
      if (object >= 0) {
        this.map.pick(object);
      }
    }
  }

  wheeled(event) {
    event.preventDefault();
    if (!this.map.ready) {
      return;
    }
    const pixels = event.deltaY * (event.deltaMode === 1 ? 30 : 1);
    const factor = Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.0016));
    this.map.camera.zoomAt(...this.pointOf(event), factor);
    this.map.hover(-1);
    this.map.wake();
  }

  /** Asks what is under the pointer; one question at a time, the last position counts. */
  async look(event) {
    this.lookAt = this.pointOf(event);
    if (!this.map.ready || this.looking) {
      return;
    }
    this.looking = true;
    let asked;
    do {
      asked = this.lookAt;
      const object = await this.map.find(...asked, 1.5);
      if (this.pointers.size === 0) {
        this.map.hover(object, asked);
      }
    } while (asked !== this.lookAt);
    this.looking = false;
  }

  typed(event) {
    if (!this.map.ready || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const action = this.actionOf(event.key);
    if (!action) {
      return;
    }
    event.preventDefault();
    // A step asks the worker where it leads: what is typed meanwhile counts from there.
    if (this.keysWaiting < MOST_KEYS_WAITING) {
      this.keysWaiting++;
      this.keysDone = this.keysDone.then(action).finally(() => this.keysWaiting--);
    }
  }

  /** What a key does; undefined for a key that is not ours. */
  actionOf(key) {
    const { map } = this;
    if (STEPS[key]) {
      return () => map.walk(...STEPS[key]);
    }
    switch (key) {
      case 'Enter':
      case ' ':
        return () => map.cursor >= 0 && map.pick(map.cursor);
      case '+':
      case '=':
        return () => map.zoom(1.6);
      case '-':
        return () => map.zoom(1 / 1.6);
      case '0':
        return () => map.fit();
      case 'Escape':
        return () => map.hover(-1);
      default:
        return undefined;
    }
  }
}
