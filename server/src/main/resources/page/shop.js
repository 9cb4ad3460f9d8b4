/** One visitor's seats: chosen, held, booked. Talks to the API with the public key. */

const TRIES = 3;
const TRY_MILLIS = 10_000;
const HOLD_MILLIS = 10 * 60_000;

/** A refusal in the words of the API. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? problem?.title ?? `The server answered ${status}.`);
    this.status = status;
    this.code = problem?.code ?? '';
    this.objects = problem?.objects ?? [];
  }
}

export class Shop extends EventTarget {
  constructor(event, key) {
    super();
    this.event = event;
    this.key = key;
    this.base = `/v1/events/${encodeURIComponent(event)}`;
    this.store = `seatkeeper:${event}`;
    this.chart = null;
    /** Objects chosen and not held yet, with how many places of each. */
    this.selected = new Map();
    this.held = new Map();
    this.booked = new Map();
    this.token = '';
    this.deadline = 0;
    this.wholeMillis = HOLD_MILLIS;
    this.order = '';
    this.busy = false;
    this.timer = 0;
  }

  /** Learns the event's rules: `known` is the answer of GET /v1/events/{event}. */
  obey(known) {
    this.wholeMillis = Math.min(HOLD_MILLIS, known.settings.maxHoldMillis);
    if (known.mode !== 'test') {
      this.key = '';
    }
  }

  get sells() {
    return this.key !== '';
  }

  get remainingMillis() {
    return Math.max(0, this.deadline - performance.now());
  }

  tell() {
    this.dispatchEvent(new Event('change'));
  }

  say(text, tone) {
    this.dispatchEvent(new CustomEvent('say', { detail: { text, tone } }));
  }

  /** Takes up what this tab held before it was loaded again. */
  async begin(chart) {
    this.chart = chart;
    const kept = JSON.parse(sessionStorage.getItem(this.store) ?? '{}');
    for (const [label, quantity] of kept.booked ?? []) {
      this.put(this.booked, label, quantity);
    }
    this.order = kept.order ?? '';
    if (kept.token && this.sells) {
      try {
        const known = await this.ask('GET', `/v1/hold-tokens/${kept.token}`);
        const mine = known.objects.filter(({ event }) => event === this.event);
        if (known.remainingMillis > 0 && mine.length > 0) {
          mine.forEach(({ label, quantity }) => this.put(this.held, label, quantity));
          this.started(kept.token, known.remainingMillis);
        }
      } catch (error) {
        this.forget();
      }
    }
    this.tell();
  }

  put(map, label, quantity) {
    const object = this.chart.indexOf(label);
    if (object >= 0) {
      map.set(object, (map.get(object) ?? 0) + (quantity ?? 1));
    }
  }

  keep() {
    const booked = [...this.booked].map(([object, count]) => [this.chart.labels[object], count]);
    const kept = { token: this.token, order: this.order, booked };
    sessionStorage.setItem(this.store, JSON.stringify(kept));
  }

  /** Chooses an object, or chooses it no more. */
  toggle(object, quantity = 1) {
    if (this.selected.has(object)) {
      this.selected.delete(object);
    } else {
      this.selected.set(object, quantity);
    }
    this.tell();
  }

  setQuantity(object, quantity) {
    this.selected.set(object, Math.max(1, Math.min(quantity, this.chart.capacity(object), 20)));
    this.tell();
  }

  clear() {
    this.selected.clear();
    this.tell();
  }

  /** Drops chosen objects that somebody else took meanwhile. */
  lost(objects) {
    const gone = objects.filter((object) => this.selected.delete(object));
    if (gone.length > 0) {
      const names = gone.map((object) => this.chart.labels[object]).join(', ');
      this.say(`${names} ${gone.length > 1 ? 'have' : 'has'} just gone to someone else.`, 'warn');
      this.tell();
    }
  }

  hold() {
    return this.attempt(async () => {
      const objects = this.named(this.selected);
      await this.holdWith({ objects });
      this.selected.clear();
    });
  }

  /** Holds the best that is left: `count` places, of one category or of any. */
  holdBest(count, category) {
    return this.attempt(() =>
      this.holdWith({
        bestAvailable: {
          count,
          ...(category ? { categories: [category] } : {}),
          fallbacks: ['scattered', 'acrossSections', 'area'],
        },
      }),
    );
  }

  async holdWith(wanted) {
    if (!this.token || this.remainingMillis <= 0) {
      const made = await this.ask('POST', '/v1/hold-tokens', { holdMillis: this.wholeMillis });
      this.token = made.holdToken;
    }
    const body = { holdToken: this.token, ...wanted };
    const answer = await this.ask('POST', `${this.base}/holds`, body);
    answer.objects.forEach(({ label, quantity }) => this.put(this.held, label, quantity));
    this.started(this.token, answer.remainingMillis);
  }

  book() {
    return this.attempt(async () => {
      const body = { holdToken: this.token, objects: this.named(this.held) };
      const answer = await this.ask('POST', `${this.base}/bookings`, body);
      for (const [object, quantity] of this.held) {
        this.booked.set(object, (this.booked.get(object) ?? 0) + quantity);
      }
      this.order = answer.order;
      this.forget();
      this.say('Booked. Enjoy the show!', 'good');
    });
  }

  release() {
    return this.attempt(async () => {
      const body = { holdToken: this.token, objects: this.named(this.held) };
      await this.ask('POST', `${this.base}/releases`, body);
      this.forget();
    });
  }

  named(objects) {
    return [...objects].map(([object, quantity]) =>
      quantity > 1
        ? { label: this.chart.labels[object], quantity }
        : this.chart.labels[object],
    );
  }

  started(token, remainingMillis) {
    this.token = token;
    this.deadline = performance.now() + remainingMillis;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.expired(), remainingMillis + 50);
    this.keep();
  }

  expired() {
    if (this.held.size > 0) {
      this.say('Your time is over: the seats are free again.', 'warn');
    }
    this.forget();
    this.tell();
  }

  /** Ends the hold here; the seats' state is the server's. */
  forget() {
    clearTimeout(this.timer);
    this.held.clear();
    this.token = '';
    this.deadline = 0;
    this.keep();
  }

  /** Does one thing at a time, and says what went wrong. */
  async attempt(action) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.tell();
    try {
      await action();
    } catch (error) {
      this.refused(error);
    } finally {
      this.busy = false;
      this.tell();
    }
  }

  refused(error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    if (error.code.startsWith('TOKEN_EXPIRED')) {
      this.expired();
    }
    const gone = error.objects.map((found) => this.chart.indexOf(found.label ?? found));
    gone.forEach((object) => this.selected.delete(object));
    this.say(error.message, 'warn');
  }

  /** One request; asked again with the same key when nobody knows whether it was done. */
  async ask(method, path, body) {
    const headers = { authorization: `Bearer ${this.key}` };
    if (body !== undefined) {
      headers['content-type'] = 'application/json';
      headers['idempotency-key'] = randomKey();
    }
    let wait = 300;
    for (let attempt = 1; ; attempt++) {
      const failure = await this.once(method, path, headers, body);
      if (failure.answer !== undefined) {
        return failure.answer;
      }
      if (attempt === TRIES || !failure.again) {
        throw failure.refusal;
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait *= 3;
    }
  }

  async once(method, path, headers, body) {
    let response;
    try {
      response = await fetch(path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(TRY_MILLIS),
      });
    } catch {
      const detail = 'The server cannot be reached. Try again in a moment.';
      return { again: true, refusal: new Refusal(0, { detail }) };
    }
    if (response.ok) {
      return { answer: response.status === 204 ? null : await response.json() };
    }
    const problem = await response.json().catch(() => null);
    const again = response.status === 503 || response.status === 504;
    return { again, refusal: new Refusal(response.status, problem) };
  }
}

function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
}
