import { listed } from '../history/words.js';
import type { Annotation } from './annotation.js';

/** An edition, by its number, and when it came in: RFC 3339, UTC. */
export interface EditionCameIn {
  number: number;
  capturedAt: string;
}

/**
 * What was built on an edition by way of annotations, in words that make a sentence: "an annotation was made
 * and a comment was written"; null where nothing was. Of what was withdrawn again what stays on record counts:
 * proposals and requests do, verdicts and comments do not.
 */
export function builtOnEdition(
  annotations: readonly Annotation[],
  edition: EditionCameIn,
): string | null {
  const built = new Set(annotations.flatMap((annotation) => builtBy(annotation, edition)));
  return built.size === 0 ? null : listed([...built]);
}

function builtBy(annotation: Annotation, { number, capturedAt }: EditionCameIn): string[] {
  const isSince = (stamp: { at: string } | null) => stamp !== null && stamp.at > capturedAt;
  const { comments, deleted, overrides, proposals, requests, settlement, verdicts } = annotation;
  const isMade = annotation.created > capturedAt;
  const isChanged = annotation.edition >= number || annotation.modified > capturedAt;
  const facts: [boolean, string][] = [
    [isMade, 'an annotation was made'],
    [!isMade && isSince(deleted), 'an annotation was deleted'],
    [!isMade && !isSince(deleted) && isChanged, 'an annotation was changed'],
    [verdicts.some(isSince), 'a verdict was given'],
    [proposals.some(isSince), 'something else was proposed'],
    [proposals.some((each) => isSince(each.outcome)), 'a proposal was decided'],
    [comments.some(isSince), 'a comment was written'],
    [comments.some((each) => isSince(each.resolved)), 'a conversation was resolved'],
    [requests.some(isSince), 'a review was asked for'],
    [requests.some((each) => isSince(each.closed)), 'a review that was asked for was closed'],
    [isSince(settlement), 'a dispute was settled'],
    [overrides.some(isSince), 'a warning was set aside'],
  ];
  return facts.flatMap(([is, words]) => (is ? words : []));
}
