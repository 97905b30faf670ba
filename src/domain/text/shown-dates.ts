import { dayMs, hourMs, minuteMs } from '../durations.js';
/*
 * Dates and moments as people read them, on pages in the desk's time zone and in reports in UTC.
 * What is stored is a year, a month or a day, which are the same in every zone, or a moment. What is none, as in a
 * database that was edited by hand, is shown as it stands.
 */

/**
 * A stored date in as many words as is known of it: "2011", "March 2011", "20 March 2011"; of a
 * moment (RFC 3339) the day in a time zone, UTC unless told.
 */
export function showDate(date: string, timeZone = 'UTC'): string {
  const precision = date.length <= 4 ? 'year' : date.length <= 7 ? 'month' : 'day';
  const zone = date.length <= 10 ? 'UTC' : timeZone;
  return shown(date, formatOf(precision, zone));
}

/** A moment with its zone, UTC unless told: "20 March 2011, 14:05 GMT+1". */
export function showMoment(moment: string, timeZone = 'UTC'): string {
  return shown(moment, formatOf('minute', timeZone)).replace(' at ', ', ');
}

function shown(date: string, format: Intl.DateTimeFormat): string {
  const at = Date.parse(date);
  return Number.isNaN(at) ? String(date) : format.format(at);
}

/** The time of day of a moment, with its zone: "14:05 GMT+1". */
export function showTimeOfDay(moment: string, timeZone: string): string {
  return showMoment(moment, timeZone).split(', ').at(-1) ?? '';
}

/**
 * A moment as one says it: "just now", "12 min ago", "2 h ago", "yesterday, 16:40", "20 March", and
 * "20 March 2011" of another year. What is still to come has its day. `now` is in milliseconds.
 */
export function showAgo(moment: string, now: number, timeZone: string): string {
  const at = Date.parse(moment);
  if (Number.isNaN(at)) return String(moment);
  const ago = now - at;
  const dayOf = (ms: number) => showDate(new Date(ms).toISOString(), timeZone);
  const day = dayOf(at);
  const isToday = day === dayOf(now);
  if (ago >= 0 && ago < minuteMs) return 'just now';
  if (ago >= 0 && ago < hourMs) return `${Math.floor(ago / minuteMs)} min ago`;
  if (ago >= 0 && (isToday || ago < 6 * hourMs)) return `${Math.floor(ago / hourMs)} h ago`;
  if (ago >= 0 && ago < 2 * dayMs && day === dayOf(now - dayMs)) {
    return `yesterday, ${formatOf('clock', timeZone).format(at)}`;
  }
  const [, year] = /( \d{4})$/u.exec(dayOf(now)) ?? [];
  return year && day.endsWith(year) ? day.slice(0, -year.length) : day;
}

type Precision = 'year' | 'month' | 'day' | 'minute' | 'clock';

const year: Intl.DateTimeFormatOptions = { year: 'numeric' };
const month: Intl.DateTimeFormatOptions = { ...year, month: 'long' };
const day: Intl.DateTimeFormatOptions = { ...month, day: 'numeric' };
const parts: Readonly<Record<Precision, Intl.DateTimeFormatOptions>> = {
  year,
  month,
  day,
  minute: { ...day, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  clock: { hour: '2-digit', minute: '2-digit' },
};

/** Making a format costs more than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(precision: Precision, timeZone: string): Intl.DateTimeFormat {
  const key = `${precision} ${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', { ...parts[precision], timeZone });
  formats.set(key, format);
  return format;
}
