import { AREA } from './map-chart.js';

/** What happens when a visitor who may choose points at an object, on the map or in the list. */
export function choose(map, object) {
  const { shop, chart } = map;
  const label = chart.labels[object];
  if (shop.held.has(object) || shop.booked.has(object)) {
    shop.say(shop.held.has(object) ? `${label} is held for you.` : `${label} is yours.`, 'good');
  } else if (shop.shut) {
    shop.say(shop.shut, '');
  } else if (chart.kind[object] === AREA && shop.selected.has(object)) {
    shop.setQuantity(object, shop.selected.get(object) + 1);
  } else if (shop.selected.has(object) || map.isFree(object)) {
    shop.toggle(object);
  } else {
    shop.say(`${label} is ${map.describe(object).status}.`, '');
  }
}
