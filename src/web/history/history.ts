import { documentsById } from '../../desk/documents.js';
import {
  type HistoryPage,
  type HistoryQuery,
  listHistory,
} from '../../desk/history/whole-history.js';
import type { Article } from '../../domain/articles/article.js';
import type { Event, SubjectKind } from '../../domain/history/event.js';
import { quoted } from '../../domain/history/words.js';
import { listShape } from '../api/answers.js';
import { pageAsked, pageQuery } from '../api/api-input.js';
import { textFields } from '../forms/form-fields.js';
import type { Context } from '../http/context.js';
import type { Routes } from '../http/routes.js';
import { withQuery } from '../page/links.js';
import { viewerOf } from '../page/viewer.js';
import { eventAnswer, eventShape } from './event-answers.js';
import { historyDays, pageOf } from './history-view.js';

/** The one thing that the page is about: "the source", "Runa Vold". */
interface AboutView {
  what: string;
  name: string;
  href: string | null;
}

/** The history of the desk, in plain sentences, the newest first. */
export function history(routes: Routes): void {
  routes.get('/history', 'read', async (context, req, res) => {
    const { desk } = context;
    const asked = textFields(req.query, 'subject', 'article', 'after');
    const page = await listHistory(desk, { ...asked, after: asked.after || null });
    const articles = await articlesIn(context, page.items, asked.article);
    const subject = asked.subject === '' ? undefined : page.items[0]?.subject;
    const shown = {
      subject: subject ? `${subject.kind}/${subject.id}` : null,
      article: asked.article || null,
    };
    res.render('history/index', {
      days: historyDays(page, articles, shown, viewerOf(context)),
      isFiltered: asked.subject !== '' || asked.article !== '',
      about: await aboutOf(context, page, articles, {
        kind: subject?.kind ?? 'article',
        id: subject?.id ?? asked.article,
      }),
      first: asked.after === '' ? null : addressOf({ ...asked, after: null }),
      next: page.next === null ? null : addressOf({ ...asked, after: page.next }),
    });
  });

  routes.get(
    '/api/history',
    {
      right: 'read',
      summary: 'What happened, the newest first',
      query: {
        subject: 'Of one thing: `annotation/ID`, or the id alone.',
        article: 'Of an article and its annotations, by its id.',
        ...pageQuery,
      },
      answer: listShape(eventShape),
    },
    async ({ desk }, req, res) => {
      const asked = { ...textFields(req.query, 'subject', 'article'), ...pageAsked(req.query) };
      const { items, next, names } = await listHistory(desk, asked);
      res.json({ items: items.map((event) => eventAnswer(event, names)), next });
    },
  );
}

function addressOf({ subject, article, after }: HistoryQuery): string {
  return withQuery('/history', { subject, article, after });
}

async function articlesIn(
  { desk }: Context,
  events: readonly Event[],
  asked: string,
): Promise<ReadonlyMap<string, Article>> {
  const ids = [asked, ...events.map(({ article }) => article ?? '')].filter(Boolean);
  return documentsById(desk, 'articles', ids);
}

/** Null for everything, and for what is no longer here. */
async function aboutOf(
  context: Context,
  { names }: HistoryPage,
  articles: ReadonlyMap<string, Article>,
  { kind, id }: { kind: SubjectKind; id: string },
): Promise<AboutView | null> {
  const name = {
    annotation: async () => (await context.desk.store.get('annotations', id))?.target.exact,
    article: () => articles.get(id)?.title,
    source: () => names.sources.get(id)?.name,
    claim: () => names.claims.get(id)?.statement,
    person: async () => (await context.desk.store.get('people', id))?.name,
    round: () => undefined,
    desk: () => undefined,
  };
  const found = await name[kind]();
  if (found === undefined) return null;
  const isQuoted = kind === 'annotation' || kind === 'claim';
  return {
    what: isQuoted || kind === 'source' ? `the ${kind}` : '',
    name: isQuoted ? quoted(found) : found,
    href: pageOf(kind, id, viewerOf(context)),
  };
}
