import { css } from 'lit';

/** The page's own style; colours are the document's. */
export const style = css`
  :host { display: grid; grid-template-columns: minmax(0, 1fr) 372px; height: 100dvh; }
  * { box-sizing: border-box; }
  .house { position: relative; min-width: 0; min-height: 0; }
  seatkeeper-map { position: absolute; inset: 0; }

  header::before { content: ''; position: absolute; inset: -22px -28px -34px; z-index: -1;
    background: linear-gradient(var(--page) 45%, transparent); opacity: .86; }
  header { position: absolute; z-index: 1; left: 28px; top: 22px; right: 28px; display: flex; gap: 16px;
    align-items: flex-start; pointer-events: none; }
  h1 { margin: 0; font-size: 25px; line-height: 1.15; font-weight: 680; letter-spacing: -.022em; text-wrap: balance;
    text-shadow: 0 1px 18px var(--page); }
  header p { margin: 3px 0 0; color: var(--muted); font-size: 13.5px; }
  .pulse { margin-left: auto; display: flex; align-items: center; gap: 8px; padding: 7px 13px 7px 11px; white-space: nowrap;
    border-radius: 99px; background: color-mix(in srgb, var(--panel) 96%, transparent);
    box-shadow: 0 0 0 1px var(--line); font-size: 12.5px; color: var(--muted); font-variant-numeric: tabular-nums; }
  .pulse b { color: var(--text); font-weight: 600; }
  .pulse i { width: 8px; height: 8px; border-radius: 50%; background: var(--good); box-shadow: 0 0 10px var(--good); }
  .pulse.lost i { background: var(--warn); box-shadow: none; border-radius: 2px; }

  .tools { position: absolute; left: 24px; bottom: 24px; display: flex; flex-direction: column; overflow: hidden;
    border-radius: 12px; background: color-mix(in srgb, var(--panel) 96%, transparent); box-shadow: 0 0 0 1px var(--line); }
  .tools button { width: 38px; height: 36px; border: 0; background: none; color: var(--text); cursor: pointer;
    display: grid; place-items: center; }
  .tools button:hover { background: var(--raised); }
  .tools svg { width: 17px; height: 17px; stroke: currentColor; fill: none; stroke-width: 1.8; stroke-linecap: round;
    stroke-linejoin: round; }

  .legend { position: absolute; right: 24px; bottom: 24px; display: flex; gap: 18px; padding: 9px 16px; font-size: 12.5px;
    border-radius: 99px; color: var(--muted); background: color-mix(in srgb, var(--panel) 96%, transparent);
    box-shadow: 0 0 0 1px var(--line); }
  .legend span { display: flex; align-items: center; gap: 7px; }
  .legend svg { width: 13px; height: 13px; }

  .legend.inline { display: none; }
  aside { display: flex; flex-direction: column; min-height: 0; background: var(--panel); overflow-y: auto;
    box-shadow: -1px 0 0 var(--line); scrollbar-width: thin; }
  section { padding: 22px 24px; }
  section + section { border-top: 1px solid var(--line); }
  h2 { margin: 0 0 12px; font-size: 12px; font-weight: 600; letter-spacing: .08em; text-transform: uppercase;
    color: var(--muted); }

  .left { display: flex; align-items: baseline; gap: 9px; }
  .left b { font-size: 44px; line-height: 1; font-weight: 700; letter-spacing: -.035em; font-variant-numeric: tabular-nums; }
  .left span { color: var(--muted); }
  .bar { display: flex; height: 7px; margin: 16px 0 10px; border-radius: 4px; overflow: hidden; background: var(--raised); }
  .bar i { transition: width .4s; }
  .bar .free { background: linear-gradient(90deg, var(--accent), color-mix(in srgb, var(--accent) 65%, #fff)); }
  .bar .held { background: repeating-linear-gradient(115deg, var(--accent) 0 2px, transparent 2px 5px); }
  .parts { display: flex; justify-content: space-between; font-size: 13px; color: var(--muted);
    font-variant-numeric: tabular-nums; }
  .parts b { color: var(--text); font-weight: 600; }
  .beat { display: block; width: 100%; height: 44px; margin-top: 16px; }
  .beat rect { fill: var(--accent); opacity: .82; }
  .beat rect.now { opacity: 1; }
  .rate { display: flex; justify-content: space-between; margin-top: 5px; font-size: 12px; color: var(--faint);
    font-variant-numeric: tabular-nums; }

  .kinds { display: grid; gap: 2px; margin: 0 -12px; }
  .kinds button { display: grid; grid-template-columns: 12px 1fr auto; gap: 4px 11px; align-items: center; text-align: left;
    padding: 8px 12px; border: 0; border-radius: 10px; background: none; color: var(--text); font: inherit; font-size: 14px;
    cursor: pointer; }
  .kinds button:hover { background: var(--raised); }
  .kinds button[aria-pressed='true'] { background: var(--raised); box-shadow: inset 0 0 0 1px var(--line); }
  .kinds i { width: 11px; height: 11px; border-radius: 50%; }
  .kinds em { font-style: normal; color: var(--muted); font-variant-numeric: tabular-nums; font-size: 13.5px; }
  .kinds u { grid-column: 2 / 4; height: 3px; border-radius: 2px; background: var(--raised); overflow: hidden; }
  .kinds button:hover u, .kinds button[aria-pressed='true'] u { background: var(--line); }
  .kinds s { display: block; height: 100%; border-radius: 2px; transition: width .4s; }

  .best { display: flex; gap: 10px; }
  .stepper { display: flex; align-items: center; border-radius: 11px; background: var(--raised); }
  .stepper button { width: 36px; height: 44px; border: 0; background: none; color: var(--text); font-size: 19px; cursor: pointer;
    border-radius: 11px; }
  .stepper button:disabled { color: var(--faint); cursor: default; }
  .stepper output { min-width: 22px; text-align: center; font-weight: 650; font-variant-numeric: tabular-nums; }
  .stepper.small button { width: 28px; height: 30px; font-size: 16px; }

  .go, .other { border: 0; border-radius: 11px; height: 44px; padding: 0 18px; font: inherit; font-weight: 640; cursor: pointer; }
  .go { flex: 1; background: var(--accent); color: var(--accent-text); }
  .go:hover { filter: brightness(1.06); }
  .other { background: var(--raised); color: var(--text); }
  .go:disabled, .other:disabled { opacity: .45; cursor: default; filter: none; }
  button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

  .mine { display: grid; gap: 8px; margin: 0 0 14px; padding: 0; list-style: none; }
  .mine li { display: grid; grid-template-columns: 4px 1fr auto; gap: 0 12px; align-items: center; padding: 9px 6px 9px 0;
    border-radius: 10px; background: var(--raised); overflow: hidden; }
  .mine li > i { align-self: stretch; margin: -9px 0; }
  .mine b { display: block; font-size: 14px; font-weight: 600; }
  .mine small { color: var(--muted); font-size: 12.5px; }
  .mine .drop { width: 30px; height: 30px; border: 0; border-radius: 8px; background: none; color: var(--muted); font-size: 17px;
    cursor: pointer; }
  .mine .drop:hover { color: var(--text); }
  .acts { display: flex; gap: 10px; }
  .mine + .acts { position: sticky; bottom: 0; padding: 10px 0 14px; margin-bottom: -14px; background: var(--panel); }
  .hint { color: var(--muted); font-size: 13.5px; margin: 0; }

  .clock { display: flex; align-items: center; gap: 13px; margin-bottom: 14px; }
  .clock svg { width: 42px; height: 42px; transform: rotate(-90deg); flex: none; }
  .clock circle { fill: none; stroke-width: 4; stroke: var(--raised); }
  .clock circle + circle { stroke: var(--accent); stroke-linecap: round; }
  .clock.late circle + circle { stroke: var(--warn); }
  .clock b { display: block; font-size: 21px; line-height: 1.1; font-weight: 680; font-variant-numeric: tabular-nums; }
  .clock small { color: var(--muted); font-size: 12.5px; }

  .mine em { font-style: normal; font-size: 13.5px; font-variant-numeric: tabular-nums; }
  .type { position: relative; display: block; }
  .mine .acts:has(.type) { flex-direction: column; gap: 5px; }
  select, input { font: inherit; font-size: 13.5px; color: var(--text); background: var(--panel); border: 1px solid var(--line-strong);
    border-radius: 9px; height: 34px; padding: 0 9px; min-width: 0; }
  select:focus-visible, input:focus-visible, a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  .sum { display: grid; grid-template-columns: 1fr auto; gap: 4px 12px; margin: 0 0 14px; font-size: 13.5px; color: var(--muted);
    font-variant-numeric: tabular-nums; }
  .sum dd { margin: 0; text-align: right; }
  .sum b { color: var(--text); font-size: 16px; }
  .lines { display: grid; gap: 6px; margin: 0 0 12px; padding: 0; list-style: none; font-size: 14px; }
  .lines li { display: flex; justify-content: space-between; gap: 12px; }
  .lines small { display: block; color: var(--muted); font-size: 12.5px; }
  .lines em { font-style: normal; font-variant-numeric: tabular-nums; }
  .pay { display: grid; gap: 10px; }
  .pay label, .code label { font-size: 13px; color: var(--muted); }
  .pay input { height: 44px; font-size: 16px; letter-spacing: .04em; font-variant-numeric: tabular-nums; }
  .pay details { font-size: 12.5px; color: var(--muted); }
  .pay summary { cursor: pointer; }
  .pay ul { margin: 8px 0 0; padding: 0; list-style: none; display: grid; gap: 3px; }
  .pay code { font: 12px ui-monospace, monospace; color: var(--text); }
  .more { display: flex; gap: 12px; align-items: center; justify-content: space-between; margin: 0 0 14px; padding: 10px 10px 10px 14px;
    border-radius: 11px; background: var(--raised); box-shadow: inset 3px 0 0 var(--warn); }
  .more p { margin: 0; font-size: 13.5px; }
  .more .other { flex: none; background: var(--panel); height: 38px; }
  .ticket.ended { box-shadow: inset 3px 0 0 var(--warn); }
  .ticket .other { background: var(--panel); }
  .ticket.ended b { color: var(--warn); }
  .ticket .acts { margin-top: 12px; }
  .ticket a { color: var(--text); }
  .doors { position: absolute; left: 50%; top: 50%; transform: translate(-50%, -50%); width: min(430px, calc(100% - 32px)); padding: 26px 30px;
    border-radius: 18px; background: var(--tip); box-shadow: var(--shadow), 0 0 0 1px var(--line); text-align: center; }
  .doors p { margin: 0; color: var(--muted); font-size: 13.5px; text-wrap: balance; }
  .doors > b { display: block; margin: 4px 0 6px; font-size: 40px; line-height: 1.15; font-weight: 700; letter-spacing: -.03em;
    font-variant-numeric: tabular-nums; text-wrap: balance; }
  .doors .next { margin-top: 12px; }
  .code { display: grid; gap: 7px; margin-top: 18px; padding-top: 16px; border-top: 1px solid var(--line); text-align: left; }
  .code input { flex: 1; height: 44px; font-size: 16px; text-transform: uppercase; }
  .code .go { flex: none; }
  .code small { color: var(--muted); }
  .kinds small { color: var(--muted); font-size: 12.5px; font-variant-numeric: tabular-nums; }
  .ticket { position: relative; padding: 16px 18px; border-radius: 14px; background: var(--raised);
    box-shadow: inset 3px 0 0 var(--good); }
  .ticket b { color: var(--good); font-weight: 640; }
  .ticket p { margin: 5px 0 0; font-size: 13.5px; }

  .skip { position: absolute; z-index: 5; left: 50%; top: 12px; transform: translate(-50%, -80px); height: 44px; padding: 0 20px;
    border: 0; border-radius: 11px; background: var(--accent); color: var(--accent-text); font: inherit; font-weight: 640; }
  .skip:focus { transform: translate(-50%, 0); }
  .skip[hidden] { display: none; }
  .ear { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }

  .banner { position: absolute; z-index: 1; left: 28px; right: 28px; top: 78px; display: grid; justify-items: center;
    pointer-events: none; }
  .banner p { margin: 0; padding: 9px 16px; border-radius: 12px; background: var(--tip); color: var(--text); font-size: 13.5px;
    box-shadow: var(--shadow), 0 0 0 1px var(--line), inset 3px 0 0 var(--accent); text-wrap: balance; }
  .banner p.warn { box-shadow: var(--shadow), 0 0 0 1px var(--line), inset 3px 0 0 var(--warn); }
  .turn { display: inline-block; width: 11px; height: 11px; margin-right: 9px; vertical-align: -1px; border-radius: 50%;
    border: 2px solid var(--muted); border-top-color: transparent; animation: turn 1.1s linear infinite; }
  @keyframes turn { to { transform: rotate(1turn); } }

  .switch { display: flex; gap: 4px; margin: 18px 24px 0; padding: 4px; border-radius: 12px; background: var(--raised); }
  .switch button { flex: 1; height: 34px; border: 0; border-radius: 9px; background: none; color: var(--muted); font: inherit;
    font-size: 13.5px; font-weight: 600; cursor: pointer; }
  .switch button[aria-pressed='true'] { background: var(--panel); color: var(--text); box-shadow: 0 0 0 1px var(--line); }
  .list { display: flex; flex-direction: column; flex: 1 0 340px; min-height: 0; }
  .list h2 { display: none; }
  .list seatkeeper-list { flex: 1; }
  .left.out b { font-size: 36px; }
  .part + .part { margin-top: 16px; }

  .told.offer { padding: 14px 16px; }
  .offer p { margin: 0 0 12px; }
  .offer .acts { flex-wrap: wrap; }
  kbd { font: inherit; font-size: 12px; margin-left: 6px; padding: 1px 6px; border-radius: 5px; box-shadow: 0 0 0 1px currentColor; opacity: .8; }

  .told { position: absolute; left: 50%; bottom: 84px; transform: translateX(-50%); width: max-content; max-width: min(460px, 86%);
    padding: 11px 18px; border-radius: 12px; background: var(--tip); box-shadow: var(--shadow), 0 0 0 1px var(--line); font-size: 14px; }
  .told.warn { box-shadow: var(--shadow), inset 3px 0 0 var(--warn); }
  .told.good { box-shadow: var(--shadow), inset 3px 0 0 var(--good); }
  .note { margin-top: auto; padding: 18px 24px 22px; border-top: 0; color: var(--faint); font-size: 12px; }
  .wait b { color: var(--text); font-weight: 640; font-size: 17px; }
  .wait p { margin: 8px auto 0; max-width: 44ch; text-wrap: balance; }
  .wait .turn { display: block; margin: 0 auto 16px; width: 22px; height: 22px; }
  .wait { position: absolute; inset: 0; display: grid; place-items: center; color: var(--muted); text-align: center;
    padding: 40px; background: var(--map-ground); pointer-events: none; }

  @media (max-width: 860px) {
    :host { grid-template-columns: minmax(0, 1fr); grid-template-rows: minmax(0, 1fr) auto; }
    aside { max-height: 44dvh; box-shadow: 0 -1px 0 var(--line); }
    main .legend { display: none; }
    aside.listing { max-height: 62dvh; }
    .switch { margin: 12px 18px 0; }
    .banner { left: 14px; right: 14px; top: 66px; }
    .told { bottom: 18px; max-width: 94%; }
    header { left: 16px; right: 16px; top: 14px; }
    header::before { inset: -14px -16px -34px; }
    h1 { font-size: 19px; }
    section { padding: 14px 18px; }
    .note { display: none; }
    .tools { left: auto; right: 14px; bottom: 14px; }
    .categories { order: 9; }
    .legend.inline { position: static; display: flex; flex-wrap: wrap; gap: 8px 16px; margin-top: 14px; padding: 0; border-radius: 0;
      background: none; box-shadow: none; }
  }
  @media (prefers-reduced-motion: reduce) { *, *::before { transition: none !important; animation: none !important; } }
`;
