import { html, nothing } from 'lit';
import { countdown } from './sale-clock.js';

/** What stands before the map until the sale opens: the time that is left, and the presale's door. */
export function renderDoors(page) {
  const { sale } = page.shop;
  if (sale.phase !== 'door') {
    return nothing;
  }
  const { presale, nextPresale, opensInMillis } = sale;
  return html`<div class="doors" role="group" aria-label="Before the sale opens">
    ${opensInMillis === null
      ? html`<b>${sale.state === 'draft' ? 'Not on sale yet' : 'The time is not announced yet'}</b>
          <p>This page opens by itself when the sale begins.</p>`
      : renderCountdown(sale, opensInMillis)}
    ${page.rivals > 0 ? html`<p class="next">${page.rivals.toLocaleString('en')} fans stand here with you.
      Can you win two seats?</p>` : nothing}
    ${presale ? renderCode(page, presale) : nothing}
    ${!presale && nextPresale ? html`<p class="next">The presale begins in ${countdown(nextPresale.startsIn)}:
      ${sale.say(nextPresale.from)}.</p>` : nothing}
  </div>`;
}

function renderCountdown(sale, opensInMillis) {
  return html`<p>Doors open in</p>
    <b id="doors" role="timer" aria-live="off">${opensInMillis > 0 ? countdown(opensInMillis) : 'a moment'}</b>
    <p>${sale.say(sale.known.onSaleAt)}</p>`;
}

function renderCode(page, presale) {
  const enter = (event) => {
    event.preventDefault();
    page.shop.useCode(event.target.elements.code.value);
  };
  return page.shop.sells
    ? html`<form class="code" @submit=${enter}>
        <label for="code">Presale code</label>
        <div class="acts"><input id="code" name="code" required minlength="4" maxlength="64" autocomplete="off" autocapitalize="characters">
        <button class="go" id="presale">Come in</button></div>
        <small>The presale runs for another ${countdown(presale.endsIn)}.</small></form>`
    : html`<p class="next">A presale is running.</p>`;
}
