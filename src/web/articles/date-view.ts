import { showDate } from '../../domain/text/shown-dates.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';

/** When an article was published: what is less than a moment is the same in every zone. */
export function dateWords(published: string, viewer: Viewer): MomentView {
  if (published.length > 10) return momentView(published, viewer);
  return { iso: published, words: showDate(published) };
}
