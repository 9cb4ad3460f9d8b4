/** The element's own style, and what it is made of; colours come from map-theme.js. */
export const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`
:host { display: block; position: relative; overflow: hidden; touch-action: none; contain: strict;
  background: var(--s-map-ground, #0a0c13); outline: none; user-select: none; }
:host([hidden]) { display: none; }
canvas { position: absolute; left: 0; top: 0; transform-origin: 0 0; }
#names, #light { pointer-events: none; }
#tip { position: absolute; left: 0; top: 0; max-width: 270px; padding: 10px 13px; opacity: 0;
  pointer-events: none; border-radius: 11px; background: var(--s-tip); color: var(--s-text);
  font: 13px/1.5 var(--font, sans-serif);
  box-shadow: 0 10px 34px #0007, 0 0 0 1px var(--s-line); transition: opacity .12s;
  --sign-ground: var(--s-panel); --sign-text: var(--s-mine); --sign-good: var(--s-good);
  --sign-quiet: var(--s-muted); }
#tip b { display: block; font-weight: 600; }
#tip span { display: flex; gap: 7px; align-items: center; color: var(--s-muted); }
#tip i { flex: none; width: 9px; height: 9px; border-radius: 50%; }
#tip svg { flex: none; width: 12px; height: 12px; margin: 0 -1.5px; }
#voice { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
#veil { position: absolute; inset: 0; pointer-events: none; opacity: 0; transition: opacity .4s;
  background: repeating-linear-gradient(135deg, transparent 0 14px,
    color-mix(in srgb, var(--s-muted) 17%, transparent) 14px 16px); }
:host([stale]) #veil { opacity: 1; }
:host([stale]) canvas { filter: saturate(.45); }
#ring { position: absolute; inset: 0; pointer-events: none; }
:host(:focus-visible) #ring { box-shadow: inset 0 0 0 3px var(--s-accent); }
@media (prefers-reduced-motion: reduce) { #tip, #veil { transition: none; } }
`);

export const TEMPLATE = `
<canvas></canvas><canvas></canvas><canvas id="names"></canvas><canvas id="light"></canvas>
<div id="veil"></div><div id="tip"></div><div id="voice" aria-live="polite"></div><div id="ring"></div>`;
