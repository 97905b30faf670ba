import type { Annotation, Stamp } from '../../domain/annotations/annotation.js';
import { builtOnEdition } from '../../domain/annotations/built-on-edition.js';
import {
  carriedTo,
  carryOver,
  type TextOf,
  takenBackFrom,
} from '../../domain/annotations/carried.js';
import {
  type Article,
  type Edition,
  type EditionInput,
  editionId,
  nextEdition,
} from '../../domain/articles/article.js';
import {
  type CarriedPlacement,
  type ComparedEditions,
  carrier,
  type PlacementCounts,
} from '../../domain/articles/carrying.js';
import type { Claim } from '../../domain/claims/claim.js';
import { Problem } from '../../domain/problem.js';
import { demand, demandToDo } from '../../domain/rights.js';
import type { Span } from '../../domain/text/span.js';
import { lengthInCodePoints } from '../../domain/text/text.js';
import { type Change, insert, remove, replace } from '../../store/store.js';
import { type Actor, type Desk, now } from '../desk.js';
import { sha256 } from '../digest.js';
import { documents, everyOne } from '../documents.js';
import { record, recordOfAnnotation } from '../history/record.js';
import { Pace } from '../pace.js';
import { quorumOf } from '../people/settings.js';
import { demandUnnamed, type WithConfirmation } from '../register/questions.js';
import { demandNoRound } from '../rounds/open-rounds.js';
import { commitPlanned } from '../with-retry.js';
import { articleById, editionOf } from './articles.js';
import { deskThenOf } from './desk-then.js';
import { comparedEditions } from './edition-thread.js';
import { compareWording } from './shared-wording.js';

/** What a new edition makes of an article and its annotations. */
export interface CarriedEdition {
  article: Article;
  edition: Edition;
  /** Those that are present, each with where it stands in the edition, in the order in which they were made. */
  carried: CarriedAnnotation[];
  counts: PlacementCounts;
  /** The newest edition before it, compared with it. */
  compared: ComparedEditions;
}

interface CarriedAnnotation {
  annotation: Annotation;
  before: Annotation;
  placement: CarriedPlacement;
}

/** What is brought in; `blocks` say what each stretch of its text is. */
type Described = EditionInput & { blocks?: Edition['blocks'] };

/**
 * What a new edition would make of an article's annotations; nothing is written. Throws *invalid* at
 * `text` for a text that is the newest edition's, and *conflict* with `details.edition`, the number of the
 * newest, where that is not the one after which this is said to come.
 */
export async function previewEdition(
  desk: Desk,
  actor: Actor,
  id: string,
  input: Described,
): Promise<CarriedEdition> {
  return (await comingEdition(desk, actor, id, input)).worked;
}

/**
 * Brings in a new edition of an article and carries every annotation over to it, deleted ones too, in
 * one commit. Of those under which the words have changed earlier agreement no longer counts. Throws as
 * `previewEdition` does, and *conflict* while a blind round is open, or with `details.confirm` where the
 * note names a confidential source.
 */
export async function addEdition(
  desk: Desk,
  actor: Actor,
  id: string,
  { confirm, ...input }: Described & WithConfirmation,
): Promise<CarriedEdition> {
  demand(actor, 'add articles');
  await demandUnnamed(desk, actor, input.note, confirm);
  const compared = new Map<number, Promise<ComparedEditions>>();
  const { worked } = await commitPlanned(desk, async () => {
    const coming = await comingEdition(desk, actor, id, input, compared);
    const annotations = coming.all.map(({ before }) => before);
    const deskThen = await deskThenOf(desk, coming.before, annotations);
    return { worked: coming.worked, changes: changesOf(coming, deskThen) };
  });
  await carryLatecomers(desk, worked.worked);
  await compareWording(desk, id);
  return worked.worked;
}

/** What was annotated on an earlier edition while this one came in. */
async function carryLatecomers(
  desk: Desk,
  { article, edition, compared }: CarriedEdition,
): Promise<void> {
  const carry = carrier(compared, article.language);
  await commitPlanned(desk, async () => {
    const all = await everyOne(desk.whole, 'annotations', 'everything', { key: article.id });
    const late = all.filter(
      (annotation) =>
        annotation.edition === edition.number - 1 && !carriedTo(annotation, edition.number),
    );
    const textOf = textsOf([edition]);
    return {
      changes: late.map((annotation) => {
        const placement = carry(annotation.target);
        return replace('annotations', carryOver(annotation, edition.number, placement, textOf));
      }),
    };
  });
}

/** Carries an annotation over to editions of its article that came in while it was saved; whether there are any. */
export async function carryToNewer(desk: Desk, actor: Actor, id: string): Promise<boolean> {
  const { commit } = await commitPlanned(desk, async () => {
    const annotation = await desk.whole.get('annotations', id);
    if (!annotation) return { changes: [] };
    const article = await articleById(desk, annotation.article);
    const own = await editionOf(desk, article, annotation.edition);
    let carried = annotation;
    for (let number = own.number + 1; number <= article.edition; number += 1) {
      if (carriedTo(carried, number)) continue;
      const edition = await editionOf(desk, article, number);
      const compared = await comparedEditions(actor.id, own.text, edition.text);
      const placement = carrier(compared, article.language)(annotation.target);
      const before = await editionOf(desk, article, number - 1);
      carried = carryOver(carried, number, placement, textsOf([before, edition]));
    }
    return { changes: carried === annotation ? [] : [replace('annotations', carried)] };
  });
  return commit !== null;
}

/** A new edition before it is saved. */
interface ComingEdition {
  worked: CarriedEdition;
  before: Article;
  /** Deleted ones too. */
  all: CarriedAnnotation[];
  stamp: Stamp;
}

/** What a new edition comes to; `compared` keeps what was compared, by the older number. */
async function comingEdition(
  desk: Desk,
  actor: Actor,
  id: string,
  { blocks = [], after: corrects, ...input }: Described,
  compared = new Map<number, Promise<ComparedEditions>>(),
): Promise<ComingEdition> {
  demand(actor, 'add articles');
  const before = await articleById(desk, id);
  await demandNoRound(desk, id);
  const newest = await editionOf(desk, before);
  const digest = sha256(input.text);
  if (newest.sha256 === digest) throw sameText(newest);
  if (corrects != null && corrects !== newest.number) throw notTheNewest(corrects, newest);
  const stamp = { at: now(desk), by: actor.id };
  const described = { blocks, sha256: digest, length: lengthInCodePoints(input.text) };
  const { article, edition } = nextEdition(before, input, { ...described, ...stamp });
  const comparing = (older: Edition) => {
    const known = compared.get(older.number) ?? comparedEditions(actor.id, older.text, input.text);
    compared.set(older.number, known);
    return known;
  };
  // The texts are compared while the annotations are read; what fails is told where it is waited for.
  comparing(newest).catch(() => {});
  const annotations = await everyOne(desk.whole, 'annotations', 'everything', { key: id });
  const placements = await placementsOf(desk, before, annotations, comparing);
  const textOf = textsOf([newest, edition]);
  const all = annotations.map((annotation, index): CarriedAnnotation => {
    const placement = placements[index] ?? { kind: 'missing', reason: '' };
    const after = carryOver(annotation, edition.number, placement, textOf);
    return { annotation: after, before: annotation, placement };
  });
  const carried = all.filter(({ annotation }) => !annotation.deleted);
  const counts = countsOf(carried);
  const worked = { article, edition, carried, counts, compared: await comparing(newest) };
  return { worked, before, all, stamp };
}

/** What is saved of a new edition, with how the desk stood before it. */
function changesOf({ worked, all, stamp }: ComingEdition, deskThen: Edition['deskThen']): Change[] {
  const { article, edition, carried, counts } = worked;
  const after = { edition: edition.number, note: edition.note, placements: counts };
  const happened = { action: 'edition.added', before: null, after } as const;
  return [
    replace('articles', article),
    insert('editions', { ...edition, ...(deskThen && { deskThen }) }),
    ...all.map(({ annotation }) => replace('annotations', annotation)),
    ...carried.flatMap((each) => newsOf(each, stamp, edition.number)),
    record(stamp, { kind: 'article', id: article.id }, happened, article.id),
  ];
}

function sameText({ number }: Edition): Problem {
  return Problem.field('text', `This text is the same as edition ${number}. Nothing was saved.`);
}

function notTheNewest(corrects: number, { number }: Edition): Problem {
  return new Problem(
    'conflict',
    `This text was compared with edition ${corrects}, and the newest is edition ${number} by now. Nothing was saved: look at what it changes in that one.`,
    [],
    { edition: number },
  );
}

function textsOf(editions: readonly Edition[]): TextOf {
  const texts = new Map(editions.map(({ number, text }) => [number, text]));
  return (number) => texts.get(number);
}

/** How many of some annotations there are of each kind of placement. */
export function countsOf(
  carried: readonly { placement: Pick<CarriedPlacement, 'kind'> }[],
): PlacementCounts {
  const counts: PlacementCounts = { exact: 0, moved: 0, changed: 0, ambiguous: 0, missing: 0 };
  for (const { placement } of carried) counts[placement.kind] += 1;
  return counts;
}

/** What the history says of an annotation under which the text has changed; nothing of others. */
function newsOf(
  { annotation, before, placement }: CarriedAnnotation,
  stamp: Stamp,
  edition: number,
): Change[] {
  if (annotation.revision === before.revision || placement.kind !== 'changed') return [];
  const { was, now, reason } = placement;
  const after = { wording: now, edition, reason };
  const happened = { action: 'annotation.carried', before: { wording: was }, after } as const;
  return [recordOfAnnotation(annotation, stamp, happened)];
}

/** Where each annotation's passage, as it was annotated, stands in a text; in their order. */
async function placementsOf(
  desk: Desk,
  article: Article,
  annotations: readonly Annotation[],
  comparing: (older: Edition) => Promise<ComparedEditions>,
): Promise<CarriedPlacement[]> {
  const carriers = new Map<number, (span: Span) => CarriedPlacement>();
  for (const number of new Set(annotations.map(({ edition }) => edition))) {
    const older = await editionOf(desk, article, number);
    carriers.set(number, carrier(await comparing(older), article.language));
  }
  const pace = new Pace();
  const placements: CarriedPlacement[] = [];
  for (const { edition, target } of annotations) {
    const carry = carriers.get(edition);
    if (carry) placements.push(carry(target));
    await pace.giveWay();
  }
  return placements;
}

/** The claims of those annotations under which the text has changed or is gone, each once. */
export function claimsTouched(
  desk: Desk,
  { carried }: Pick<CarriedEdition, 'carried'>,
): Promise<Claim[]> {
  const touched = carried.flatMap(({ annotation: { claim }, placement: { kind } }) =>
    claim !== null && kind !== 'exact' && kind !== 'moved' ? [claim] : [],
  );
  return documents(desk.store, 'claims', [...new Set(touched)]);
}

/** The editions of an article, the oldest first. */
export async function editionsOf(desk: Desk, article: Article): Promise<Edition[]> {
  const ids = Array.from({ length: article.edition }, (_, place) =>
    editionId(article.id, place + 1),
  );
  return documents(desk.store, 'editions', ids);
}

/**
 * Takes an article's newest edition back, as long as nothing was built on it (see `builtOnEdition`). A link
 * that shares the report shows the newest text, whichever that is, and stands in nobody's way. Throws
 * *conflict* with what was built, and where there is one edition only.
 */
export async function takeEditionBack(
  desk: Desk,
  actor: Actor,
  id: string,
  number: number,
): Promise<Article> {
  const { worked } = await commitPlanned(desk, async () => {
    const article = await articleById(desk, id);
    const edition = await editionOf(desk, article, number);
    demandToDo(actor, 'change the article', { creator: edition.capturedBy });
    await demandNoRound(desk, id);
    if (number === 1 || number !== article.edition)
      throw new Problem(
        'conflict',
        'Only the newest edition of an article can be taken back, and never the first.',
      );
    const annotations = await everyOne(desk.whole, 'annotations', 'everything', { key: id });
    const built = builtOnEdition(annotations, edition);
    if (built !== null)
      throw new Problem('conflict', `Edition ${number} stays: since it came in, ${built}.`);
    const quorum = await quorumOf(desk);
    const textOf = textsOf([edition, await editionOf(desk, article, number - 1)]);
    const before = { ...article, edition: number - 1 };
    const stamp = { at: now(desk), by: actor.id };
    const happened = {
      action: 'edition.removed',
      before: { edition: number },
      after: null,
    } as const;
    const changes: Change[] = [
      replace('articles', before),
      remove('editions', edition),
      ...annotations
        .filter((annotation) => carriedTo(annotation, number))
        .map((annotation) =>
          replace('annotations', takenBackFrom(annotation, number, textOf, quorum)),
        ),
      record(stamp, { kind: 'article', id }, happened, id),
    ];
    return { article: before, changes };
  });
  await compareWording(desk, id);
  return worked.article;
}
