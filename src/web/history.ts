import { type HistoryPage, type HistoryQuery, listHistory } from '../desk/whole-history.js';
import type { Article } from '../domain/article.js';
import type { Event, SubjectKind } from '../domain/event.js';
import { describe } from '../domain/history.js';
import { viewerOf } from './article.js';
import type { Context } from './context.js';
import { textFields } from './form-fields.js';
import { type MomentView, momentView, type Viewer } from './present/card.js';
import type { Routes } from './routes.js';

interface EventView {
  at: MomentView;
  sentence: string;
  /** Where the thing is that it happened to; null where it has no page, or none any more. */
  href: string | null;
  what: string;
  /** The history of this thing alone; null where that is what is shown. */
  only: string | null;
  article: { id: string; title: string } | null;
}

/** The history of the desk, in plain sentences, the newest first. */
export function history(routes: Routes): void {
  routes.get('/history', 'read', async (context, req, res) => {
    const { desk } = context;
    const asked = textFields(req.query, 'subject', 'article', 'after');
    const page = await listHistory(desk, { ...asked, after: asked.after || null });
    const articles = await articlesIn(context, page.items, asked.article);
    const shown = { here: addressOf({ ...asked, after: null }), viewer: viewerOf(context) };
    res.render('history/index', {
      events: page.items.map((event) => eventView(event, page, articles, shown)),
      asked,
      about: articles.get(asked.article)?.title ?? null,
      first: asked.after === '' ? null : addressOf({ ...asked, after: null }),
      next: page.next === null ? null : addressOf({ ...asked, after: page.next }),
    });
  });
}

function addressOf({ subject = '', article = '', after = null }: HistoryQuery): string {
  const said = Object.entries({ subject, article, after: after ?? '' });
  return `/history?${new URLSearchParams(said.filter(([, value]) => value !== ''))}`;
}

async function articlesIn(
  { desk }: Context,
  events: readonly Event[],
  asked: string,
): Promise<ReadonlyMap<string, Article>> {
  const ids = new Set([asked, ...events.map(({ article }) => article ?? '')].filter(Boolean));
  const found = await Promise.all([...ids].map((id) => desk.store.get('articles', id)));
  return new Map(found.flatMap((article) => (article ? [[article.id, article] as const] : [])));
}

/** Where things have pages of their own; an article is named beside its event anyway. */
const pages: Partial<Record<SubjectKind, string>> = {
  annotation: '/annotations',
  source: '/sources',
};

function eventView(
  event: Event,
  { names }: HistoryPage,
  articles: ReadonlyMap<string, Article>,
  { here, viewer }: { here: string; viewer: Viewer },
): EventView {
  const { kind, id } = event.subject;
  const article = event.article === null ? undefined : articles.get(event.article);
  const page = pages[kind];
  const only = addressOf({ subject: `${kind}/${id}` });
  const gone = event.article !== null && !article;
  return {
    at: momentView(event.at, viewer),
    sentence: describe(event, names),
    href: page && !gone ? `${page}/${id}` : null,
    what: kind,
    only: only === here ? null : only,
    article: article ? { id: article.id, title: article.title } : null,
  };
}
