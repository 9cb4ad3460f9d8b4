import { html, nothing } from 'lit';
import { renderClock } from './page-clock.js';
import { money } from './price-list.js';

/** The cards of the test provider, as its documentation has them. */
const TEST_CARDS = [
  ['4242 4242 4242 4242', 'is accepted'],
  ['4000 0000 0000 0002', 'is declined'],
  ['4000 0000 0000 0077', 'takes a while'],
  ['4000 0000 0000 0085', 'answers twice'],
  ['4000 0000 0000 0093', 'answers too late'],
];

/** An order that is to be paid, or that has ended unpaid. */
export function renderPayment(page) {
  const { shop } = page;
  return shop.till.open ? renderOpen(shop) : renderEnded(shop.till);
}

function renderOpen(shop) {
  const { till, busy } = shop;
  const { order } = till;
  const total = money(order.total, order.currency, order.currencyDigits);
  const pay = (event) => {
    event.preventDefault();
    till.pay(event.target.elements.card.value.replaceAll(' ', ''));
  };
  return html`<div class="part">${renderClock(shop, 'to pay')}
    ${renderLines(order)}
    <form class="pay" @submit=${pay}>
      <label for="card">Card number</label>
      <input id="card" name="card" required inputmode="numeric" autocomplete="off" pattern="[0-9 ]{12,23}"
        value="4242 4242 4242 4242" aria-describedby="cards" ?disabled=${busy}>
      <div class="acts">
        <button class="go" id="pay" ?disabled=${busy}>${till.paying ? html`<i class="turn"></i>Paying…` : `Pay ${total}`}</button>
        <button class="other" id="giveup" type="button" ?disabled=${busy} @click=${() => till.giveUp()}>Give up</button>
      </div>
      ${till.paying ? html`<p class="hint" role="status">Keep this page open until the answer is here.</p>` : nothing}
      <details id="cards"><summary>Test cards</summary><ul>${TEST_CARDS.map(([card, does]) =>
        html`<li><code>${card}</code> ${does}</li>`)}</ul></details>
    </form></div>`;
}

/** What an order is of, and what it costs. */
export function renderLines(order) {
  const say = (amount) => money(amount, order.currency, order.currencyDigits);
  const fees = order.lines.reduce((sum, { fee }) => sum + fee, order.orderFee);
  return html`<ul class="lines">${order.lines.map((line) => html`<li>
      <span><b>${line.label}</b>${line.quantity > 1 ? ` × ${line.quantity}` : ''}
        <small>${[line.categoryName, line.ticketTypeName].filter(Boolean).join(', ')}</small></span>
      <em>${order.currency ? say(line.price * line.quantity) : ''}</em></li>`)}</ul>
    ${order.currency ? html`<dl class="sum">
      ${fees > 0 ? html`<dt>Booking fee</dt><dd>${say(fees)}</dd>` : nothing}
      <dt><b>Total</b></dt><dd><b>${say(order.total)}</b></dd></dl>` : nothing}`;
}

function renderEnded(till) {
  const { order } = till;
  const money = order.state === 'refund-due' || order.state === 'refunded';
  return html`<div class="part ticket ended" role="status"><b>Not booked</b>
    <p>${money
      ? 'Your payment came when the time was over: it is returned to you.'
      : 'The time to pay was over. Should your money have been taken all the same, it is returned.'}</p>
    <p><a href=${order.link}>Order ${order.order}</a></p>
    <div class="acts"><button class="other" id="again" @click=${() => till.close()}>Choose seats again</button></div></div>`;
}

/** An order that is done. */
export function renderPaid(order) {
  return html`<div class="part ticket"><b>Booked</b>
    <p>${order.lines.map(({ label, quantity }) => (quantity > 1 ? `${quantity} × ${label}` : label)).join(', ')}</p>
    <p><a class="order" href=${order.link}>Order ${order.order}</a></p></div>`;
}
