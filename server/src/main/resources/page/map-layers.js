import { AREA, SEAT } from './map-chart.js';
import { trace } from './map-ground.js';
import { DIM, FREE, HELD, TAKEN, alpha, lookOf } from './map-ink.js';
import { Sheet, sameView } from './map-sheet.js';

const FRAME_MILLIS = 7;
const MOST_MILLIS = 12;
const NUMBER_RADIUS = 9;
/** Below this radius in device pixels seats are dots of one colour, and looks differ in size. */
const DOT_RADIUS = 1.6;

/**
 * The map's pictures: one is shown while the other is painted, a slice a frame, when painting
 * everything takes longer than a frame; a seat that changes is painted over in place.
 */
export class Layers {
  constructor(canvases, chart, ground) {
    this.chart = chart;
    this.ground = ground;
    this.sheets = canvases.map((canvas) => new Sheet(canvas));
    this.front = this.sheets[0];
    this.back = this.sheets[1];
    this.states = new Uint8Array(chart.count);
    /** Whether the states are known. */
    this.known = false;
    this.crowdCounts = new Map();
    this.highlight = -1;
    this.ink = null;
    this.ratio = 1;
    this.size = { width: 1, height: 1 };
    this.job = null;
    this.stale = true;
    this.seatMillis = 0.002;
    this.painted = 0;
    this.spent = 0;
    this.changed = new Set();
  }

  resize(width, height, ratio) {
    this.size = { width, height };
    this.ratio = ratio;
    this.sheets.forEach((sheet) => sheet.resize(width, height, ratio));
    this.invalidate();
  }

  setInk(ink) {
    this.ink = ink;
    this.invalidate();
  }

  /** Shows one category brighter than the others; -1 for all alike. */
  setHighlight(category) {
    if (this.highlight !== category) {
      this.highlight = category;
      this.invalidate();
    }
  }

  /** Everything has to be painted again. */
  invalidate() {
    this.stale = true;
    this.job = null;
  }

  setStates(states) {
    this.states = states;
    this.known = true;
    this.invalidate();
  }

  setState(object, state) {
    this.states[object] = state;
    this.changed.add(object);
  }

  setCrowd(object, held, booked) {
    const crowd = this.chart.crowds.get(object);
    const per = crowd.x.length / crowd.capacity;
    const before = this.crowdCounts.get(object) ?? { held: 0, booked: 0, marks: [0, 0] };
    const marks = [Math.ceil(booked * per), Math.ceil((booked + held) * per)];
    this.crowdCounts.set(object, { held, booked, marks });
    if (!this.stale) {
      this.repaintCrowd(crowd, before.marks, marks);
    }
  }

  /** Brings the picture to a view; whether it has to be called again soon. */
  show(view) {
    const same = sameView(this.front.view, view);
    if (same && !this.stale) {
      this.front.place(view);
      this.repaintChanged();
      return false;
    }
    if (!this.front.view || this.visible(view) * this.seatMillis < MOST_MILLIS) {
      this.begin(this.front, view);
      this.proceed(Infinity);
      this.finish();
      this.front.place(view);
      return false;
    }
    this.repaintChanged();
    this.front.place(view);
    if (!this.job) {
      this.begin(this.back, view);
      return true;
    }
    if (!this.proceed(performance.now() + FRAME_MILLIS)) {
      return true;
    }
    this.finish();
    [this.front, this.back] = [this.back, this.front];
    this.front.canvas.style.visibility = 'visible';
    this.back.canvas.style.visibility = 'hidden';
    this.front.place(view);
    return !sameView(this.front.view, view);
  }

  /** How many seats are within a view. */
  visible({ scale, x, y }) {
    const left = -x / scale;
    const top = -y / scale;
    const right = left + this.size.width / scale;
    const bottom = top + this.size.height / scale;
    let count = 0;
    for (let object = 0; object < this.chart.count; object++) {
      const seatX = this.chart.x[object];
      const seatY = this.chart.y[object];
      if (seatX > left && seatX < right && seatY > top && seatY < bottom) {
        count++;
      }
    }
    return count;
  }

  /** Learns from a picture that is done how long a seat takes. */
  finish() {
    this.stale = false;
    this.changed.clear();
    if (this.painted > 500) {
      this.seatMillis += 0.4 * (this.spent / this.painted - this.seatMillis);
    }
  }

  begin(sheet, view) {
    const { pen, under } = sheet;
    sheet.view = view;
    this.ground.paint(under, view, this.size, this.ratio, this.ink.theme);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.drawImage(sheet.underCanvas, 0, 0);
    this.job = { sheet, next: 0, crowds: [...this.chart.crowds.values()] };
    this.painted = 0;
    this.spent = 0;
  }

  /** Radius of a seat in device pixels. */
  radiusAt(view) {
    return Math.max(0.7, this.chart.radius * view.scale * this.ratio);
  }

  proceed(deadline) {
    const { job, chart } = this;
    const begun = performance.now();
    while (job.crowds.length > 0) {
      const crowd = job.crowds.pop();
      const { marks } = this.crowdCounts.get(crowd.object) ?? { marks: [0, 0] };
      this.paintDots(job.sheet, crowd, marks, 0, crowd.x.length);
    }
    const slice = 512;
    while (job.next < chart.count) {
      const end = Math.min(chart.count, job.next + slice);
      for (let object = job.next; object < end; object++) {
        this.paintObject(job.sheet, object);
      }
      job.next = end;
      if (performance.now() > deadline) {
        this.spent += performance.now() - begun;
        return false;
      }
    }
    this.spent += performance.now() - begun;
    this.job = null;
    return true;
  }

  repaintChanged() {
    if (this.changed.size === 0) {
      return;
    }
    for (const object of this.changed) {
      this.repaint(this.front, object);
    }
    if (this.job) {
      for (const object of this.changed) {
        if (object < this.job.next) {
          this.repaint(this.job.sheet, object);
        }
      }
    }
    this.changed.clear();
  }

  /** How an object looks now. */
  look(object) {
    const look = lookOf(this.states[object]);
    const others = this.highlight >= 0 && this.chart.category[object] !== this.highlight;
    return look === FREE && others ? DIM : look;
  }

  paintObject(sheet, object) {
    const { chart } = this;
    if (chart.kind[object] === AREA) {
      return;
    }
    if (chart.kind[object] !== SEAT) {
      this.paintThing(sheet, object);
      return;
    }
    const x = (chart.x[object] * sheet.view.scale + sheet.view.x) * this.ratio;
    const y = (chart.y[object] * sheet.view.scale + sheet.view.y) * this.ratio;
    const { canvas } = sheet;
    const reach = 2 * this.radiusAt(sheet.view) + 2;
    if (x < -reach || y < -reach || x > canvas.width + reach || y > canvas.height + reach) {
      return;
    }
    const look = this.look(object);
    this.painted++;
    const radius = this.radiusAt(sheet.view);
    if (radius < DOT_RADIUS) {
      this.ink.dot(sheet.pen, chart.category[object], look, radius, x, y);
      return;
    }
    this.ink.prepare(radius);
    this.ink.stamp(sheet.pen, chart.category[object], look, chart.accessible[object], x, y);
    if (this.ink.radius >= NUMBER_RADIUS * this.ratio && (look === FREE || look === HELD)) {
      this.paintNumber(sheet.pen, object, look, x, y);
    }
  }

  paintNumber(pen, object, look, x, y) {
    const { number } = this.chart.describe(object);
    const { theme } = this.ink;
    pen.font = `600 ${this.ink.radius * (number.length > 2 ? 0.7 : 0.88)}px ${theme.font}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillStyle = look === FREE ? this.ink.numbers[this.chart.category[object]] : theme.muted;
    pen.fillText(number, x, y + this.ink.radius * 0.06);
  }

  /** A table or booth: its outline, or a larger disc. */
  paintThing(sheet, object) {
    const { chart, ratio } = this;
    const { pen, view } = sheet;
    const look = this.look(object);
    const color = this.ink.color(chart.category[object], look);
    const scale = view.scale * ratio;
    pen.setTransform(scale, 0, 0, scale, view.x * ratio, view.y * ratio);
    pen.beginPath();
    const outline = chart.outlines.get(object);
    if (outline) {
      trace(pen, outline);
    } else {
      const reach = chart.radius * (look === TAKEN ? 1.1 : 2);
      pen.arc(chart.x[object], chart.y[object], reach, 0, 2 * Math.PI);
    }
    pen.lineJoin = 'round';
    pen.lineWidth = Math.max(1.4 / view.scale, chart.radius * 0.3);
    pen.strokeStyle = color;
    if (look === FREE || look === DIM) {
      pen.fillStyle = color;
      pen.fill();
    } else if (look === TAKEN) {
      pen.fillStyle = color;
      pen.globalAlpha = 0.55;
      pen.fill();
      pen.globalAlpha = 1;
      if (outline) {
        this.paintSoldDot(pen, object);
      }
    } else {
      pen.fillStyle = alpha(color, 0.18);
      pen.fill();
      pen.stroke();
    }
    const { number } = chart.describe(object);
    const size = chart.radius * 2.6;
    if (size * view.scale > 8 && number.length < 5) {
      pen.font = `600 ${size}px ${this.ink.theme.font}`;
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      pen.fillStyle = look === FREE ? this.ink.numbers[chart.category[object]] : this.ink.theme.muted;
      pen.fillText(number, chart.x[object], chart.y[object]);
    }
    pen.setTransform(1, 0, 0, 1, 0, 0);
  }

  /** The small dot of what is sold, in a thing whose outline says nothing of that. */
  paintSoldDot(pen, object) {
    const { x, y, radius } = this.chart;
    pen.beginPath();
    pen.arc(x[object], y[object], radius * 0.8, 0, 2 * Math.PI);
    pen.fillStyle = this.ink.theme.muted;
    pen.fill();
  }

  /** Paints an object anew where it stands. */
  repaint(sheet, object) {
    const { chart, ratio } = this;
    if (chart.kind[object] === AREA || !sheet.view) {
      return;
    }
    let half = Math.ceil(this.radiusAt(sheet.view)) + 2;
    if (chart.kind[object] !== SEAT) {
      const outline = chart.outlines.get(object);
      let reach = chart.radius * 2;
      for (let at = 0; outline && at < outline.length; at += 2) {
        reach = Math.max(
          reach,
          Math.abs(outline[at] - chart.x[object]),
          Math.abs(outline[at + 1] - chart.y[object]),
        );
      }
      half = Math.ceil(reach * sheet.view.scale * ratio) + 3;
    }
    const x = (chart.x[object] * sheet.view.scale + sheet.view.x) * ratio;
    const y = (chart.y[object] * sheet.view.scale + sheet.view.y) * ratio;
    sheet.restore(x, y, half);
    this.paintObject(sheet, object);
  }

  repaintCrowd(crowd, before, after) {
    const targets = this.job ? [this.front, this.job.sheet] : [this.front];
    for (const sheet of targets) {
      for (const mark of [0, 1]) {
        const from = Math.min(before[mark], after[mark]);
        const to = Math.max(before[mark], after[mark]);
        this.restoreDots(sheet, crowd, from, to);
        this.paintDots(sheet, crowd, after, from, to);
      }
    }
  }

  restoreDots(sheet, crowd, from, to) {
    const scale = sheet.view.scale * this.ratio;
    const half = Math.ceil(crowd.radius * scale) + 1;
    for (let dot = from; dot < to; dot++) {
      const x = crowd.x[dot] * scale + sheet.view.x * this.ratio;
      const y = crowd.y[dot] * scale + sheet.view.y * this.ratio;
      sheet.restore(x, y, half);
    }
  }

  paintDots(sheet, crowd, [booked, held], from, to) {
    const { pen, view } = sheet;
    const scale = view.scale * this.ratio;
    const category = this.chart.category[crowd.object];
    const dim = this.highlight >= 0 && this.highlight !== category;
    const radius = Math.max(0.6, crowd.radius * scale);
    const paint = (start, end, look, size) => {
      pen.fillStyle = this.ink.color(category, look);
      for (let dot = Math.max(from, start); dot < Math.min(to, end); dot++) {
        pen.beginPath();
        pen.arc(
          crowd.x[dot] * scale + view.x * this.ratio,
          crowd.y[dot] * scale + view.y * this.ratio,
          size,
          0,
          2 * Math.PI,
        );
        if (look === HELD && radius > 2.5) {
          pen.lineWidth = radius * 0.35;
          pen.strokeStyle = pen.fillStyle;
          pen.stroke();
        } else {
          pen.fill();
        }
      }
    };
    paint(0, booked, TAKEN, radius * 0.6);
    paint(booked, held, HELD, radius * 0.75);
    paint(held, crowd.x.length, dim ? DIM : FREE, radius);
  }
}
