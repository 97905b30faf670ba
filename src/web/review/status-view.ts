import type { Annotation, Status } from '../../domain/annotations/annotation.js';
import type { Source } from '../../domain/register/source.js';
import { statusAside } from '../../domain/review/status-words.js';
import { type VerdictCode, verdictKinds } from '../../domain/review/verdict.js';

/** A status as every view shows it: a sign and its word, and what follows them on a card. */
export interface StatusView {
  code: Status;
  /** What the status means, for who points at it. */
  meaning: string;
  /** As in "by 2 colleagues", "at hop 2", "and upheld"; null where there is no more to say. */
  aside: string | null;
}

/** How many gave which verdict. */
export interface TallyView {
  sign: VerdictCode;
  words: string;
  count: number;
}

const meanings: Readonly<Record<Status, string>> = {
  unreviewed: 'Not enough colleagues agree with this revision yet',
  agreed: 'Colleagues agree with the whole of this revision',
  disputed: 'A colleague disputes it or a part of it',
  settled: 'An editor has settled the dispute',
};

/** A status as a sign with what it means and what is to be said beside it, such as who disputes it. */
export function statusView(
  annotation: Annotation,
  sources: ReadonlyMap<string, Pick<Source, 'name'>>,
): StatusView {
  const { status } = annotation;
  return {
    code: status,
    meaning: meanings[status],
    aside: statusAside(annotation, sources),
  };
}

/** The verdicts that stand, counted by kind; kinds that nobody gave are left out. */
export function talliesOf({ verdicts }: Annotation): TallyView[] {
  return verdictKinds
    .map(({ code, words }) => {
      const count = verdicts.filter(({ verdict }) => verdict === code).length;
      return { sign: code, words: words.toLowerCase(), count };
    })
    .filter(({ count }) => count > 0);
}
