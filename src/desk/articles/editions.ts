import type { Annotation } from '../../domain/annotations/annotation.js';
import { carriedTo, carryOver, takenBackFrom } from '../../domain/annotations/carried.js';
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
import { Problem } from '../../domain/problem.js';
import { demand, demandToDo } from '../../domain/rights.js';
import { lengthInCodePoints } from '../../domain/text/text.js';
import { type Change, insert, remove, replace } from '../../store/store.js';
import { type Actor, type Desk, now } from '../desk.js';
import { documents, everyOne } from '../documents.js';
import { record } from '../history/record.js';
import { Pace } from '../pace.js';
import { quorumOf } from '../people/settings.js';
import { demandNoRound } from '../rounds/open-rounds.js';
import { commitPlanned } from '../with-retry.js';
import { articleById, editionOf, sha256 } from './articles.js';
import { comparedEditions } from './edition-thread.js';
import { compareWording } from './shared-wording.js';

/** What a new edition makes of an article and its annotations. */
export interface CarriedEdition {
  article: Article;
  edition: Edition;
  /** Those that are present, each with where it stands in the edition, in the order in which they were made. */
  carried: { annotation: Annotation; placement: CarriedPlacement }[];
  counts: PlacementCounts;
  /** The newest edition before it, compared with it. */
  compared: ComparedEditions;
}

/** What of an edition says what each stretch of its text is. */
type Described = EditionInput & { blocks?: Edition['blocks'] };

/**
 * What a new edition would make of an article's annotations; nothing is written. Throws *invalid* at
 * `text` for a text that is the newest edition's.
 */
export async function previewEdition(
  desk: Desk,
  actor: Actor,
  id: string,
  input: Described,
): Promise<CarriedEdition> {
  const { worked } = await carriedEdition(desk, actor, id, input, new Map());
  return worked;
}

/**
 * Brings in a new edition of an article and carries every annotation over to it, deleted ones too, in
 * one commit. Of those under which the words have changed earlier agreement no longer counts. Throws
 * *invalid* at `text` for a text that is the newest edition's, and *conflict* while a blind round is open.
 */
export async function addEdition(
  desk: Desk,
  actor: Actor,
  id: string,
  input: Described,
): Promise<CarriedEdition> {
  const compared = new Map<number, Promise<ComparedEditions>>();
  const { worked } = await commitPlanned(desk, () =>
    carriedEdition(desk, actor, id, input, compared),
  );
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
    return {
      changes: late.map((annotation) => {
        const { start, end } = annotation.target;
        return replace('annotations', carryOver(annotation, edition.number, carry({ start, end })));
      }),
    };
  });
}

/** The changes that a new edition comes to; `compared` keeps what was compared, by the older number. */
async function carriedEdition(
  desk: Desk,
  actor: Actor,
  id: string,
  { blocks = [], ...input }: Described,
  compared: Map<number, Promise<ComparedEditions>>,
): Promise<{ worked: CarriedEdition; changes: Change[] }> {
  demand(actor, 'add articles');
  const before = await articleById(desk, id);
  await demandNoRound(desk, id);
  const digest = sha256(input.text);
  const newest = await editionOf(desk, before);
  if (newest.sha256 === digest)
    throw Problem.field(
      'text',
      `This text is the same as edition ${newest.number}. Nothing was saved.`,
    );
  const stamp = { at: now(desk), by: actor.id };
  const length = lengthInCodePoints(input.text);
  const { article, edition } = nextEdition(before, input, {
    blocks,
    sha256: digest,
    length,
    ...stamp,
  });
  const annotations = await everyOne(desk.whole, 'annotations', 'everything', { key: id });
  const comparing = (older: Edition) => {
    const known = compared.get(older.number) ?? comparedEditions(older.text, input.text);
    compared.set(older.number, known);
    return known;
  };
  const placements = await placementsOf(desk, before, annotations, comparing);
  const counts: PlacementCounts = { exact: 0, moved: 0, changed: 0, ambiguous: 0, missing: 0 };
  const carried: CarriedEdition['carried'] = [];
  const changes: Change[] = [replace('articles', article), insert('editions', edition)];
  for (const annotation of annotations) {
    const placement = placements.get(annotation.id);
    if (!placement) continue;
    const after = carryOver(annotation, edition.number, placement);
    changes.push(replace('annotations', after));
    if (annotation.deleted) continue;
    counts[placement.kind] += 1;
    carried.push({ annotation: after, placement });
    if (after.revision === annotation.revision || placement.kind !== 'changed') continue;
    const { was, now, reason } = placement;
    changes.push(
      record(
        stamp,
        { kind: 'annotation', id: annotation.id },
        {
          action: 'annotation.carried',
          before: { wording: was },
          after: { wording: now, edition: edition.number, reason },
        },
        id,
      ),
    );
  }
  const after = { edition: edition.number, note: edition.note, placements: counts };
  changes.push(
    record(stamp, { kind: 'article', id }, { action: 'edition.added', before: null, after }, id),
  );
  return {
    worked: { article, edition, carried, counts, compared: await comparing(newest) },
    changes,
  };
}

/** Where each annotation's passage, as it was annotated, stands in a text. */
async function placementsOf(
  desk: Desk,
  article: Article,
  annotations: readonly Annotation[],
  comparing: (older: Edition) => Promise<ComparedEditions>,
): Promise<ReadonlyMap<string, CarriedPlacement>> {
  const pace = new Pace();
  const found = new Map<string, CarriedPlacement>();
  for (const number of new Set(annotations.map(({ edition }) => edition))) {
    const older = await editionOf(desk, article, number);
    const carry = carrier(await comparing(older), article.language);
    for (const { id, edition, target } of annotations) {
      if (edition !== number) continue;
      found.set(id, carry({ start: target.start, end: target.end }));
      await pace.giveWay();
    }
  }
  return found;
}

/** The editions of an article, the oldest first. */
export async function editionsOf(desk: Desk, article: Article): Promise<Edition[]> {
  const ids = Array.from({ length: article.edition }, (_, place) =>
    editionId(article.id, place + 1),
  );
  return documents(desk.store, 'editions', ids);
}

/**
 * Takes an article's newest edition back, as long as nothing was built on it: no passage of it was
 * annotated, and no annotation changed or judged since. Throws *conflict* otherwise, and where there is
 * one edition only.
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
    if (annotations.some((annotation) => isBuiltOn(annotation, edition)))
      throw new Problem('conflict', 'Annotations were made or changed on this edition: it stays.');
    const quorum = await quorumOf(desk);
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
        .map((annotation) => replace('annotations', takenBackFrom(annotation, number, quorum))),
      record(stamp, { kind: 'article', id }, happened, id),
    ];
    return { article: before, changes };
  });
  await compareWording(desk, id);
  return worked.article;
}

function isBuiltOn(annotation: Annotation, { number, capturedAt }: Edition): boolean {
  const acts = [annotation.modified, ...annotation.verdicts.map(({ at }) => at)];
  return annotation.edition >= number || acts.some((at) => at > capturedAt);
}
