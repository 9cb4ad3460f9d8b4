import { pause, retryAfterMillis, waitMillis } from './patience.js';

const TRIES = 3;
const BUSY_TRIES = 8;
const TRY_MILLIS = 10_000;

/** A refusal in the words of the API. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? problem?.title ?? `The server answered ${status}.`);
    this.status = status;
    this.code = problem?.code ?? '';
    this.objects = problem?.objects ?? [];
  }

  /** Whether what was asked for may have been done all the same: there was no answer, or a 504. */
  get unknown() {
    return this.status === 0 || this.status === 504;
  }
}

/** Where a shop asks its node, patiently: what was not executed is asked again, with the same key. */
export class Desk {
  /**
   * @param node the node's origin
   * @param tellWait hears `{reason, millis}` before each wait, and null when that is over
   */
  constructor(node, tellWait) {
    this.node = node;
    this.tellWait = tellWait;
    this.waiting = null;
  }

  /** One request; asked again with the same key when nobody knows whether it was done. */
  async ask(method, path, key, body, idempotencyKey = randomKey()) {
    const headers = { authorization: `Bearer ${key}` };
    if (body !== undefined) {
      headers['content-type'] = 'application/json';
      headers['idempotency-key'] = idempotencyKey;
    }
    try {
      for (let attempt = 1; ; attempt++) {
        const failure = await this.once(method, this.node + path, headers, body);
        if (failure.answer !== undefined) {
          return failure.answer;
        }
        if (!failure.again || attempt >= (failure.busy ? BUSY_TRIES : TRIES)) {
          throw failure.refusal;
        }
        const millis = waitMillis(attempt - 1, failure.askedMillis ?? 0);
        this.wait({ reason: failure.busy ? 'busy' : 'away', millis });
        await pause(millis);
      }
    } finally {
      this.wait(null);
    }
  }

  /** Says that the node cannot answer yet, or that it has. */
  wait(detail) {
    if (detail || this.waiting) {
      this.waiting = detail;
      this.tellWait(detail);
    }
  }

  async once(method, url, headers, body) {
    let response;
    try {
      response = await fetch(url, {
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
    // A pause is an answer, and the page hears of its end: asking again would not shorten it.
    const busy = (response.status === 503 || response.status === 429) && problem?.code !== 'SALE_PAUSED';
    return {
      again: busy || response.status === 504,
      busy,
      askedMillis: retryAfterMillis(response),
      refusal: new Refusal(response.status, problem),
    };
  }
}

/** A new idempotency key. */
export function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
}
