import { css, html, nothing } from 'lit';
import { eventPath } from './office-desk.js';
import { OfficePart, pill } from './office-part.js';
import { office } from './office-style.js';
import { money, number, orderWords, when } from './office-words.js';

const CANCELLABLE = ['open', 'confirmed', 'captured'];

/** One order: what was bought, what was paid, and the ways to give it back. */
export class OfficeOrder extends OfficePart {
  static properties = {
    event: {},
    reference: {},
    order: { state: true },
    bookings: { state: true },
    missing: { state: true },
  };

  static styles = [office, css`
    h2 code { font-size: 19px; }
    tfoot td { font-weight: 640; }
  `];

  constructor() {
    super();
    this.reference = '';
    this.forget();
  }

  forget() {
    this.order = null;
    this.bookings = null;
    this.missing = false;
  }

  willUpdate(changed) {
    if (changed.has('reference') || changed.has('event')) {
      this.forget();
      this.load();
    }
  }

  path(...rest) {
    return eventPath(this.event, 'orders', this.reference, ...rest);
  }

  async load() {
    try {
      this.order = await this.desk.get(this.path());
    } catch (error) {
      if (error.status !== 404) {
        this.refused(error);
        return;
      }
      await this.loadBookings().catch((failure) => this.refused(failure));
    }
  }

  /** Seats that were booked without an order of ours, by the reference that the shop gave. */
  async loadBookings() {
    const owners = await this.desk.all(`${eventPath(this.event, 'owners')}?limit=10000`, 1_000_000);
    this.bookings = owners.filter(({ order }) => order === this.reference);
    this.missing = this.bookings.length === 0;
  }

  act(said, ...steps) {
    return this.attempt(async () => {
      for (const step of steps) {
        this.order = await step();
      }
      this.tell('order', this.order);
      this.say(said);
    });
  }

  cancel(withRefund) {
    this.renderRoot.querySelector('dialog').close();
    const cancel = () => this.desk.post(this.path('cancellation'), {});
    const refund = () => (this.order.state === 'refund-due' ? this.desk.post(this.path('refund'), {}) : this.order);
    return withRefund
      ? this.act('Cancelled. The seats are free, and the money goes back.', cancel, refund)
      : this.act('Cancelled. The seats are free.', cancel);
  }

  refund() {
    return this.act('The money goes back.', () => this.desk.post(this.path('refund'), {}));
  }

  recordRefund(event) {
    event.preventDefault();
    const refund = this.renderRoot.querySelector('#refund-reference').value.trim();
    return this.act('Noted as returned.', () => this.desk.post(this.path('refunds'), { refund }));
  }

  release() {
    return this.attempt(async () => {
      const objects = this.bookings.map(({ label, quantity }) => (quantity > 1 ? { label, quantity } : label));
      await this.desk.post(eventPath(this.event, 'releases'), { order: this.reference, objects });
      this.say('The seats are free again.');
      await this.loadBookings();
    });
  }

  render() {
    if (this.missing) {
      return html`<p class="notice warn" id="no-order">There is no order <code>${this.reference}</code> in this event.</p>`;
    }
    if (this.bookings) {
      return this.renderBookings();
    }
    return this.order ? this.renderOrder() : html`<p class="hint">One moment…</p>`;
  }

  renderBookings() {
    return html`<section class="card stack tight"><h2><code>${this.reference}</code></h2>
      <p class="hint">Booked without a payment through the node: at the box office, or by a shop of your own.</p>
      <p>${this.bookings.map(({ label, quantity }) => (quantity > 1 ? `${quantity} × ${label}` : label)).join(', ')}</p>
      <div><button class="stop" id="release" ?disabled=${this.busy} @click=${this.release}>Release</button></div></section>`;
  }

  renderOrder() {
    const { order } = this;
    const price = (amount) => money(amount, order.currency, order.currencyDigits);
    return html`<section class="card stack" id="order">
      <div class="line ends"><h2>Order <code>${order.order}</code></h2>${pill(orderWords(order.state))}</div>
      <div class="scroll" tabindex="0" role="region" aria-label="What was ordered"><table>
        <thead><tr><th>Seat</th><th>Category</th><th>Ticket</th><th class="number">Price</th><th class="number">Fee</th><th class="number">Total</th></tr></thead>
        <tbody>${order.lines.map((line) => html`<tr>
          <td><a href="#/event/${encodeURIComponent(line.event)}/seat/${encodeURIComponent(line.label)}">${line.quantity > 1 ? `${number(line.quantity)} × ` : ''}${line.label}</a></td>
          <td>${line.categoryName || line.category}</td><td>${line.ticketTypeName || line.ticketType}</td>
          <td class="number">${price(line.price)}</td><td class="number">${price(line.fee)}</td><td class="number">${price(line.total)}</td></tr>`)}</tbody>
        <tfoot>${order.orderFee > 0 ? html`<tr><td colspan="5">Fee for the order</td><td class="number">${price(order.orderFee)}</td></tr>` : nothing}
          <tr><td colspan="5">Total</td><td class="number">${price(order.total)}</td></tr></tfoot></table></div>
      <dl><dt>Opened</dt><dd>${when(order.openedAt)}</dd><dt>Last change</dt><dd>${when(order.changedAt)}</dd>
        ${order.buyer ? html`<dt>Buyer</dt><dd><code>${order.buyer}</code></dd>` : nothing}
        ${order.payment ? html`<dt>Payment</dt><dd><code>${order.payment}</code></dd>` : nothing}
        ${order.refund ? html`<dt>Refund</dt><dd><code>${order.refund}</code></dd>` : nothing}
        ${order.link ? html`<dt>For the buyer</dt><dd><a href=${order.link} target="_blank" rel="noopener">the order’s page</a></dd>` : nothing}</dl>
      ${this.renderActs(order)}</section>`;
  }

  renderActs({ state, total }) {
    return html`<div class="line">
        ${CANCELLABLE.includes(state) ? html`<button class="stop" id="cancel" ?disabled=${this.busy}
          @click=${() => this.renderRoot.querySelector('dialog').showModal()}>Cancel…</button>` : nothing}
        ${state === 'refund-due' ? html`<button class="go" id="refund" ?disabled=${this.busy} @click=${this.refund}>Return the money</button>` : nothing}</div>
      ${state === 'refund-due' ? html`<form class="line" @submit=${this.recordRefund}>
        <label class="grow">Returned by other means <small>the reference of the transfer</small><input id="refund-reference" required maxlength="64" autocomplete="off"></label>
        <button class="plain low" ?disabled=${this.busy}>Note it</button></form>` : nothing}
      <dialog aria-labelledby="cancelling"><div class="stack"><h2 id="cancelling">Cancel this order?</h2>
        <p>Its seats become free at once.${state === 'captured' && total > 0 ? ' Its money was taken: return it now, or leave it as refund due.' : ''}</p>
        <div class="line">${state === 'captured' && total > 0 ? html`<button class="stop" id="cancel-refund" @click=${() => this.cancel(true)}>Cancel and refund</button>` : nothing}
          <button class=${state === 'captured' && total > 0 ? 'plain' : 'stop'} id="cancel-only" @click=${() => this.cancel(false)}>Cancel the order</button>
          <button class="plain" autofocus @click=${() => this.renderRoot.querySelector('dialog').close()}>Keep it</button></div></div></dialog>`;
  }
}

customElements.define('office-order', OfficeOrder);
