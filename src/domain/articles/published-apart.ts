import { dayMs, hourMs, minuteMs } from '../durations.js';
import { counted } from '../text/wording.js';

const smallNumbers = 'no one two three four five six seven eight nine'.split(' ');

/**
 * When another article was published, seen from one: "published two hours earlier", "published the same
 * day". Only as precisely as both dates are known; null where one of them is not.
 */
export function publishedApart(own: string | null, other: string | null): string | null {
  if (own === null || other === null) return null;
  if (own.length > dayLength && other.length > dayLength) {
    return apart(Date.parse(other) - Date.parse(own));
  }
  const known = Math.min(own.length, other.length, dayLength);
  const [here, there] = [own.slice(0, known), other.slice(0, known)];
  if (here === there) return `published the same ${unitOf(known)}`;
  if (known === dayLength) return apart(Date.parse(there) - Date.parse(here));
  return `published in ${there < here ? 'an earlier' : 'a later'} ${unitOf(known)}`;
}

/** Whether another article was published before one, as far as both dates are known; null where that is open. */
export function isEarlier(own: string | null, other: string | null): boolean | null {
  if (own === null || other === null) return null;
  const known = own.length > dayLength && other.length > dayLength ? own.length : dayLength;
  const length = Math.min(own.length, other.length, known);
  const [here, there] = [own.slice(0, length), other.slice(0, length)];
  return here === there ? null : there < here;
}

const dayLength = 'yyyy-mm-dd'.length;

function unitOf(length: number): string {
  if (length >= dayLength) return 'day';
  return length > 'yyyy'.length ? 'month' : 'year';
}

function apart(ms: number): string {
  if (Math.abs(ms) < minuteMs) return 'published at the same time';
  return `published ${longAgo(Math.abs(ms))} ${ms < 0 ? 'earlier' : 'later'}`;
}

function longAgo(ms: number): string {
  if (ms < hourMs) return inWords(Math.round(ms / minuteMs), 'minute');
  if (ms < 2 * dayMs && ms % dayMs !== 0) return inWords(Math.round(ms / hourMs), 'hour');
  return inWords(Math.round(ms / dayMs), 'day');
}

function inWords(count: number, unit: string): string {
  const figures = counted(count, unit);
  const word = smallNumbers[count];
  return word === undefined ? figures : figures.replace(/^\d+/u, word);
}
