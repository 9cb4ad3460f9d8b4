import { css, html, nothing } from 'lit';
import { OfficePart } from './office-part.js';
import { orderTable } from './office-orders.js';
import { office } from './office-style.js';
import { counted } from './office-words.js';

const EVERY_MILLIS = 10_000;
const MOST = 1000;

/** Every order of the workspace whose money has to be returned. */
export class OfficeRefunds extends OfficePart {
  static properties = { orders: { state: true }, failure: { state: true } };

  static styles = [office, css`h1 { font-size: 24px; letter-spacing: -.02em; }`];

  constructor() {
    super();
    this.orders = null;
    this.failure = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.repeat(EVERY_MILLIS, () => this.load());
  }

  async load() {
    try {
      this.orders = await this.desk.all('/v1/refunds-due?limit=100', MOST);
      this.failure = '';
    } catch (error) {
      this.failure = error.message;
      throw error;
    }
  }

  render() {
    const { orders } = this;
    return html`<div class="stack"><div><h1>Refunds due</h1>
        <p class="hint">Money that was taken and buys nothing: it came too late, or its order was cancelled. Open an order to return it.</p></div>
      ${this.failure ? html`<p class="notice warn" role="alert">${this.failure}</p>` : nothing}
      <section class="card stack">${orders === null ? html`<p class="hint">One moment…</p>`
        : orders.length === 0 ? html`<p class="empty">Nothing to return.</p>`
          : html`<p><b>${counted(orders.length, 'order')}</b> ${orders.length === 1 ? 'waits' : 'wait'} for a refund.</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Refunds due">${orderTable(orders)}</div>`}</section></div>`;
  }
}

customElements.define('office-refunds', OfficeRefunds);
