import { LitElement, html } from 'lit';

/**
 * A part of the box office: asks the node through the desk it is given, does one thing at a time,
 * and tells the visitor what came of it.
 */
export class OfficePart extends LitElement {
  static properties = { desk: { attribute: false }, busy: { state: true } };

  constructor() {
    super();
    this.desk = null;
    this.busy = false;
  }

  /** Tells the visitor something; `undo` is offered as a button where it is given. */
  say(text, tone = 'good', undo = null) {
    this.tell('say', { text, tone, undo });
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** Does something, one thing at a time, and says what was refused; undefined when it was. */
  async attempt(action) {
    if (this.busy) {
      return undefined;
    }
    this.busy = true;
    try {
      return await action();
    } catch (error) {
      this.refused(error);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  refused(error) {
    if (error.status === undefined) {
      throw error;
    }
    this.say(error.message, 'warn');
  }

  /** Asks again and again, as long as the part is shown and somebody looks at it. */
  repeat(millis, action) {
    const round = async () => {
      if (!document.hidden) {
        await action().catch((error) => {
          if (error.status === undefined) {
            throw error;
          }
        });
      }
      if (this.isConnected) {
        this.rounds.set(action, setTimeout(round, millis));
      }
    };
    this.rounds ??= new Map();
    round();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.rounds?.forEach((timer) => clearTimeout(timer));
  }
}

/** A state in a word with a sign: never by colour alone. */
export function pill({ word, sign, tone }) {
  return html`<span class="pill ${tone}"><i aria-hidden="true">${sign}</i>${word}</span>`;
}
