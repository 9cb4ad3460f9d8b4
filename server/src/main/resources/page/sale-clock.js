/** Where an event's sale stands, for one visitor: the answer of GET /v1/events/{event}/sale. */

const OPEN = { state: 'on-sale', opened: true, onSaleAt: null, opensInMillis: null, timeZone: '', presales: [] };

export class SaleClock {
  constructor() {
    this.known = OPEN;
    this.heardAt = performance.now();
    /** Whether the visitor has a code that may open a presale. */
    this.coded = false;
  }

  /** Takes what the server says; answers whether the state is another than before. */
  take(sale) {
    const before = this.known.state;
    this.known = sale;
    this.heardAt = performance.now();
    return before !== sale.state;
  }

  get state() {
    return this.known.state;
  }

  /** `door` before the sale, `open`, `paused` or `closed`. */
  get phase() {
    switch (this.known.state) {
      case 'draft':
        return 'door';
      case 'scheduled':
        return this.coded && this.presale ? 'open' : 'door';
      case 'on-sale':
        return 'open';
      default:
        return this.known.state;
    }
  }

  /** Milliseconds until the announced opening; null when none is announced or it is open. */
  get opensInMillis() {
    const { opensInMillis } = this.known;
    return opensInMillis === null ? null : Math.max(0, opensInMillis - this.sinceHeard);
  }

  /** The presale that runs now, or null. */
  get presale() {
    return this.presales.find(({ startsIn, endsIn }) => startsIn <= 0 && endsIn > 0) ?? null;
  }

  /** The presale that begins next, or null. */
  get nextPresale() {
    return this.presales.filter(({ startsIn }) => startsIn > 0)
      .sort((one, other) => one.startsIn - other.startsIn)[0] ?? null;
  }

  get presales() {
    return this.known.presales.map((window) => ({
      ...window,
      startsIn: window.startsInMillis - this.sinceHeard,
      endsIn: window.endsInMillis - this.sinceHeard,
    }));
  }

  get sinceHeard() {
    return performance.now() - this.heardAt;
  }

  /** A time of the server as people at the venue say it. */
  say(at) {
    const timeZone = this.known.timeZone || 'UTC';
    const said = new Date(at).toLocaleString('en-GB', {
      timeZone, weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit',
    });
    return `${said} (${timeZone.replaceAll('_', ' ')})`;
  }
}

/** A duration as a countdown has it: "2 days 03:04:05", "03:04:05", "4:05". */
export function countdown(millis) {
  const seconds = Math.ceil(millis / 1000);
  const two = (value) => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600) % 24;
  const clock = `${Math.floor(seconds / 60) % 60}`;
  const rest = two(seconds % 60);
  if (days === 0 && hours === 0) {
    return `${clock}:${rest}`;
  }
  const time = `${two(hours)}:${two(clock)}:${rest}`;
  return days === 0 ? time : `${days} ${days === 1 ? 'day' : 'days'} ${time}`;
}
