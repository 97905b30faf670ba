import { showDate } from '../domain/text/shown-dates.js';
import type { HistoryEntry } from './reported-annotation.js';

/** A day on which something was done, and each entry of it with its time, as in "09:05". */
interface HistoryDay {
  day: string;
  told: { time: string; sentence: string }[];
}

/** What was done, day by day; the times are UTC. */
export function historyDays(history: readonly HistoryEntry[]): HistoryDay[] {
  const days = new Map<string, HistoryDay['told']>();
  for (const { at, sentence } of history) {
    const day = showDate(at);
    const told = days.get(day) ?? [];
    told.push({ time: at.slice(11, 16), sentence });
    days.set(day, told);
  }
  return [...days].map(([day, told]) => ({ day, told }));
}
