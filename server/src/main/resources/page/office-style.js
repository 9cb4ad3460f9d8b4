import { css } from 'lit';

/** What every part of the box office looks like; colours are the document's. */
export const office = css`
  * { box-sizing: border-box; }
  :host { display: block; min-width: 0; }
  h1, h2 { margin: 0; text-wrap: balance; }
  h2 { font-size: 17px; font-weight: 660; letter-spacing: -.01em; }
  .kicker { font-size: 12px; font-weight: 600; letter-spacing: .08em; text-transform: uppercase; color: var(--muted); }
  p { margin: 0; }
  .hint { color: var(--muted); font-size: 13.5px; }
  a { color: var(--accent); text-underline-offset: 3px; }

  .card { padding: 20px 22px; border-radius: 16px; background: var(--panel); box-shadow: 0 0 0 1px var(--line); }
  .stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; align-content: start; }
  .stack.tight { gap: 10px; }
  .line { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; }
  .grow { flex: 1; min-width: 180px; }
  .low { align-self: end; }
  .line.ends { justify-content: space-between; }
  .fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(210px, 100%), 1fr)); gap: 14px; align-items: end; }

  label, .label { display: grid; gap: 6px; font-size: 13px; font-weight: 560; color: var(--muted); }
  label small { font-weight: 400; font-size: 12.5px; color: var(--faint); }
  label.check { display: flex; gap: 9px; align-items: center; color: var(--text); font-weight: 500; font-size: 14px; }
  input, select, textarea { width: 100%; min-width: 0; height: 42px; padding: 0 12px; border: 1px solid color-mix(in srgb, var(--muted) 55%, transparent);
    border-radius: 10px; background: var(--raised); color: var(--text); font: inherit; font-size: 15px; }
  input[type='checkbox'], input[type='radio'] { width: 18px; height: 18px; accent-color: var(--accent); flex: none; }
  input[type='number'] { font-variant-numeric: tabular-nums; }
  input:user-invalid { border-color: var(--warn); }
  :is(input, select, textarea, button, a, summary, [tabindex]):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

  button, .button { display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-height: 42px; padding: 0 16px; border: 0;
    border-radius: 11px; background: var(--raised); color: var(--text); font: inherit; font-size: 14.5px; font-weight: 620; cursor: pointer;
    text-decoration: none; white-space: nowrap; }
  button:hover, .button:hover { filter: brightness(1.08); }
  button.go, .button.go { background: var(--accent); color: var(--accent-text); }
  button.stop { background: var(--warn); color: var(--page); }
  button.plain { background: none; box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--muted) 45%, transparent); }
  button.small, .button.small { min-height: 34px; padding: 0 12px; font-size: 13.5px; border-radius: 9px; }
  button:disabled { opacity: .5; cursor: default; filter: none; }

  .pill { display: inline-flex; align-items: center; gap: 7px; padding: 3px 11px 3px 9px; border-radius: 99px; font-size: 13px; font-weight: 600;
    white-space: nowrap; color: var(--text); background: var(--raised); box-shadow: inset 0 0 0 1px var(--line); }
  .pill i { font-style: normal; font-size: 11px; line-height: 1; color: var(--muted); }
  .pill.good i { color: var(--good); }
  .pill.warn i { color: var(--warn); }
  .pill.warn { box-shadow: inset 0 0 0 1px var(--warn); }

  .scroll { overflow-x: auto; border-radius: 12px; }
  table { width: 100%; border-collapse: collapse; font-size: 14.5px; }
  th { text-align: left; font-size: 12.5px; font-weight: 600; color: var(--muted); white-space: nowrap; }
  th, td { padding: 10px 14px; border-bottom: 1px solid var(--line); vertical-align: middle; }
  tr:last-child > :is(td, th[scope=row]) { border-bottom: 0; }
  td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  td a { font-weight: 620; text-decoration: none; }
  td a:hover { text-decoration: underline; }
  code, .code { font: 13.5px ui-monospace, 'SF Mono', 'Roboto Mono', monospace; overflow-wrap: anywhere; }

  .notice { display: grid; gap: 4px; padding: 12px 16px; border-radius: 12px; background: var(--raised); font-size: 14px;
    box-shadow: inset 3px 0 0 var(--accent); }
  .notice.warn { box-shadow: inset 3px 0 0 var(--warn); }
  .notice.good { box-shadow: inset 3px 0 0 var(--good); }
  .empty { padding: 34px 20px; text-align: center; color: var(--muted); display: grid; gap: 14px; justify-items: center; }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 7px 18px; margin: 0; font-size: 14.5px; }
  dt { color: var(--muted); }
  dd { margin: 0; overflow-wrap: anywhere; }
  dialog { border: 0; border-radius: 18px; padding: 26px; max-width: 440px; background: var(--panel); color: var(--text); box-shadow: var(--shadow); }
  dialog::backdrop { background: #000a; }
  @media (max-width: 640px) {
    .card { padding: 16px; }
    th, td { padding: 9px 10px; }
  }
  @media (prefers-reduced-motion: reduce) { *, *::before { transition: none !important; animation: none !important; } }
`;
