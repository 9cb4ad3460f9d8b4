import { html } from 'lit';

/** The time that is left for something. */
export function renderClock(shop, what) {
  const left = shop.remainingMillis;
  const seconds = Math.ceil(left / 1000);
  const round = 2 * Math.PI * 18;
  const part = Math.min(1, left / shop.wholeMillis);
  return html`<div class="clock ${seconds < 60 ? 'late' : ''}">
    <svg viewBox="0 0 42 42" aria-hidden="true"><circle cx="21" cy="21" r="18"/><circle cx="21" cy="21" r="18"
      stroke-dasharray=${round} stroke-dashoffset=${round * (1 - part)}/></svg>
    <div><b id="countdown">${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}</b><small>${what}${seconds < 60 ? ': less than a minute' : ''}</small></div></div>`;
}
