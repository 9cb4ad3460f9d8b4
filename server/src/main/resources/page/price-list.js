/** What an event's tickets cost: the answer of GET /v1/events/{event}/prices, made easy to ask. */
export class PriceList {
  constructor(document) {
    this.currency = document.currency;
    this.digits = document.currencyDigits;
    this.feePerTicket = document.feePerTicket;
    this.feePerOrder = document.feePerOrder;
    this.ticketTypes = document.ticketTypes;
    this.amounts = new Map(
      document.prices.map(({ category, ticketType, amount }) => [`${category}\n${ticketType}`, amount]),
    );
  }

  /** Whether nothing costs anything. */
  get free() {
    return this.currency === '';
  }

  /** What a ticket costs, in minor units; undefined where the type is not offered. */
  amount(category, ticketType) {
    return this.free ? 0 : this.amounts.get(`${category}\n${ticketType}`);
  }

  /** The ticket types that a category offers. */
  typesOf(category) {
    return this.ticketTypes.filter(({ key }) => this.amount(category, key) !== undefined);
  }

  /** The ticket type that a category's tickets have when nothing is said; empty when all is free. */
  firstTypeOf(category) {
    return this.typesOf(category)[0]?.key ?? '';
  }

  /** What a category's tickets cost: "€65.00", "€40.00–€65.00", or nothing where all is free. */
  range(category) {
    const amounts = this.typesOf(category).map(({ key }) => this.amount(category, key));
    if (this.free || amounts.length === 0) {
      return '';
    }
    const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
    return least === most ? this.money(least) : `${this.money(least)}–${this.money(most)}`;
  }

  /** An amount as people write it. */
  money(amount) {
    return money(amount, this.currency, this.digits);
  }
}

/** An amount in minor units as people write it. */
export function money(amount, currency, digits) {
  if (currency === '') {
    return 'free';
  }
  return (amount / 10 ** digits).toLocaleString('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
