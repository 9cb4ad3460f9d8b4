import { AREA, SEAT } from './map-chart.js';

const OTHER_ROW = 1e6;

/**
 * Finds what to offer to somebody whose chosen seats have just gone: for each block of them the
 * nearest as many free seats side by side in the same row, else in the same section.
 *
 * Seats of the block that are still theirs may be part of it. Returns `{take, drop}`, lists of
 * objects to choose and to choose no more; null when nothing fits for one of the blocks.
 *
 * @param gone objects that went, all of them in `chosen`
 * @param chosen what the visitor has chosen, a set or map of objects
 * @param isFree whether an object can be had
 */
export function neighbours(chart, gone, chosen, isFree) {
  const lost = new Set(gone);
  const take = new Set();
  const drop = new Set();
  const usable = (object, block) =>
    !lost.has(object) && !take.has(object)
    && (block.includes(object) || (isFree(object) && !chosen.has(object)));
  for (const block of blocksOf(chart, lost, chosen)) {
    const found = nearest(chart, block, (object) => usable(object, block));
    if (!found) {
      return null;
    }
    block.filter((object) => !found.includes(object) && !lost.has(object))
      .forEach((object) => drop.add(object));
    found.filter((object) => !block.includes(object)).forEach((object) => take.add(object));
  }
  return take.size > 0 ? { take: [...take], drop: [...drop] } : null;
}

/** The chosen seats side by side, of which at least one went; what stands alone by itself. */
function blocksOf(chart, lost, chosen) {
  const blocks = [];
  const seen = new Set();
  for (const object of lost) {
    if (seen.has(object) || chart.kind[object] === AREA) {
      continue;
    }
    const [start, end] = runOf(chart, object) ?? [object, object + 1];
    let first = object;
    let last = object;
    while (first - 1 >= start && chosen.has(first - 1)) {
      first--;
    }
    while (last + 1 < end && chosen.has(last + 1)) {
      last++;
    }
    const block = [];
    for (let seat = first; seat <= last; seat++) {
      block.push(seat);
      seen.add(seat);
    }
    blocks.push(block);
  }
  return blocks;
}

function nearest(chart, block, usable) {
  const [x, y] = middle(chart, block);
  let best = null;
  let least = Infinity;
  const weigh = (objects, row) => {
    const [otherX, otherY] = middle(chart, objects);
    const cost = Math.hypot(otherX - x, otherY - y) + row;
    if (cost < least) {
      least = cost;
      best = objects;
    }
  };
  const [first] = block;
  if (!runOf(chart, first)) {
    alikeOf(chart, first).filter(usable).forEach((object) => weigh([object], 0));
    return best;
  }
  const section = chart.section[first];
  const { row } = chart.describe(first);
  for (let run = 0; run < chart.runs.length; run += 2) {
    const start = chart.runs[run];
    if (chart.section[start] !== section) {
      continue;
    }
    const penalty = chart.describe(start).row === row ? 0 : OTHER_ROW;
    let length = 0;
    for (let seat = start; seat < chart.runs[run + 1]; seat++) {
      length = usable(seat) ? length + 1 : 0;
      if (length >= block.length) {
        weigh(Array.from(block, (_, at) => seat - block.length + 1 + at), penalty);
      }
    }
  }
  return best;
}

/** Objects outside rows that are of an object's kind, section and category. */
function alikeOf(chart, object) {
  const alike = [];
  for (let other = 0; other < chart.count; other++) {
    if (chart.kind[other] === chart.kind[object]
      && chart.section[other] === chart.section[object]
      && chart.category[other] === chart.category[object]) {
      alike.push(other);
    }
  }
  return alike;
}

/** The first seat and one more than the last of the run that a seat stands in, or null. */
function runOf(chart, object) {
  if (chart.kind[object] !== SEAT) {
    return null;
  }
  let low = 0;
  let high = chart.runs.length / 2 - 1;
  while (low <= high) {
    const run = (low + high) >> 1;
    if (object < chart.runs[2 * run]) {
      high = run - 1;
    } else if (object >= chart.runs[2 * run + 1]) {
      low = run + 1;
    } else {
      return [chart.runs[2 * run], chart.runs[2 * run + 1]];
    }
  }
  return null;
}

function middle(chart, objects) {
  let x = 0;
  let y = 0;
  for (const object of objects) {
    x += chart.x[object];
    y += chart.y[object];
  }
  return [x / objects.length, y / objects.length];
}
