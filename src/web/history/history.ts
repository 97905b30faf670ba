import type { Desk } from '../../desk/desk.js';
import { documentsById } from '../../desk/documents.js';
import {
  type HistoryPage,
  type HistoryQuery,
  listHistory,
} from '../../desk/history/whole-history.js';
import { peopleNames } from '../../desk/people/names.js';
import type { Article } from '../../domain/articles/article.js';
import type { Event, SubjectKind } from '../../domain/history/event.js';
import { eventKindCodes, eventKinds } from '../../domain/history/event-kinds.js';
import { quoted } from '../../domain/history/words.js';
import { Problem } from '../../domain/problem.js';
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

/** A choice of the filter. */
interface SelectView {
  name: string;
  label: string;
  options: { value: string; label: string; selected: boolean }[];
}

/** The history of the desk, in plain sentences, the newest first. */
export function history(routes: Routes): void {
  routes.get('/history', 'read', async (context, req, res) => {
    const { desk } = context;
    const asked = askedIn(req.query);
    const names = peopleNames(desk);
    const [people, page] = await Promise.all([
      names,
      listHistory(desk, { ...asked, after: asked.after || null }, names),
    ]);
    const articles = await articlesIn(context, page.items, asked.article);
    const ofSubject = await pageOfSubject(desk, asked.subject, page, names);
    const subject = ofSubject?.items[0]?.subject;
    const shown = {
      subject: subject ? `${subject.kind}/${subject.id}` : null,
      article: asked.article || null,
    };
    res.render('history/index', {
      days: historyDays(page, articles, shown, viewerOf(context)),
      isFiltered: asked.subject !== '' || asked.article !== '',
      isChosen: asked.person !== '' || asked.kind !== null,
      choices: choicesOf(asked, people, page),
      asked: { subject: asked.subject, article: asked.article },
      about: await aboutOf(context, ofSubject ?? page, articles, {
        kind: subject?.kind ?? 'article',
        id: subject?.id ?? asked.article,
      }),
      whole: addressOf({ ...asked, person: '', kind: null, after: null }),
      unnarrowed: addressOf({ ...asked, subject: '', article: '', after: null }),
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
        person: 'By somebody, by their id.',
        kind: {
          says: 'Of one kind. With it, or several of these, a page may be short and not the last.',
          values: eventKindCodes,
        },
        ...pageQuery,
      },
      answer: listShape(eventShape),
    },
    async ({ desk }, req, res) => {
      const asked = { ...askedIn(req.query), ...pageAsked(req.query) };
      const { items, next, names } = await listHistory(desk, asked);
      res.json({ items: items.map((event) => eventAnswer(event, names)), next });
    },
  );
}

function askedIn(query: unknown) {
  const { kind: named, ...asked } = textFields(
    query,
    'subject',
    'article',
    'person',
    'kind',
    'after',
  );
  const kind = eventKindCodes.find((code) => code === named) ?? null;
  if (named !== '' && kind === null)
    throw Problem.field('kind', `Name the kind as one of: ${eventKindCodes.join(', ')}.`);
  return { ...asked, kind };
}

/** What tells which thing is asked for: the page, or its history where nothing on the page is of it. Null for no thing. */
async function pageOfSubject(
  desk: Desk,
  subject: string,
  page: HistoryPage,
  people: Promise<ReadonlyMap<string, string>>,
): Promise<HistoryPage | null> {
  if (subject === '') return null;
  return page.items.length > 0 ? page : listHistory(desk, { subject, limit: 1 }, people);
}

/** Whoever did what is shown is offered, too: a command line, or a name that an import brought, is nobody of the desk. */
function choicesOf(
  { person = '', kind }: HistoryQuery,
  ofDesk: ReadonlyMap<string, string>,
  { items, names }: HistoryPage,
): SelectView[] {
  const others = [person, ...items.map(({ by }) => by)].filter((id) => id !== '');
  const people = new Map([
    ...others.map((id) => [id, names.people.get(id) ?? id] as const),
    ...ofDesk,
  ]);
  const option = (value: string, label: string, chosen: unknown) => ({
    ...{ value, label },
    selected: value === chosen,
  });
  const byName = [...people].toSorted(([, one], [, other]) => one.localeCompare(other, 'en'));
  return [
    {
      ...{ name: 'person', label: 'Person' },
      options: [
        option('', 'Everybody', person),
        ...byName.map(([id, name]) => option(id, name, person)),
      ],
    },
    {
      ...{ name: 'kind', label: 'What' },
      options: [
        option('', 'Everything', kind ?? ''),
        ...eventKinds.map(({ code, words }) => option(code, words, kind)),
      ],
    },
  ];
}

function addressOf({ subject, article, person, kind, after }: HistoryQuery): string {
  return withQuery('/history', { subject, article, person, kind, after });
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
