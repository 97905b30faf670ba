import { doubtfulLetters } from '../../reports/pdf/doubtful-letters.js';
import { lettersOf, missingWords } from '../../reports/pdf/missing-letters.js';
import type { Report, ReportedArticle } from '../../reports/report.js';
import type { Pace } from '../pace.js';
import { missingInProcess } from './typesetting-process.js';

/** Of a text that is looked through at once, in UTF-16 code units. */
const pieceUnits = 16_384;

/** Scripts are told of, and so many letters name all of them; to ask about all that Unicode has takes half a minute. */
const maxAsked = 3000;

/** Of several articles no more is looked through: a page waits for it. */
const [maxAnnotations, maxUnits] = [1000, 1_000_000];

/** Letters that were asked about, alone or with their marks, and whether a font has them: fonts are installed before a start. */
const known = new Map<string, boolean>();

/**
 * What whoever may ask for a report as PDF is told before: which scripts in it no font here has, in sentences; of
 * several articles, in the first of them, a thousand annotations or a million letters. It is silent where that is
 * not known, as while documents are being set, where the typesetter breaks down or a font is missing.
 */
export async function unsetWords(report: Report, pace: Pace): Promise<string[]> {
  const doubtful = [...(await doubtfulIn(report, pace))].slice(0, maxAsked);
  await learn(
    doubtful.filter((letter) => !known.has(letter)),
    pace.signal,
  );
  const unset = doubtful.filter((letter) => known.get(letter) === false);
  return missingWords(new Set(lettersOf(unset, doubtful)));
}

async function doubtfulIn(report: Report, pace: Pace): Promise<Set<string>> {
  const doubtful = new Set<string>();
  let [annotations, units] = [0, 0];
  for await (const reported of report.articles()) {
    annotations += reported.annotations.length;
    units += reported.edition.text.length;
    if (report.whole && (annotations > maxAnnotations || units > maxUnits)) return doubtful;
    for (const piece of wordsOf(reported)) {
      for (const letter of await doubtfulLetters(piece).catch(() => [])) doubtful.add(letter);
      if (doubtful.size >= maxAsked) return doubtful;
      await pace.giveWay();
    }
  }
  return doubtful;
}

async function learn(letters: readonly string[], signal: AbortSignal | null): Promise<void> {
  if (letters.length === 0) return;
  const missing = await missingInProcess(letters, signal).catch(() => null);
  signal?.throwIfAborted();
  const isMissing = new Set(missing);
  if (missing) for (const letter of letters) known.set(letter, !isMissing.has(letter));
}

/** Everything in letters that an article's report may show, in pieces. */
function* wordsOf({ annotations, article, edition, named }: ReportedArticle): Generator<string> {
  const { byline, publisher, title } = article;
  yield [title, publisher, byline].join(' ');
  yield* piecesOf(edition.text);
  const names = [...named.sources.values(), ...named.claims.values()];
  const all = [
    ...names.map((each) => ('name' in each ? each.name : each.statement)),
    ...named.people.values(),
  ];
  yield* piecesOf(all.join(' '));
  // One with a long chain is some megabytes.
  for (const { annotation } of annotations) yield* piecesOf(JSON.stringify(annotation));
}

function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += pieceUnits) yield text.slice(at, at + pieceUnits);
}
