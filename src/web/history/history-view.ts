import type { HistoryPage } from '../../desk/history/whole-history.js';
import type { Article } from '../../domain/articles/article.js';
import type { Event, SubjectKind } from '../../domain/history/event.js';
import { eventSentence, type HistoryNames } from '../../domain/history/history.js';
import { may } from '../../domain/rights.js';
import { showDate, showTimeOfDay } from '../../domain/text/shown-dates.js';
import type { MomentView, Viewer } from '../page/viewer.js';

/** One step of the history, on one line. */
interface StepView {
  /** The time of day: the day stands over the steps. */
  at: MomentView;
  who: string;
  /** What they did, parted at the name of the thing that it happened to. */
  did: { before: string; thing: string; after: string };
  /** Where the thing is; null where it has no page, or none any more. */
  href: string | null;
  article: { id: string; title: string } | null;
}

interface DayView {
  day: string;
  steps: StepView[];
}

/** What goes without saying on the page, because it shows nothing else: "annotation/ID", an article. */
interface PageSubject {
  subject: string | null;
  article: string | null;
}

/** The steps of a page of the history by days, in its order; days are those of the viewer's zone. */
export function historyDays(
  { items, names }: HistoryPage,
  articles: ReadonlyMap<string, Article>,
  shown: PageSubject,
  viewer: Viewer,
): DayView[] {
  const days: DayView[] = [];
  for (const event of items) {
    const day = showDate(event.at, viewer.timeZone);
    if (days.at(-1)?.day !== day) days.push({ day, steps: [] });
    days.at(-1)?.steps.push({
      at: { iso: event.at, words: showTimeOfDay(event.at, viewer.timeZone) },
      ...sentenceOf(event, names),
      href: hrefOf(event, articles, shown, viewer),
      article: articleOf(event, articles, shown),
    });
  }
  return days;
}

function sentenceOf(event: Event, names: HistoryNames): Pick<StepView, 'who' | 'did'> {
  const { who, did, thing } = eventSentence(event, names);
  const start = did.indexOf(thing);
  const after = did.slice(start + thing.length);
  return { who, did: { before: did.slice(0, start), thing, after } };
}

/** The page of a thing; an article is named, and linked, beside what happened to it. */
export function pageOf(kind: SubjectKind, id: string, viewer: Viewer): string | null {
  if (kind === 'annotation') return `/annotations/${id}`;
  if (kind === 'source') return `/sources/${id}`;
  if (kind === 'claim') return `/claims/${id}`;
  if (kind === 'article') return `/articles/${id}`;
  return kind === 'person' && may(viewer.actor, 'manage people') ? `/people/${id}` : null;
}

function hrefOf(
  { subject: { kind, id }, article }: Event,
  articles: ReadonlyMap<string, Article>,
  shown: PageSubject,
  viewer: Viewer,
): string | null {
  const isGone = article !== null && !articles.has(article);
  const isSaid = kind === 'article' || `${kind}/${id}` === shown.subject;
  return isGone || isSaid ? null : pageOf(kind, id, viewer);
}

function articleOf(
  { subject, article: id }: Event,
  articles: ReadonlyMap<string, Article>,
  shown: PageSubject,
): StepView['article'] {
  const article = id === null ? undefined : articles.get(id);
  const isSaid = id === shown.article || `${subject.kind}/${subject.id}` === shown.subject;
  return article && !isSaid ? { id: article.id, title: article.title } : null;
}
