import { css, html, nothing } from 'lit';
import { OfficePart } from './office-part.js';
import { office } from './office-style.js';

/** Takes the secret key, once for twelve hours. */
export class OfficeLogin extends OfficePart {
  static properties = { failure: { state: true } };

  static styles = [office, css`
    form { max-width: 430px; margin: 9vh auto 0; padding: 30px; }
    h1 { font-size: 26px; letter-spacing: -.02em; }
    input { font-family: ui-monospace, monospace; }
    .go { width: 100%; min-height: 46px; }
  `];

  constructor() {
    super();
    this.failure = '';
  }

  refused(error) {
    this.failure = error.message;
  }

  async logIn(event) {
    event.preventDefault();
    this.failure = '';
    const key = this.renderRoot.querySelector('#key').value.trim();
    const session = await this.attempt(() => this.desk.logIn(key));
    if (session) {
      this.tell('logged-in', session);
    } else {
      this.renderRoot.querySelector('#key').select();
    }
  }

  render() {
    return html`<form class="card stack" @submit=${this.logIn} autocomplete="off">
      <h1>Box office</h1>
      <p class="hint">For the people who run the sale. The node’s first start printed the secret key.</p>
      <label>Secret key
        <input id="key" type="password" required autocomplete="off" spellcheck="false" placeholder="sk_…"
          aria-describedby=${this.failure ? 'failure' : nothing} aria-invalid=${this.failure ? 'true' : 'false'}></label>
      ${this.failure ? html`<p class="notice warn" id="failure" role="alert">${this.failure}</p>` : nothing}
      <button class="go" ?disabled=${this.busy}>${this.busy ? 'One moment…' : 'Log in'}</button>
      <p class="hint">It stays in this browser for twelve hours, or until you log out. Scripts cannot read it.</p>
    </form>`;
  }
}

customElements.define('office-login', OfficeLogin);
