import { dayMs, hourMs } from '../../domain/durations.js';
import { counted } from '../../domain/text/wording.js';

/** How long something took, in milliseconds, in the unit that says enough: "3 days", "5 weeks". */
export function durationWords(duration: number): string {
  if (duration < hourMs) return 'less than an hour';
  if (duration < 2 * dayMs) return counted(Math.floor(duration / hourMs), 'hour');
  if (duration < 28 * dayMs) return counted(Math.floor(duration / dayMs), 'day');
  return counted(Math.floor(duration / (7 * dayMs)), 'week');
}
