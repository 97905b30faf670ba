const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** A day, or the day of a moment in UTC: "20 March 2011". */
export function dayInWords(date: string): string {
  return day.format(new Date(date));
}

/** A moment in UTC: "20 March 2011, 14:05 UTC". */
export function momentInWords(moment: string): string {
  return `${dayInWords(moment)}, ${new Date(moment).toISOString().slice(11, 16)} UTC`;
}
