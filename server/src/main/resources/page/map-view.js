import { Camera } from './map-camera.js';
import { SEAT } from './map-chart.js';
import { Gestures } from './map-gestures.js';
import { Ink } from './map-ink.js';
import { Pace } from './map-pace.js';
import { sameView } from './map-sheet.js';
import { STYLE, TEMPLATE } from './map-style.js';
import { readTheme } from './map-theme.js';
import { Tip } from './map-tip.js';
import { spoken } from './map-words.js';

const FLIGHT_MILLIS = 420;
const MOST_RATIO = 2.5;
const LABEL = 'Seat map. Arrow keys move, Enter chooses, plus and minus zoom, 0 shows the whole house.';

/**
 * The map as a picture that one moves about in: its canvases, camera, theme and cursor. What it
 * shows and what a pick means is {@link SeatkeeperMap}'s.
 */
export class MapView extends HTMLElement {
  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [STYLE];
    root.innerHTML = TEMPLATE;
    this.camera = new Camera();
    this.calm = matchMedia('(prefers-reduced-motion: reduce)');
    this.scheme = matchMedia('(prefers-color-scheme: light)');
    this.restyled = () => this.applyTheme();
    this.tip = new Tip(root.getElementById('tip'));
    this.gestures = new Gestures(this);
    this.frame = 0;
    this.pace = new Pace();
    this.paintedView = null;
    this.fitted = false;
    this.cursor = -1;
  }

  connectedCallback() {
    this.tabIndex = 0;
    this.setAttribute('role', 'application');
    this.setAttribute('aria-label', LABEL);
    this.scheme.addEventListener('change', this.restyled);
    readTheme(this);
  }

  disconnectedCallback() {
    this.scheme.removeEventListener('change', this.restyled);
  }

  // ---- what it looks like ----

  /** Reads the theme from the page's style; call it when that has changed. */
  applyTheme() {
    const theme = readTheme(this);
    if (this.layers) {
      this.layers.setInk(new Ink(theme, this.chart.categories));
      this.glow.setTheme(theme);
      this.wake();
    }
  }

  /** Shows one category, by its index, brighter than the others; -1 for all alike. */
  setHighlight(category) {
    this.layers?.setHighlight(category);
    this.wake();
  }

  resize() {
    const { width, height } = this.getBoundingClientRect();
    if (!width || !height) {
      return;
    }
    const whole = !this.fitted || this.camera.scale / this.camera.whole().scale < 1.01;
    this.camera.resize(width, height);
    this.camera.frame(this.chart.bounds, 26 / this.chart.radius);
    if (whole) {
      this.camera.set(this.camera.whole());
    }
    this.fitted = true;
    this.setResolution();
    this.paint(performance.now());
  }

  /** Gives the pictures as many pixels as the screen has, or as the machine can keep up with. */
  setResolution() {
    const { width, height } = this.camera;
    const sharp = Math.min(window.devicePixelRatio || 1, MOST_RATIO);
    const ratio = Math.max(Math.min(1, sharp), sharp * this.pace.factor);
    this.layers.resize(width, height, ratio);
    this.glow.resize(width, height, ratio);
  }

  /** Has the next frame painted. */
  wake() {
    if (!this.frame && this.fitted) {
      this.frame = requestAnimationFrame((now) => this.paint(now));
    }
  }

  paint(now) {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.glow.still = this.calm.matches;
    const moving = this.camera.advance(now);
    const view = this.camera.view();
    const moved = this.paintedView !== null && !sameView(this.paintedView, view);
    this.paintedView = view;
    if (this.pace.frame(now, moved)) {
      this.setResolution();
    }
    const unfinished = this.layers.show(view);
    const marks = { ...this.marks, cursor: this.cursor };
    const glowing = this.glow.draw(view, marks, this.layers.crowdCounts, now);
    if (moving || unfinished || glowing) {
      this.wake();
    }
  }

  // ---- moving about ----

  fit() {
    this.fly(this.camera.whole());
  }

  zoom(factor) {
    this.fly(this.camera.nearer(factor));
  }

  fly(view) {
    this.camera.fly(view, performance.now(), this.calm.matches ? 0 : FLIGHT_MILLIS);
    this.wake();
  }

  /** Goes to where some objects are. */
  focusOn(objects) {
    const xs = objects.map((object) => this.chart.x[object]);
    const ys = objects.map((object) => this.chart.y[object]);
    const pad = this.chart.pitch * 7;
    const around = {
      left: Math.min(...xs) - pad,
      right: Math.max(...xs) + pad,
      top: Math.min(...ys) - pad,
      bottom: Math.max(...ys) + pad,
    };
    this.fly(this.camera.around(around, 9 / this.chart.radius));
  }

  /** The object at a point of the map, or -1. */
  find(x, y, slackPixels) {
    const [worldX, worldY] = this.camera.toWorld(x, y);
    const slack = slackPixels / this.camera.scale;
    return this.link.ask({ type: 'hit', x: worldX, y: worldY, slack });
  }

  /** Moves the keyboard's cursor in a direction, and into sight. */
  async walk(dx, dy) {
    const { camera, chart } = this;
    const [x, y] = camera.toWorld(camera.width / 2, camera.height / 2);
    const found = await this.link.ask(
      this.cursor < 0
        ? { type: 'hit', x, y, slack: chart.pitch }
        : { type: 'step', from: this.cursor, dx, dy },
    );
    this.showCursor(Math.max(0, found));
    this.speak(spoken(chart, this.describe(this.cursor), this.cursor));
  }

  /** Puts the cursor on an object, and the object into sight. */
  showCursor(object) {
    const { camera, chart } = this;
    const [screenX, screenY] = camera.toScreen(chart.x[object], chart.y[object]);
    const edge = 40;
    if (screenX < edge || screenY < edge
      || screenX > camera.width - edge || screenY > camera.height - edge) {
      camera.pan(camera.width / 2 - screenX, camera.height / 2 - screenY);
    }
    this.hover(object, null);
  }

  /** Says something to those who listen to the page. */
  speak(text) {
    this.shadowRoot.getElementById('voice').textContent = text;
  }

  /** Shows what is at the cursor; `point` is where the pointer is, if there is one. */
  hover(object, point) {
    if (object < 0 && this.cursor < 0) {
      return;
    }
    this.cursor = object;
    this.style.cursor = object >= 0 ? 'pointer' : '';
    this.wake();
    if (object < 0 || !this.ready) {
      this.tip.hide();
      return;
    }
    const { camera, chart } = this;
    const small = chart.kind[object] === SEAT;
    const [x, y] = small || !point ? camera.toScreen(chart.x[object], chart.y[object]) : point;
    const reach = Math.max(6, small ? chart.radius * camera.scale : 6) + 9;
    this.tip.show(this.describe(object), x, y, reach, camera);
  }
}
