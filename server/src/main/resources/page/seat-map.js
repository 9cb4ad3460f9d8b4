import { Camera } from './map-camera.js';
import { AREA, Chart, SEAT } from './map-chart.js';
import { Counts } from './map-counts.js';
import { Gestures } from './map-gestures.js';
import { Glow } from './map-glow.js';
import { Ground } from './map-ground.js';
import { FREE, HELD, Ink, TAKEN, lookOf } from './map-ink.js';
import { Layers } from './map-layers.js';
import { Tip, sectionName } from './map-tip.js';

const STATUS_WORDS = ['free', 'held by someone', 'sold', 'not for sale', 'reserved'];
const FLIGHT_MILLIS = 420;

const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`
:host { display: block; position: relative; overflow: hidden; touch-action: none; contain: strict;
  background: var(--map-ground, #0a0c13); outline: none; user-select: none; }
canvas { position: absolute; left: 0; top: 0; transform-origin: 0 0; }
#names, #light { pointer-events: none; }
#tip { position: absolute; left: 0; top: 0; max-width: 270px; padding: 10px 13px; opacity: 0;
  pointer-events: none; border-radius: 11px; background: var(--tip, #1d2232f5);
  color: var(--text, #fff); font: 13px/1.5 var(--font, sans-serif);
  box-shadow: 0 10px 34px #0007, 0 0 0 1px var(--line, #fff2); transition: opacity .12s; }
#tip b { display: block; font-weight: 600; }
#tip span { display: flex; gap: 7px; align-items: center; color: var(--muted, #9aa); }
#tip i { flex: none; width: 9px; height: 9px; border-radius: 50%; }
#voice { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
#ring { position: absolute; inset: 0; pointer-events: none; }
:host(:focus-visible) #ring { box-shadow: inset 0 0 0 2px var(--accent, #ffb85c); }
`);

const TEMPLATE = `
<canvas></canvas><canvas></canvas><canvas id="names"></canvas><canvas id="light"></canvas>
<div id="tip"></div><div id="voice" aria-live="polite"></div><div id="ring"></div>`;

/**
 * The live map of an event, to be put into any page:
 * `<seat-map event="my-show" server="https://tickets.example"></seat-map>`.
 *
 * Fires `chart` once it is drawn, `counts` and `state` when something has changed, `age` five times
 * a second, `pick` when the visitor points at an object, and `failed`.
 */
export class SeatMap extends HTMLElement {
  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [STYLE];
    root.innerHTML = TEMPLATE;
    this.camera = new Camera();
    this.chart = null;
    this.marks = { selected: new Set(), held: new Set(), booked: new Set() };
    this.cursor = -1;
    this.heardAt = 0;
    this.live = false;
    this.questions = new Map();
    this.asked = 0;
    this.frame = 0;
    this.fitted = false;
    this.calm = matchMedia('(prefers-reduced-motion: reduce)');
    this.tip = new Tip(this.shadowRoot.getElementById('tip'));
    this.gestures = new Gestures(this);
  }

  get base() {
    const event = encodeURIComponent(this.getAttribute('event'));
    return `${this.getAttribute('server') ?? ''}/v1/events/${event}`;
  }

  /** Whether the map is drawn and its statuses are known. */
  get ready() {
    return this.fitted && this.statuses !== undefined;
  }

  async connectedCallback() {
    this.tabIndex = 0;
    this.setAttribute('role', 'application');
    this.setAttribute(
      'aria-label',
      'Seat map. Arrow keys move, Enter chooses, plus and minus zoom, 0 shows the whole house.',
    );
    try {
      await this.load();
    } catch (error) {
      this.fire('failed', { message: error.message });
    }
  }

  disconnectedCallback() {
    this.worker?.postMessage({ type: 'close' });
    this.worker = null;
    this.sizes?.disconnect();
    clearInterval(this.ageTimer);
    cancelAnimationFrame(this.frame);
  }

  fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  async load() {
    const response = await fetch(`${this.base}/chart`);
    if (!response.ok) {
      throw new Error(
        response.status === 404
          ? 'There is no such event.'
          : `The map could not be loaded (${response.status}). Try again in a moment.`,
      );
    }
    this.chart = new Chart(await response.json());
    if (!this.isConnected) {
      return;
    }
    const [one, other, names, light] = this.shadowRoot.querySelectorAll('canvas');
    other.style.visibility = 'hidden';
    this.layers = new Layers([one, other], this.chart, new Ground(this.chart));
    this.glow = new Glow(light, names, this.chart);
    this.counts = new Counts(this.chart);
    this.applyTheme();
    this.startWorker();
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this);
    this.ageTimer = setInterval(() => this.tellAge(), 200);
    this.fire('chart', { chart: this.chart });
  }

  // ---- the feed ----

  startWorker() {
    const { chart } = this;
    this.worker = new Worker(new URL('./map-worker.js', import.meta.url), { type: 'module' });
    this.worker.addEventListener('message', ({ data }) => this.heard(data));
    this.worker.addEventListener('error', () =>
      this.fire('failed', { message: 'The map cannot run in this browser.' }),
    );
    const points = chart.kind.reduce((found, kind, object) => {
      if (kind !== AREA) {
        found.push(object);
      }
      return found;
    }, []);
    this.worker.postMessage({
      type: 'geometry',
      x: chart.x,
      y: chart.y,
      reach: chart.radius * 1.25,
      points: Uint32Array.from(points),
      outlines: [...chart.outlines].map(([object, corners]) => ({ object, points: corners })),
    });
    const url = new URL(`${this.base}/changes`, location.href).href;
    this.worker.postMessage({ type: 'follow', url });
  }

  heard(message) {
    switch (message.type) {
      case 'snapshot':
        this.alive(message.ageMillis);
        this.takeSnapshot(message);
        break;
      case 'changes':
        this.takeChanges(message);
        break;
      case 'alive':
        this.alive(message.ageMillis);
        break;
      case 'lost':
        this.live = false;
        this.tellAge();
        break;
      case 'found':
        this.questions.get(message.request)?.(message.object);
        this.questions.delete(message.request);
        break;
      default:
        throw new Error(`the map does not know ${message.type}`);
    }
  }

  alive(ageMillis) {
    this.heardAt = performance.now() - ageMillis;
    this.live = true;
  }

  tellAge() {
    const ageMillis = this.heardAt ? performance.now() - this.heardAt : Infinity;
    this.fire('age', { ageMillis, live: this.live });
  }

  takeSnapshot({ states, areas, statuses, fenced }) {
    const first = this.statuses === undefined;
    this.statuses = statuses;
    if (!first) {
      this.lightDifferences(this.layers.states, states);
    }
    this.layers.setStates(states);
    for (let at = 0; at < areas.length; at += 3) {
      this.layers.setCrowd(areas[at], areas[at + 1], areas[at + 2]);
    }
    this.counts.reset(states, this.layers.crowdCounts);
    this.changed(fenced);
  }

  takeChanges({ objects, states, areas, statuses, fenced }) {
    const { layers } = this;
    const now = performance.now();
    this.statuses = statuses ?? this.statuses;
    for (let at = 0; at < objects.length; at++) {
      const object = objects[at];
      if (this.chart.kind[object] !== AREA) {
        const before = lookOf(layers.states[object]);
        const after = lookOf(states[at]);
        this.counts.add(object, before, -1);
        this.counts.add(object, after, 1);
        layers.setState(object, states[at]);
        this.light(object, before, after, now);
      }
    }
    for (let at = 0; at < areas.length; at += 3) {
      this.takeArea(areas[at], areas[at + 1], areas[at + 2], now);
    }
    this.changed(fenced);
  }

  takeArea(object, held, booked, now) {
    const { layers } = this;
    const crowd = this.chart.crowds.get(object);
    const before = layers.crowdCounts.get(object) ?? { held: 0, booked: 0, marks: [0, 0] };
    layers.setCrowd(object, held, booked);
    this.counts.move(object, held - before.held, booked - before.booked);
    const { marks } = layers.crowdCounts.get(object);
    const most = Math.min(marks[0], before.marks[0] + 12);
    for (let dot = before.marks[0]; dot < most; dot++) {
      this.glow.add(crowd.x[dot], crowd.y[dot], this.chart.category[object], 'sold', now);
    }
  }

  changed(fenced) {
    this.fire('counts', { counts: this.counts.categories });
    this.fire('state', { fenced });
    this.wake();
  }

  /** Lights a seat up that has just gone or come back. */
  light(object, before, after, now) {
    const kind = { [FREE]: 'freed', [HELD]: 'held', [TAKEN]: 'sold' }[after];
    if (before !== after && kind) {
      const { x, y, category } = this.chart;
      this.glow.add(x[object], y[object], category[object], kind, now);
    }
  }

  lightDifferences(before, after) {
    const now = performance.now();
    for (let object = 0; object < this.chart.count; object++) {
      if (before[object] !== after[object] && this.chart.kind[object] !== AREA) {
        this.light(object, lookOf(before[object]), lookOf(after[object]), now);
      }
    }
  }

  // ---- what it looks like ----

  /** Reads the theme from the page's style; call it when that has changed. */
  applyTheme() {
    if (!this.layers) {
      return;
    }
    const style = getComputedStyle(this);
    const read = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
    const theme = {
      dark: read('--dark', '1') === '1',
      ground: read('--map-ground', '#0a0c13'),
      text: read('--text', '#f1f3f9'),
      muted: read('--muted', '#8e96aa'),
      light: read('--stage-light', '#ffbf78'),
      mine: read('--mine', '#ffffff'),
      good: read('--good', '#62d69d'),
      block: read('--block', '#10131c'),
      blockEdge: read('--block-edge', '#1b2030'),
      stageTop: read('--stage-top', '#2d3346'),
      stageBottom: read('--stage-bottom', '#1d2230'),
      stageText: read('--stage-text', '#aab2c6'),
      font: read('--font', 'sans-serif'),
    };
    this.layers.setInk(new Ink(theme, this.chart.categories));
    this.glow.setTheme(theme);
    this.wake();
  }

  /** Shows one category, by its index, brighter than the others; -1 for all alike. */
  setHighlight(category) {
    this.layers?.setHighlight(category);
    this.wake();
  }

  /** Shows what is the visitor's: sets of object indexes `selected`, `held` and `booked`. */
  setMarks(marks) {
    this.marks = marks;
    this.wake();
  }

  resize() {
    const { width, height } = this.getBoundingClientRect();
    if (!width || !height) {
      return;
    }
    const ratio = Math.min(window.devicePixelRatio || 1, 2.5);
    const whole = !this.fitted || this.camera.scale / this.camera.whole().scale < 1.01;
    this.camera.resize(width, height);
    this.camera.frame(this.chart.bounds, 26 / this.chart.radius);
    if (whole) {
      this.camera.set(this.camera.whole());
    }
    this.fitted = true;
    this.layers.resize(width, height, ratio);
    this.glow.resize(width, height, ratio);
    this.paint(performance.now());
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

  /** Asks the worker; resolves with an object or -1. */
  ask(question) {
    return new Promise((resolve) => {
      const request = ++this.asked;
      this.questions.set(request, resolve);
      this.worker?.postMessage({ ...question, request });
    });
  }

  /** The object at a point of the map, or -1. */
  find(x, y, slackPixels) {
    const [worldX, worldY] = this.camera.toWorld(x, y);
    const slack = slackPixels / this.camera.scale;
    return this.ask({ type: 'hit', x: worldX, y: worldY, slack });
  }

  pick(object) {
    this.fire('pick', { object, label: this.chart.labels[object] });
  }

  /** Moves the keyboard's cursor in a direction, and into sight. */
  async walk(dx, dy) {
    const { camera, chart } = this;
    const [x, y] = camera.toWorld(camera.width / 2, camera.height / 2);
    const found = await this.ask(
      this.cursor < 0
        ? { type: 'hit', x, y, slack: chart.pitch }
        : { type: 'step', from: this.cursor, dx, dy },
    );
    const object = Math.max(0, found);
    const [screenX, screenY] = camera.toScreen(chart.x[object], chart.y[object]);
    const edge = 40;
    if (screenX < edge || screenY < edge
      || screenX > camera.width - edge || screenY > camera.height - edge) {
      camera.pan(camera.width / 2 - screenX, camera.height / 2 - screenY);
    }
    this.hover(object, null);
    const told = this.describe(object);
    const where = told.section ? `${sectionName(told.section)}, ` : '';
    this.shadowRoot.getElementById('voice').textContent =
      `${where}${told.name}, ${told.category}, ${told.status}`;
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

  // ---- what others may ask ----

  /** How an object looks now: one of the looks of map-ink.js. */
  lookOf(object) {
    return lookOf(this.layers.states[object]);
  }

  /** What an object is and how it is, in words. */
  describe(object) {
    const { chart, marks } = this;
    const { section, name } = chart.describe(object);
    const category = chart.categories[chart.category[object]];
    const area = chart.kind[object] === AREA;
    let status = STATUS_WORDS[this.lookOf(object)];
    if (area) {
      const { held, booked } = this.layers.crowdCounts.get(object) ?? { held: 0, booked: 0 };
      const left = chart.capacity(object) - held - booked;
      status = `${left.toLocaleString('en')} places left`;
    }
    const yours = [
      [marks.booked, 'yours, booked'],
      [marks.held, 'held for you'],
      [marks.selected, 'chosen'],
    ].find(([objects]) => objects.has(object));
    return {
      section,
      name,
      status: yours ? yours[1] : status,
      people: area ? 1 : chart.capacity(object),
      category: category.label,
      color: category.color,
      accessible: chart.accessible[object] === 1,
    };
  }

  /** Where the object with a label is on the screen, and its status; null while unknown. */
  locate(label) {
    const object = this.chart?.indexOf(label) ?? -1;
    if (object < 0 || !this.ready) {
      return null;
    }
    const box = this.getBoundingClientRect();
    const [x, y] = this.camera.toScreen(this.chart.x[object], this.chart.y[object]);
    const status = this.statuses[this.layers.states[object] & 0x3f];
    return { object, x: box.left + x, y: box.top + y, status };
  }
}

customElements.define('seat-map', SeatMap);
