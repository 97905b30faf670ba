import { type MomentView, momentView, type Viewer } from '../annotations/card-view.js';

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** When an article was published: a day has no time, and is the same in every zone. */
export function dateWords(published: string, viewer: Viewer): MomentView {
  if (published.length > 10) return momentView(published, viewer);
  return { iso: published, words: day.format(new Date(published)) };
}
