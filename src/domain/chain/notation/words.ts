import { type SourceKind, sourceKinds } from '../../register/source-kind.js';
import { fold } from '../../text/folds.js';
import { type Basis, bases, type Check, checks } from '../ground-rules.js';

/** What the words in a hop's parentheses say; null and false where nothing is said. */
export interface StatedTerms {
  kind: SourceKind | null;
  unnamed: boolean;
  /** Unnamed, and another source than the one that its description means in the article. */
  another: boolean;
  basis: Basis | null;
  check: Check | null;
  firstHand: boolean;
  confidential: boolean;
}

interface Word {
  word: string;
  /** The question it answers: two words for one part repeat or contradict each other. */
  part: keyof StatedTerms;
  said: Partial<StatedTerms>;
}

/** What may stand in a hop's parentheses, in the order in which it is printed. */
export const words: readonly Word[] = [
  ...sourceKinds.map((kind): Word => ({ word: kind, part: 'kind', said: { kind } })),
  { word: 'unnamed', part: 'unnamed', said: { unnamed: true } },
  { word: 'another', part: 'another', said: { unnamed: true, another: true } },
  ...bases
    // Saying nothing says it.
    .filter((basis) => basis !== 'not stated')
    .map((basis): Word => ({ word: basis, part: 'basis', said: { basis } })),
  ...checks.map((check): Word => ({ word: check, part: 'check', said: { check } })),
  { word: 'first-hand', part: 'firstHand', said: { firstHand: true } },
  { word: 'confidential', part: 'confidential', said: { confidential: true } },
];

const wordsOfParts = new Map<keyof StatedTerms, Map<unknown, string>>();
for (const { word, part, said } of words) {
  const known = wordsOfParts.get(part) ?? new Map<unknown, string>();
  wordsOfParts.set(part, known.set(said[part], word));
}

/** The words that say it, in the order in which they are printed. */
export function wordsFor(terms: StatedTerms): string {
  let line = '';
  for (const [part, known] of wordsOfParts) {
    const word = known.get(terms[part]);
    if (word !== undefined) line += line === '' ? word : `, ${word}`;
  }
  return line;
}

/** What people write for one of the words every day. */
const everyday: Readonly<Record<string, string>> = {
  organization: 'organisation',
  anonymous: 'unnamed',
  'on record': 'on the record',
  'off record': 'off the record',
  'not for attribution': 'background',
  firsthand: 'first-hand',
};

/** The word that somebody typed, ignoring case and hyphens, or by what people write for it; undefined for none. */
export function wordOf(typed: string): Word | undefined {
  const plain = plainWord(typed);
  const meant = Object.hasOwn(everyday, plain) ? everyday[plain] : undefined;
  return words.find(({ word }) => plainWord(word) === plainWord(meant ?? plain));
}

function plainWord(word: string): string {
  return fold(word, ['compatibility', 'dashes', 'lowerCase']).replaceAll('-', ' ');
}
