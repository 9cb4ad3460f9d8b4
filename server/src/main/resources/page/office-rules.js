import { html } from 'lit';
import { eventPath } from './office-desk.js';
import { OfficePart } from './office-part.js';
import { office } from './office-style.js';

const MINUTE = 60_000;

/** What an event is called, and what one buyer may have of it. */
export class OfficeRules extends OfficePart {
  static properties = { event: {}, known: { attribute: false } };

  static styles = office;

  /** The form keeps what somebody writes while the event is asked for again and again. */
  shouldUpdate(changed) {
    return changed.has('event') || changed.has('busy') || !this.hasUpdated
      || JSON.stringify(changed.get('known')?.settings) !== JSON.stringify(this.known?.settings);
  }

  async save(event) {
    event.preventDefault();
    const field = (id) => this.renderRoot.querySelector(`#${id}`).value;
    const settings = {
      purchaseLimit: Number(field('limit')),
      objectsPerToken: Number(field('token')),
      maxHoldMillis: Math.round(Number(field('hold')) * MINUTE),
      maxExtensions: Number(field('extensions')),
      maxExtendedMillis: Math.round(Number(field('extended')) * MINUTE),
    };
    await this.attempt(async () => {
      const known = await this.desk.patch(eventPath(this.event), { name: field('name').trim(), settings });
      this.tell('changed', { known });
      this.say('Saved. It counts from now on; what is held already stays.');
    });
  }

  render() {
    const { name, settings } = this.known;
    const field = (id, text, note, value, least, most, step = 1) => html`<label>${text} <small>${note}</small>
      <input id=${id} type="number" required min=${least} max=${most} step=${step} .value=${String(value)}></label>`;
    return html`<form class="card stack" @submit=${this.save}>
      <h2>Name and limits</h2>
      <label>Name <input id="name" required maxlength="256" autocomplete="off" .value=${name}></label>
      <div class="fields">
        ${field('limit', 'Tickets one buyer may have', 'held and bought together; 0: no limit', settings.purchaseLimit, 0, 1_000_000)}
        ${field('token', 'Tickets held at once', 'in one basket', settings.objectsPerToken, 1, 1000)}
        ${field('hold', 'Minutes that seats may be held', 'a basket or an open order', settings.maxHoldMillis / MINUTE, 0.1, 43_200, 'any')}
        ${field('extensions', 'Times that a hold may be extended', 'accessible pages need ten', settings.maxExtensions ?? 10, 0, 1000)}
        ${field('extended', 'Minutes by which in all', '', (settings.maxExtendedMillis ?? 60 * MINUTE) / MINUTE, 0, 43_200, 'any')}
      </div>
      <div><button class="go" id="save" ?disabled=${this.busy}>Save</button></div></form>`;
  }
}

customElements.define('office-rules', OfficeRules);
