import { wordEnd, wordStart } from '../text/clipping.js';
import type { Span } from '../text/span.js';
import { queryWords, wordsIn } from './search-words.js';

/** A piece of a text; `found` where a word stands that was looked for. */
export interface ExcerptPiece {
  text: string;
  found: boolean;
}

/** A word of the text, and which of the query's words it begins with. */
interface Hit extends Span {
  asked: string[];
}

/** How much is shown before the first word that was found, in UTF-16 code units. */
const leadUnits = 60;

/**
 * The part of a text that a list of results has room for, with the query's words apart: the whole of a
 * short one, else the part where most of the words stand together (the first such part), else its
 * beginning. `room` is in UTF-16 code units; an ellipsis stands where something is left out.
 */
export function excerpt(text: string, query: string, room = 240): ExcerptPiece[] {
  const asked = queryWords(query);
  if (text.length <= room) return pieces(text, { start: 0, end: text.length }, hits(text, asked));
  const found = firstHits(text, asked);
  const best = richest(found, room - leadUnits);
  const part = partAround(text, best[0]?.start ?? 0, best.at(-1)?.end ?? 0, room);
  const shown = pieces(text, part, hits(text.slice(part.start, part.end), asked, part.start));
  return withEllipses(shown, part.start > 0, part.end < text.length);
}

function hits(text: string, asked: readonly string[], offset = 0): Hit[] {
  return [...hitsIn(text, asked)].map((hit) => ({
    ...hit,
    start: hit.start + offset,
    end: hit.end + offset,
  }));
}

function* hitsIn(text: string, asked: readonly string[]): Generator<Hit> {
  for (const { word, start, end } of wordsIn(text)) {
    const beginnings = asked.filter((beginning) => word.startsWith(beginning));
    if (beginnings.length > 0) yield { start, end, asked: beginnings };
  }
}

/** The hits up to where every word has been met once: nobody waits for the end of a long text. */
function firstHits(text: string, asked: readonly string[]): Hit[] {
  const found: Hit[] = [];
  const met = new Set<string>();
  for (const hit of hitsIn(text, asked)) {
    found.push(hit);
    for (const word of hit.asked) met.add(word);
    if (met.size === asked.length) break;
  }
  return found;
}

/** The first of those runs of hits, each no longer than the room, in which most words are met. */
function richest(found: readonly Hit[], room: number): Hit[] {
  let best: { run: Hit[]; words: number } = { run: [], words: 0 };
  for (const [place, { start }] of found.entries()) {
    let next = place + 1;
    while ((found[next]?.end ?? Number.POSITIVE_INFINITY) <= start + room) next += 1;
    const run = found.slice(place, next);
    const words = new Set(run.flatMap((hit) => hit.asked)).size;
    if (words > best.words) best = { run, words };
  }
  return best.run;
}

/** Ends where words end, where there are words. */
function partAround(text: string, start: number, end: number, room: number): Span {
  const from = Math.max(0, start - leadUnits);
  const to = Math.min(text.length, from + room);
  return {
    start: wordStart(text, from, start),
    end: wordEnd(text, to, Math.min(end, to)),
  };
}

/** Cuts a part of a text at the hits; what touches is one piece. */
function pieces(text: string, part: Span, found: readonly Hit[]): ExcerptPiece[] {
  const cut: ExcerptPiece[] = [];
  let at = part.start;
  for (const { start, end } of joined(found)) {
    cut.push({ text: text.slice(at, start), found: false });
    cut.push({ text: text.slice(start, end), found: true });
    at = end;
  }
  cut.push({ text: text.slice(at, part.end), found: false });
  return cut.filter((piece) => piece.text !== '');
}

function joined(found: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const { start, end } of found) {
    const last = spans.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}

function withEllipses(shown: ExcerptPiece[], before: boolean, after: boolean): ExcerptPiece[] {
  const left = before ? [{ text: '… ', found: false }] : [];
  const right = after ? [{ text: ' …', found: false }] : [];
  return [...left, ...shown, ...right];
}
