import type { Annotation } from '../../domain/annotations/annotation.js';
import { countsInside } from '../../domain/claims/claim-figures.js';
import { Problem } from '../../domain/problem.js';
import { all } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { collected, documentsById } from '../documents.js';
import { figuresOn } from './claim-figures-working.js';
import { passagesOf } from './claim-passages.js';
import type { FiguresRead } from './claim-reading.js';

/** Which annotations are asked about: some by their ids, or all of an article. */
interface AnnotationSelection {
  annotations?: readonly string[] | undefined;
  article?: string | undefined;
}

/**
 * How independent the sourcing of a selection is: of those that assert their claim, or have none.
 * Throws *invalid* for what is not there.
 */
export async function figuresOfSelection(
  desk: Desk,
  asked: AnnotationSelection,
): Promise<FiguresRead> {
  const annotations = await selected(desk, asked);
  // What may not be seen was not selected: in a blind round there are only one's own.
  const { passages } = await passagesOf(desk.store, annotations, () => false);
  const figures = await figuresOn(passages.filter(countsInside));
  return { figures, passages, named: new Map() };
}

async function selected(
  desk: Desk,
  { annotations, article }: AnnotationSelection,
): Promise<Annotation[]> {
  if (annotations === undefined && article === undefined) {
    throw Problem.field('annotations', 'Name the annotations, or an article.');
  }
  if (article !== undefined) {
    const found = await desk.store.get('articles', article);
    if (!found) throw Problem.field('article', 'There is no such article.');
    return collected(all(desk.store, 'annotations', 'article', { key: article }));
  }
  const found = await documentsById(desk, 'annotations', annotations ?? []);
  const present = [...found.values()].filter(({ deleted }) => deleted === null);
  const missing = (annotations ?? []).find((id) => !present.some((each) => each.id === id));
  if (missing === undefined) return present;
  throw Problem.field('annotations', `There is no annotation ${missing}.`);
}
