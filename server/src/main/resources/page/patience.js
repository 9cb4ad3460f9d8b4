/** How long to wait before asking a node again that could not answer. */

const FIRST_MILLIS = 500;
const LONGEST_MILLIS = 30_000;

/** What a response's Retry-After asks for, in milliseconds; 0 for nothing. */
export function retryAfterMillis(response) {
  const seconds = Number(response?.headers.get('retry-after'));
  return Number.isFinite(seconds) ? Math.min(seconds * 1000, LONGEST_MILLIS) : 0;
}

/**
 * The wait before the next try: what the node asked for, else longer each time; and somewhat more
 * for everybody by chance, so that those who were turned away together do not return together.
 */
export function waitMillis(attempt, askedMillis) {
  const own = Math.min(LONGEST_MILLIS, FIRST_MILLIS * 2 ** Math.min(attempt, 10));
  return Math.max(own, askedMillis) * (1 + 0.5 * Math.random());
}

/** Resolves after a while, or at once when the signal is given. */
export function pause(millis, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
