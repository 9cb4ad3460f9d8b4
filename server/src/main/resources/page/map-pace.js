const WINDOW_FRAMES = 40;
const SLOW_MILLIS = 24;
const PAUSE_MILLIS = 250;
const SLOW_PART = 0.08;
const STEP = 0.75;
const LEAST = 0.4;

/**
 * Watches how fast pictures follow each other while the map moves: a machine that cannot keep up,
 * such as one without a graphics processor, gets coarser ones.
 */
export class Pace {
  constructor() {
    /** What part of the screen's resolution is drawn. */
    this.factor = 1;
    this.last = 0;
    this.seen = 0;
    this.slow = 0;
  }

  /** Takes note of a frame; whether the factor has changed. */
  frame(now, moving) {
    const interval = now - this.last;
    this.last = now;
    if (!moving || interval > PAUSE_MILLIS) {
      return false;
    }
    this.seen++;
    this.slow += interval > SLOW_MILLIS ? 1 : 0;
    if (this.seen < WINDOW_FRAMES) {
      return false;
    }
    const coarser = this.slow > this.seen * SLOW_PART && this.factor > LEAST;
    this.factor *= coarser ? STEP : 1;
    this.seen = 0;
    this.slow = 0;
    return coarser;
  }
}
