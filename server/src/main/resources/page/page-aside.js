import { html, nothing, svg } from 'lit';
import { renderMine } from './page-basket.js';
import { renderLegend } from './page-house.js';
import { renderStepper } from './page-stepper.js';

const MOST_SEATS = 10;

const number = (value) => value.toLocaleString('en');

/** The panel beside the map: what is left or the list of seats, and the visitor's own seats. */
export function renderAside(page) {
  const { sells, held, till } = page.shop;
  const buying = sells && page.known;
  // Whoever has something to do within a time finds it on top.
  const urgent = buying && (held.size > 0 || till.order !== null);
  return html`<aside class=${page.listing ? 'listing' : ''} aria-label="Seats and basket">
    ${urgent ? renderMine(page) : nothing}
    ${page.known ? renderSwitch(page) : nothing}
    ${page.listing
      ? html`<section class="list"><h2>Seats</h2><seatkeeper-list></seatkeeper-list></section>`
      : html`${renderLeft(page)} ${renderCategories(page)}`}
    ${buying ? html`${page.listing ? nothing : renderBest(page)} ${urgent ? nothing : renderMine(page)}` : nothing}
    <section class="note">${sells
      ? 'Test mode: tickets are bought with test cards, and no money moves.'
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
          <i .style=${`background:${category.color}`}></i>
          <span>${category.label} ${price(page, category)}</span><em>${free > 0 ? number(free) : 'sold out'}</em>
          <u><s .style=${`width:${(100 * free) / total}%;background:${category.color}`}></s></u>
        </button>`;
    })}</div>${renderLegend('inline')}</section>`;
}

function price({ shop }, category) {
  const range = shop.prices?.range(category.key) ?? '';
  return range ? html`<small>${range}</small>` : nothing;
}

/** A demonstration is a contest until it is won. */
function bestTitle({ rivals, shop }) {
  if (rivals === 0) {
    return 'Best available';
  }
  const fans = `${number(rivals)} fans`;
  return shop.till.paid.length > 0 ? `You won against ${fans}` : `Win two seats against ${fans}`;
}

function renderBest(page) {
  const where = page.category < 0 ? 'Find the best seats' : `Best in ${page.chart?.categories[page.category].label}`;
  return html`<section><h2>${bestTitle(page)}</h2><div class="best">
    ${renderStepper(page.wanted, MOST_SEATS, (value) => (page.wanted = value), false)}
    <button class="go" id="best" ?disabled=${page.shop.busy || !page.chart || page.soldOut || page.shop.shut !== ''} @click=${() => page.best()}>${where}</button>
  </div></section>`;
}
