import { pause, retryAfterMillis, waitMillis } from './patience.js';
import { Refusal, randomKey } from './shop-desk.js';

/** Where the box office asks its node: by the session's cookie, patiently, each wish once. */

/** Whether there may be a cookie, which no script can see: it saves a question that is answered 401. */
const LOGGED_IN = 'seatkeeper:box-office';
const TRIES = 4;
const TRY_MILLIS = 20_000;
const UNREACHABLE = { detail: 'The node cannot be reached. Try again in a moment.' };

/** A refusal that lists a drawing's faults, as far as the problem has them. */
export class OfficeRefusal extends Refusal {
  constructor(status, problem) {
    super(status, problem);
    this.faults = problem?.faults ?? [];
    this.field = problem?.field ?? '';
  }
}

export class OfficeDesk {
  /** @param loggedOut is called when the session turns out to be over */
  constructor(loggedOut) {
    this.loggedOut = loggedOut;
    this.session = null;
  }

  /** Takes up the session that the browser still has; null for none. */
  async resume() {
    if (localStorage.getItem(LOGGED_IN)) {
      const response = await fetch('/admin/session').catch(() => null);
      this.session = response?.ok ? await response.json() : null;
      if (response?.status === 401) {
        this.forget();
      }
    }
    return this.session;
  }

  async logIn(secretKey) {
    this.session = await this.ask('POST', '/admin/session', { secretKey });
    localStorage.setItem(LOGGED_IN, 'yes');
    return this.session;
  }

  async logOut() {
    await this.ask('DELETE', '/admin/session').catch(() => null);
    this.forget();
  }

  forget() {
    this.session = null;
    localStorage.removeItem(LOGGED_IN);
  }

  get(path) {
    return this.ask('GET', path);
  }

  post(path, body) {
    return this.ask('POST', path, body);
  }

  put(path, body) {
    return this.ask('PUT', path, body);
  }

  patch(path, body) {
    return this.ask('PATCH', path, body);
  }

  /** One wish; asked again under the same key when nobody knows whether it was carried out. */
  async ask(method, path, body) {
    const headers = this.session ? { 'seatkeeper-csrf': this.session.csrf } : {};
    if (body !== undefined) {
      headers['content-type'] = 'application/json';
      headers['idempotency-key'] = randomKey();
    }
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    for (let attempt = 1; ; attempt++) {
      const { answer, refusal, again, askedMillis } = await once(method, path, headers, text);
      if (!refusal) {
        return answer;
      }
      if (refusal.status === 401 && this.session) {
        this.forget();
        this.loggedOut();
      }
      if (!again || attempt >= TRIES) {
        throw refusal;
      }
      await pause(waitMillis(attempt - 1, askedMillis));
    }
  }

  /** All pages of a list that has `items` and `next`, up to a number of items. */
  async all(path, most) {
    const items = [];
    let next = null;
    do {
      const mark = path.includes('?') ? '&' : '?';
      const after = next === null ? '' : `${mark}after=${encodeURIComponent(next)}`;
      const page = await this.get(`${path}${after}`);
      items.push(...page.items);
      next = page.next ?? null;
    } while (next !== null && items.length < most);
    return items;
  }
}

async function once(method, path, headers, body) {
  let response;
  try {
    const signal = AbortSignal.timeout(TRY_MILLIS);
    response = await fetch(path, { method, headers, body, signal });
  } catch {
    return { again: true, askedMillis: 0, refusal: new OfficeRefusal(0, UNREACHABLE) };
  }
  const json = response.headers.get('content-type')?.includes('json');
  const content = json ? await response.json().catch(() => null) : null;
  if (response.ok) {
    return { answer: content };
  }
  return {
    again: response.status === 503 || response.status === 504,
    askedMillis: retryAfterMillis(response),
    refusal: new OfficeRefusal(response.status, content),
  };
}

/** The path of an event's resource. */
export function eventPath(event, ...rest) {
  return ['/v1/events', ...[event, ...rest].map(encodeURIComponent)].join('/');
}
