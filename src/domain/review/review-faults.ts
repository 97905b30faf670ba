import type { Annotation } from '../annotations/annotation.js';
import { authorsOf } from '../annotations/content-parts.js';
import { judgedPlace, type Verdict } from './verdict.js';

/** What review-faults look at. */
type ReviewedAnnotation = Pick<
  Annotation,
  | 'chain'
  | 'claim'
  | 'comments'
  | 'creator'
  | 'parts'
  | 'proposals'
  | 'revision'
  | 'settlement'
  | 'verdicts'
>;

/**
 * What in a review can't have come about by its rules, in sentences; none where all is well. For
 * databases and files that somebody else may have written.
 */
export function reviewFaults(annotation: ReviewedAnnotation): string[] {
  return [
    ...laterThan(annotation),
    ...annotation.verdicts.flatMap((verdict) => verdictFaults(annotation, verdict)),
    ...doubles(annotation),
    ...lostReplies(annotation),
  ];
}

/** Revisions that are named and have not come about. */
function laterThan({
  parts,
  proposals,
  revision,
  settlement,
  verdicts,
}: ReviewedAnnotation): string[] {
  const named = [
    ...Object.entries(parts).map(([part, written]) => ({ what: `The ${part}`, ...written })),
    ...verdicts.map((verdict) => ({ what: `Verdict ${verdict.id}`, revision: verdict.revision })),
    ...proposals.map(({ id, revision }) => ({ what: `Proposal ${id}`, revision })),
    ...(settlement ? [{ what: 'Its settlement', revision: settlement.revision }] : []),
  ];
  return named
    .filter((each) => each.revision > revision)
    .map((each) => `${each.what} is of revision ${each.revision}, and there are ${revision}.`);
}

function verdictFaults(
  annotation: ReviewedAnnotation,
  { by, id, on, revision }: Verdict,
): string[] {
  if (revision !== annotation.revision) return [];
  const place = judgedPlace(on);
  const hop = place && annotation.chain[place.hop - 1];
  const missing = place
    ? !hop || (place.holder ?? 0) > hop.holders.length
    : on === 'claim' && !annotation.claim;
  return [
    ...(missing ? [`Verdict ${id} is on ${on}, which is not there.`] : []),
    ...(authorsOf(annotation).includes(by)
      ? [`Verdict ${id} is of somebody who wrote a part of the annotation.`]
      : []),
  ];
}

/** Each person has one verdict on a part of a revision. */
function doubles({ verdicts }: ReviewedAnnotation): string[] {
  const seen = new Set<string>();
  return verdicts.flatMap(({ by, id, on, revision }) => {
    const place = `${by} ${on} ${revision}`;
    if (seen.has(place)) return `Verdict ${id} is a second one of the same person on ${on}.`;
    seen.add(place);
    return [];
  });
}

function lostReplies({ comments }: ReviewedAnnotation): string[] {
  const firsts = new Set(comments.flatMap(({ id, replyTo }) => (replyTo === null ? id : [])));
  return comments
    .filter(({ replyTo }) => replyTo !== null && !firsts.has(replyTo))
    .map(({ id }) => `Comment ${id} replies to one that is not there.`);
}
