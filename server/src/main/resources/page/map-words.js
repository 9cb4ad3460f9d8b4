import { AREA, SEAT } from './map-chart.js';
import { lookOf } from './map-ink.js';

/** How objects are spoken of: to the eye in a card, to the ear in one line. */

const STATUS_WORDS = ['free', 'held by someone', 'sold', 'not for sale', 'reserved'];

/** How a section is spoken of: bare numbers and letters need the word. */
export function sectionName(section) {
  return /^[A-Z]?\d+[A-Z]?$/i.test(section) || section.length < 3 ? `Section ${section}` : section;
}

/** Several names as a sentence has them. */
export function listed(names) {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** What an object is, costs and how it is, in words; `marks` says what is the visitor's. */
export function describe(chart, layers, marks, prices, object) {
  const { section, name } = chart.describe(object);
  const category = chart.categories[chart.category[object]];
  const area = chart.kind[object] === AREA;
  const look = lookOf(layers.states[object]);
  let status = STATUS_WORDS[look];
  if (area) {
    const { held, booked } = layers.crowdCounts.get(object) ?? { held: 0, booked: 0 };
    const left = chart.capacity(object) - held - booked;
    status = left > 0 ? `${left.toLocaleString('en')} places left` : 'sold out';
  }
  const yours = [
    ['booked', marks.booked, 'yours, booked'],
    ['mine', marks.held, 'held for you'],
    ['chosen', marks.selected, 'chosen'],
  ].find(([, objects]) => objects.has(object));
  return {
    section,
    name,
    sign: yours ? yours[0] : area ? 'area' : look,
    status: yours ? yours[2] : status,
    people: area ? 1 : chart.capacity(object),
    category: category.label,
    price: prices?.range(category.key) ?? '',
    color: category.color,
    accessible: chart.accessible[object] === 1,
  };
}

/** One line for the ear: "104-A-12, Premium, €65.00, wheelchair place, free". */
export function spoken(chart, told, object) {
  return [
    chart.labels[object],
    told.category,
    told.price,
    told.people > 1 ? `for ${told.people} people` : '',
    told.accessible ? 'wheelchair place' : '',
    told.status,
  ].filter(Boolean).join(', ');
}

/** An object as the events of the element hand it to the page. */
export function detailOf(chart, object, quantity = 1) {
  const { section, row, number } = chart.describe(object);
  const category = chart.categories[chart.category[object]];
  const kind = ['seat', 'table', 'booth', 'area'][chart.kind[object]];
  return {
    label: chart.labels[object],
    kind,
    section,
    row,
    seat: chart.kind[object] === SEAT ? number : '',
    category: category.key,
    categoryLabel: category.label,
    accessible: chart.accessible[object] === 1,
    quantity,
  };
}
