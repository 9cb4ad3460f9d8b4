/** The colours of a map: the page's custom properties, and where it has none, a palette. */

const DARK = {
  'map-ground': '#0a0c13', text: '#f1f3f9', muted: '#8e96aa', 'stage-light': '#ffbf78',
  mine: '#ffffff', good: '#62d69d', block: '#10131c', 'block-edge': '#1b2030',
  'stage-top': '#2d3346', 'stage-bottom': '#1d2230', 'stage-text': '#aab2c6',
  tip: '#1d2232f5', line: '#ffffff24', panel: '#11141e', raised: '#191d2a', accent: '#ffb85c',
  'accent-text': '#23170a', warn: '#ff8d72',
};
const LIGHT = {
  'map-ground': '#f3f4f8', text: '#161b29', muted: '#5b6478', 'stage-light': '#ffb45a',
  mine: '#1b2233', good: '#0f7a49', block: '#fbfcfe', 'block-edge': '#dfe3ec',
  'stage-top': '#4a5268', 'stage-bottom': '#363d50', 'stage-text': '#e9ecf4',
  tip: '#fffffff7', line: '#10182824', panel: '#ffffff', raised: '#f1f3f8', accent: '#a8560a',
  'accent-text': '#ffffff', warn: '#b93a22',
};
const NAMES = Object.keys(DARK);

/** Whether an element is to be dark: it says so, or its page, or the visitor's system. */
function isDark(element, style) {
  const wanted = element.getAttribute('theme');
  if (wanted === 'dark' || wanted === 'light') {
    return wanted === 'dark';
  }
  const page = style.getPropertyValue('--dark').trim();
  return page ? page === '1' : !matchMedia('(prefers-color-scheme: light)').matches;
}

/**
 * Reads the colours for an element, and sets them on it under names of their own for its style:
 * `--s-text` and so on.
 */
export function readTheme(element) {
  const style = getComputedStyle(element);
  const dark = isDark(element, style);
  const palette = dark ? DARK : LIGHT;
  const own = element.getAttribute('theme') === 'dark' || element.getAttribute('theme') === 'light';
  const colors = {};
  for (const name of NAMES) {
    const fromPage = own ? '' : style.getPropertyValue(`--${name}`).trim();
    colors[name] = fromPage || palette[name];
    element.style.setProperty(`--s-${name}`, colors[name]);
  }
  return {
    dark,
    ground: colors['map-ground'],
    text: colors.text,
    muted: colors.muted,
    light: colors['stage-light'],
    mine: colors.mine,
    good: colors.good,
    block: colors.block,
    blockEdge: colors['block-edge'],
    stageTop: colors['stage-top'],
    stageBottom: colors['stage-bottom'],
    stageText: colors['stage-text'],
    font: style.getPropertyValue('--font').trim() || style.fontFamily || 'sans-serif',
  };
}
