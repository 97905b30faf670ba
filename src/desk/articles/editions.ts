import type { Annotation, Stamp } from '../../domain/annotations/annotation.js';
import { builtOnEdition } from '../../domain/annotations/built-on-edition.js';
import {
  carriedTo,
  carryOver,
  doneBy,
  type TextOf,
  takenBackFrom,
} from '../../domain/annotations/carried.js';
import type { Article, Edition } from '../../domain/articles/article.js';
import type { Claim } from '../../domain/claims/claim.js';
import type { Event } from '../../domain/history/event.js';
import { placesOfEditions } from '../../domain/history/place.js';
import { Problem } from '../../domain/problem.js';
import { demand, demandToDo } from '../../domain/rights.js';
import { all, type Change, insert, remove, replace } from '../../store/store.js';
import { type Actor, type Desk, now } from '../desk.js';
import { collected, documents, everyOne } from '../documents.js';
import { eventsOf } from '../history/events-of.js';
import { record, recordOfAnnotation } from '../history/record.js';
import { quorumOf } from '../people/settings.js';
import { followGone } from '../register/masking/masked-ids.js';
import { demandUnnamed, type WithConfirmation } from '../register/questions.js';
import { revert } from '../reverted.js';
import { demandNoRound } from '../rounds/open-rounds.js';
import { commitPlanned } from '../with-retry.js';
import { articleById, editionOf } from './articles.js';
import {
  type CarriedAnnotation,
  type CarriedEdition,
  carriedAll,
  carriedEdition,
  comingEdition,
  comparingWith,
  type EditionWithBlocks,
  textsOf,
} from './coming-edition.js';
import { deskThenOf, sourcesKeptIn } from './desk-then.js';
import { carriedSpans } from './edition-thread.js';
import { compareWording } from './shared-wording.js';

/** What a new edition would make of an article's annotations; nothing is written. Throws as `comingEdition` does. */
export async function previewEdition(
  desk: Desk,
  actor: Actor,
  id: string,
  input: EditionWithBlocks,
): Promise<CarriedEdition> {
  const coming = await comingEdition(desk, actor, id, input);
  const comparing = comparingWith(input.text, actor.id);
  return carriedEdition(coming, await carriedAll(desk, coming, comparing), comparing);
}

/**
 * Brings in a new edition of an article and carries every annotation over to it, deleted ones too, in
 * one commit. Of those under which the words have changed earlier agreement no longer counts. Throws as
 * `comingEdition` does, and *conflict* with `details.confirm` where the note names a confidential source.
 */
export async function addEdition(
  desk: Desk,
  actor: Actor,
  id: string,
  { confirm, ...input }: EditionWithBlocks & WithConfirmation,
): Promise<CarriedEdition> {
  demand(actor, 'add articles');
  await demandUnnamed(desk, actor, input.note, confirm);
  const comparing = comparingWith(input.text, actor.id);
  const { worked, gone } = await commitPlanned(desk, async () => {
    const coming = await comingEdition(desk, actor, id, input);
    const all = await carriedAll(desk, coming, comparing);
    const annotations = all.map(({ before }) => before);
    const deskThen = await deskThenOf(desk, coming.before, annotations);
    const carried = await carriedEdition(coming, all, comparing);
    const changes = changesOf(carried, all, { deskThen, stamp: coming.stamp });
    return { carried, changes, named: sourcesKeptIn(deskThen) };
  });
  await followGone(desk, gone);
  await carryLatecomers(desk, worked.carried);
  await compareWording(desk, id);
  return worked.carried;
}

/** What was annotated on an earlier edition while this one came in. */
async function carryLatecomers(
  desk: Desk,
  { article, edition, carry }: CarriedEdition,
): Promise<void> {
  await commitPlanned(desk, async () => {
    const all = await everyOne(desk.whole, 'annotations', 'everything', { key: article.id });
    const late = all.filter(
      (annotation) =>
        annotation.edition === edition.number - 1 && !carriedTo(annotation, edition.number),
    );
    const textOf = textsOf([edition]);
    return {
      changes: late.flatMap((annotation) => {
        const placement = carry(annotation.target);
        const carried = carryOver(annotation, edition.number, placement, textOf);
        return [replace('annotations', carried), ...toldOf(carried, edition, textOf, now(desk))];
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
    const told: Change[] = [];
    for (let number = own.number + 1; number <= article.edition; number += 1) {
      if (carriedTo(carried, number)) continue;
      const edition = await editionOf(desk, article, number);
      const { carry } = await carriedSpans(actor.id, {
        was: own.text,
        now: edition.text,
        language: article.language,
        spans: [annotation.target],
      });
      const placement = carry(annotation.target);
      const before = await editionOf(desk, article, number - 1);
      const textOf = textsOf([before, edition]);
      carried = carryOver(carried, number, placement, textOf);
      told.push(...toldOf(carried, edition, textOf, now(desk)));
    }
    return { changes: carried === annotation ? [] : [replace('annotations', carried), ...told] };
  });
  return commit !== null;
}

/** What is saved of a new edition with all annotations, and how the desk stood before it. */
function changesOf(
  { article, edition, newest, counts }: CarriedEdition,
  all: readonly CarriedAnnotation[],
  { deskThen, stamp }: { deskThen: Edition['deskThen']; stamp: Stamp },
): Change[] {
  const after = { edition: edition.number, note: edition.note, placements: counts };
  const happened = { action: 'edition.added', before: null, after } as const;
  const textOf = textsOf([newest, edition]);
  return [
    replace('articles', article),
    insert('editions', { ...edition, ...(deskThen && { deskThen }) }),
    ...all.flatMap(({ annotation }) => [
      replace('annotations', annotation),
      ...toldOf(annotation, edition, textOf, stamp.at),
    ]),
    record(stamp, { kind: 'article', id: article.id }, happened, article.id),
  ];
}

/** What the history says of an annotation that an edition has changed, or lost, or found again; nothing of others. */
function toldOf(
  annotation: Annotation,
  { number, capturedBy }: Edition,
  textOf: TextOf,
  at: string,
): Change[] {
  const done = doneBy(annotation, number, textOf);
  const happened = done && ({ action: 'annotation.carried', ...done } as const);
  return happened ? [recordOfAnnotation(annotation, { at, by: capturedBy }, happened)] : [];
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
  const { worked, commit } = await commitPlanned(desk, async () => {
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
    await demandUnbuilt(desk, edition, annotations);
    const before = { ...article, edition: number - 1 };
    const stamp = { at: now(desk), by: actor.id };
    const removed = takenBack('edition.removed', number);
    const changes: Change[] = [
      replace('articles', before),
      remove('editions', edition),
      ...(await carriedBack(desk, article, edition, annotations, stamp)),
      record(stamp, { kind: 'article', id }, removed, id),
    ];
    return { article: before, changes, edition, read: [article, ...annotations] };
  });
  const annotations = await everyOne(desk.whole, 'annotations', 'everything', { key: id });
  // One that was saved at the same moment would be left without its text.
  if (commit && annotations.some((annotation) => annotation.edition === number)) {
    await revert(desk, commit, worked.read);
    await demandUnbuilt(desk, worked.edition, annotations);
  }
  await compareWording(desk, id);
  return worked.article;
}

/** Throws *conflict* where something was built on an edition. */
async function demandUnbuilt(
  desk: Desk,
  edition: Edition,
  annotations: readonly Annotation[],
): Promise<void> {
  const { number } = edition;
  const built = builtOnEdition(annotations, number, await eventsSince(desk, edition));
  if (built === null) return;
  throw new Problem('conflict', `Edition ${number} stays: since it came in, ${built}.`);
}

/** What happened to an article and its annotations since an edition came in. */
async function eventsSince(desk: Desk, edition: Edition): Promise<Event[]> {
  const own = await collected(eventsOf(desk.whole, 'article', edition.article));
  const place = placesOfEditions([edition], own).get(edition.number) ?? '';
  const since: Event[] = [];
  const query = { key: edition.article, order: 'descending' as const };
  for await (const event of all(desk.whole, 'events', 'article', query)) {
    if (event.id <= place) break;
    since.push(event);
  }
  return since;
}

/** Puts annotations back to where they stood before an edition, each that it changed with an event. */
async function carriedBack(
  desk: Desk,
  article: Article,
  edition: Edition,
  annotations: readonly Annotation[],
  stamp: Stamp,
): Promise<Change[]> {
  const { number } = edition;
  const quorum = await quorumOf(desk);
  const textOf = textsOf([edition, await editionOf(desk, article, number - 1)]);
  const undone = takenBack('annotation.carried', number);
  return annotations
    .filter((annotation) => carriedTo(annotation, number))
    .flatMap((annotation) => [
      replace('annotations', takenBackFrom(annotation, number, textOf, quorum)),
      ...(doneBy(annotation, number, textOf)
        ? [recordOfAnnotation(annotation, stamp, undone)]
        : []),
    ]);
}

/** What happened to an article, or to an annotation, when an edition was taken back. */
function takenBack<A extends 'edition.removed' | 'annotation.carried'>(action: A, edition: number) {
  return { action, before: { edition }, after: null } as const;
}
