const LAST_CALL_MILLIS = 60_000;
const GRACE_MILLIS = 50;

/**
 * How long something stays the visitor's: calls a minute before the end, and at the end. Measured
 * from when the server told what remains, never by a wall clock.
 */
export class HoldClock {
  /** `calls` has `lastCall()` and `ended()`. */
  constructor(calls) {
    this.calls = calls;
    this.deadline = 0;
    this.timers = [];
  }

  get running() {
    return this.deadline > 0;
  }

  get remainingMillis() {
    return Math.max(0, this.deadline - performance.now());
  }

  /** Whether less than a minute is left. */
  get late() {
    return this.running && this.remainingMillis <= LAST_CALL_MILLIS;
  }

  start(remainingMillis) {
    this.stop();
    this.deadline = performance.now() + remainingMillis;
    this.timers.push(setTimeout(() => this.calls.ended(), remainingMillis + GRACE_MILLIS));
    if (remainingMillis > LAST_CALL_MILLIS) {
      const call = setTimeout(() => this.calls.lastCall(), remainingMillis - LAST_CALL_MILLIS);
      this.timers.push(call);
    }
  }

  stop() {
    this.timers.forEach(clearTimeout);
    this.timers = [];
    this.deadline = 0;
  }
}
