import { html } from 'lit';

/** One more, one less: a number of places. */
export function renderStepper(value, most, change, small) {
  return html`<div class="stepper ${small ? 'small' : ''}">
    <button aria-label="fewer" ?disabled=${value <= 1} @click=${() => change(value - 1)}>−</button>
    <output>${value}</output>
    <button aria-label="more" ?disabled=${value >= most} @click=${() => change(value + 1)}>+</button></div>`;
}
