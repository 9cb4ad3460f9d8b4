import { html, nothing, svg } from 'lit';
import { AREA } from './map-chart.js';
import { sectionName } from './map-words.js';
import { renderLegend } from './page-house.js';

const MOST_SEATS = 10;
const MOST_PLACES = 20;

const number = (value) => value.toLocaleString('en');

/** The panel beside the map: what is left or the list of seats, and the visitor's own seats. */
export function renderAside(page) {
  const { sells } = page.shop;
  return html`<aside class=${page.listing ? 'listing' : ''} aria-label="Seats and basket">
    ${page.known ? renderSwitch(page) : nothing}
    ${page.listing
      ? html`<section class="list"><h2>Seats</h2><seatkeeper-list></seatkeeper-list></section>`
      : html`${renderLeft(page)} ${renderCategories(page)}`}
    ${sells && page.known ? html`${page.listing ? nothing : renderBest(page)} ${renderMine(page)}` : nothing}
    <section class="note">${sells
      ? 'Test mode: bookings are made with the test key, and no money moves.'
      : 'You are watching. Tickets are sold in the organiser’s shop.'}</section>
  </aside>`;
}

function renderSwitch(page) {
  return html`<div class="switch" role="group" aria-label="How to choose">
    <button aria-pressed=${!page.listing} @click=${() => page.showList(false)}>Overview</button>
    <button id="list" aria-pressed=${page.listing} @click=${() => page.showList(true)}>List of seats</button>
  </div>`;
}

function renderLeft(page) {
  if (!page.known) {
    return nothing;
  }
  const { free, held, booked, off } = page.sums();
  const total = Math.max(1, free + held + booked + off);
  return html`<section>
    ${page.soldOut
      ? html`<div class="left out"><b>Sold out</b><span>${number(total)} places</span></div>`
      : html`<div class="left"><b>${number(free)}</b><span>of ${number(total)} left</span></div>`}
    <div class="bar" role="img" aria-label="${number(free)} free, ${number(held)} held, ${number(booked)} sold">
      <i class="free" .style=${`width:${(100 * free) / total}%`}></i><i class="held" .style=${`width:${(100 * held) / total}%`}></i></div>
    <div class="parts"><span><b>${number(held)}</b> held</span><span><b>${number(booked)}</b> sold</span></div>
    ${renderBeats(page.beats)}
  </section>`;
}

function renderBeats(beats) {
  const top = Math.max(5, ...beats);
  const last = beats.length - 1;
  return html`
    <svg class="beat" viewBox="0 0 ${beats.length * 5} 44" preserveAspectRatio="none" aria-hidden="true">
      ${beats.map((sold, at) => {
        const height = Math.max(1, (sold / top) * 43);
        return svg`<rect class=${at === last ? 'now' : ''} x=${at * 5} y=${44 - height} width="3.4" height=${height} rx="1"/>`;
      })}</svg>
    <div class="rate"><span>last minute</span><span>${number(beats[last])} sold a second</span></div>`;
}

function renderCategories(page) {
  if (!page.known) {
    return nothing;
  }
  return html`<section class="categories"><h2>Categories</h2><div class="kinds">
    ${page.chart.categories.map((category, index) => {
      const { free, held, booked, off } = page.counts[index];
      const total = free + held + booked + off;
      return total === 0 ? nothing : html`
        <button aria-pressed=${page.category === index} @click=${() => page.choose(index)}>
          <i .style=${`background:${category.color}`}></i><span>${category.label}</span><em>${free > 0 ? number(free) : 'sold out'}</em>
          <u><s .style=${`width:${(100 * free) / total}%;background:${category.color}`}></s></u>
        </button>`;
    })}</div>${renderLegend('inline')}</section>`;
}

function renderStepper(value, most, change, small) {
  return html`<div class="stepper ${small ? 'small' : ''}">
    <button aria-label="fewer" ?disabled=${value <= 1} @click=${() => change(value - 1)}>−</button>
    <output>${value}</output>
    <button aria-label="more" ?disabled=${value >= most} @click=${() => change(value + 1)}>+</button></div>`;
}

function renderBest(page) {
  const where = page.category < 0 ? 'Find the best seats' : `Best in ${page.chart?.categories[page.category].label}`;
  return html`<section><h2>Best available</h2><div class="best">
    ${renderStepper(page.wanted, MOST_SEATS, (value) => (page.wanted = value), false)}
    <button class="go" id="best" ?disabled=${page.shop.busy || !page.chart || page.soldOut} @click=${() => page.best()}>${where}</button>
  </div></section>`;
}

function renderMine(page) {
  const { shop, chart } = page;
  const { selected, held, booked, busy } = shop;
  if (!chart || selected.size + held.size + booked.size === 0) {
    return html`<section class="seats"><h2>Your seats</h2>
      <p class="hint">${page.soldOut ? 'Nothing to choose just now: what comes back lights up on the map.'
        : 'Choose seats on the map or from the list, or let us find the best ones.'}</p></section>`;
  }
  const items = (objects, open) => html`<ul class="mine">
    ${[...objects].map(([object, count]) => renderItem(page, object, count, open))}</ul>`;
  return html`<section class="seats"><h2>Your seats</h2>
    ${held.size > 0 ? html`<div class="part">${renderClock(shop)} ${items(held, false)}
      <div class="acts">
        <button class="go" id="book" ?disabled=${busy} @click=${() => shop.book()}>Book ${people(held)}</button>
        <button class="other" id="release" ?disabled=${busy} @click=${() => shop.release()}>Release</button>
      </div></div>` : nothing}
    ${selected.size > 0 ? html`<div class="part">${items(selected, true)}
      <div class="acts">
        <button class="go" id="hold" ?disabled=${busy} @click=${() => shop.hold()}>Hold ${people(selected)}</button>
        <button class="other" id="clear" ?disabled=${busy} @click=${() => shop.clear()}>Clear</button>
      </div></div>` : nothing}
    ${booked.size > 0 ? html`<div class="part ticket">
      <b>Booked</b><p>${[...booked.keys()].map((object) => chart.labels[object]).join(', ')}</p>
      <code>${shop.order}</code></div>` : nothing}
  </section>`;
}

function people(objects) {
  const sum = [...objects.values()].reduce((total, count) => total + count, 0);
  return sum === 1 ? '1 place' : `${sum} places`;
}

function renderItem({ shop, chart }, object, count, open) {
  const { section, name } = chart.describe(object);
  const category = chart.categories[chart.category[object]];
  const area = chart.kind[object] === AREA;
  return html`<li><i .style=${`background:${category.color}`}></i>
    <div><b>${section ? `${sectionName(section)} · ${name}` : name}</b><small>${category.label}${area && !open ? ` · ${count} places` : ''}</small></div>
    <div class="acts">${open && area
      ? renderStepper(count, MOST_PLACES, (value) => shop.setQuantity(object, value), true) : nothing}
      ${open ? html`<button class="drop" aria-label="Remove ${chart.labels[object]}" @click=${() => shop.toggle(object)}>×</button>` : nothing}</div></li>`;
}

function renderClock(shop) {
  const left = shop.remainingMillis;
  const seconds = Math.ceil(left / 1000);
  const round = 2 * Math.PI * 18;
  const part = Math.min(1, left / shop.wholeMillis);
  return html`<div class="clock ${seconds < 60 ? 'late' : ''}">
    <svg viewBox="0 0 42 42" aria-hidden="true"><circle cx="21" cy="21" r="18"/><circle cx="21" cy="21" r="18"
      stroke-dasharray=${round} stroke-dashoffset=${round * (1 - part)}/></svg>
    <div><b id="countdown">${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}</b><small>held for you${seconds < 60 ? ': less than a minute' : ''}</small></div></div>`;
}
