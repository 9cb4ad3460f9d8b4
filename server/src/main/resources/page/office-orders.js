import { css, html, nothing } from 'lit';
import './office-order.js';
import { eventPath } from './office-desk.js';
import { OfficePart, pill } from './office-part.js';
import { office } from './office-style.js';
import { ORDER_STATES, money, number, orderWords, when } from './office-words.js';

const PAGE = 50;

/** An event's orders: one by its reference, or all of a state. */
export class OfficeOrders extends OfficePart {
  static properties = {
    event: {},
    about: {},
    state: { state: true },
    orders: { state: true },
    next: { state: true },
  };

  static styles = [office, css`
    #reference { text-transform: none; font-family: ui-monospace, monospace; }
  `];

  constructor() {
    super();
    this.about = '';
    this.state = '';
    this.orders = null;
    this.next = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  /** The first page, or with `more` the next one. */
  load(more = false) {
    return this.attempt(async () => {
      const state = this.state ? `&state=${this.state}` : '';
      const after = more && this.next ? `&after=${encodeURIComponent(this.next)}` : '';
      const page = await this.desk.get(`${eventPath(this.event, 'orders')}?limit=${PAGE}${state}${after}`);
      this.orders = more ? [...this.orders, ...page.items] : page.items;
      this.next = page.next;
    });
  }

  find(event) {
    event.preventDefault();
    const reference = this.renderRoot.querySelector('#reference').value.trim();
    location.hash = `#/event/${encodeURIComponent(this.event)}/orders/${encodeURIComponent(reference)}`;
  }

  filter(event) {
    this.state = event.target.value;
    this.load();
  }

  render() {
    return html`<div class="stack">
      <form class="card line" @submit=${this.find}>
        <label class="grow">Find an order by its reference <input id="reference" required maxlength="64" autocomplete="off" spellcheck="false" placeholder="K7Q2-9XFD" .value=${this.about}></label>
        <button class="go low" id="find">Find</button></form>
      ${this.about ? html`<office-order .desk=${this.desk} .event=${this.event} .reference=${this.about} @order=${() => this.load()}></office-order>` : nothing}
      <section class="card stack">
        <div class="line ends"><h2>Orders</h2><div class="line">
          <label>State <select id="state" @change=${this.filter}><option value="">all</option>
            ${ORDER_STATES.map((state) => html`<option value=${state} ?selected=${state === this.state}>${orderWords(state).word}</option>`)}</select></label>
          <a class="button small" href="${eventPath(this.event, 'orders.csv')}" download="${this.event}-orders.csv">CSV</a></div></div>
        ${this.renderList()}</section></div>`;
  }

  renderList() {
    const { orders } = this;
    if (!orders) {
      return html`<p class="hint">One moment…</p>`;
    }
    if (orders.length === 0) {
      return html`<p class="empty">No orders${this.state ? ` that are ${orderWords(this.state).word.toLowerCase()}` : ' yet'}.</p>`;
    }
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Orders">${orderTable(orders, this.event)}</div>
      ${this.next ? html`<div><button class="plain" ?disabled=${this.busy} @click=${() => this.load(true)}>More</button></div>` : nothing}`;
  }
}

/** Orders in a table, each with a link to itself. */
export function orderTable(orders, event) {
  return html`<table><thead><tr><th>Order</th><th>State</th><th>Seats</th><th class="number">Tickets</th><th class="number">Total</th><th>Last change</th></tr></thead>
    <tbody>${orders.map((order) => html`<tr>
      <td><a href="#/event/${encodeURIComponent(event ?? order.event)}/orders/${encodeURIComponent(order.order)}"><code>${order.order}</code></a></td>
      <td>${pill(orderWords(order.state))}</td>
      <td>${order.lines.slice(0, 3).map(({ label }) => label).join(', ')}${order.lines.length > 3 ? ' …' : ''}</td>
      <td class="number">${number(order.lines.reduce((sum, { quantity }) => sum + quantity, 0))}</td>
      <td class="number">${money(order.total, order.currency, order.currencyDigits)}</td><td>${when(order.changedAt)}</td></tr>`)}</tbody></table>`;
}

customElements.define('office-orders', OfficeOrders);
