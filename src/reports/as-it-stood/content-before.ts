import type { Annotation, Content } from '../../domain/annotations/annotation.js';
import { type TextOf, takenBackFrom } from '../../domain/annotations/carried.js';
import { besideStatement, contentFields } from '../../domain/annotations/content.js';
import {
  type ContentPart,
  contentParts,
  fieldsOf,
} from '../../domain/annotations/content-parts.js';
import type { Event } from '../../domain/history/event.js';
import { chainOf } from '../../domain/history/event-hops.js';
import type { PlaceOf } from '../../domain/history/place.js';

/* What an annotation says, and whose words that is, before it was changed. */

/** What became of an annotation, at its place in the history: somebody did something, or an edition came in. */
export type Step = { place: string } & ({ event: Event } | { edition: number });

/** The texts of an article's editions, and the places of what was said of the annotation. */
export interface KnownOfHistory {
  placeOf: PlaceOf;
  textOf: TextOf;
}

/** Whether an event changed what an annotation says, or its note or labels. */
export function isChange({ action }: Event): boolean {
  return action === 'annotation.revised' || action === 'proposal.accepted';
}

/** Whether a change made a revision. */
export function isRevision(event: Event): boolean {
  return (
    isChange(event) &&
    Object.keys(contentIn(event.before)).some(
      (field) => !besideStatement.some((each) => each === field),
    )
  );
}

/** An annotation before a change of its content. */
export function contentBefore(
  annotation: Annotation,
  event: Event,
  { placeOf }: Pick<KnownOfHistory, 'placeOf'>,
): Annotation {
  const was = { ...annotation, ...contentIn(event.before) };
  const outcome = event.action === 'proposal.accepted' ? event.after?.proposal : null;
  const proposals = was.proposals.map((each) =>
    each.id === outcome ? { ...each, outcome: null } : each,
  );
  if (!isRevision(event)) return { ...was, proposals };
  const { revision } = annotation;
  // Undoing a change lets what was said of the revision before it hold for the one that undoing made.
  const unheld = <T extends { at: string; revision: number }>(said: T): T =>
    said.revision === revision && placeOf(said) < event.id
      ? { ...said, revision: Math.max(1, revision - 2) }
      : said;
  return {
    ...was,
    revision: Math.max(1, revision - 1),
    verdicts: was.verdicts.map(unheld),
    proposals: proposals.map(unheld),
    settlement: was.settlement && unheld(was.settlement),
    overrides: was.overrides.map(unheld),
  };
}

function contentIn(values: Event['before']): Partial<Content> {
  const content = Object.fromEntries(
    contentFields.flatMap((field) => (values && field in values ? [[field, values[field]]] : [])),
  );
  // Old ones have a hop for each holder.
  return 'chain' in content ? { ...content, chain: chainOf(content.chain) ?? [] } : content;
}

/** Who wrote each part of an annotation as it stood then; `steps` led to it, oldest first. */
export function authorsThen(
  then: Annotation,
  steps: readonly Step[],
  known: KnownOfHistory,
): Annotation['parts'] {
  const isLost = contentParts.some((part) => (then.parts[part]?.revision ?? 1) > then.revision);
  if (!isLost) return then.parts;
  const changes = changesIn(then, steps, known);
  return Object.fromEntries(
    contentParts.flatMap((part): [ContentPart, { by: string; revision: number }][] => {
      const written = then.parts[part];
      if (!written) return [];
      if (written.revision <= then.revision) return [[part, written]];
      const last = changes.find(({ event }) => touches(event, part));
      const by = authorOf(changes, part) ?? then.creator;
      return last ? [[part, { by, revision: last.revision }]] : [];
    }),
  );
}

interface Change {
  event: Event;
  /** The revision that it made. */
  revision: number;
}

/** The changes that led to an annotation, newest first. */
function changesIn(then: Annotation, steps: readonly Step[], known: KnownOfHistory): Change[] {
  const changes: Change[] = [];
  let at = then;
  for (const step of steps.toReversed()) {
    if ('edition' in step) at = takenBackFrom(at, step.edition, known.textOf, 1);
    else if (isChange(step.event)) {
      changes.push({ event: step.event, revision: at.revision });
      at = contentBefore(at, step.event, known);
    }
  }
  return changes;
}

/** Whose words a part was, by the changes, newest first; null where nobody had changed it. */
function authorOf(changes: readonly Change[], part: ContentPart): string | null {
  const at = changes.findIndex(({ event }) => touches(event, part));
  const change = changes[at]?.event;
  // Undoing puts back the words of whoever wrote them.
  if (change?.after?.undoing === true) return writerOf(changes.slice(at + 2), part);
  return writerOf(changes, part);
}

function writerOf(changes: readonly Change[], part: ContentPart): string | null {
  const change = changes.find(({ event }) => touches(event, part))?.event;
  const proposer = change?.after?.proposer;
  return typeof proposer === 'string' ? proposer : (change?.by ?? null);
}

function touches({ after }: Event, part: ContentPart): boolean {
  return after !== null && fieldsOf([part]).some((field) => field in after);
}
