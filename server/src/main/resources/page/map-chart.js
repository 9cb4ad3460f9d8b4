/** A venue's drawing as the map needs it: columns of numbers, outlines, blocks, names. */

export const SEAT = 0;
export const TABLE = 1;
export const BOOTH = 2;
export const AREA = 3;

const KIND_BITS = 0x03;
const ACCESSIBLE_BIT = 0x04;
const MOST_DOTS_AN_AREA = 4000;
const FALLBACK_COLORS = ['#f5b84c', '#3fb6c9', '#7c86f0', '#f0718a', '#58c48d', '#c58bf0'];

export class Chart {
  /** Reads the document of GET /v1/events/{event}/chart. */
  constructor(json) {
    this.name = json.name;
    this.sections = json.sections;
    this.categories = json.categories.map((category, index) => ({
      ...category,
      label: category.label || category.key,
      color: category.color || FALLBACK_COLORS[index % FALLBACK_COLORS.length],
    }));
    this.decorations = json.decorations.map((decoration) => ({
      ...decoration,
      x: decoration.x / 10,
      y: decoration.y / 10,
      width: decoration.width / 10,
      height: decoration.height / 10,
    }));
    this.labels = json.labels;
    this.count = json.labels.length;
    this.x = Float32Array.from(json.x, (tenths) => tenths / 10);
    this.y = Float32Array.from(json.y, (tenths) => tenths / 10);
    this.category = Uint16Array.from(json.category);
    this.section = Uint16Array.from(json.section);
    const flags = bytesOf(json.flags);
    this.kind = flags.map((flag) => flag & KIND_BITS);
    this.accessible = flags.map((flag) => (flag & ACCESSIBLE_BIT ? 1 : 0));
    this.runs = Uint32Array.from(json.runs);
    this.outlines = new Map(
      Object.entries(json.outlines).map(([object, points]) => [
        Number(object),
        Float32Array.from(points, (tenths) => tenths / 10),
      ]),
    );
    this.capacities = new Map(
      Object.entries(json.capacities).map(([object, capacity]) => [Number(object), capacity]),
    );
    this.indexes = null;
    this.pitch = typicalPitch(this);
    this.radius = this.pitch * 0.41;
    this.bounds = boundsOf(this);
    this.blocks = blocksOf(this);
    this.crowds = crowdsOf(this);
    this.rows = rowsOf(this);
  }

  indexOf(label) {
    if (!this.indexes) {
      this.indexes = new Map(this.labels.map((known, index) => [known, index]));
    }
    return this.indexes.get(label) ?? -1;
  }

  capacity(object) {
    return this.capacities.get(object) ?? 1;
  }

  /** What people call an object: `{section, name, number, row}`. */
  describe(object) {
    const label = this.labels[object];
    const section = this.sections[this.section[object]].label;
    const rest =
      section && label.startsWith(`${section}-`) ? label.slice(section.length + 1) : label;
    const dash = rest.lastIndexOf('-');
    const row = dash > 0 ? rest.slice(0, dash) : '';
    const number = rest.slice(dash + 1);
    switch (this.kind[object]) {
      case AREA:
        return { section, row: '', number: '', name: label };
      case TABLE:
        return { section, row: '', number, name: `Table ${rest}` };
      case BOOTH:
        return { section, row: '', number, name: `Booth ${rest}` };
      default:
        return { section, row, number, name: row ? `Row ${row} · Seat ${number}` : `Seat ${rest}` };
    }
  }
}

/** Bytes of a base64 text. */
export function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = text.charCodeAt(index);
  }
  return bytes;
}

/** The usual distance from a seat to the nearest other one, across rows too. */
function typicalPitch(chart) {
  const seats = [];
  for (let object = 0; object < chart.count; object++) {
    if (chart.kind[object] === SEAT) {
      seats.push(object);
    }
  }
  if (seats.length < 2) {
    return 20;
  }
  const samples = [];
  const step = Math.max(1, Math.floor(seats.length / 60));
  for (let sample = 0; sample < seats.length; sample += step) {
    let nearest = Infinity;
    const x = chart.x[seats[sample]];
    const y = chart.y[seats[sample]];
    for (const other of seats) {
      const distance = Math.hypot(chart.x[other] - x, chart.y[other] - y);
      if (distance > 0.01 && distance < nearest) {
        nearest = distance;
      }
    }
    if (nearest < Infinity) {
      samples.push(nearest);
    }
  }
  samples.sort((one, other) => one - other);
  return samples[Math.floor(samples.length / 2)] ?? 20;
}

function boundsOf(chart) {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const include = (x, y) => {
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y);
  };
  for (let object = 0; object < chart.count; object++) {
    include(chart.x[object], chart.y[object]);
  }
  for (const points of chart.outlines.values()) {
    for (let at = 0; at < points.length; at += 2) {
      include(points[at], points[at + 1]);
    }
  }
  for (const { x, y, width, height } of chart.decorations) {
    include(x, y);
    include(x + width, y + height);
  }
  const pad = chart.pitch * 1.5;
  return {
    left: bounds.left - pad,
    top: bounds.top - pad,
    right: bounds.right + pad,
    bottom: bounds.bottom + pad,
  };
}

/** The sections that have rows: each a hull around its seats, and a place for its name. */
function blocksOf(chart) {
  const pointsOf = new Map();
  for (let run = 0; run < chart.runs.length; run += 2) {
    for (let seat = chart.runs[run]; seat < chart.runs[run + 1]; seat++) {
      const section = chart.section[seat];
      if (!pointsOf.has(section)) {
        pointsOf.set(section, []);
      }
      pointsOf.get(section).push([chart.x[seat], chart.y[seat]]);
    }
  }
  const blocks = [];
  for (const [section, points] of pointsOf) {
    const label = chart.sections[section].label;
    if (!label) {
      continue;
    }
    const hull = convexHull(points);
    const xs = hull.map(([x]) => x);
    const ys = hull.map(([, y]) => y);
    const sum = points.reduce((total, [x, y]) => [total[0] + x, total[1] + y], [0, 0]);
    blocks.push({
      label,
      section,
      hull,
      x: sum[0] / points.length,
      y: sum[1] / points.length,
      span: Math.min(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)),
      width: Math.max(...xs) - Math.min(...xs),
    });
  }
  return blocks;
}

function convexHull(points) {
  const sorted = [...points].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  const half = (ordered) => {
    const chain = [];
    for (const point of ordered) {
      while (chain.length > 1 && cross(chain[chain.length - 2], chain[chain.length - 1], point) <= 0) {
        chain.pop();
      }
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return sorted.length < 3 ? sorted : [...half(sorted), ...half(sorted.reverse())];
}

function cross([ax, ay], [bx, by], [cx, cy]) {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

/** The areas as crowds: one dot for each place, or for several where there are very many. */
function crowdsOf(chart) {
  const crowds = new Map();
  for (let object = 0; object < chart.count; object++) {
    if (chart.kind[object] !== AREA) {
      continue;
    }
    const capacity = chart.capacity(object);
    const outline = chart.outlines.get(object) ?? squareAround(chart, object, capacity);
    chart.outlines.set(object, outline);
    const dots = crowdDots(outline, Math.min(capacity, MOST_DOTS_AN_AREA), chart.pitch);
    crowds.set(object, { object, capacity, outline, ...dots });
  }
  return crowds;
}

function squareAround(chart, object, capacity) {
  const half = (Math.sqrt(capacity) * chart.pitch) / 2 + chart.pitch;
  const x = chart.x[object];
  const y = chart.y[object];
  return Float32Array.of(
    x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half,
  );
}

/** Spreads dots over a polygon, about as many as wanted, in an order that looks like none. */
function crowdDots(outline, wanted, pitch) {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  let doubleArea = 0;
  for (let at = 0; at < outline.length; at += 2) {
    const next = (at + 2) % outline.length;
    left = Math.min(left, outline[at]);
    right = Math.max(right, outline[at]);
    top = Math.min(top, outline[at + 1]);
    bottom = Math.max(bottom, outline[at + 1]);
    doubleArea += outline[at] * outline[next + 1] - outline[next] * outline[at + 1];
  }
  let spacing = Math.sqrt(Math.abs(doubleArea) / 2 / wanted) * 1.03;
  let points = [];
  for (let attempt = 0; attempt < 12; attempt++) {
    points = [];
    let line = 0;
    for (let y = top + spacing * 0.6; y < bottom - spacing * 0.3; y += spacing * 0.93) {
      line++;
      for (let x = left + spacing * (line % 2 ? 0.55 : 1.05); x < right; x += spacing * 1.07) {
        const noise = scatter(points.length * 2 + line);
        const jitter = (noise - 0.5) * spacing * 0.34;
        const otherJitter = (scatter(points.length * 7 + 3) - 0.5) * spacing * 0.34;
        if (inside(outline, x, y, spacing * 0.45)) {
          points.push([x + jitter, y + otherJitter]);
        }
      }
    }
    if (points.length >= wanted) {
      break;
    }
    spacing *= 0.975;
  }
  points = points
    .map((point, index) => [scatter(index * 13 + 5), point])
    .sort((one, other) => one[0] - other[0])
    .slice(0, wanted)
    .map(([, point]) => point);
  return {
    middle: roomiest(outline, points, (left + right) / 2),
    x: Float32Array.from(points, ([x]) => x),
    y: Float32Array.from(points, ([, y]) => y),
    radius: Math.min(spacing * 0.36, pitch * 0.41),
  };
}

/** Of some points in a polygon the one with the most room around it, rather in the middle. */
function roomiest(outline, points, middleX) {
  let best = [middleX, outline[1]];
  let most = -Infinity;
  const step = Math.max(1, Math.floor(points.length / 400));
  for (let at = 0; at < points.length; at += step) {
    const [x, y] = points[at];
    const room = distanceToEdge(outline, x, y) - Math.abs(x - middleX) * 0.6;
    if (room > most) {
      most = room;
      best = [x, y];
    }
  }
  return best;
}

function distanceToEdge(points, x, y) {
  let least = Infinity;
  for (let at = 0, before = points.length - 2; at < points.length; before = at, at += 2) {
    const dx = points[at] - points[before];
    const dy = points[at + 1] - points[before + 1];
    const along = ((x - points[before]) * dx + (y - points[before + 1]) * dy) / (dx * dx + dy * dy);
    const part = Math.min(1, Math.max(0, along));
    least = Math.min(
      least,
      Math.hypot(x - points[before] - part * dx, y - points[before + 1] - part * dy),
    );
  }
  return least;
}

/** A number from 0 to 1 that looks random and is the same each time. */
function scatter(seed) {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967296;
}

function inside(outline, x, y, margin) {
  return (
    pointInPolygon(outline, x, y) &&
    pointInPolygon(outline, x - margin, y) &&
    pointInPolygon(outline, x + margin, y) &&
    pointInPolygon(outline, x, y - margin) &&
    pointInPolygon(outline, x, y + margin)
  );
}

/** Whether a polygon, a flat list of x and y, contains a point. */
export function pointInPolygon(points, x, y) {
  let within = false;
  for (let at = 0, before = points.length - 2; at < points.length; before = at, at += 2) {
    const crosses = points[at + 1] > y !== points[before + 1] > y;
    if (
      crosses &&
      x <
        ((points[before] - points[at]) * (y - points[at + 1])) /
          (points[before + 1] - points[at + 1]) +
          points[at]
    ) {
      within = !within;
    }
  }
  return within;
}

/** Names of rows and where they are written: before the first and after the last seat. */
function rowsOf(chart) {
  const rows = [];
  for (let run = 0; run < chart.runs.length; run += 2) {
    const first = chart.runs[run];
    const last = chart.runs[run + 1] - 1;
    const { row } = chart.describe(first);
    if (!row || last === first) {
      continue;
    }
    const dx = (chart.x[last] - chart.x[first]) / (last - first);
    const dy = (chart.y[last] - chart.y[first]) / (last - first);
    rows.push({ row, x: chart.x[first] - dx * 1.1, y: chart.y[first] - dy * 1.1 });
  }
  return rows;
}
