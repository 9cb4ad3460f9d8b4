import { css, html, nothing } from 'lit';
import { eventPath } from './office-desk.js';
import { OfficePart } from './office-part.js';
import { office } from './office-style.js';
import { majorText, minorUnits } from './office-words.js';

const FIRST_TYPE = { key: 'adult', name: 'Adult' };

/** What tickets cost: a table of categories and ticket types, and the fees. */
export class OfficePrices extends OfficePart {
  static properties = {
    event: {},
    prices: { attribute: false },
    categories: { state: true },
    form: { state: true },
    fault: { state: true },
  };

  static styles = [office, css`
    td input, th input { min-width: 92px; height: 38px; }
    td.number input { text-align: right; }
    th[scope='row'] { color: var(--text); font-size: 14px; }
    th .line { flex-wrap: nowrap; gap: 6px; }
    i.dot { display: inline-block; width: 11px; height: 11px; margin-right: 9px; border-radius: 50%; }
    .currency { text-transform: uppercase; }
  `];

  constructor() {
    super();
    this.prices = null;
    this.categories = [];
    this.form = null;
    this.fault = '';
  }

  async connectedCallback() {
    super.connectedCallback();
    const chart = await this.attempt(() => this.desk.get(eventPath(this.event, 'chart')));
    const used = new Set(chart?.category ?? []);
    this.categories = (chart?.categories ?? []).filter((_, at) => used.has(at));
  }

  willUpdate() {
    if (this.prices && !this.form) {
      this.form = formOf(this.prices);
    }
  }

  edit(change) {
    this.form = { ...this.form, ...change };
  }

  editType(at, change) {
    const types = this.form.types.map((type, index) => (index === at ? { ...type, ...change } : type));
    this.edit({ types });
  }

  editAmount(category, type, text) {
    const amounts = new Map(this.form.amounts).set(`${category}\n${type}`, text);
    this.edit({ amounts });
  }

  /** The form as the node takes it; throws a sentence when something in it is no amount. */
  body() {
    const { free, currency, digits, types, feePerTicket, feePerOrder, amounts } = this.form;
    if (free) {
      return { currency: '', feePerTicket: 0, feePerOrder: 0, ticketTypes: [], prices: [] };
    }
    const amount = (text, what) => {
      const value = minorUnits(text || '0', digits);
      if (Number.isNaN(value)) {
        throw new Error(`“${text}” for ${what} is no amount with up to ${digits} digits after the point.`);
      }
      return value;
    };
    const prices = [];
    for (const { key, label } of this.categories) {
      for (const type of types) {
        const text = amounts.get(`${key}\n${type.id}`) ?? '';
        if (text.trim()) {
          prices.push({ category: key, ticketType: type.key, amount: amount(text, `${label || key}, ${type.name}`) });
        }
      }
    }
    return {
      currency: currency.trim().toUpperCase(),
      feePerTicket: amount(feePerTicket, 'the fee for a ticket'),
      feePerOrder: amount(feePerOrder, 'the fee for an order'),
      ticketTypes: types.map(({ key, name }) => ({ key, name })),
      prices,
    };
  }

  async save(event) {
    event.preventDefault();
    this.fault = '';
    let body;
    try {
      body = this.body();
    } catch (error) {
      this.fault = error.message;
      return;
    }
    await this.attempt(async () => {
      const prices = await this.desk.put(eventPath(this.event, 'prices'), body);
      this.form = formOf(prices);
      this.tell('changed', { prices });
      this.say('Saved. New orders cost this; those that are open keep what they cost.');
    });
  }

  render() {
    if (!this.form) {
      return html`<p class="hint">One moment…</p>`;
    }
    const { free } = this.form;
    return html`<form class="card stack" @submit=${this.save}>
      <h2>Prices</h2>
      <label class="check"><input id="free" type="checkbox" .checked=${free} @change=${(event) => this.edit({ free: event.target.checked })}> Everything is free</label>
      ${free ? nothing : html`${this.renderFees()} ${this.renderTable()}`}
      ${this.fault ? html`<p class="notice warn" role="alert">${this.fault}</p>` : nothing}
      <div><button class="go" id="save" ?disabled=${this.busy}>Save prices</button></div></form>`;
  }

  renderFees() {
    const { currency, feePerTicket, feePerOrder } = this.form;
    return html`<div class="fields">
      <label>Currency <small>three letters, ISO 4217</small><input id="currency" class="currency" required pattern="[A-Za-z]{3}" maxlength="3" autocomplete="off"
        .value=${currency} @change=${(event) => this.edit({ currency: event.target.value.toUpperCase(), digits: digitsOf(event.target.value) })}></label>
      <label>Booking fee for a ticket <small>for each one</small><input id="fee-ticket" inputmode="decimal" autocomplete="off" .value=${feePerTicket}
        @input=${(event) => this.edit({ feePerTicket: event.target.value })}></label>
      <label>Booking fee for an order <small>once</small><input id="fee-order" inputmode="decimal" autocomplete="off" .value=${feePerOrder}
        @input=${(event) => this.edit({ feePerOrder: event.target.value })}></label></div>`;
  }

  renderTable() {
    const { types, amounts } = this.form;
    return html`<p class="hint">Leave a price empty where a category is not offered to a sort of ticket. The first sort is what a ticket is when nothing is said.</p>
      <div class="scroll"><table><thead><tr><th scope="col">Category</th>
        ${types.map((type, at) => html`<th scope="col"><div class="line"><input aria-label="Name of ticket sort ${at + 1}" required maxlength="64" .value=${type.name}
          @input=${(event) => this.editType(at, { name: event.target.value, key: type.kept ? type.key : keyOf(event.target.value) || `type-${at + 1}` })}>
          ${types.length > 1 ? html`<button type="button" class="plain small" aria-label="Remove ${type.name}"
            @click=${() => this.edit({ types: types.filter((_, index) => index !== at) })}>×</button>` : nothing}</div></th>`)}
        <th><button type="button" class="plain small" id="add-type" @click=${() => this.edit({ types: [...types, { id: `new ${types.length}`, key: `type-${types.length + 1}`, name: '', kept: false }] })}>
          + Ticket sort</button></th></tr></thead>
        <tbody>${this.categories.map(({ key, label, color }) => html`<tr>
          <th scope="row"><i class="dot" .style=${`background:${color || 'var(--muted)'}`} aria-hidden="true"></i>${label || key}</th>
          ${types.map((type) => html`<td class="number"><input inputmode="decimal" autocomplete="off" aria-label="${label || key}, ${type.name}"
            .value=${amounts.get(`${key}\n${type.id}`) ?? ''} @input=${(event) => this.editAmount(key, type.id, event.target.value)}></td>`)}<td></td></tr>`)}
        </tbody></table></div>`;
  }
}

function formOf(prices) {
  const free = !prices.currency;
  const currency = prices.currency || 'EUR';
  const digits = free ? digitsOf(currency) : prices.currencyDigits;
  const types = prices.ticketTypes.length > 0 ? prices.ticketTypes : [FIRST_TYPE];
  return {
    free,
    currency,
    digits,
    types: types.map((type) => ({ ...type, id: type.key, kept: !free })),
    feePerTicket: majorText(prices.feePerTicket, digits),
    feePerOrder: majorText(prices.feePerOrder, digits),
    amounts: new Map(prices.prices.map(({ category, ticketType, amount }) =>
      [`${category}\n${ticketType}`, majorText(amount, digits)])),
  };
}

/** Digits after the point of a currency; 2 where the browser does not know it. */
function digitsOf(currency) {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
  } catch {
    return 2;
  }
}

function keyOf(name) {
  return name.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[^a-z0-9_]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 64);
}

customElements.define('office-prices', OfficePrices);
