import type { Stamp } from '../../domain/annotations/annotation.js';
import {
  type Article,
  type ArticleDetails,
  type ArticleInput,
  type Edition,
  editionId,
  newArticle,
} from '../../domain/articles/article.js';
import type { HappenedTo } from '../../domain/history/written-event.js';
import { Problem } from '../../domain/problem.js';
import { demand, demandToDo } from '../../domain/rights.js';
import { lengthInCodePoints } from '../../domain/text/text.js';
import { counted, inQuotes } from '../../domain/text/wording.js';
import { all, type Change, type Commit, insert, remove, replace } from '../../store/store.js';
import { allInOrder } from '../all-in-order.js';
import { type Actor, type Desk, GoneSince, idOfMade, now, wasMade } from '../desk.js';
import { sha256 } from '../digest.js';
import { documents } from '../documents.js';
import { record } from '../history/record.js';
import { demandUnnamed, type WithConfirmation } from '../register/questions.js';
import { revert } from '../reverted.js';
import { demandNoRound } from '../rounds/open-rounds.js';
import { endSharesOf } from '../shares/share-ends.js';
import { commitAnew, commitPlanned } from '../with-retry.js';
import { compareWording, wordingGoing } from './shared-wording.js';

/** An article with its newest edition. */
export interface ArticleText {
  article: Article;
  edition: Edition;
}

/** An article with its newest edition, read at once; throws *not-found*. */
export async function newestEditionOf(desk: Desk, id: string): Promise<ArticleText> {
  const newest = { key: id, order: 'descending' as const, limit: 1 };
  const [article, { items }] = await allInOrder([
    articleById(desk, id),
    desk.store.find('editions', 'article', newest),
  ]);
  const edition = items.find(({ number }) => number === article.edition);
  return { article, edition: edition ?? (await editionOf(desk, article)) };
}

/**
 * Adds an article with its first edition; of its text, `blocks` say what each stretch is. Throws
 * *conflict* with `details.confirm` where what describes it names a confidential source.
 */
export async function addArticle(
  desk: Desk,
  actor: Actor,
  { confirm, ...input }: ArticleInput & WithConfirmation,
  blocks: Edition['blocks'] = [],
): Promise<Article> {
  demand(actor, 'add articles');
  const id = idOfMade(desk, 'article');
  const text = { sha256: sha256(input.text), length: lengthInCodePoints(input.text) };
  const { worked } = await commitPlanned(desk, async () => {
    const made = await wasMade(desk, { kind: 'article', id });
    const before = await desk.store.get('articles', id);
    if (before) return { article: before, changes: [] };
    if (made) throw new GoneSince();
    await demandUnnamed(desk, actor, wordsOf(input), confirm);
    const at = now(desk);
    const { article, edition } = newArticle(input, { id, at, by: actor.id, blocks, ...text });
    const { title, publisher } = article;
    const after = { title, publisher };
    const stamp = { at, by: actor.id };
    const event = recordOfArticle(id, stamp, { action: 'article.added', before: null, after });
    const changes = [insert('articles', article), insert('editions', edition)];
    return { article, changes: [...changes, event] };
  });
  await compareWording(desk, id);
  return worked.article;
}

/** The article with that id; throws *not-found*. */
export async function articleById(desk: Desk, id: string): Promise<Article> {
  const article = await desk.store.get('articles', id);
  if (!article) throw new Problem('not-found', 'There is no such article.');
  return article;
}

/** An edition of an article, the newest unless told; throws *not-found*. */
export async function editionOf(
  desk: Desk,
  article: Article,
  number = article.edition,
): Promise<Edition> {
  const edition = await desk.store.get('editions', editionId(article.id, number));
  if (!edition) throw new Problem('not-found', `This article has no edition ${number}.`);
  return edition;
}

/** The editions of an article, the oldest first. */
export async function editionsOf(desk: Desk, article: Article): Promise<Edition[]> {
  const ids = Array.from({ length: article.edition }, (_, place) =>
    editionId(article.id, place + 1),
  );
  return documents(desk.store, 'editions', ids);
}

/** Names what described an article when somebody saw it: a form sends it back with what it changes. */
export function detailsTag(article: ArticleDetails): string {
  return sha256(JSON.stringify(detailsOf(article)));
}

function detailsOf(article: ArticleDetails): ArticleDetails {
  const { title, publisher, byline, url, publishedAt, language } = article;
  return { title, publisher, byline, url, publishedAt, language };
}

/**
 * Changes what describes an article; its text is never changed. Throws *stale* where it is described otherwise by
 * now than it was `seen`, and *conflict* with `details.confirm` where what is changed names a confidential source.
 */
export async function changeArticle(
  desk: Desk,
  actor: Actor,
  id: string,
  { confirm, ...details }: ArticleDetails & WithConfirmation,
  seen: string | null = null,
): Promise<Article> {
  const stamp = { at: now(desk), by: actor.id };
  const { worked, commit } = await commitPlanned(desk, async () => {
    const article = await articleById(desk, id);
    demandToDo(actor, 'change the article', article);
    const before = detailsOf(article);
    const changed = { ...article, ...details };
    if (JSON.stringify({ ...before, ...details }) === JSON.stringify(before))
      return { article, changes: [] };
    if (seen !== null && seen !== detailsTag(article)) throw changedMeanwhile(details, before);
    await demandUnnamed(desk, actor, wordsOf(details, before), confirm);
    const happened = { action: 'article.changed' as const, before, after: details };
    const changes = [replace('articles', changed), recordOfArticle(id, stamp, happened)];
    return { article: changed, changes };
  });
  const [written] = commit?.changes ?? [];
  return written?.in === 'articles' ? written.doc : worked.article;
}

/** Says at each field that reads otherwise how it reads by now. */
function changedMeanwhile(said: ArticleDetails, now: ArticleDetails): Problem {
  const message =
    'These details were changed meanwhile. Look at what they are by now, and save again.';
  const others = Object.entries(now).filter(
    ([field, value]) => said[field as keyof ArticleDetails] !== value,
  );
  const faults = others.map(([field, value]) => ({
    field,
    message: value ? `By now: ${inQuotes(value)}` : 'By now: nothing.',
  }));
  return new Problem('stale', message, faults);
}

type Headings = Pick<ArticleDetails, 'title' | 'byline' | 'publisher'>;

/** What somebody wrote to describe an article, as far as it was not so before. */
function wordsOf(after: Headings, before?: Headings): string {
  const fields = ['title', 'byline', 'publisher'] as const;
  return fields.map((field) => (after[field] === before?.[field] ? '' : after[field])).join(' | ');
}

/**
 * Deletes an article with its editions and blind rounds. One that has annotations, deleted ones
 * included, goes only when that is said too, else *conflict*: with it they are gone for good. While
 * a blind round is open on it, it stays. The history stays always. Links to its report end.
 */
export async function deleteArticle(
  desk: Desk,
  actor: Actor,
  id: string,
  { annotations = false }: { annotations?: boolean } = {},
): Promise<void> {
  demand(actor, 'delete articles');
  const stamp = { at: now(desk), by: actor.id };
  const { commit } = await commitPlanned(desk, async () => {
    const article = await articleById(desk, id);
    await demandNoRound(desk, id);
    const count = await desk.whole.count('annotations', 'everything', id);
    if (count > 0 && !annotations) throw hasAnnotations(count);
    return { changes: await deletion(desk, article, stamp, count) };
  });
  // One that was saved at the same moment would be left without its article.
  const late = await annotationsGoing(desk, id);
  if (late.length > 0 && !annotations) {
    await putBack(desk, id, commit ?? { changes: [] });
    throw hasAnnotations(late.length);
  }
  await commitAnew(desk, () => annotationsGoing(desk, id));
  await endSharesOf(desk, id, stamp);
}

function hasAnnotations(count: number): Problem {
  const sentence = `This article has ${counted(count, 'annotation')}. Say that they go too, or keep it.`;
  return new Problem('conflict', sentence);
}

async function deletion(
  desk: Desk,
  article: Article,
  stamp: Stamp,
  count: number,
): Promise<Change[]> {
  const { id, title, publisher } = article;
  const changes: Change[] = [remove('articles', article), ...(await annotationsGoing(desk, id))];
  for await (const edition of all(desk.whole, 'editions', 'article', { key: id })) {
    changes.push(remove('editions', edition));
  }
  for await (const round of all(desk.whole, 'rounds', 'article', { key: id })) {
    changes.push(remove('rounds', round));
  }
  changes.push(...(await wordingGoing(desk, id)));
  const before = { title, publisher, annotations: count };
  return [
    ...changes,
    recordOfArticle(id, stamp, { action: 'article.deleted', before, after: null }),
  ];
}

async function annotationsGoing(desk: Desk, article: string): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const annotation of all(desk.whole, 'annotations', 'everything', { key: article })) {
    changes.push(remove('annotations', annotation));
  }
  return changes;
}

/** Undoes the deletion of an article, of which nothing is told then; its shared wording is found anew. */
async function putBack(desk: Desk, id: string, deletion: Pick<Commit, 'changes'>): Promise<void> {
  const changes = deletion.changes.filter((change) => change.in !== 'wordings');
  await revert(desk, { changes });
  await compareWording(desk, id);
}

function recordOfArticle(id: string, stamp: Stamp, happened: HappenedTo['article']): Change {
  return record(stamp, { kind: 'article', id }, happened, id);
}
