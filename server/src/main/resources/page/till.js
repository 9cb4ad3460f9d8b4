import { AREA } from './map-chart.js';
import { pause } from './patience.js';
import { Refusal, randomKey } from './shop-desk.js';

const ASK_AGAIN_MILLIS = 1000;

/** The states of an order that is paid, or costs nothing. */
const PAID = new Set(['confirmed', 'captured']);

/**
 * Where what is held becomes an order, and the order is paid.
 *
 * Every step may be repeated: how the order was asked for is kept over a reload until its answer is
 * known, and a payment that is asked for again joins the one under way.
 */
export class Till {
  constructor(shop) {
    this.shop = shop;
    /** The order that is to be paid, or that ended unpaid; null for none. */
    this.order = null;
    /** Orders that are done. */
    this.paid = [];
    /** For each object that is held, the ticket types of its tickets. */
    this.types = new Map();
    this.opening = null;
    this.paying = false;
    this.declined = false;
  }

  /** Whether there is an order to pay. */
  get open() {
    return this.order?.state === 'open';
  }

  // ---- the basket ----

  /** The ticket types of an object's tickets, one for each person in an area. */
  typesOf(object) {
    const { chart, held, prices } = this.shop;
    const tickets = chart.kind[object] === AREA ? (held.get(object) ?? 1) : 1;
    const first = prices?.firstTypeOf(this.categoryOf(object)) ?? '';
    const chosen = this.types.get(object) ?? [];
    return Array.from({ length: tickets }, (_, at) => chosen[at] ?? first);
  }

  setType(object, at, type) {
    const types = this.typesOf(object);
    types[at] = type;
    this.types.set(object, types);
    this.shop.tell();
  }

  categoryOf(object) {
    const { chart } = this.shop;
    return chart.categories[chart.category[object]].key;
  }

  /** What an order of all that is held would have, as the API asks for it. */
  items() {
    const { chart, held } = this.shop;
    const items = [];
    for (const object of held.keys()) {
      const counts = new Map();
      this.typesOf(object).forEach((type) => counts.set(type, (counts.get(type) ?? 0) + 1));
      for (const [ticketType, quantity] of counts) {
        items.push({ label: chart.labels[object], quantity, ...(ticketType ? { ticketType } : {}) });
      }
    }
    return items;
  }

  /** What the basket costs as far as the page knows: `{tickets, fees, total}`; the order counts. */
  sum() {
    const { held, prices } = this.shop;
    let tickets = 0;
    let count = 0;
    for (const object of held.keys()) {
      for (const type of this.typesOf(object)) {
        tickets += prices.amount(this.categoryOf(object), type) ?? 0;
        count++;
      }
    }
    const fees = count * prices.feePerTicket + (count > 0 ? prices.feePerOrder : 0);
    return { tickets, fees, total: tickets + fees };
  }

  // ---- the order ----

  /** Opens the order: from then on its price is fixed, and there is a time to pay it. */
  checkOut() {
    return this.shop.attempt(() => this.openOrder());
  }

  async openOrder() {
    const { shop } = this;
    if (this.opening?.body.holdToken !== shop.token) {
      const body = { holdToken: shop.token, items: this.items(), ...shop.coded() };
      this.opening = { key: randomKey(), body };
      shop.keep();
    }
    await this.finishOpening();
  }

  /** Asks for the order as it was asked for first, until it is known whether there is one. */
  async finishOpening() {
    const { shop, opening } = this;
    try {
      this.order = await shop.ask('POST', `${shop.base}/orders`, opening.body, opening.key);
    } catch (error) {
      if (error instanceof Refusal && !error.unknown) {
        this.opening = null;
        shop.keep();
      }
      throw error;
    }
    this.opening = null;
    this.declined = false;
    shop.started(shop.token, this.order.remainingMillis);
  }

  /** Pays with a card, or takes what costs nothing; opens an order first where there is none. */
  pay(number) {
    return this.shop.attempt(async () => {
      this.paying = true;
      try {
        if (!this.open) {
          await this.openOrder();
        }
        await this.settle(number ? { card: { number } } : {});
      } finally {
        this.paying = false;
      }
    });
  }

  async settle(means) {
    const body = { key: this.order.key, ...means };
    let order = this.order;
    try {
      order = await this.shop.ask('POST', `${this.path()}/payment`, body);
      while (order.state === 'open') {
        await pause(ASK_AGAIN_MILLIS);
        order = await this.shop.ask('POST', `${this.path()}/payment`, body);
      }
    } catch (error) {
      if (error.code !== 'ORDER_ENDED') {
        throw error;
      }
      order = await this.look(this.order);
    }
    await this.became(order);
  }

  /** Takes what an order has become. */
  async became(order) {
    const { shop } = this;
    this.order = order;
    if (PAID.has(order.state)) {
      this.order = null;
      this.paid.push(order);
      this.mark(order);
      shop.forget();
      shop.say('Booked. Enjoy the show!', 'good');
    } else if (order.state === 'failed') {
      this.order = null;
      this.declined = true;
      await shop.recall(shop.token);
      shop.say('Your card was declined. Your seats are still held: try another card.', 'warn');
    } else if (order.state !== 'open') {
      shop.forget();
      shop.say('Your time was over before the payment went through.', 'warn');
    }
    shop.keep();
    shop.tell();
  }

  /** The time to pay is over: what became of the order the server knows. */
  async late() {
    if (!this.paying && this.open) {
      await this.shop.attempt(async () => this.became(await this.look(this.order)));
    }
  }

  /** Gives the order and its seats up. */
  giveUp() {
    return this.shop.attempt(async () => {
      await this.shop.ask('POST', `${this.path()}/cancellation`, { key: this.order.key });
      this.order = null;
      this.shop.forget();
    });
  }

  /** Puts an ended order away. */
  close() {
    this.order = null;
    this.shop.keep();
    this.shop.tell();
  }

  path(order = this.order) {
    return `${this.shop.base}/orders/${encodeURIComponent(order.order)}`;
  }

  look(order) {
    return this.shop.ask('GET', `${this.path(order)}?key=${encodeURIComponent(order.key)}`);
  }

  mark(order) {
    for (const { event, label, quantity } of order.lines) {
      if (event === this.shop.event) {
        this.shop.put(this.shop.booked, label, quantity);
      }
    }
  }

  // ---- over a reload ----

  kept() {
    const name = ({ order, key }) => ({ order, key });
    return {
      opening: this.opening,
      order: this.order && name(this.order),
      paid: this.paid.map(name),
    };
  }

  /** Takes up what this tab had ordered before it was loaded again. */
  async begin({ opening = null, order = null, paid = [] }) {
    try {
      for (const done of paid) {
        const known = await this.look(done);
        this.paid.push(known);
        this.mark(known);
      }
      if (opening && this.shop.token === opening.body.holdToken) {
        this.opening = opening;
        await this.finishOpening();
      } else if (order) {
        const known = await this.look(order);
        if (known.state === 'open') {
          this.order = known;
          this.shop.started(this.shop.token, known.remainingMillis);
        } else {
          await this.became(known);
        }
      }
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      this.shop.say(error.message, 'warn');
    }
  }
}
