import { z } from 'zod';
import { type Annotation, demandPresent } from '../annotations/annotation.js';
import { changedSince } from '../annotations/content-parts.js';
import type { Chain, Hop } from '../chain/chain.js';
import { optionalWords } from '../fields.js';
import type { Event } from '../history/event.js';
import { byPlace, placing } from '../history/place.js';
import { Problem } from '../problem.js';
import { demandTheirs } from '../rights.js';
import {
  isJudgedPart,
  type JudgedPart,
  judgedPlace,
  type Verdict,
  type VerdictCode,
  verdictCodes,
} from './model.js';
import { answerRequests, reopenRequests } from './request.js';
import { withStatus } from './status.js';

export {
  isJudgedPart,
  type JudgedPart,
  judgedPlace,
  type Verdict,
  type VerdictCode,
  verdictCodes,
  verdictKinds,
} from './model.js';

/** What is sent to judge an annotation. Without a revision it is the present one that is meant. */
export const verdictInput = z
  .object({
    verdict: z.enum(verdictCodes, 'Choose a verdict: agree, dispute or unsure.'),
    on: z
      .string()
      .default('whole')
      .refine(
        isJudgedPart,
        'Name the part: whole, span, chain, hop:1, hop:1.2, confidence, credibility, claim.',
      ),
    comment: optionalWords(5000),
    revision: z.int().min(1).optional(),
  })
  .refine(({ verdict, comment }) => verdict !== 'dispute' || comment !== null, {
    path: ['comment'],
    message: 'Say why you dispute it.',
  });
export type VerdictInput = z.output<typeof verdictInput>;

/** What judging brought about. */
interface Judgement {
  annotation: Annotation;
  /** With the hop that it is on, as it is now. */
  verdict: Verdict;
  /** The verdicts of the same person in whose place the new one stands. */
  replaced: Verdict[];
}

/**
 * Takes a verdict. One on the whole stands in the place of everything that its author found
 * before, one on the chain also in that of theirs on its hops, one on a hop also in that of theirs
 * on its holders, one on a part in that of theirs on this part. What the author was asked for is answered. Throws *forbidden* for an author of the
 * annotation, *conflict* where the revision that was judged is not the present one, *invalid* for a
 * part that is not there.
 */
export function judge(
  annotation: Annotation,
  given: Omit<Verdict, 'hop'>,
  quorum: number,
): Judgement {
  demandPresent(annotation);
  demandTheirs(given.by, 'judge the annotation', annotation);
  demandSeen(annotation, given.revision);
  demandPart(annotation, given.on);
  const verdict = { ...given, hop: judgedHop(annotation.chain, given.on) };
  const replaced = annotation.verdicts.filter((earlier) =>
    standsInPlaceOf(verdict, earlier, annotation),
  );
  const others = annotation.verdicts.filter((earlier) => !replaced.includes(earlier));
  const judged = answerRequests({ ...annotation, verdicts: [...others, verdict] }, verdict);
  return { annotation: withStatus(judged, quorum), verdict, replaced };
}

/**
 * Takes a verdict back; the request that it answered is open again. `restored` are those in whose
 * place it stood, where its author undoes it rather than having second thoughts; the history tells where they
 * stood. Anybody may take back their own, whoever wrote the parts by now. Throws *not-found*, and *forbidden* for another's verdict.
 */
export function withdrawVerdict(
  annotation: Annotation,
  { id, by }: Pick<Verdict, 'id' | 'by'>,
  quorum: number,
  restored: readonly Verdict[] = [],
  history: readonly Event[] = [],
): { annotation: Annotation; withdrawn: Verdict } {
  demandPresent(annotation);
  const withdrawn = annotation.verdicts.find((verdict) => verdict.id === id);
  if (!withdrawn) throw new Problem('not-found', 'There is no such verdict any more.');
  demandTheirs(by, 'take back the verdict', withdrawn);
  const others = annotation.verdicts.filter((verdict) => verdict !== withdrawn);
  const back = restored.filter((verdict) => verdict.by === by);
  const verdicts =
    back.length === 0 ? others : [...others, ...back].toSorted(byPlace(placing(history)));
  const without = reopenRequests({ ...annotation, verdicts }, withdrawn);
  return { annotation: withStatus(without, quorum), withdrawn };
}

/**
 * Puts a verdict back that its author had withdrawn, as it was given, of whichever revision that was and whoever wrote
 * the parts by now; the request that it answered is answered again. The history tells where it stood. Throws
 * *conflict* where its author has given another in its place since.
 */
export function giveVerdictBack(
  annotation: Annotation,
  verdict: Verdict,
  quorum: number,
  history: readonly Event[],
): Annotation {
  demandPresent(annotation);
  const verdicts = [...annotation.verdicts, verdict].toSorted(byPlace(placing(history)));
  const later = verdicts.slice(verdicts.indexOf(verdict) + 1);
  if (later.some((each) => standsInPlaceOf(each, verdict, annotation)))
    throw new Problem('conflict', 'You have given another verdict since.');
  return withStatus(answerRequests({ ...annotation, verdicts }, verdict), quorum);
}

/** What somebody finds about a part as it stands now; null where they have not said. */
export function verdictOf(
  { verdicts, revision }: Pick<Annotation, 'verdicts' | 'revision'>,
  part: JudgedPart,
  person: string,
): VerdictCode | null {
  const last = verdicts.findLast(({ on, by }) => on === part && by === person);
  return last?.revision === revision ? last.verdict : null;
}

function standsInPlaceOf(verdict: Verdict, earlier: Verdict, annotation: Annotation): boolean {
  if (earlier.by !== verdict.by) return false;
  if (verdict.on === 'whole') return true;
  const [place, before] = [judgedPlace(verdict.on), judgedPlace(earlier.on)];
  if (verdict.on === 'chain') return earlier.on === 'chain' || before !== null;
  const isWithin = place?.holder === null && before?.hop === place.hop;
  if (earlier.on !== verdict.on && !isWithin) return false;
  // The second hop of another chain is another hop.
  return place === null || !changedSince(annotation, earlier.revision).includes('chain');
}

/** The hop that a part is, or the hop with the one holder that it is; null for any other part. */
function judgedHop(chain: Chain, on: JudgedPart): Hop | null {
  const place = judgedPlace(on);
  const hop = place && chain[place.hop - 1];
  if (!place || !hop) return null;
  if (place.holder === null) return hop;
  return { ...hop, holders: hop.holders.slice(place.holder - 1, place.holder) };
}

/** The hops that verdicts on an annotation were about, as they were. */
export function judgedHops({ verdicts }: Pick<Annotation, 'verdicts'>): Hop[] {
  return verdicts.flatMap(({ hop }) => hop ?? []);
}

/** Whether a verdict is on a hop of a chain that another has taken the place of since. */
export function isOnEarlierChain(
  annotation: Pick<Annotation, 'parts'>,
  { on, revision }: Pick<Verdict, 'on' | 'revision'>,
): boolean {
  return judgedPlace(on) !== null && changedSince(annotation, revision).includes('chain');
}

/** Throws *conflict* where a revision that someone saw is not the present one. */
export function demandSeen({ revision }: Pick<Annotation, 'revision'>, seen: number): void {
  if (seen === revision) return;
  const sentence = 'This annotation has been changed meanwhile: look at it as it stands now.';
  throw new Problem('conflict', sentence, [], { revision });
}

function demandPart({ chain, claim }: Annotation, on: JudgedPart): void {
  const place = judgedPlace(on);
  const hop = place && chain[place.hop - 1];
  if (place && !hop) {
    throw Problem.field('on', `There is no hop ${place.hop}: the chain has ${chain.length}.`);
  }
  if (place && hop && (place.holder ?? 0) > hop.holders.length) {
    const count = hop.holders.length;
    throw Problem.field('on', `Hop ${place.hop} has no holder ${place.holder}: it has ${count}.`);
  }
  if (on === 'claim' && claim === null) {
    throw Problem.field('on', 'This annotation names no claim.');
  }
}
