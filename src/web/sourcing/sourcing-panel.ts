import type { Desk } from '../../desk/desk.js';
import { independenceIn, sourcingOf } from '../../desk/sourcing/article-sourcing.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import type { Viewer } from '../page/viewer.js';
import { type SourcingView, sourcingView } from './sourcing-view.js';

/** The article's page shows as many; the others stand on the page of its sourcing. */
const maxChecksInPanel = 20;

/** How independent more annotations are is worked out on the page of their sourcing, off this thread. */
const maxCountedInPanel = 100;

/** What carries an article, as its page shows it. */
export async function panelOf(
  desk: Desk,
  reading: ArticleReading,
  viewer: Viewer,
): Promise<SourcingView> {
  const { length } = reading.annotations;
  const [worked, figures] = await Promise.all([
    sourcingOf(desk, reading),
    length > 0 && length <= maxCountedInPanel ? independenceIn(desk, reading) : null,
  ]);
  return sourcingView(reading, { ...worked, figures }, viewer, {
    back: `/articles/${reading.article.id}`,
    maxChecks: maxChecksInPanel,
  });
}
