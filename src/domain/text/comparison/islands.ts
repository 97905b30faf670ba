import type { EqualRun, RegionPair } from './anchors.js';
import { isSentenceEdge } from './sliding.js';

/* What two texts have in common by chance, amid what was written anew. */

/** What is as long as this is hardly found by chance. */
export const tellingUnits = 16;

/** Two texts that are compared. */
interface TextPair {
  was: { text: string };
  now: { text: string };
}

/** Nothing so long is the same by chance. */
const longestIslandUnits = 64;

/** In less than this, lines begin or end alike by chance: “The ”, a full stop. */
export const lineEdgeUnits = 5;

/**
 * The runs but for those that are no longer than what was changed on either side of them: letters that
 * two wordings have in common by chance, and no sentence; at an open end of a region nothing says that the texts end alike,
 * but where a line begins or ends in both. Takes time in proportion to the runs.
 */
export function withoutIslands(
  runs: readonly EqualRun[],
  whole: RegionPair,
  texts: TextPair,
  ends: 'open' | 'closed',
): EqualRun[] {
  const isOpen = ends === 'open';
  const kept: EqualRun[] = [];
  for (let next = 0; next < runs.length; next += 1) {
    kept.push(runs[next] as EqualRun);
    const follows = next + 1 < runs.length ? (runs[next + 1] as EqualRun) : null;
    const endWas = follows ? follows.was : whole.was.end;
    const endNow = follows ? follows.now : whole.now.end;
    // What goes makes the gap wider in which the one before it stands.
    while (kept.length > 0) {
      const { was, now, length } = kept[kept.length - 1] as EqualRun;
      const before = kept.length === 1 ? null : (kept[kept.length - 2] as EqualRun);
      const startWas = before ? before.was + before.length : whole.was.start;
      const startNow = before ? before.now + before.length : whole.now.start;
      const ahead = Math.max(endWas - was, endNow - now) - length;
      const back = Math.max(was - startWas, now - startNow);
      const isEdge = isOpen && length >= lineEdgeUnits;
      if (isEdge && before === null && isLineEnd(texts, was - 1, now - 1)) break;
      if (isEdge && follows === null && isLineEnd(texts, was + length, now + length)) break;
      const atStart = isOpen && before === null && follows !== null;
      const atEnd = isOpen && follows === null && before !== null;
      const gap = atStart ? ahead : atEnd ? back : Math.min(back, ahead);
      if (length > Math.min(gap, longestIslandUnits) || holdsSentence(texts, was, now, length))
        break;
      kept.pop();
    }
  }
  return kept;
}

/** Whether some units that two texts have in common hold a sentence or a line of either, from end to end. */
function holdsSentence(
  { was, now }: TextPair,
  atWas: number,
  atNow: number,
  length: number,
): boolean {
  const isEdge = (at: number) =>
    isSentenceEdge(was.text, atWas + at) && isSentenceEdge(now.text, atNow + at);
  let [start, end] = [0, length];
  while (end - start >= tellingUnits && !isEdge(start)) start += 1;
  while (end - start >= tellingUnits && !isEdge(end)) end -= 1;
  return end - start >= tellingUnits;
}

/** Whether a line, or the text, ends at a place in both texts. */
function isLineEnd({ was, now }: TextPair, atWas: number, atNow: number): boolean {
  const ends = (text: string, at: number) => at < 0 || at >= text.length || text[at] === '\n';
  return ends(was.text, atWas) && ends(now.text, atNow);
}
