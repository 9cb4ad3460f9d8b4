import { eventPath } from './office-desk.js';

const MOST_A_REQUEST = 100;

/** What the box office does to objects of an event, however many: in requests of a bounded size. */
export class OfficeTools {
  /** @param progress hears how many are done of how many, while there is more than one request */
  constructor(desk, event, progress) {
    this.desk = desk;
    this.event = event;
    this.progress = progress;
  }

  /** Changes properties of objects: `change` is merged into each update. */
  async update(labels, change) {
    await this.inParts(labels, (part) =>
      this.desk.patch(eventPath(this.event, 'objects'), { updates: part.map((label) => ({ label, ...change })) }));
  }

  /** Sells at the box office, whatever channel the seats are of; all or nothing. */
  sell(objects, order) {
    const body = { objects, ignoreChannels: true, ...(order ? { order } : {}) };
    return this.desk.post(eventPath(this.event, 'bookings'), body);
  }

  async release(labels) {
    let released = 0;
    await this.inParts(labels, async (objects) => {
      released += (await this.desk.post(eventPath(this.event, 'releases'), { objects })).released;
    });
    return released;
  }

  async inParts(labels, act) {
    for (let done = 0; done < labels.length; done += MOST_A_REQUEST) {
      if (labels.length > MOST_A_REQUEST) {
        this.progress(done, labels.length);
      }
      await act(labels.slice(done, done + MOST_A_REQUEST));
    }
  }
}
