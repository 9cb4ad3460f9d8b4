/** The list's own style; its colours are the map's. */
export const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`
:host { display: flex; flex-direction: column; min-height: 0; color: var(--s-text, inherit);
  font: 14px/1.3 var(--font, sans-serif); --sign-ground: var(--s-panel); --sign-text: var(--s-mine);
  --sign-good: var(--s-good); --sign-quiet: var(--s-muted); }
:host([hidden]) { display: none; }
.bar { display: flex; gap: 12px; align-items: center; justify-content: space-between; padding: 0 2px 9px;
  color: var(--s-muted); font-size: 13px; }
label { display: flex; gap: 7px; align-items: center; cursor: pointer; min-height: 24px; }
input { accent-color: var(--s-accent); width: 16px; height: 16px; margin: 0; }
input:focus-visible { outline: 2px solid var(--s-accent); outline-offset: 2px; }
#scroll { position: relative; flex: 1; min-height: 120px; overflow-y: auto; border-radius: 11px;
  box-shadow: inset 0 0 0 1px var(--s-line); background: var(--s-raised); outline: none; scrollbar-width: thin; }
#scroll:focus-visible { box-shadow: inset 0 0 0 2px var(--s-accent); }
#space { position: relative; }
.item { position: absolute; left: 0; right: 0; height: 38px; display: flex; gap: 9px; align-items: center;
  padding: 0 12px; cursor: pointer; white-space: nowrap; }
.item[aria-level="2"] { padding-left: 28px; }
.item[aria-level="3"] { padding-left: 46px; }
.item .fold { width: 12px; flex: none; transition: transform .12s; color: var(--s-muted); }
.item[aria-expanded="true"] .fold { transform: rotate(90deg); }
.item svg { flex: none; width: 14px; height: 14px; }
.item .name { overflow: hidden; text-overflow: ellipsis; }
.item[aria-level="1"] .name { font-weight: 600; }
.item em { margin-left: auto; font-style: normal; font-size: 12.5px; color: var(--s-muted);
  font-variant-numeric: tabular-nums; overflow: hidden; text-overflow: ellipsis; }
.item[aria-selected="true"] { background: color-mix(in srgb, var(--s-accent) 20%, transparent); }
.item[aria-selected="true"] em { color: var(--s-text); }
.item:hover { background: color-mix(in srgb, var(--s-text) 7%, transparent); }
#scroll:focus-visible .item.here { box-shadow: inset 0 0 0 2px var(--s-accent); border-radius: 9px; }
.keys { padding: 8px 2px 0; color: var(--s-muted); font-size: 12px; line-height: 1.45; }
kbd { font: inherit; padding: 0 4px; border-radius: 4px; box-shadow: 0 0 0 1px var(--s-line); }
@media (prefers-reduced-motion: reduce) { .item .fold { transition: none; } }
`);

export const TEMPLATE = `
<div class="bar"><span id="sum"></span><label><input type="checkbox" id="free">Only what is free</label></div>
<div id="scroll" role="tree" tabindex="0" aria-label="Seats by section and row"><div id="space" role="none"></div></div>
<div class="keys"><kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>→</kbd> opens, <kbd>←</kbd> closes, <kbd>Enter</kbd> chooses;
in areas <kbd>+</kbd> <kbd>−</kbd> change how many</div>`;
