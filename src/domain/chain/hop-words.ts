import type { SourceKind } from '../register/source-kind.js';
import type { Basis, Check } from './ground-rules.js';

/*
 * What a hop says, in words: the same for the one that is drawn by the server and for the one that
 * is being written.
 */

/** What is said of a holder at its hop. */
export interface HolderInWords {
  name: string;
  kind: SourceKind | null;
  unnamed: boolean;
  confidential: boolean;
  firstHand: boolean;
  basis: Basis | null;
  check: Check | null;
}

/** What a source is: "person, unnamed"; "kind not said" where nobody said. */
export function kindInWords({
  kind,
  unnamed,
  confidential,
}: Pick<HolderInWords, 'kind' | 'unnamed' | 'confidential'>): string {
  const masked = [unnamed && 'unnamed', confidential && 'confidential'].filter(Boolean);
  if (kind === null && masked.length > 0) return masked.join(', ');
  return [kind ?? 'kind not said', ...masked].join(', ');
}

/** What was said of a holder beside its name and letter, each a word or two: "background", "on trust". */
export function factsOf({
  firstHand,
  basis,
  check,
}: Pick<HolderInWords, 'firstHand' | 'basis' | 'check'>): string[] {
  const facts = [firstHand && 'first-hand', basis !== 'not stated' && basis, check];
  return facts.filter((fact) => typeof fact === 'string');
}

const checkWords: Record<Check, string> = {
  seen: 'seen by us',
  confirmed: 'confirmed by us',
  'on trust': 'taken on trust',
};

/** The words for what the desk did about a hop. */
export function wordsOfCheck(check: Check): string {
  return checkWords[check];
}

/** What an honest gap is called: as the origin, and further on. */
export function gapName(first: boolean): string {
  return first ? 'Origin not stated' : 'Holder unknown';
}

/** How a hop passed it on, in words; a relation that nobody said is *not known how*. */
export function relationInWords(printed: string): string {
  return printed || 'not known how';
}

/**
 * A hop as it is read aloud: "hop 2 of 5, US diplomat in London, unnamed, wrote to, on trust".
 * `holders` is empty for a gap, whose name is then the gap's words; `passedOn` null for the last.
 */
export function spokenHop(
  place: { hop: number; of: number },
  holders: readonly HolderInWords[],
  passedOn: string | null,
  gap = '',
): string {
  const who = holders.map((holder) => {
    const { unnamed, confidential } = holder;
    return [holder.name, unnamed && 'unnamed', confidential && 'confidential']
      .filter(Boolean)
      .join(', ');
  });
  const facts = [...new Set(holders.flatMap(factsOf))];
  return [
    `hop ${place.hop} of ${place.of}`,
    who.join(' and ') || gap,
    ...(passedOn === null ? [] : [relationInWords(passedOn)]),
    ...facts,
  ].join(', ');
}
