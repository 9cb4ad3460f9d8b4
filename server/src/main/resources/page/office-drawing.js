/** A drawing as its author wrote it, sound or not: what stands where, by its place in the JSON. */

const NONE = { x: 0, y: 0 };

const texts = (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const list = (value) => (Array.isArray(value) ? value : []);
const isPoint = (point) => Number.isFinite(point?.x) && Number.isFinite(point?.y);
const plus = (one, other) => ({ x: one.x + other.x, y: one.y + other.y });

/**
 * Reads a drawing's text, a Seats.io drawing or a pretix seating plan: a list of
 * `{place, label, x, y, kind, corners}` with whatever has a position at all. Null when it is no JSON.
 */
export function readDrawing(text) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof json !== 'object' || json === null) {
    return null;
  }
  const things = [];
  if (json.subChart || json.subChartFloors) {
    const floors = list(json.subChartFloors);
    if (floors.length > 0) {
      floors.forEach((floor, at) => readChart(things, floor, `subChartFloors[${at}]`, NONE));
    } else {
      readChart(things, json.subChart, 'subChart', NONE);
    }
  } else {
    list(json.zones).forEach((zone, at) => readZone(things, zone, `zones[${at}]`));
  }
  return things;
}

function readChart(things, chart, place, offset) {
  list(chart?.rows).forEach((row, at) => {
    list(row?.seats).forEach((seat, seatAt) =>
      put(things, 'seat', `${place}.rows[${at}].seats[${seatAt}]`, `${texts(row.label)} ${texts(seat?.label)}`, seat, offset));
  });
  list(chart?.tables).forEach((table, at) => {
    list(table?.seats).forEach((seat, seatAt) =>
      put(things, 'seat', `${place}.tables[${at}].seats[${seatAt}]`, `${texts(table.label)} ${texts(seat?.label)}`, seat, offset));
    put(things, 'table', `${place}.tables[${at}]`, texts(table?.label), table?.center, offset, cornersOf(table));
  });
  list(chart?.booths).forEach((booth, at) =>
    put(things, 'booth', `${place}.booths[${at}]`, texts(booth?.label), middleOf(booth), offset, cornersOf(booth)));
  list(chart?.generalAdmissionAreas).forEach((area, at) =>
    put(things, 'area', `${place}.generalAdmissionAreas[${at}]`, texts(area?.label), middleOf(area), offset, cornersOf(area)));
  list(chart?.shapes).forEach((shape, at) =>
    put(things, 'scenery', `${place}.shapes[${at}]`, texts(shape?.label ?? shape?.text), middleOf(shape), offset, cornersOf(shape)));
  list(chart?.sections).forEach((section, at) => {
    const inner = isPoint(section?.topLeft) ? plus(offset, section.topLeft) : offset;
    readChart(things, section?.subChart, `${place}.sections[${at}].subChart`, inner);
  });
}

function readZone(things, zone, place) {
  const offset = isPoint(zone?.position) ? zone.position : NONE;
  list(zone?.rows).forEach((row, at) => {
    const base = isPoint(row?.position) ? plus(offset, row.position) : offset;
    list(row?.seats).forEach((seat, seatAt) =>
      put(things, 'seat', `${place}.rows[${at}].seats[${seatAt}]`, texts(seat?.seat_guid ?? seat?.seat_number), seat?.position, base));
  });
  list(zone?.areas).forEach((area, at) =>
    put(things, 'scenery', `${place}.areas[${at}]`, texts(area?.text?.text), area?.position, offset));
}

function put(things, kind, place, label, point, offset, corners = []) {
  if (isPoint(point)) {
    const { x, y } = plus(point, offset);
    things.push({ kind, place, label: label.trim(), x, y, corners: corners.map((corner) => plus(corner, offset)) });
  }
}

function middleOf(thing) {
  if (isPoint(thing?.center)) {
    return thing.center;
  }
  const points = list(thing?.points).filter(isPoint);
  if (points.length > 2) {
    const xs = points.map(({ x }) => x);
    const ys = points.map(({ y }) => y);
    return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
  }
  const corner = isPoint(thing?.topLeft) ? thing.topLeft : thing;
  return isPoint(corner)
    ? { x: corner.x + (Number(thing.width) || 0) / 2, y: corner.y + (Number(thing.height) || 0) / 2 }
    : undefined;
}

function cornersOf(thing) {
  const points = list(thing?.points).filter(isPoint);
  if (points.length > 2) {
    return points;
  }
  const middle = middleOf(thing);
  const halfWidth = (Number(thing?.width) || 2 * Number(thing?.radius?.x ?? thing?.radius1 ?? thing?.radius) || 0) / 2;
  const halfHeight = (Number(thing?.height) || 2 * Number(thing?.radius?.y ?? thing?.radius2 ?? thing?.radius) || 0) / 2;
  return middle && halfWidth > 0 && halfHeight > 0
    ? [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([x, y]) => ({ x: middle.x + x * halfWidth, y: middle.y + y * halfHeight }))
    : [];
}

/**
 * Where a fault is in the picture: the thing at its place, all that stands in it, or, when that has
 * no position, what stands beside it; null when there is nothing to point at.
 */
export function whereIs(things, { place }) {
  for (let within = place; within; within = within.replace(/(\.[^.[\]]+|\[\d+\])$/, '')) {
    const found = things.filter((thing) => thing.place === within
      || thing.place.startsWith(`${within}.`) || thing.place.startsWith(`${within}[`));
    if (found.length > 0) {
      return boxAround(found, within === place);
    }
    if (!/[.[]/.test(within)) {
      break;
    }
  }
  return null;
}

function boxAround(things, exact) {
  const points = things.flatMap((thing) => [thing, ...thing.corners]);
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity, exact };
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

/** The line of a text that a syntax fault names, `line 3, column 7`; null for another place. */
export function lineAt(text, { place }) {
  const [, line, column] = place.match(/^line (\d+), column (\d+)$/) ?? [];
  if (!line) {
    return null;
  }
  const whole = text.split('\n')[line - 1] ?? '';
  const from = Math.max(0, column - 60);
  return { before: whole.slice(from, column - 1), after: whole.slice(column - 1, from + 120) };
}
