import { byAge } from '../../domain/age.js';
import {
  type Annotation,
  differences,
  remove,
  type Stamp,
} from '../../domain/annotations/annotation.js';
import {
  authorsOf,
  type ContentPart,
  contentParts,
} from '../../domain/annotations/content-parts.js';
import { type Choice, mergeParts } from '../../domain/annotations/merge-parts.js';
import { partWord } from '../../domain/annotations/part-words.js';
import { isSame } from '../../domain/equality.js';
import { listed } from '../../domain/history/words.js';
import { Problem } from '../../domain/problem.js';
import { roundDecided, verdictGiven } from '../../domain/review/review-events.js';
import { judge, type Verdict } from '../../domain/review/verdict.js';
import { demand } from '../../domain/rights.js';
import type { Group } from '../../domain/rounds/comparison.js';
import {
  type Decision,
  type DecisionInput,
  decide,
  type Round,
} from '../../domain/rounds/round.js';
import { valuesOf } from '../../domain/values.js';
import { type Change, replace } from '../../store/store.js';
import { type Actor, type Desk, now } from '../desk.js';
import { recordOfAnnotation } from '../history/record.js';
import { quorumOf } from '../people/settings.js';
import { demandReadyConfirmed } from '../register/confirmation.js';
import type { WithConfirmation } from '../register/questions.js';
import { commitPlanned } from '../with-retry.js';
import { comparisonOf } from './comparison.js';
import { roundById, roundEvent } from './rounds.js';

/** What a decision does to the annotations that it is about. */
interface Effect {
  kept: Annotation | null;
  parts: Decision['parts'];
  changes: Change[];
}

/**
 * Decides on annotations that stand for the same passage. *Taken over*: all found the same, the
 * earliest stays, and the others' authors are on record as agreeing with it. *Resolved*: one stays,
 * with parts of the others. *Kept*: what one person alone has found stays as it is. *Set aside*:
 * none stays. What does not stay is deleted, and can be restored. For editors. Throws *conflict*
 * where the comparison does not have these annotations side by side (any more), or not so, and with `details.confirm`
 * for what must be said yes to first.
 */
export async function decideGroup(
  desk: Desk,
  actor: Actor,
  id: string,
  input: DecisionInput & WithConfirmation,
): Promise<Round> {
  demand(actor, 'hold blind rounds');
  const { worked } = await commitPlanned(desk, async () => {
    const { round, groups } = await comparisonOf(desk, id);
    const stamp = { at: now(desk), by: actor.id };
    const group = groupOf(groups, input);
    const { kept, parts, changes } = await effects[input.outcome](desk, group, input, stamp, actor);
    const decision = { ...stamp, ids: group.ids, outcome: input.outcome, kept: kept?.id ?? null };
    const decided = decide(round, { ...decision, parts });
    const event = roundEvent(round, stamp, roundDecided({ ...decision, parts }));
    return { decided, changes: [replace('rounds', decided), ...changes, event] };
  });
  return worked.decided;
}

/** Decides by a form that may be sent twice: the same decision of the same person stands once. */
export async function decideOnce(
  ...[desk, actor, id, input]: Parameters<typeof decideGroup>
): Promise<Round> {
  try {
    return await decideGroup(desk, actor, id, input);
  } catch (error) {
    const round = await roundById(desk, id);
    if (isDecidedAlike(round, actor, input)) return round;
    throw error;
  }
}

/** Whether it is the same decision by the same person that comes again. */
function isDecidedAlike(round: Round, { id }: Actor, { ids, outcome, base, parts }: DecisionInput) {
  const made = round.decisions.find((each) => isSame(each.ids, ids.toSorted()));
  if (made?.by !== id || made.outcome !== outcome) return false;
  if (base && base !== made.kept) return false;
  return contentParts.every(
    (part) => (parts[part] ?? made.kept) === (made.parts[part] ?? made.kept),
  );
}

function groupOf(groups: readonly Group[], { ids, outcome }: DecisionInput): Group {
  const group = groups.find((each) => isSame(each.ids, ids.toSorted()));
  if (!group) {
    throw new Problem('conflict', 'These do not stand side by side any more: look at them again.');
  }
  if (group.decision)
    throw new Problem('conflict', 'This has been decided already: undo that first.');
  const fits =
    outcome === 'taken over'
      ? group.kind === 'agreed'
      : outcome === 'set aside' || (group.ids.length === 1) === (outcome === 'kept');
  if (fits) return group;
  throw new Problem('conflict', `What is ${group.kind} can’t be ${outcome}: choose another way.`);
}

type Carry = (
  desk: Desk,
  group: Group,
  input: DecisionInput & WithConfirmation,
  stamp: Stamp,
  actor: Actor,
) => Effect | Promise<Effect>;

const effects: Readonly<Record<Decision['outcome'], Carry>> = {
  'taken over': async (desk, { annotations }, _input, stamp) => {
    const [earliest, ...others] = annotations.toSorted(byAge);
    if (!earliest) return nothing;
    const { annotation, changes } = await agreedTo(desk, earliest, others, stamp);
    return { kept: annotation, parts: {}, changes: [...changes, ...deleting(others, stamp)] };
  },
  resolved: async (desk, { annotations, differing }, input, stamp, actor) => {
    demandChosen(differing, input);
    const { base, choice } = chosen(annotations, input);
    const merged = mergeParts(base, choice, stamp);
    await demandReadyConfirmed(desk, actor, base, merged, input.confirm);
    const others = annotations.filter((annotation) => annotation !== base);
    const changes = [...revisionChanges(base, merged, stamp), ...deleting(others, stamp)];
    return { kept: merged, parts: idsOf(choice), changes };
  },
  kept: (_desk, { annotations: [only] }) => ({ ...nothing, kept: only ?? null }),
  'set aside': (_desk, { annotations }, _input, stamp) => ({
    ...nothing,
    changes: deleting(annotations, stamp),
  }),
};

const nothing: Effect = { kept: null, parts: {}, changes: [] };

/** Whoever found the same agrees with it: their verdict says so, as if they had given it. */
async function agreedTo(
  desk: Desk,
  kept: Annotation,
  others: readonly Annotation[],
  { at }: Stamp,
): Promise<{ annotation: Annotation; changes: Change[] }> {
  const quorum = await quorumOf(desk);
  let annotation = kept;
  const events: Change[] = [];
  for (const { creator } of others) {
    if (authorsOf(annotation).includes(creator)) continue;
    const given: Omit<Verdict, 'hop'> = {
      ...{ id: desk.newId(), by: creator, at, revision: annotation.revision },
      ...{ verdict: 'agree', on: 'whole', comment: null },
    };
    const judged = judge(annotation, given, quorum);
    const { verdict } = judged;
    annotation = judged.annotation;
    events.push(recordOfAnnotation(annotation, verdict, verdictGiven(verdict, judged.replaced)));
  }
  const isJudged = annotation !== kept;
  return { annotation, changes: isJudged ? [replace('annotations', annotation), ...events] : [] };
}

/** Nobody's part stands for having come first: of what differs each part is chosen, or one annotation whole. */
function demandChosen(differing: readonly ContentPart[], { base, parts }: DecisionInput): void {
  const open = differing.filter((part) => base === null && parts[part] === undefined);
  if (open.length === 0) return;
  const verb = open.length === 1 ? 'stays' : 'stay';
  throw Problem.field('parts', `Choose which ${listed(open.map(partWord))} ${verb}.`);
}

/** The annotation that stays, and what of the others is taken into it. */
function chosen(
  annotations: readonly Annotation[],
  { base, parts }: DecisionInput,
): { base: Annotation; choice: Choice } {
  const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]));
  const found = (id: string): Annotation => {
    const annotation = byId.get(id);
    if (annotation) return annotation;
    throw Problem.field('parts', 'Choose among the annotations that stand side by side.');
  };
  const wanted = Object.values(parts);
  const often = (id: string) => wanted.filter((each) => each === id).length;
  const [most] = annotations.toSorted(
    (one, other) => often(other.id) - often(one.id) || byAge(one, other),
  );
  const staying = found(base ?? most?.id ?? '');
  const entries = contentParts.flatMap((part) => {
    const from = found(parts[part] ?? staying.id);
    return from === staying ? [] : [[part, from] as const];
  });
  return { base: staying, choice: Object.fromEntries(entries) };
}

function idsOf(choice: Choice): Partial<Record<ContentPart, string>> {
  return Object.fromEntries(Object.entries(choice).map(([part, { id }]) => [part, id]));
}

/** What is written when an annotation has become another. */
export function revisionChanges(before: Annotation, after: Annotation, stamp: Stamp): Change[] {
  const changed = differences(before, after);
  if (changed.length === 0) return [];
  const happened = {
    action: 'annotation.revised' as const,
    before: valuesOf(before, changed),
    after: valuesOf(after, changed),
  };
  return [replace('annotations', after), recordOfAnnotation(after, stamp, happened)];
}

function deleting(annotations: readonly Annotation[], stamp: Stamp): Change[] {
  const happened = { action: 'annotation.deleted' as const, before: null, after: null };
  return annotations.flatMap((annotation) => [
    replace('annotations', remove(annotation, stamp)),
    recordOfAnnotation(annotation, stamp, happened),
  ]);
}
