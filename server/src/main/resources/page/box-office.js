import { css, html, nothing } from 'lit';
import './office-event.js';
import './office-events.js';
import './office-login.js';
import './office-new-event.js';
import './office-refunds.js';
import { OfficeDesk } from './office-desk.js';
import { OfficePart } from './office-part.js';
import { office } from './office-style.js';

const SAID_MILLIS = 7000;
const UNDO_MILLIS = 20_000;
const FRESH_MILLIS = 1000;

/** The box office: who is logged in, where they are, and what there is to say. */
export class BoxOffice extends OfficePart {
  static properties = {
    session: { state: true },
    known: { state: true },
    place: { state: true },
    said: { state: true },
  };

  static styles = [office, css`
    :host { min-height: 100dvh; display: grid; grid-template-rows: auto minmax(0, 1fr); }
    header { display: flex; flex-wrap: wrap; gap: 6px 22px; align-items: center; padding: 10px 26px; background: var(--panel);
      box-shadow: 0 1px 0 var(--line); position: sticky; top: 0; z-index: 4; }
    .brand { display: flex; gap: 10px; align-items: center; font-weight: 680; letter-spacing: -.015em; color: var(--text); text-decoration: none; }
    .brand svg { width: 22px; height: 22px; }
    nav { display: flex; gap: 2px; }
    nav a { padding: 8px 13px; border-radius: 9px; color: var(--muted); text-decoration: none; font-weight: 560; font-size: 14.5px; }
    nav a:hover { color: var(--text); background: var(--raised); }
    nav a[aria-current] { color: var(--text); background: var(--raised); box-shadow: inset 0 0 0 1px var(--line); }
    .who { margin-left: auto; display: flex; gap: 10px; align-items: center; font-size: 13.5px; color: var(--muted); }
    .mode { padding: 2px 9px; border-radius: 6px; font-size: 12px; font-weight: 700; letter-spacing: .05em; box-shadow: inset 0 0 0 1px currentColor; }
    .mode.live { color: var(--warn); }
    .who button { min-height: 36px; }
    main { width: 100%; max-width: 1480px; margin: 0 auto; padding: 26px; min-width: 0; outline: none; }
    .told { position: fixed; z-index: 9; left: 50%; bottom: 26px; transform: translateX(-50%); display: flex; gap: 16px; align-items: center;
      width: max-content; max-width: min(640px, 92vw); padding: 12px 14px 12px 20px; border-radius: 14px; background: var(--tip); font-size: 14.5px;
      box-shadow: var(--shadow), 0 0 0 1px var(--line), inset 3px 0 0 var(--good); }
    .told.warn { box-shadow: var(--shadow), 0 0 0 1px var(--line), inset 3px 0 0 var(--warn); }
    .told button { min-height: 36px; }
    .skip { position: absolute; left: 50%; top: 8px; transform: translate(-50%, -90px); z-index: 6; }
    .skip:focus { transform: translate(-50%, 0); }
    @media (max-width: 700px) {
      header { padding: 8px 14px; }
      main { padding: 14px; }
      .brand span, .workspace, .wide { display: none; }
      nav { order: 3; width: 100%; }
      nav a { flex: 1; padding: 8px 4px; text-align: center; }
    }
  `];

  constructor() {
    super();
    this.desk = new OfficeDesk(() => this.loggedOut());
    this.session = null;
    this.known = false;
    this.said = null;
    this.place = placeOf(location.hash);
    this.moved = () => this.go(placeOf(location.hash));
    this.addEventListener('say', ({ detail }) => this.show(detail));
  }

  async connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.moved);
    this.session = await this.desk.resume();
    this.known = true;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.moved);
  }

  loggedOut() {
    this.session = null;
    this.show({ text: 'Your session is over. Log in again to go on.', tone: 'warn' });
  }

  async logOut() {
    await this.desk.logOut();
    this.session = null;
    location.hash = '';
  }

  /** Goes somewhere, and has those who listen begin there. */
  async go(place) {
    const other = place.view !== this.place.view || place.event !== this.place.event;
    this.place = place;
    this.leaveUnsaid();
    if (other) {
      await this.updateComplete;
      this.renderRoot.querySelector('main')?.focus();
      scrollTo(0, 0);
    }
  }

  /** What was said where one was before is of no use where one is now, unless it can be undone. */
  leaveUnsaid() {
    if (this.said && !this.said.undo && performance.now() - this.said.at > FRESH_MILLIS) {
      this.said = null;
    }
  }

  show({ text, tone, undo = null }) {
    this.said = { text, tone, undo, at: performance.now() };
    clearTimeout(this.saying);
    this.saying = setTimeout(() => (this.said = null), undo ? UNDO_MILLIS : SAID_MILLIS);
  }

  async undo() {
    const { undo } = this.said;
    this.said = null;
    await this.attempt(undo);
  }

  restyle() {
    const root = document.documentElement;
    const dark = getComputedStyle(root).getPropertyValue('--dark').trim() === '1';
    root.dataset.theme = dark ? 'light' : 'dark';
    this.renderRoot.querySelectorAll('*').forEach((part) => part.restyle?.());
    this.requestUpdate();
  }

  render() {
    if (!this.known) {
      return nothing;
    }
    return html`
      ${this.session ? html`<button class="skip go" @click=${() => this.renderRoot.querySelector('main').focus()}>Skip to the page</button>` : nothing}
      ${this.renderHeader()}
      <main tabindex="-1" aria-label="Box office">${this.session ? this.renderView() : html`
        <office-login .desk=${this.desk} @logged-in=${({ detail }) => (this.session = detail)}></office-login>`}</main>
      <div aria-live="polite" role="status">${this.said?.tone === 'warn' ? nothing : this.renderTold()}</div>
      <div role="alert">${this.said?.tone === 'warn' ? this.renderTold() : nothing}</div>`;
  }

  renderHeader() {
    const { session, place } = this;
    const link = (view, href, text) => html`<a href=${href} aria-current=${place.view === view ? 'page' : nothing}>${text}</a>`;
    return html`<header>
      <a class="brand" href="#/" aria-label="Box office"><svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="var(--accent)"/>
        <path d="M9 8v9h14V8M9 17v7M23 17v7M9 20h14" fill="none" stroke="var(--accent-text)" stroke-width="2.6" stroke-linecap="round"/></svg>
        <span>Box office</span></a>
      ${session ? html`<nav aria-label="Box office">
        ${link('events', '#/', 'Events')} ${link('new', '#/new', 'New event')} ${link('refunds', '#/refunds', 'Refunds due')}</nav>` : nothing}
      <div class="who">
        ${session ? html`<span class="workspace">${session.workspace}</span><span class="mode ${session.mode}">${session.mode.toUpperCase()}</span>` : nothing}
        <button class="plain small" aria-label="Light or dark" @click=${this.restyle}><span aria-hidden="true">◐</span><span class="wide">Light / dark</span></button>
        ${session ? html`<button class="plain small" id="log-out" @click=${this.logOut}>Log out</button>` : nothing}
      </div></header>`;
  }

  renderView() {
    const { view, event, tab, about } = this.place;
    switch (view) {
      case 'new':
        return html`<office-new-event .desk=${this.desk}></office-new-event>`;
      case 'refunds':
        return html`<office-refunds .desk=${this.desk}></office-refunds>`;
      case 'event':
        return html`<office-event .desk=${this.desk} .event=${event} .tab=${tab} .about=${about}></office-event>`;
      default:
        return html`<office-events .desk=${this.desk}></office-events>`;
    }
  }

  renderTold() {
    const { said } = this;
    return said ? html`<div class="told ${said.tone}"><span>${said.text}</span>
      ${said.undo ? html`<button class="small plain" id="undo" @click=${this.undo}>Undo</button>` : nothing}</div>` : nothing;
  }
}

/** `#/event/show/map` and so on, taken apart. */
function placeOf(hash) {
  const [view = '', event = '', tab = '', about = ''] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  return { view: view || 'events', event, tab: tab || 'live', about };
}

customElements.define('box-office', BoxOffice);
