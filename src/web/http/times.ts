/**
 * A stored moment (RFC 3339, UTC) as people read it, in the desk's time zone, which is named:
 * "20 March 2011, 14:05 GMT+1".
 */
export function showTime(moment: string, timeZone: string): string {
  return formatOf(timeZone).format(new Date(moment)).replace(' at ', ', ');
}

/** The day of a moment in the desk's time zone: "20 March 2011". */
export function showDay(moment: string, timeZone: string): string {
  return dayAndTime(moment, timeZone).day;
}

/** The time of day of a moment, with its zone: "14:05 GMT+1". */
export function showTimeOfDay(moment: string, timeZone: string): string {
  return dayAndTime(moment, timeZone).time;
}

function dayAndTime(moment: string, timeZone: string): { day: string; time: string } {
  const [day = '', time = ''] = showTime(moment, timeZone).split(', ');
  return { day, time };
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
