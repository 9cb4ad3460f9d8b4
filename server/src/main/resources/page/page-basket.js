import { html, nothing } from 'lit';
import { AREA } from './map-chart.js';
import { sectionName } from './map-words.js';
import { renderClock } from './page-clock.js';
import { renderPayment, renderPaid } from './page-payment.js';
import { renderStepper } from './page-stepper.js';

const MOST_PLACES = 20;

/** The visitor's own seats: chosen, held with their ticket types and prices, being paid, bought. */
export function renderMine(page) {
  const { shop, chart } = page;
  const { selected, held, till } = shop;
  if (!chart || selected.size + held.size + till.paid.length === 0 && !till.order) {
    return html`<section class="seats"><h2>Your seats</h2><p class="hint">${hint(page)}</p></section>`;
  }
  return html`<section class="seats"><h2>Your seats</h2>
    ${till.order ? renderPayment(page) : held.size > 0 ? renderHeld(page) : nothing}
    ${selected.size > 0 ? renderChosen(page) : nothing}
    ${till.paid.map(renderPaid)}
  </section>`;
}

function hint({ shop, soldOut }) {
  if (shop.shut) {
    return `${shop.shut} You can look around already.`;
  }
  return soldOut ? 'Nothing to choose just now: what comes back lights up on the map.'
    : 'Choose seats on the map or from the list, or let us find the best ones.';
}

function renderChosen(page) {
  const { shop } = page;
  return html`<div class="part">
    <ul class="mine">${[...shop.selected].map(([object, count]) => renderItem(page, object, html`
      ${page.chart.kind[object] === AREA
        ? renderStepper(count, MOST_PLACES, (value) => shop.setQuantity(object, value), true) : nothing}
      <button class="drop" aria-label="Remove ${page.chart.labels[object]}" @click=${() => shop.toggle(object)}>×</button>`))}</ul>
    <div class="acts">
      <button class="go" id="hold" ?disabled=${shop.busy || shop.shut !== ''} @click=${() => shop.hold()}>Hold ${people(shop.selected)}</button>
      <button class="other" id="clear" ?disabled=${shop.busy} @click=${() => shop.clear()}>Clear</button>
    </div></div>`;
}

function renderHeld(page) {
  const { shop } = page;
  const { held, till, busy, prices } = shop;
  const priced = prices && !prices.free;
  return html`<div class="part">${renderClock(shop, 'held for you')} ${renderMoreTime(shop)}
    <ul class="mine">${[...held.keys()].map((object) => renderHeldItem(page, object, priced))}</ul>
    ${priced ? renderSum(prices, till.sum()) : nothing}
    <div class="acts">
      ${priced
        ? html`<button class="go" id="checkout" ?disabled=${busy} @click=${() => till.checkOut()}>Check out</button>`
        : html`<button class="go" id="book" ?disabled=${busy} @click=${() => till.pay('')}>Book ${people(held)}</button>`}
      <button class="other" id="release" ?disabled=${busy} @click=${() => shop.release()}>Release</button>
    </div></div>`;
}

/** In the last minute, and where the whole hold is short: more time for who needs it. */
function renderMoreTime(shop) {
  const wanted = shop.clock.late && shop.extensionsLeft > 0;
  return wanted
    ? html`<div class="more"><p>Do you need more time?</p>
        <button class="other" id="extend" ?disabled=${shop.busy} @click=${() => shop.extend()}>Keep my seats</button></div>`
    : nothing;
}

function renderHeldItem(page, object, priced) {
  const { shop, chart } = page;
  const category = chart.categories[chart.category[object]];
  const types = shop.till.typesOf(object);
  if (!priced) {
    return renderItem(page, object, types.length > 1 ? html`<em>${types.length} places</em>` : nothing);
  }
  const offered = shop.prices.typesOf(category.key);
  const select = (type, at) => html`<label class="type">
    <span class="ear">Ticket type of ${chart.labels[object]}${types.length > 1 ? `, ticket ${at + 1}` : ''}</span>
    <select @change=${({ target }) => shop.till.setType(object, at, target.value)}>
      ${offered.map(({ key, name }) => html`<option value=${key} ?selected=${key === type}>
        ${name} ${shop.prices.money(shop.prices.amount(category.key, key))}</option>`)}</select></label>`;
  const price = offered.length > 1 ? types.map(select)
    : html`<em>${offered.length === 1 ? amount(shop.prices, category.key, types) : 'not sold here'}</em>`;
  return renderItem(page, object, price);
}

function amount(prices, category, types) {
  const each = prices.money(prices.amount(category, types[0]));
  return types.length > 1 ? `${types.length} × ${each}` : each;
}

function renderSum(prices, { tickets, fees, total }) {
  return html`<dl class="sum">
    ${fees > 0 ? html`<dt>Tickets</dt><dd>${prices.money(tickets)}</dd><dt>Booking fee</dt><dd>${prices.money(fees)}</dd>` : nothing}
    <dt><b>Total</b></dt><dd><b id="total">${prices.money(total)}</b></dd></dl>`;
}

function people(objects) {
  const sum = [...objects.values()].reduce((total, count) => total + count, 0);
  return sum === 1 ? '1 place' : `${sum} places`;
}

function renderItem({ chart }, object, acts) {
  const { section, name } = chart.describe(object);
  const category = chart.categories[chart.category[object]];
  return html`<li><i .style=${`background:${category.color}`}></i>
    <div><b>${section ? `${sectionName(section)} · ${name}` : name}</b><small>${category.label}</small></div>
    <div class="acts">${acts}</div></li>`;
}
