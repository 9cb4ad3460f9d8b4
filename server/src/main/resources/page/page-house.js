import { html, nothing, svg } from 'lit';
import { listed } from './map-words.js';
import { renderDoors } from './page-doors.js';

/** What lies over the map: title, age, tools, legend, and what there is to say. */
export function renderHouse(page) {
  return html`
    ${page.known ? nothing : renderWaiting(page)}
    <header>
      <div><h1>${page.title}</h1><p>${page.chart?.name ?? ''}</p></div>
      ${renderPulse(page)}
    </header>
    <div class="banner" role="status">${page.known ? renderBanner(page) : nothing}</div>
    ${page.known ? html`${renderTools(page)} ${renderLegend('')} ${renderDoors(page)}` : nothing}
    ${renderTold(page)}`;
}

function renderWaiting({ failure, wait, offline }) {
  if (failure) {
    return html`<div class="wait" role="status"><div><b>${failure}</b></div></div>`;
  }
  const [title, text] = offline
    ? ['You are offline', 'The map comes by itself as soon as you are connected again.']
    : wait?.reason === 'busy'
      ? ['Very many people are here right now',
        `Keep this page open: it asks again by itself ${inAWhile(wait)}. There is no need to reload.`]
      : wait
        ? ['The box office cannot be reached', `This page tries again by itself ${inAWhile(wait)}.`]
        : ['Opening the house…', ''];
  return html`<div class="wait" role="status"><div>
    ${wait || offline ? html`<i class="turn"></i>` : nothing}<b>${title}</b><p>${text}</p></div></div>`;
}

function inAWhile({ millis }) {
  const seconds = Math.ceil(millis / 1000);
  return seconds > 1 ? `in about ${seconds} seconds` : 'in a second';
}

/** The one thing that everybody on the page should know now. */
function renderBanner({ fenced, wait, offline, stale, age, soldOut, counts, shop }) {
  if (fenced) {
    return html`<p class="warn"><b>Sales have stopped.</b> What you see may not change any more.</p>`;
  }
  if (wait) {
    return wait.reason === 'busy'
      ? html`<p><i class="turn"></i><b>Very busy right now.</b> Nothing is lost: your request is sent again ${inAWhile(wait)}.</p>`
      : html`<p><i class="turn"></i><b>No answer yet.</b> Your request is sent again ${inAWhile(wait)}.</p>`;
  }
  if (offline || stale) {
    const old = Number.isFinite(age) ? `The map shows how it was ${ageText(age)} ago. ` : '';
    return html`<p class="warn"><i class="turn"></i><b>${offline ? 'You are offline.' : 'Reconnecting.'}</b>
      ${old}It catches up by itself.</p>`;
  }
  if (shop.sale.state === 'paused') {
    return html`<p class="warn"><b>The sale is paused.</b> What you hold stays yours as long as its clock runs, and an
      open order can be paid. This page goes on by itself.</p>`;
  }
  if (shop.sale.state === 'closed') {
    return html`<p><b>The sale is closed.</b> Tickets that you have bought stay valid.</p>`;
  }
  if (soldOut) {
    const held = counts.reduce((sum, count) => sum + count.held, 0);
    const some = held === 1 ? 'One place is' : `${held.toLocaleString('en')} places are`;
    return html`<p><b>Sold out.</b> ${held > 0 ? `${some} only held.` : ''} Seats that come back light up here.</p>`;
  }
  return nothing;
}

function ageText(age) {
  const seconds = Math.max(1, Math.round(age / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`;
}

function renderPulse({ age, live, fenced, stale, offline }) {
  const known = Number.isFinite(age);
  const text = age < 950 ? 'under 1 s old' : `${ageText(age)} old`;
  const away = known ? 'Reconnecting' : 'Connecting';
  const well = live && !stale && !offline;
  const word = fenced ? 'Stopped' : offline ? 'Offline' : well ? 'Live' : away;
  return html`<div class="pulse ${well && !fenced ? '' : 'lost'}"
    title="How old the map may be"><i></i><b>${word}</b>${known ? html`<span>map ${text}</span>` : nothing}</div>`;
}

function renderTools(page) {
  const dark = getComputedStyle(page).getPropertyValue('--dark').trim() === '1';
  const tool = (label, action, path) => html`
    <button aria-label=${label} title=${label} @click=${action}>
      <svg viewBox="0 0 18 18" aria-hidden="true">${path}</svg></button>`;
  return html`<div class="tools" role="group" aria-label="The view">
    ${tool('Nearer', () => page.map.zoom(1.7), svg`<path d="M9 3v12M3 9h12"/>`)}
    ${tool('Farther', () => page.map.zoom(1 / 1.7), svg`<path d="M3 9h12"/>`)}
    ${tool('Whole house', () => page.map.fit(), svg`<path d="M3 7V3h4M11 3h4v4M15 11v4h-4M7 15H3v-4"/>`)}
    ${tool(dark ? 'Light' : 'Dark', () => page.restyle(dark ? 'light' : 'dark'),
      svg`<path d="M14.5 10.6A6 6 0 0 1 7.4 3.5a6 6 0 1 0 7.1 7.1z"/>`)}
  </div>`;
}

/** What the shapes mean; each differs by more than its colour. */
export function renderLegend(where) {
  const sign = (label, drawing) =>
    html`<span><svg viewBox="0 0 14 14" aria-hidden="true">${drawing}</svg>${label}</span>`;
  return html`<div class="legend ${where}">
    ${sign('free', svg`<circle cx="7" cy="7" r="5.6" fill="var(--accent)"/>`)}
    ${sign('wheelchair', svg`<rect x="1.8" y="1.8" width="10.4" height="10.4" rx="3" fill="var(--accent)"/>`)}
    ${sign('held', svg`<circle cx="7" cy="7" r="4.8" fill="none" stroke="var(--accent)" stroke-width="1.7"/>`)}
    ${sign('sold', svg`<circle cx="7" cy="7" r="2.9" fill="var(--faint)"/>`)}
    ${sign('not for sale', svg`<path d="M4 4l6 6M10 4l-6 6" stroke="var(--faint)" stroke-width="1.6" stroke-linecap="round"/>`)}
    ${sign('yours', svg`<circle cx="7" cy="7" r="6" fill="var(--mine)"/><path d="M4.4 7.2l1.9 2 3.4-4"
      fill="none" stroke="var(--panel)" stroke-width="1.6" stroke-linecap="round"/>`)}
  </div>`;
}

/** What was just said; an offer of other seats stays until it is answered. */
function renderTold(page) {
  const { said } = page;
  if (page.shop?.offer && page.chart) {
    return renderOffer(page);
  }
  return said ? html`<div class="told ${said.tone}">${said.text}</div>` : nothing;
}

function renderOffer(page) {
  const { offer } = page.shop;
  const names = (objects) => listed(objects.map((object) => page.chart.labels[object]));
  return html`<div class="told warn offer" role="group" aria-label="Seats instead">
    <p><b>${names(offer.gone)}</b> ${offer.gone.length > 1 ? 'have' : 'has'} just gone to someone else.
      <b>${names(offer.take)}</b> instead?</p>
    <div class="acts">
      <button class="go" id="take" @click=${() => page.takeOffer()}>${offer.hold ? 'Hold' : 'Take'} ${names(offer.take)} <kbd>T</kbd></button>
      <button class="other" id="refuse" @click=${() => page.shop.refuseOffer()}>No, thanks</button>
    </div></div>`;
}
