import { counted } from '../../domain/text/wording.js';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** How long something took, in milliseconds, in the unit that says enough: "3 days", "5 weeks". */
export function durationWords(duration: number): string {
  if (duration < hourMs) return 'less than an hour';
  if (duration < 2 * dayMs) return counted(Math.floor(duration / hourMs), 'hour');
  if (duration < 28 * dayMs) return counted(Math.floor(duration / dayMs), 'day');
  return counted(Math.floor(duration / (7 * dayMs)), 'week');
}
