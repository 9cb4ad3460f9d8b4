import { css } from 'lit';

/** The style of an order's page; colours are the document's. */
export const style = css`
  :host { display: grid; min-height: 100dvh; place-items: start center; padding: clamp(16px, 8vh, 88px) 16px; }
  * { box-sizing: border-box; }
  main { width: min(520px, 100%); padding: 30px 34px; border-radius: 18px; background: var(--panel);
    box-shadow: var(--shadow), 0 0 0 1px var(--line); }
  p { margin: 0; }
  h1 { margin: 2px 0 18px; font-size: 27px; line-height: 1.2; letter-spacing: -.02em; font-weight: 680; }
  h1 span { white-space: nowrap; font-variant-numeric: tabular-nums; }
  .event, .when { color: var(--muted); font-size: 14px; }
  .state { margin-bottom: 20px; padding: 14px 18px; border-radius: 12px; background: var(--raised); }
  .state.good { box-shadow: inset 3px 0 0 var(--good); }
  .state.warn { box-shadow: inset 3px 0 0 var(--warn); }
  .state b { font-weight: 650; }
  .state.good b { color: var(--good); }
  .state.warn b { color: var(--warn); }
  .state p { margin-top: 3px; font-size: 14px; color: var(--muted); }
  .lines { display: grid; gap: 8px; margin: 0 0 14px; padding: 0; list-style: none; }
  .lines li { display: flex; justify-content: space-between; gap: 12px; }
  .lines small { display: block; color: var(--muted); font-size: 13px; }
  em, dd { font-style: normal; font-variant-numeric: tabular-nums; }
  .sum { display: grid; grid-template-columns: 1fr auto; gap: 4px 12px; margin: 0 0 18px; padding-top: 12px;
    border-top: 1px solid var(--line); color: var(--muted); }
  .sum dd { margin: 0; text-align: right; }
  .sum b { color: var(--text); }
  a { color: var(--text); }
  a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  .when { margin-bottom: 12px; }
`;
