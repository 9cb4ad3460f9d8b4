/** Small pictures of statuses: each has a shape of its own, for cards, lists and legends. */

const TICK = '<path d="M4.4 7.2l1.9 2 3.4-4" fill="none" stroke="var(--sign-ground)" stroke-width="1.7" stroke-linecap="round"/>';
const SHAPES = {
  0: '<circle cx="7" cy="7" r="5.6" fill="currentColor"/>',
  1: '<circle cx="7" cy="7" r="4.7" fill="none" stroke="currentColor" stroke-width="1.8"/>',
  2: '<circle cx="7" cy="7" r="2.9" fill="var(--sign-quiet)"/>',
  3: '<path d="M4 4l6 6M10 4l-6 6" stroke="var(--sign-quiet)" stroke-width="1.7" stroke-linecap="round"/>',
  4: '<path d="M7 2l5 5-5 5-5-5z" fill="none" stroke="currentColor" stroke-width="1.6"/>',
  area: '<rect x="2" y="3" width="10" height="8" rx="2" fill="none" stroke="currentColor" stroke-width="1.5"/><circle cx="5" cy="6" r="1" fill="currentColor"/><circle cx="9" cy="6" r="1" fill="currentColor"/><circle cx="7" cy="8.6" r="1" fill="currentColor"/>',
  chosen: '<circle cx="7" cy="7" r="5.4" fill="currentColor"/><circle cx="7" cy="7" r="6.2" fill="none" stroke="var(--sign-text)" stroke-width="1.5"/>',
  mine: `<circle cx="7" cy="7" r="6" fill="var(--sign-text)"/>${TICK}`,
  booked: `<circle cx="7" cy="7" r="6" fill="var(--sign-good)"/>${TICK}`,
  wheelchair: '<rect x="1.8" y="1.8" width="10.4" height="10.4" rx="3" fill="currentColor"/>',
};

/** A sign as an SVG element; `name` is a look of map-ink.js or one of the visitor's marks. */
export function sign(name, color) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 14 14');
  svg.setAttribute('aria-hidden', 'true');
  svg.innerHTML = SHAPES[name] ?? SHAPES[0];
  svg.style.color = color;
  return svg;
}
