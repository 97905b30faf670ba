import { statuses } from '../../domain/annotations/annotation.js';
import { listed } from '../../domain/history/words.js';
import { Problem } from '../../domain/problem.js';
import { reasonCodes } from '../../domain/review/queue.js';
import { beginningOf } from '../../domain/text/clipping.js';
import { inQuotes } from '../../domain/text/wording.js';
import { formatNames } from '../../reports/formats.js';
import { csvRows } from '../../reports/report-scope.js';

/** With what the report on an article is asked for, each by its name. */
export const reportQuery = {
  format: `One of ${formatNames.join(', ')}; json unless told.`,
  for: 'record, or readers: without colleagues’ names, their discussion and history.',
  confidence:
    'Only annotations of this level: high, moderate, low or none. Like all that choose, it may stand more than once.',
  status: `Only annotations of this status: ${statuses.join(', ')}.`,
  person: 'Only annotations that this person made: an id.',
  source: 'Only annotations with this source in the chain: an id.',
  claim: 'Only annotations on this claim: an id.',
  label: 'Only annotations with this label, in capitals or not.',
  edition:
    'Of an article: the number of an edition, to report on it as it stood then; the newest unless told.',
  rows: `What a row of csv is: one of ${csvRows.join(', ')}; annotations unless told.`,
};

/** With what a report on several articles is asked for. */
export const selectionQuery = {
  ...reportQuery,
  article: 'Only these articles: an id, more than once for several.',
  q: 'Only articles with these words in the title, the publisher’s name or the byline.',
  publisher: 'Only articles of this publisher: the name.',
  wording: '`shared`: only articles that share wording with another.',
  review: 'Only annotations that wait for this person to review them: an id.',
  reason: `Of these, those that wait for this reason: ${reasonCodes.join(', ')}.`,
};

/** `progress` is a page's own. */
const silentNames = ['progress'];

type Names = Readonly<Record<string, string>>;

/** What of an address no report is asked for with, as a mistyped name, in a sentence; null where there is nothing. */
export function unknownWords(
  query: Readonly<Record<string, unknown>>,
  known: Names,
): string | null {
  const names = Object.keys(query).filter((name) => !(name in known || silentNames.includes(name)));
  if (names.length === 0) return null;
  const shown = names.slice(0, 5).map((name) => inQuotes(beginningOf(name, 40)));
  return `A report can’t be asked for by ${listed(shown)}, only by ${listed(Object.keys(known))}.`;
}

/** Throws *unreadable* for an address with a name that nothing is asked for with: it would give more than was meant. */
export function demandKnown(query: Readonly<Record<string, unknown>>, known: Names): void {
  const words = unknownWords(query, known);
  if (words !== null) throw new Problem('unreadable', words);
}
