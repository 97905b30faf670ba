import type { Event } from '../history/event.js';
import { listed } from '../history/words.js';
import type { Annotation, Stamp } from './annotation.js';

/**
 * What was built on an edition by way of annotations, in words that make a sentence: "an annotation was made
 * and a comment was written"; null where nothing was. `since` is what happened to its article and annotations after
 * it came in. Of what was withdrawn again what stays on record counts: proposals and requests do, verdicts and
 * comments do not.
 */
export function builtOnEdition(
  annotations: readonly Annotation[],
  number: number,
  since: readonly Event[],
): string | null {
  // To be carried over is no work of anybody's.
  const done = since.filter(({ action }) => action !== 'annotation.carried');
  const stamps = new Set(done.map((event) => `${event.subject.id} ${stampOf(event)}`));
  const built = new Set(
    annotations.flatMap((annotation) =>
      builtBy(annotation, number, (stamp) => stamps.has(`${annotation.id} ${stampOf(stamp)}`)),
    ),
  );
  return built.size === 0 ? null : listed([...built]);
}

function stampOf({ at, by }: Stamp): string {
  return `${at} ${by}`;
}

function builtBy(
  annotation: Annotation,
  number: number,
  isDone: (stamp: Stamp) => boolean,
): string[] {
  const isSince = (stamp: Stamp | null) => stamp !== null && isDone(stamp);
  const { comments, deleted, overrides, proposals, requests, settlement, verdicts } = annotation;
  const isMade = isDone({ at: annotation.created, by: annotation.creator });
  const isChanged =
    annotation.edition >= number || isDone({ at: annotation.modified, by: annotation.modifiedBy });
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
