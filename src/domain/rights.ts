import { authorsOf } from './annotations/content-parts.js';
import type { Annotation } from './annotations/model.js';
import { type Person, roles } from './people/person.js';
import { Problem } from './problem.js';

/*
 * May this person do that to this thing? Answered here and nowhere else: use cases demand it, views
 * ask the same before they offer it.
 */

/** The lowest role that has each right: the table "Who may do what" of the domain. */
export const rights = {
  read: 'reader',
  'add articles': 'annotator',
  annotate: 'annotator',
  judge: 'annotator',
  propose: 'annotator',
  comment: 'annotator',
  'ask for reviews': 'annotator',
  'add sources': 'annotator',
  "change anyone's annotations": 'editor',
  'decide on any proposal': 'editor',
  'settle disputes': 'editor',
  'hold blind rounds': 'editor',
  "see the desk's figures": 'editor',
  'rate sources': 'editor',
  'change sources': 'editor',
  'decide claims': 'editor',
  'set aside warnings': 'editor',
  'mask sources': 'editor',
  'see identities': 'editor',
  'change articles': 'editor',
  'delete articles': 'editor',
  'share reports': 'editor',
  'manage people': 'admin',
  "manage anyone's tokens": 'admin',
  'import a desk': 'admin',
  'change settings': 'admin',
  'expunge names': 'admin',
} as const satisfies Record<string, (typeof roles)[number]>;
export type Right = keyof typeof rights;

/** What a right is called where that is not its name. */
const wordsOfRight: Partial<Record<Right, string>> = { judge: 'review' };

/** A person, as far as it decides what they may do. */
export type PersonWithRole = Pick<Person, 'id' | 'role' | 'disabled'>;

/** Whether a person has the right by their role. A disabled person has none. */
export function may(person: Omit<PersonWithRole, 'id'>, right: Right): boolean {
  return !person.disabled && roles.indexOf(person.role) >= roles.indexOf(rights[right]);
}

/** Throws *forbidden*, naming the role that is wanted, unless the person has the right. */
export function demand(person: Omit<PersonWithRole, 'id'>, right: Right): void {
  if (may(person, right)) return;
  const lowest = rights[right];
  const role = lowest === roles.at(-1) ? lowest : `${lowest} or more`;
  throw new Problem('forbidden', `To ${wordsOfRight[right] ?? right} takes the role of ${role}.`);
}

interface OwnedThing {
  creator: string;
}

/** What of an annotation decides who may do what to it. */
type WrittenAnnotation = Pick<Annotation, 'creator' | 'parts' | 'deleted'>;
type AnnotationKept = Pick<WrittenAnnotation, 'creator' | 'deleted'>;

/** What each act is done to, of the acts that depend on whose thing it is. */
export interface ActTargets {
  'change the annotation': AnnotationKept;
  'restore the annotation': AnnotationKept;
  'judge the annotation': WrittenAnnotation;
  'propose something else': AnnotationKept;
  'decide on a proposal to it': AnnotationKept;
  'uphold or amend it': AnnotationKept;
  'take back the verdict': { by: string };
  'take back the proposal': { by: string };
  'take back the request': { by: string; to: string };
  'take back the comment': { by: string };
  'change the article': OwnedThing;
  'see who the source is': OwnedThing;
  'be warned of its name': OwnedThing & { identity: OwnedThing };
  'see figures of these people': readonly string[];
  'manage the token': { person: string | null };
  'change the access of the person': { id: string };
  'annotate within the round': { people: readonly { person: string; handedIn: string | null }[] };
}
export type Act = keyof ActTargets;

interface Rule<Thing> {
  /** The right without which nobody does it. */
  needs: Right;
  /** Whether it is somebody's to do, by their id, where they have that right. */
  isTheirs: (person: string, thing: Thing) => boolean;
  /** The right with which one does it to anybody's; where there is none, it stays with them. */
  toAnyones?: Right;
  /** Where the thing may be in no state to have it done to, by anybody. */
  isPossible?: (thing: Thing) => boolean;
  /** What those are told who may not; as *forbidden* unless time alone will change it. */
  refusal: string;
  code?: 'forbidden' | 'conflict';
}

const rules: { readonly [A in Act]: Rule<ActTargets[A]> } = {
  'change the annotation': {
    needs: 'annotate',
    isTheirs: isOwn,
    toAnyones: "change anyone's annotations",
    isPossible: isPresent,
    refusal: 'Only its author and editors may change this annotation.',
  },
  'restore the annotation': {
    needs: 'annotate',
    isTheirs: isOwn,
    toAnyones: "change anyone's annotations",
    refusal: 'Only its author and editors may change this annotation.',
  },
  'judge the annotation': {
    needs: 'judge',
    isTheirs: (person, annotation) => !authorsOf(annotation).includes(person),
    isPossible: isPresent,
    refusal:
      'Nobody reviews their own annotation, nor one that holds a part they wrote: a colleague has to.',
  },
  'propose something else': {
    needs: 'propose',
    isTheirs: (person, annotation) => !isOwn(person, annotation),
    isPossible: isPresent,
    refusal: 'This annotation is yours: change it instead.',
  },
  'decide on a proposal to it': {
    needs: 'annotate',
    isTheirs: isOwn,
    toAnyones: 'decide on any proposal',
    isPossible: isPresent,
    refusal: 'Only the annotation’s author and editors decide on a proposal.',
  },
  'uphold or amend it': {
    needs: 'settle disputes',
    isTheirs: (person, annotation) => !isOwn(person, annotation),
    isPossible: isPresent,
    refusal:
      'Nobody settles a dispute of their own annotation but by withdrawing it. Ask another editor.',
  },
  'take back the verdict': {
    needs: 'judge',
    isTheirs: (person, { by }) => by === person,
    refusal: 'Only who gave a verdict withdraws it.',
  },
  'take back the proposal': {
    needs: 'propose',
    isTheirs: (person, { by }) => by === person,
    refusal: 'Only who made a proposal withdraws it.',
  },
  'take back the request': {
    needs: 'ask for reviews',
    isTheirs: (person, { by, to }) => [by, to].includes(person),
    refusal: 'Only who asked, and who was asked, takes a request back.',
  },
  'take back the comment': {
    needs: 'comment',
    isTheirs: (person, { by }) => by === person,
    refusal: 'Only who wrote a comment takes it back.',
  },
  'change the article': {
    needs: 'add articles',
    isTheirs: isOwn,
    toAnyones: 'change articles',
    refusal: 'Only editors and whoever added this article may change it.',
  },
  'see who the source is': {
    needs: 'read',
    isTheirs: isOwn,
    toAnyones: 'see identities',
    refusal: 'Only editors and whoever entered this source may see who it is.',
  },
  // Whoever typed the name as the source was masked knows it: to warn them tells nothing new.
  'be warned of its name': {
    needs: 'read',
    isTheirs: (person, { identity, ...source }) => isOwn(person, source) || isOwn(person, identity),
    toAnyones: 'see identities',
    refusal: 'Only editors and whoever entered this source may know its name.',
  },
  'see figures of these people': {
    needs: 'read',
    isTheirs: (person, people) => people.includes(person),
    toAnyones: "see the desk's figures",
    refusal: 'Only editors see how colleagues agree with each other.',
  },
  'manage the token': {
    needs: 'read',
    isTheirs: (person, token) => token.person === person,
    toAnyones: "manage anyone's tokens",
    refusal: 'Only admins manage the tokens of somebody else.',
  },
  'change the access of the person': {
    needs: 'manage people',
    isTheirs: (person, { id }) => id !== person,
    refusal: 'Your own access is for another admin to change.',
  },
  'annotate within the round': {
    needs: 'annotate',
    isTheirs: (person, { people }) =>
      !people.some((part) => part.person === person && part.handedIn !== null),
    refusal: 'You have handed in: your annotations wait as they are for the others to do so.',
    code: 'conflict',
  },
};

/** Whether a person may do that to this thing. A disabled person may nothing. */
export function mayDo<A extends Act>(
  person: PersonWithRole,
  act: A,
  thing: ActTargets[A],
): boolean {
  const { needs, isTheirs, toAnyones, isPossible }: Rule<ActTargets[A]> = rules[act];
  if (isPossible && !isPossible(thing)) return false;
  if (toAnyones && may(person, toAnyones)) return true;
  return may(person, needs) && isTheirs(person.id, thing);
}

/** Throws *forbidden*, with a sentence that says who may, unless the person may do it. */
export function demandToDo<A extends Act>(
  person: PersonWithRole,
  act: A,
  thing: ActTargets[A],
): void {
  if (mayDo(person, act, thing)) return;
  const { code = 'forbidden', refusal }: Rule<ActTargets[A]> = rules[act];
  throw new Problem(code, refusal);
}

/**
 * For the verbs of the domain, which know people by their ids alone: throws *forbidden* where
 * something is not this person's to do, whatever their role.
 */
export function demandTheirs<A extends Act>(person: string, act: A, thing: ActTargets[A]): void {
  const { isTheirs, refusal }: Rule<ActTargets[A]> = rules[act];
  if (!isTheirs(person, thing)) throw new Problem('forbidden', refusal);
}

/** Whether somebody, by their id, made a thing. */
export function isOwn(person: string, { creator }: OwnedThing): boolean {
  return creator === person;
}

function isPresent({ deleted }: Pick<Annotation, 'deleted'>): boolean {
  return deleted === null;
}
