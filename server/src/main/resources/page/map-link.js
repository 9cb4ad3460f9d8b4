import { AREA } from './map-chart.js';
import { pause, retryAfterMillis, waitMillis } from './patience.js';

/**
 * What connects a map with its node: loads the drawing, runs the worker that follows the feed, and
 * carries questions to it.
 *
 * `listener` has `heard(message)` for what the worker says, `waiting({reason, millis})` while the
 * node cannot answer yet, and `broken(message)` when it never will.
 */
export class Link {
  constructor(base, listener) {
    this.base = base;
    this.listener = listener;
    this.questions = new Map();
    this.asked = 0;
    this.worker = null;
    this.ended = new AbortController();
  }

  /** The drawing's document; asks until there is one, or throws when there is no such event. */
  async drawing() {
    for (let attempt = 0; !this.ended.signal.aborted; attempt++) {
      const response = await fetch(`${this.base}/chart`, { signal: this.ended.signal })
        .catch(() => null);
      if (response?.ok) {
        return response.json();
      }
      if (response && response.status < 500 && response.status !== 429) {
        throw new Error(
          response.status === 404
            ? 'There is no such event.'
            : `The map could not be loaded (${response.status}).`,
        );
      }
      const millis = waitMillis(attempt, retryAfterMillis(response));
      this.listener.waiting({ reason: response ? 'busy' : 'away', millis });
      await pause(millis, this.ended.signal);
    }
    return null;
  }

  /** Starts the worker on a drawing. */
  follow(chart) {
    this.worker = startWorker(new URL('./map-worker.js', import.meta.url));
    this.worker.addEventListener('message', ({ data }) => this.heard(data));
    this.worker.addEventListener('error', () =>
      this.listener.broken('The map cannot run in this browser.'),
    );
    const points = chart.kind.reduce((found, kind, object) => {
      if (kind !== AREA) {
        found.push(object);
      }
      return found;
    }, []);
    this.worker.postMessage({
      type: 'geometry',
      x: chart.x,
      y: chart.y,
      reach: chart.radius * 1.25,
      points: Uint32Array.from(points),
      outlines: [...chart.outlines].map(([object, corners]) => ({ object, points: corners })),
    });
    this.worker.postMessage({ type: 'follow', url: `${this.base}/changes` });
  }

  heard(message) {
    if (message.type === 'found') {
      this.questions.get(message.request)?.(message.object);
      this.questions.delete(message.request);
    } else {
      this.listener.heard(message);
    }
  }

  /** Asks the worker where something is; resolves with an object or -1. */
  ask(question) {
    return new Promise((resolve) => {
      const request = ++this.asked;
      this.questions.set(request, resolve);
      this.worker?.postMessage({ ...question, request });
    });
  }

  close() {
    this.ended.abort();
    this.worker?.postMessage({ type: 'close' });
    this.worker = null;
  }
}

/** A worker may not be of another origin; one of ours that imports it may. */
function startWorker(url) {
  if (url.origin === location.origin) {
    return new Worker(url, { type: 'module' });
  }
  const source = new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' });
  const own = URL.createObjectURL(source);
  const worker = new Worker(own, { type: 'module' });
  worker.addEventListener('message', () => URL.revokeObjectURL(own), { once: true });
  return worker;
}
