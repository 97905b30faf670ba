import { authorsOf } from '../annotations/content-parts.js';
import type { Annotation, Status } from '../annotations/model.js';
import type { Verdict } from './model.js';

/** What an annotation's status follows from. */
type JudgedAnnotation = Pick<
  Annotation,
  'verdicts' | 'settlement' | 'revision' | 'creator' | 'parts'
>;

/**
 * The status of an annotation, which is never typed. A settlement of the present revision closes
 * it. Else a dispute of any part stands, whatever revision it was given on, until its author
 * withdraws it. Else it is agreed once as many colleagues as the quorum asks for agree with the
 * whole of the present revision; agreement with a part of it is none with the whole.
 */
export function statusOf(annotation: JudgedAnnotation, quorum: number): Status {
  if (isSettled(annotation)) return 'settled';
  if (disputes(annotation).length > 0) return 'disputed';
  return agreeing(annotation).length >= Math.max(quorum, 1) ? 'agreed' : 'unreviewed';
}

/** The annotation with the status that follows. */
export function withStatus(annotation: Annotation, quorum: number): Annotation {
  return { ...annotation, status: statusOf(annotation, quorum) };
}

/** Whether a settlement closes the present revision. */
export function isSettled({ settlement, revision }: JudgedAnnotation): boolean {
  return settlement?.revision === revision;
}

/** The disputes that stand, settled or not, the earliest first. */
export function disputes({ verdicts }: Pick<JudgedAnnotation, 'verdicts'>): Verdict[] {
  return verdicts.filter(({ verdict }) => verdict === 'dispute');
}

/** The people who agree with the whole of the present revision, its authors not counted. */
export function agreeing(annotation: JudgedAnnotation): string[] {
  const authors = authorsOf(annotation);
  const people = annotation.verdicts
    .filter(({ verdict, on, revision }) => {
      return verdict === 'agree' && on === 'whole' && revision === annotation.revision;
    })
    .map(({ by }) => by);
  return [...new Set(people)].filter((person) => !authors.includes(person));
}
