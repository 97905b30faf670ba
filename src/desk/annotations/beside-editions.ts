import type { Annotation } from '../../domain/annotations/annotation.js';
import { editionId } from '../../domain/articles/article.js';
import { Problem } from '../../domain/problem.js';
import { type Change, type DocumentName, remove } from '../../store/store.js';
import { articleById } from '../articles/articles.js';
import { carryToNewer } from '../articles/editions.js';
import type { Actor, Desk } from '../desk.js';
import { eventsOf } from '../history/events-of.js';
import { commitAnew } from '../with-retry.js';

/*
 * An annotation is saved by one process while another takes a new edition in, or one back. Whichever
 * is written later looks after it: the edition carries over what it finds, and whoever saved finds the
 * edition.
 */

type Place = Pick<Annotation, 'article' | 'edition'>;

/** What a new annotation stands on, and the edition that may have come in meanwhile. */
export function textsUnder({ article, edition }: Place): DocumentName[] {
  return [
    { in: 'articles', id: article },
    { in: 'editions', id: editionId(article, edition) },
    { in: 'editions', id: editionId(article, edition + 1) },
  ];
}

/**
 * Carries a new annotation over to editions that came in while it was saved; `gone` are those of
 * `textsUnder` that were not there then. Takes it back where its text itself went: throws *not-found*
 * for an article, *conflict* for an edition. Answers whether the annotation has changed by it.
 */
export async function followText(
  desk: Desk,
  actor: Actor,
  annotation: Annotation,
  gone: readonly DocumentName[],
): Promise<boolean> {
  const isGone = (name: DocumentName | undefined) =>
    gone.some(({ in: collection, id }) => collection === name?.in && id === name.id);
  const [article, edition, next] = textsUnder(annotation);
  if (isGone(article) || isGone(edition)) await demandText(desk, annotation);
  // Where nobody has looked everything counts as gone.
  return (!isGone(next) || isGone(article)) && (await carryToNewer(desk, actor, annotation.id));
}

async function demandText(desk: Desk, annotation: Annotation): Promise<void> {
  const { article, edition } = annotation;
  const isThere = async () =>
    (await desk.store.get('articles', article)) !== null &&
    (await desk.store.get('editions', editionId(article, edition))) !== null;
  if (await isThere()) return;
  await commitAnew(desk, () => withoutTrace(desk, annotation));
  await articleById(desk, article);
  throw new Problem(
    'conflict',
    `Edition ${edition} of this text was taken back meanwhile. Nothing was saved: open the article again.`,
  );
}

async function withoutTrace(desk: Desk, { id }: Annotation): Promise<Change[]> {
  const left = await desk.store.get('annotations', id);
  const changes: Change[] = left ? [remove('annotations', left)] : [];
  for await (const event of eventsOf(desk.whole, 'annotation', id))
    changes.push(remove('events', event));
  return changes;
}
