/**
 * A stored moment (RFC 3339, UTC) as people read it, in the desk's time zone, which is named:
 * "20 March 2011, 14:05 GMT+1".
 */
export function showTime(moment: string, timeZone: string): string {
  return formatOf(timeZone).format(new Date(moment)).replace(' at ', ', ');
}

/** By zone: making a format costs more than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  });
  formats.set(timeZone, format);
  return format;
}
