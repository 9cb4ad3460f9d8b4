import { LitElement, html, nothing } from 'lit';
import { style } from './order-page-style.js';
import { renderLines } from './page-payment.js';
import { retryAfterMillis, waitMillis } from './patience.js';
import { countdown } from './sale-clock.js';

const ASK_AGAIN_MILLIS = 5000;

/** What each state of an order means to its buyer. */
const WORDS = {
  open: ['Not paid yet', 'The seats are kept for you until the time to pay is over.'],
  confirmed: ['Booked', 'The seats are yours.'],
  captured: ['Booked', 'The seats are yours, and the order is paid.'],
  failed: ['Payment declined', 'Nothing was booked under this order.'],
  expired: ['Not paid in time', 'The seats are free again. Money that still arrives is returned.'],
  cancelled: ['Cancelled', 'The seats are free again.'],
  voided: ['Cancelled', 'The payment was given up: no money was taken.'],
  'refund-due': ['Your money is returned', 'Nothing is booked under this order. The organiser returns what was paid.'],
  refunded: ['Your money was returned', 'Nothing is booked under this order.'],
};

const GOOD = new Set(['confirmed', 'captured']);

/** The states from which an order still goes on by itself. */
const UNSETTLED = new Set(['open', 'confirmed', 'refund-due', 'expired']);

/** A buyer's order, as its link shows it: reference, seats, total, and how it stands now. */
export class OrderPage extends LitElement {
  static properties = {
    event: {},
    order: {},
    known: { state: true },
    failure: { state: true },
  };

  static styles = style;

  constructor() {
    super();
    this.known = null;
    this.failure = '';
    this.failures = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.look();
    this.clock = setInterval(() => this.requestUpdate(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.next);
    clearInterval(this.clock);
  }

  /** Asks how the order stands; again as long as it may change, or there was no answer. */
  async look() {
    const path = `/v1/events/${encodeURIComponent(this.event)}/orders/${encodeURIComponent(this.order)}`;
    const response = await fetch(path + location.search).catch(() => null);
    const document = await response?.json().catch(() => null);
    let again = 0;
    if (response?.ok && document) {
      this.take(document);
      again = UNSETTLED.has(document.state) ? ASK_AGAIN_MILLIS : 0;
    } else if (response && response.status < 500 && response.status !== 429) {
      this.failure = response.status === 404
        ? 'There is no such order.'
        : 'This link does not show the order. Use the whole link that you were given.';
    } else {
      again = waitMillis(this.failures++, retryAfterMillis(response));
      this.failure = this.known ? '' : 'The box office cannot be reached. This page tries again by itself.';
    }
    if (again > 0 && this.isConnected) {
      this.next = setTimeout(() => this.look(), again);
    }
  }

  take(document) {
    this.failures = 0;
    this.failure = '';
    this.known = document;
    this.deadline = performance.now() + document.remainingMillis;
    window.document.title = `Order ${document.order} · ${document.eventName}`;
  }

  render() {
    const { known, failure } = this;
    return html`<main>${known ? this.renderOrder(known) : html`<p role="status">${failure || 'Looking for your order…'}</p>`}</main>`;
  }

  renderOrder(known) {
    const [title, text] = WORDS[known.state];
    const left = known.state === 'open' ? Math.max(0, this.deadline - performance.now()) : 0;
    return html`
      <p class="event">${known.eventName}</p>
      <h1>Order <span id="order">${known.order}</span></h1>
      <div class="state ${GOOD.has(known.state) ? 'good' : 'warn'}" role="status"><b id="state">${title}</b>
        <p>${text}</p>${left > 0 ? html`<p>${countdown(left)} left to pay.</p>` : nothing}</div>
      ${renderLines(known)}
      <p class="when">Ordered ${new Date(known.openedAt).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })}</p>
      <p><a href="/e/${encodeURIComponent(known.event)}">To the event</a></p>`;
  }
}

customElements.define('order-page', OrderPage);
