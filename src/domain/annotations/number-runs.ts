/**
 * Numbers as they stand behind a passage, where many may end at one place: three and more in a row
 * are a run, "12–14 20".
 */
export function inRuns(numbers: readonly number[]): string {
  const runs: [from: number, to: number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => wordsOf(from, to)).join(' ');
}

function wordsOf(from: number, to: number): string {
  if (to - from > 1) return `${from}–${to}`;
  return to === from ? String(from) : `${from} ${to}`;
}
