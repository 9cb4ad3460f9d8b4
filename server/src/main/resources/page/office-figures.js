import { css, html, nothing } from 'lit';
import './office-plot.js';
import { eventPath } from './office-desk.js';
import { OfficePart } from './office-part.js';
import { office } from './office-style.js';
import { money, number } from './office-words.js';

const SPANS = [[60, '1 minute'], [300, '5 minutes'], [600, '10 minutes']];

/** An event in live figures: places, money, and how the last minutes went. */
export class OfficeFigures extends OfficePart {
  static properties = { event: {}, figures: { attribute: false }, span: { state: true } };

  static styles = [office, css`
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 14px; }
    .tile { padding: 16px 18px; }
    .tile b { display: block; font-size: 32px; line-height: 1.1; font-weight: 700; letter-spacing: -.03em; font-variant-numeric: tabular-nums; margin-top: 6px; }
    .tile small { color: var(--muted); font-size: 13px; font-variant-numeric: tabular-nums; }
    .tile.warn { box-shadow: 0 0 0 1px var(--warn); }
    .tiles.money b { font-size: 23px; }
    .bar { display: flex; height: 12px; border-radius: 6px; overflow: hidden; background: var(--raised); }
    .bar i { transition: width .4s; }
    .bar .booked { background: var(--accent); }
    .bar .held { background: repeating-linear-gradient(115deg, var(--accent) 0 2px, transparent 2px 5px); }
    .bar .off { background: repeating-linear-gradient(90deg, var(--muted) 0 1px, transparent 1px 4px); }
    .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr)); gap: 14px; }
    .spans { display: flex; gap: 4px; padding: 4px; border-radius: 12px; background: var(--raised); }
    .spans button { min-height: 32px; padding: 0 12px; background: none; color: var(--muted); font-size: 13px; border-radius: 9px; }
    .spans button[aria-pressed='true'] { background: var(--panel); color: var(--text); box-shadow: 0 0 0 1px var(--line); }
  `];

  constructor() {
    super();
    this.figures = null;
    this.span = 300;
  }

  render() {
    const { figures } = this;
    if (!figures) {
      return html`<p class="hint">One moment…</p>`;
    }
    const { seats, held, booked, blocked, notForSale, other, free } = figures;
    const share = (count) => `${((100 * count) / Math.max(1, seats)).toFixed(1)} %`;
    const tile = (name, count, note = share(count)) => html`<div class="card tile"><p class="kicker">${name}</p><b>${number(count)}</b><small>${note}</small></div>`;
    return html`<div class="stack">
      <section class="tiles" aria-label="Places">
        ${tile('Sold', booked)} ${tile('Held', held)} ${tile('Free', free)}
        ${tile('Blocked', blocked + notForSale + other, other > 0 || notForSale > 0 ? `${number(notForSale)} not for sale, ${number(other)} other` : undefined)}
        ${tile('Places', seats, `${number(figures.watchers)} watching here`)}
      </section>
      <div class="bar" role="img" aria-label="${share(booked)} sold, ${share(held)} held, ${share(free)} free">
        <i class="booked" .style=${`width:${share(booked).replace(' ', '')}`}></i><i class="held" .style=${`width:${share(held).replace(' ', '')}`}></i><i
          class="off" .style=${`width:${share(blocked + notForSale + other).replace(' ', '')}`}></i></div>
      ${figures.money.currency ? this.renderMoney(figures.money) : nothing}
      ${this.renderPlots(figures.series)}
      <section class="card line ends"><div><h2>Files</h2><p class="hint">For spreadsheets, with everything up to now.</p></div>
        <div class="line"><a class="button small" id="orders-csv" href="${eventPath(this.event, 'orders.csv')}" download="${this.event}-orders.csv">Orders as CSV</a>
          <a class="button small" id="report-csv" href="${eventPath(this.event, 'report.csv')}" download="${this.event}-report.csv">Report as CSV</a></div></section>
    </div>`;
  }

  renderMoney({ currency, currencyDigits, open, authorised, captured, refundDue, refunded }) {
    const tile = (name, amount, note, warn = false) => html`<div class="card tile ${warn ? 'warn' : ''}"><p class="kicker">${name}</p>
      <b>${money(amount, currency, currencyDigits)}</b><small>${note}</small></div>`;
    return html`<section class="tiles money" aria-label="Money">
      ${tile('Paid', captured, 'taken')} ${tile('Confirmed', authorised, 'authorised, to be taken')} ${tile('Open', open, 'not paid yet')}
      ${tile('Refund due', refundDue, refundDue > 0 ? '! to be returned' : 'nothing to return', refundDue > 0)} ${tile('Refunded', refunded, 'returned')}
    </section>`;
  }

  renderPlots({ until, sold, attempts, refusals, everyMillis }) {
    const end = Date.parse(until) / 1000;
    const from = Math.max(0, sold.length - this.span);
    const times = sold.slice(from).map((_, at) => end - ((sold.length - from - at) * everyMillis) / 1000);
    const line = (name, values, color, more = {}) => ({ name, values: values.slice(from), color, ...more });
    return html`<section class="stack tight">
      <div class="line ends"><h2>The last minutes</h2>
        <div class="spans" role="group" aria-label="How much of it">${SPANS.map(([seconds, word]) => html`
          <button aria-pressed=${this.span === seconds} @click=${() => (this.span = seconds)}>${word}</button>`)}</div></div>
      <div class="plots">
        <div class="card stack tight"><h2 class="kicker">Sales a second</h2>
          <office-plot label="Places sold a second" .times=${times} .lines=${[line('sold', sold, '--accent', { fill: true })]}></office-plot></div>
        <div class="card stack tight"><h2 class="kicker">Requests a second, on this node</h2>
          <office-plot label="Requests to hold or book a second" .times=${times}
            .lines=${[line('asked', attempts, '--text'), line('refused', refusals, '--warn', { dash: [5, 4] })]}></office-plot></div>
      </div></section>`;
  }
}

customElements.define('office-figures', OfficeFigures);
