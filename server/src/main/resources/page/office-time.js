/** Times as they are typed at a venue, and as the node wants them: UTC. */

const FORMATS = new Map();

function formatOf(zone) {
  if (!FORMATS.has(zone)) {
    FORMATS.set(zone, new Intl.DateTimeFormat('en-CA', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
      hour: '2-digit', minute: '2-digit', second: '2-digit',
    }));
  }
  return FORMATS.get(zone);
}

/** What clocks in a zone show at an instant, as if it were UTC, in milliseconds. */
function shown(millis, zone) {
  const parts = Object.fromEntries(
    formatOf(zone).formatToParts(new Date(millis)).map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
}

/** The instant at which clocks in a zone show a time `2026-12-01T10:00`; null when none is given. */
export function toInstant(local, zone) {
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) {
    return null;
  }
  // Twice, because the first guess may lie on the other side of a change of the clocks.
  let millis = wanted - (shown(wanted, zone) - wanted);
  millis = wanted - (shown(millis, zone) - millis);
  return new Date(millis).toISOString().replace('.000Z', 'Z');
}

/** What clocks in a zone show at an instant, as a field for dates and times wants it. */
export function toLocal(iso, zone) {
  return iso ? new Date(shown(Date.parse(iso), zone)).toISOString().slice(0, 16) : '';
}

export function ownZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

export function zones() {
  const known = Intl.supportedValuesOf?.('timeZone') ?? [];
  return known.includes('UTC') ? known : ['UTC', ...known];
}

export function isZone(zone) {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}
