export { money } from './price-list.js';

/** How the box office words states, numbers, times and money. */

const SALE = {
  draft: { word: 'Draft', sign: '○', tone: 'quiet', says: 'Not announced. Only you can sell.' },
  scheduled: { word: 'Scheduled', sign: '◷', tone: 'quiet', says: 'Opens by itself at the announced time.' },
  'on-sale': { word: 'On sale', sign: '●', tone: 'good', says: 'Everybody can buy.' },
  paused: { word: 'Paused', sign: '❚❚', tone: 'warn', says: 'Nobody can hold anything new. What is held stays, and open orders may still be paid.' },
  closed: { word: 'Closed', sign: '■', tone: 'quiet', says: 'The sale is over. Only you can sell.' },
};

const ORDER = {
  open: ['Open', '○', 'quiet'],
  confirmed: ['Confirmed', '◐', 'good'],
  captured: ['Paid', '✓', 'good'],
  failed: ['Declined', '×', 'quiet'],
  expired: ['Expired', '×', 'quiet'],
  cancelled: ['Cancelled', '×', 'quiet'],
  voided: ['Voided', '×', 'quiet'],
  'refund-due': ['Refund due', '!', 'warn'],
  refunded: ['Refunded', '↩', 'quiet'],
};

export function saleWords(state) {
  return SALE[state] ?? { word: state, sign: '·', tone: 'quiet', says: '' };
}

export function orderWords(state) {
  const [word, sign, tone] = ORDER[state] ?? [state, '·', 'quiet'];
  return { word, sign, tone };
}

export const ORDER_STATES = Object.keys(ORDER);

export function number(value) {
  return (value ?? 0).toLocaleString('en');
}

/** A text such as "65.50" as minor units; NaN when it is none. */
export function minorUnits(text, digits) {
  const clean = text.trim().replace(',', '.');
  const form = digits > 0 ? new RegExp(`^\\d{1,12}(\\.\\d{0,${digits}})?$`) : /^\d{1,12}$/;
  return form.test(clean) ? Math.round(Number(clean) * 10 ** digits) : NaN;
}

/** Minor units as they are typed. */
export function majorText(amount, digits) {
  return (amount / 10 ** digits).toFixed(digits);
}

/** A time as the organiser reads it, to the second. */
export function when(iso, zone) {
  const options = { dateStyle: 'medium', timeStyle: 'medium', ...(zone ? { timeZone: zone } : {}) };
  return iso ? new Intl.DateTimeFormat('en-GB', options).format(new Date(iso)) : '';
}

/** A duration in the two largest units that it has. */
export function lasting(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  const parts = [
    [Math.floor(seconds / 86400), 'd'],
    [Math.floor((seconds % 86400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ].filter(([count]) => count > 0);
  return parts.length === 0 ? '0 s' : parts.slice(0, 2).map(([count, unit]) => `${count} ${unit}`).join(' ');
}

/** "1 seat", "2 seats". */
export function counted(count, one, several = `${one}s`) {
  return `${number(count)} ${count === 1 ? one : several}`;
}
