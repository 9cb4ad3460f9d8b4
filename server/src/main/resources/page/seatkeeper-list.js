import { ListModel } from './list-model.js';
import { STYLE, TEMPLATE } from './list-style.js';
import { choose } from './map-choice.js';
import { AREA } from './map-chart.js';
import { sign } from './map-signs.js';
import { readTheme } from './map-theme.js';
import { sectionName } from './map-words.js';

const ITEM_PIXELS = 38;
const SPARE_ITEMS = 6;
const REFRESH_MILLIS = 400;
const PAGE = 10;

/**
 * The seats of a map as a list of sections, rows and seats: everything the picture offers, for the
 * keyboard and for screen readers. `<seatkeeper-list for="id-of-the-map"></seatkeeper-list>`, or
 * the property `map`.
 *
 * Only what is in sight is in the document, whatever the size of the house.
 */
export class SeatkeeperList extends HTMLElement {
  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [STYLE];
    root.innerHTML = TEMPLATE;
    this.scroll = root.getElementById('scroll');
    this.space = root.getElementById('space');
    this.sum = root.getElementById('sum');
    this.model = null;
    this.nodes = [];
    this.here = '';
    this.isFree = (object) => this.map.isFree(object);
    this.scroll.addEventListener('scroll', () => this.draw());
    this.scroll.addEventListener('keydown', (event) => this.typed(event));
    this.scroll.addEventListener('focus', () => this.entered());
    this.scroll.addEventListener('blur', () => this.map?.hover(-1));
    this.space.addEventListener('click', (event) => this.clicked(event));
    root.getElementById('free').addEventListener('change', ({ target }) => {
      this.model.onlyFree = target.checked;
      this.refresh();
    });
    this.later = () => {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.refresh();
      }, REFRESH_MILLIS);
    };
    this.now = () => this.refresh();
  }

  connectedCallback() {
    if (!this.map && this.getAttribute('for')) {
      this.map = this.getRootNode().getElementById(this.getAttribute('for'));
    }
    this.sizes = new ResizeObserver(() => this.draw());
    this.sizes.observe(this.scroll);
  }

  disconnectedCallback() {
    this.sizes.disconnect();
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** The map whose seats these are. */
  get map() {
    return this.known ?? null;
  }

  set map(map) {
    if (map === this.map) {
      return;
    }
    this.known?.removeEventListener('state', this.later);
    this.known?.removeEventListener('selection', this.now);
    this.known = map;
    map?.addEventListener('state', this.later);
    map?.addEventListener('selection', this.now);
    this.refresh();
  }

  /** Shows what is now; keeps the place where the visitor is. */
  refresh() {
    const { map } = this;
    if (!map?.ready || !this.isConnected) {
      return;
    }
    if (this.model?.chart !== map.chart) {
      this.model = new ListModel(map.chart);
    }
    readTheme(this);
    this.nodes = this.model.visible(this.isFree);
    if (!this.nodes.some(({ key }) => key === this.here)) {
      this.here = this.nodes[0]?.key ?? '';
    }
    const free = map.counts.free();
    this.sum.textContent = free > 0 ? `${free.toLocaleString('en')} ${free === 1 ? 'place' : 'places'} free` : 'Sold out';
    this.draw();
  }

  // ---- what is in sight ----

  draw() {
    if (!this.model) {
      return;
    }
    this.space.style.height = `${this.nodes.length * ITEM_PIXELS}px`;
    const first = Math.max(0, Math.floor(this.scroll.scrollTop / ITEM_PIXELS) - SPARE_ITEMS);
    const count = Math.ceil(this.scroll.clientHeight / ITEM_PIXELS) + 2 * SPARE_ITEMS;
    const at = this.nodes.findIndex(({ key }) => key === this.here);
    const shown = new Set();
    for (let node = first; node < Math.min(this.nodes.length, first + count); node++) {
      shown.add(node);
    }
    if (at >= 0) {
      shown.add(at);
    }
    const before = new Map([...this.space.children].map((item) => [item.id, item]));
    let previous = null;
    for (const index of [...shown].sort((one, other) => one - other)) {
      const node = this.nodes[index];
      const item = before.get(node.key) ?? emptyItem(node);
      before.delete(node.key);
      if (!item.isConnected || item.previousElementSibling !== previous) {
        this.space.insertBefore(item, previous ? previous.nextSibling : this.space.firstChild);
      }
      previous = item;
      this.fill(item, node, index);
    }
    before.forEach((item) => item.remove());
    this.scroll.setAttribute('aria-activedescendant', this.here);
  }

  fill(item, node, index) {
    item.style.transform = `translateY(${index * ITEM_PIXELS}px)`;
    item.classList.toggle('here', node.key === this.here);
    item.setAttribute('aria-level', node.level);
    item.setAttribute('aria-setsize', node.size);
    item.setAttribute('aria-posinset', node.position);
    const told = node.object === undefined ? this.tellGroup(item, node) : this.tellObject(item, node);
    const text = `${told.name}|${told.status}|${told.sign}|${told.color}`;
    if (item.told !== text) {
      item.told = text;
      item.setAttribute('aria-label', told.label);
      item.querySelector('.name').textContent = told.name;
      item.querySelector('em').textContent = told.status;
      item.querySelector('svg').replaceWith(told.color ? sign(told.sign, told.color) : fold());
    }
  }

  tellGroup(item, node) {
    const free = node.objects.reduce((sum, object) => sum + this.placesLeft(object), 0);
    const status = free > 0 ? `${free.toLocaleString('en')} free` : 'sold out';
    const name = node.level === 1 ? sectionName(node.name || 'Other seats') : `Row ${node.name}`;
    item.setAttribute('aria-expanded', this.model.open.has(node.key));
    return { name, status, sign: '', color: '', label: `${name}, ${status}` };
  }

  placesLeft(object) {
    const { chart } = this.map;
    if (chart.kind[object] !== AREA) {
      return this.isFree(object) ? 1 : 0;
    }
    const { held, booked } = this.map.layers.crowdCounts.get(object) ?? { held: 0, booked: 0 };
    return chart.capacity(object) - held - booked;
  }

  tellObject(item, node) {
    const { map } = this;
    const told = map.describe(node.object);
    const { row, number, name } = map.chart.describe(node.object);
    const short = row ? `${row}-${number}` : name;
    const chosen = map.shop.selected.get(node.object) ?? 0;
    const area = map.chart.kind[node.object] === AREA;
    const status = area && chosen ? `${chosen} chosen` : told.status;
    item.setAttribute('aria-selected', chosen > 0 || map.shop.held.has(node.object));
    const label = [
      short,
      told.category,
      told.price,
      told.people > 1 ? `for ${told.people} people` : '',
      told.accessible ? 'wheelchair place' : '',
      status,
    ].filter(Boolean).join(', ');
    const extra = told.accessible ? ' · wheelchair' : '';
    return {
      name: row ? `Seat ${number}` : name,
      status: [told.category + extra, told.price, status].filter(Boolean).join(' · '),
      sign: told.sign,
      color: told.color,
      label,
    };
  }

  // ---- what the visitor does ----

  clicked({ target }) {
    const node = this.nodes.find(({ key }) => key === target.closest('.item')?.id);
    if (node) {
      this.go(node);
      this.act(node);
    }
  }

  entered() {
    const node = this.nodes.find(({ key }) => key === this.here);
    if (node) {
      this.go(node);
    }
  }

  /** Goes to a node: the map shows the same place. */
  go(node) {
    this.here = node.key;
    const top = this.nodes.indexOf(node) * ITEM_PIXELS;
    const { scrollTop, clientHeight } = this.scroll;
    if (top < scrollTop) {
      this.scroll.scrollTop = top;
    } else if (top + ITEM_PIXELS > scrollTop + clientHeight) {
      this.scroll.scrollTop = top + ITEM_PIXELS - clientHeight;
    }
    if (node.object !== undefined) {
      this.map.showCursor(node.object);
    } else {
      this.map.hover(-1);
    }
    this.draw();
  }

  /** Chooses an object, opens or closes a section or row. */
  act(node) {
    if (node.object === undefined) {
      this.fold(node, !this.model.open.has(node.key));
    } else if (this.map.selectable) {
      choose(this.map, node.object);
    }
  }

  fold(node, open) {
    this.model.toggle(node, open);
    this.refresh();
  }

  typed(event) {
    if (!this.model || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const at = this.nodes.findIndex(({ key }) => key === this.here);
    const node = this.nodes[at];
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: this.nodes.length - 1,
      PageUp: at - PAGE, PageDown: at + PAGE }[event.key];
    if (to !== undefined) {
      this.go(this.nodes[Math.max(0, Math.min(this.nodes.length - 1, to))]);
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.act(node);
    } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      this.side(node, at, event.key === 'ArrowRight');
    } else if (event.key === '+' || event.key === '-') {
      this.change(node, event.key === '+' ? 1 : -1);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** To the right: opens, then goes in. To the left: closes, then goes out. */
  side(node, at, right) {
    const open = this.model.open.has(node.key);
    if (node.object === undefined && open !== right) {
      this.fold(node, right);
    } else if (right && node.object === undefined) {
      this.go(this.nodes[at + 1]);
    } else if (!right) {
      const parent = this.nodes.find(({ key }) => key === node.parent);
      if (parent) {
        this.go(parent);
      }
    }
  }

  /** One place of an area more or less. */
  change(node, by) {
    const { shop, chart, selectable } = this.map;
    if (!selectable || node.object === undefined || chart.kind[node.object] !== AREA) {
      return;
    }
    const count = (shop.selected.get(node.object) ?? 0) + by;
    if (count <= 0) {
      this.map.deselect(chart.labels[node.object]);
    } else {
      shop.setQuantity(node.object, count);
    }
  }
}

function emptyItem(node) {
  const item = document.createElement('div');
  item.id = node.key;
  item.className = 'item';
  item.setAttribute('role', 'treeitem');
  const name = document.createElement('span');
  name.className = 'name';
  item.append(fold(), name, document.createElement('em'));
  return item;
}

function fold() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 14 14');
  svg.setAttribute('class', 'fold');
  svg.setAttribute('aria-hidden', 'true');
  svg.innerHTML = '<path d="M5 3l4 4-4 4" fill="none" stroke="currentColor" stroke-width="1.6"/>';
  return svg;
}

customElements.define('seatkeeper-list', SeatkeeperList);
