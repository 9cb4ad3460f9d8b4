import { AREA } from './map-chart.js';

/**
 * A venue as a tree of three levels, for those who do not use the picture: sections, their rows,
 * the seats of a row. Tables, booths and areas stand under their section at once.
 *
 * A node is `{level, key, name, objects, children}`; only an object's has `object`. Children are
 * made when they are first asked for.
 */
export class ListModel {
  constructor(chart) {
    this.chart = chart;
    this.open = new Set();
    this.onlyFree = false;
    this.sections = sectionsOf(chart);
  }

  /** The nodes that are seen, in order, each with `size` and `position` among its siblings. */
  visible(isFree) {
    const found = [];
    const walk = (nodes) => {
      const shown = this.onlyFree ? nodes.filter((node) => node.objects.some(isFree)) : nodes;
      shown.forEach((node, at) => {
        found.push({ ...node, size: shown.length, position: at + 1 });
        if (this.open.has(node.key)) {
          walk(this.childrenOf(node));
        }
      });
    };
    walk(this.sections);
    return found;
  }

  childrenOf(node) {
    if (node.object !== undefined) {
      return [];
    }
    if (node.level === 1) {
      node.cache.children ??= rowsOf(this.chart, node);
      return node.cache.children;
    }
    return node.objects.map((object) => leaf(object, node));
  }

  toggle(node, open) {
    if (open) {
      this.open.add(node.key);
    } else {
      this.open.delete(node.key);
    }
  }
}

function leaf(object, parent) {
  return { level: parent.level + 1, key: `o${object}`, parent: parent.key, object, objects: [object] };
}

function sectionsOf(chart) {
  const objectsOf = new Map();
  for (let object = 0; object < chart.count; object++) {
    const section = chart.section[object];
    if (!objectsOf.has(section)) {
      objectsOf.set(section, []);
    }
    objectsOf.get(section).push(object);
  }
  const nodes = [];
  for (const [section, objects] of objectsOf) {
    const name = chart.sections[section].label;
    const areas = objects.every((object) => chart.kind[object] === AREA);
    if (areas) {
      objects.forEach((object) => nodes.push({ ...leaf(object, { level: 0 }), parent: '' }));
    } else {
      nodes.push({ level: 1, key: `s${section}`, parent: '', name, objects, cache: {} });
    }
  }
  const order = (node) => (node.object === undefined ? node.name : chart.labels[node.object]);
  const collator = new Intl.Collator('en', { numeric: true });
  return nodes.sort((one, other) => collator.compare(order(one), order(other)));
}

function rowsOf(chart, section) {
  const rows = new Map();
  const nodes = [];
  for (const object of section.objects) {
    const { row } = chart.describe(object);
    if (!row) {
      nodes.push(leaf(object, section));
    } else if (rows.has(row)) {
      rows.get(row).objects.push(object);
    } else {
      const node = { level: 2, key: `${section.key}r${nodes.length}`, parent: section.key, name: row, objects: [object], cache: {} };
      rows.set(row, node);
      nodes.push(node);
    }
  }
  return nodes;
}
