import { counted } from '../../domain/text/wording.js';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** How long something took, in milliseconds, in the unit that says enough: "3 days", "5 weeks". */
export function durationWords(duration: number): string {
  if (duration < hour) return 'less than an hour';
  if (duration < 2 * day) return counted(Math.floor(duration / hour), 'hour');
  if (duration < 28 * day) return counted(Math.floor(duration / day), 'day');
  return counted(Math.floor(duration / (7 * day)), 'week');
}
