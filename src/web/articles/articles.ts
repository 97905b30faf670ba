import type { Response } from 'express';
import { allInOrder } from '../../desk/all-in-order.js';
import { articleSorts, listArticles, publishersOf } from '../../desk/articles/article-list.js';
import {
  articleById,
  changeArticle,
  deleteArticle,
  detailsTag,
  editionOf,
} from '../../desk/articles/articles.js';
import { countClaimsOfOnly } from '../../desk/claims/claim-list.js';
import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/names.js';
import { confirmField } from '../../desk/register/questions.js';
import { awaitedFrom } from '../../desk/rounds/rounds.js';
import { type Article, articleDetails } from '../../domain/articles/article.js';
import { quoted } from '../../domain/history/words.js';
import { parse } from '../../domain/parse.js';
import { demandToDo, may } from '../../domain/rights.js';
import { countedFirst } from '../../domain/text/wording.js';
import { listShape } from '../api/answers.js';
import { pageAsked, pageQuery } from '../api/api-input.js';
import { textField, textFields } from '../forms/form-fields.js';
import { confirmedIn } from '../forms/questions.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import { undoable } from '../history/undoing.js';
import type { Context } from '../http/context.js';
import { seeOther } from '../http/responses.js';
import type { Routes } from '../http/routes.js';
import { redirectWith } from '../page/flash.js';
import { viewerOf } from '../page/viewer.js';
import {
  articleAnswer,
  articleShape,
  articleWithText,
  articleWithTextShape,
} from './article-answers.js';
import { articlesAsked, articlesPage } from './articles-view.js';
import { editionAsked } from './edition-view.js';

/**
 * The articles: listed, described anew, deleted. One is added in new-article.ts, and read in
 * article.ts.
 */
export function articles(routes: Routes): void {
  // The way in leads here.
  routes.get('/', 'read', (_context, _req, res) => seeOther(res, '/articles'));

  routes.get('/articles', 'read', async (context, req, res) => {
    const asked = articlesAsked(req.query);
    const { after, ...query } = asked;
    const list = await listArticles(context.desk, { ...query, after: after || null });
    const publishers = await publishersOf(context.desk);
    const page = articlesPage(list, publishers, asked, viewerOf(context));
    const mayAdd = may(context.actor, 'add articles');
    res.render('articles/index', { page, mayAdd, awaited: await roundsAwaiting(context) });
  });
  changing(routes);
  deleting(routes);
  forPrograms(routes);
  oneForPrograms(routes);
}

/** The blind rounds that wait for whoever asks, with the articles that they are on. */
async function roundsAwaiting({ desk, actor }: Context) {
  const rounds = await awaitedFrom(desk, actor);
  return Promise.all(
    rounds.map(async ({ id, article }) => ({
      id,
      title: (await articleById(desk, article)).title,
    })),
  );
}

/** The fields of a form that describe an article. */
export const detailFields = [
  'title',
  'publisher',
  'byline',
  'url',
  'publishedAt',
  'language',
] as const;

function changing(routes: Routes): void {
  routes.get('/articles/:id/edit', 'add articles', async ({ desk, actor }, req, res) => {
    const article = await articleById(desk, req.params.id);
    demandToDo(actor, 'change the article', article);
    showEdit(res, article, formOf(article), may(actor, 'delete articles'));
  });

  routes.post('/articles/:id', 'add articles', async ({ desk, actor }, req, res) => {
    const article = await articleById(desk, req.params.id);
    const typed = textFields(req.body, ...detailFields);
    const seen = textField(req.body, 'seen') || null;
    await formWork(
      req,
      res,
      async () => {
        const details = parse(articleDetails, typed);
        const sent = { ...details, confirm: confirmedIn(req.body) };
        const subject = { kind: 'article' as const, id: article.id };
        const change = () => changeArticle(desk, actor, article.id, sent, seen);
        const { undo } = await undoable({ desk, actor }, subject, change);
        const message = 'The details are saved.';
        redirectWith(req, res, `/articles/${article.id}`, { message, undo });
      },
      (refused) => showEdit(res, article, typed, may(actor, 'delete articles'), refused),
    );
  });
}

type Details = Record<(typeof detailFields)[number], string>;

function formOf(article: Article): Details {
  const entries = detailFields.map((field) => [field, article[field] ?? '']);
  return Object.fromEntries(entries);
}

function showEdit(
  res: Response,
  article: Article,
  form: Details,
  mayDelete: boolean,
  refused: RefusedForm | null = null,
): void {
  const { id, title } = article;
  const about = { id, title, seen: detailsTag(article) };
  res.render('articles/edit', { article: about, form, mayDelete, refused });
}

function deleting(routes: Routes): void {
  routes.get('/articles/:id/deletion', 'delete articles', async ({ desk }, req, res) => {
    await showDeletion(desk, res, req.params.id);
  });

  routes.post('/articles/:id/deletion', 'delete articles', async ({ desk, actor }, req, res) => {
    const { id } = req.params;
    await formWork(
      req,
      res,
      async () => {
        const { title } = await articleById(desk, id);
        const annotations = textField(req.body, 'annotations') === 'delete';
        await deleteArticle(desk, actor, id, { annotations });
        redirectWith(req, res, '/articles', { message: `${quoted(title)} is deleted.` });
      },
      (refused) => showDeletion(desk, res, id, refused),
    );
  });
}

async function showDeletion(
  desk: Desk,
  res: Response,
  id: string,
  refused: RefusedForm | null = null,
): Promise<void> {
  const { title, publisher } = await articleById(desk, id);
  const [annotations, bare] = await allInOrder([
    desk.store.count('annotations', 'everything', id),
    countClaimsOfOnly(desk, id),
  ]);
  const article = { id, title, publisher, annotations };
  res.render('articles/deletion', { article, claims: bareClaims(bare), refused });
}

/** What is said of claims of which an article has the only passages; empty where there are none. */
function bareClaims(count: number): { name: string; rest: string } | null {
  if (count === 0) return null;
  const [has, stay] = count === 1 ? ['has', 'It stays'] : ['have', 'They stay'];
  const rest = `${has} passages in this article alone. ${stay}, without a passage.`;
  return { name: countedFirst(count, 'claim'), rest };
}

function forPrograms(routes: Routes): void {
  routes.get(
    '/api/articles',
    {
      right: 'read',
      summary: 'The articles',
      query: {
        q: 'Words of the title, the publisher’s name or the byline.',
        publisher: 'The publisher’s name.',
        wording: { says: 'Only those that share wording with another.', values: ['shared'] },
        sort: {
          says: 'By what they are sorted, with a hyphen the other way round. -added unless told.',
          values: articleSorts.flatMap((sort) => [sort, `-${sort}`]),
        },
        ...pageQuery,
      },
      answer: listShape(articleShape),
    },
    async ({ desk }, req, res) => {
      const { sharesWording, sort, order } = articlesAsked(req.query);
      const asked = { ...textFields(req.query, 'q', 'publisher'), sharesWording, sort, order };
      const { items, next } = await listArticles(desk, { ...asked, ...pageAsked(req.query) });
      const people = await peopleNames(desk);
      const answers = items.map(async ({ article, tally }) =>
        articleAnswer(article, await editionOf(desk, article), tally, people),
      );
      res.json({ items: await Promise.all(answers), next });
    },
  );
}

function oneForPrograms(routes: Routes): void {
  routes.get(
    '/api/articles/:id',
    {
      right: 'read',
      summary: 'An article with its text',
      query: { edition: 'The number of an edition; the newest unless told.' },
      answer: articleWithTextShape,
    },
    async ({ desk }, req, res) => {
      const article = await articleById(desk, req.params.id);
      res.json(await articleWithText(desk, article, editionAsked(req.query.edition)));
    },
  );

  routes.patch(
    '/api/articles/:id',
    {
      right: 'add articles',
      summary: 'Changes what describes an article; fields left out stay as they are',
      body: articleDetails.partial().extend(confirmField),
      answer: articleWithTextShape,
      conflict: 'It names a confidential source: say yes to it first (`confirm`).',
    },
    async ({ desk, actor, body }, req, res) => {
      const article = await articleById(desk, req.params.id);
      const sent = Object.entries(body).filter(([field]) => Object.hasOwn(Object(req.body), field));
      const details = parse(articleDetails, { ...article, ...Object.fromEntries(sent) });
      const asked = { ...details, confirm: body.confirm };
      res.json(await articleWithText(desk, await changeArticle(desk, actor, article.id, asked)));
    },
  );

  routes.delete(
    '/api/articles/:id',
    {
      right: 'delete articles',
      summary: 'Deletes an article',
      query: { annotations: { says: 'Its annotations go too, for good.', values: ['delete'] } },
      conflict: 'It has annotations that were not named, or a blind round is open on it.',
    },
    async ({ desk, actor }, req, res) => {
      const annotations = req.query.annotations === 'delete';
      await deleteArticle(desk, actor, req.params.id, { annotations });
      res.status(204).end();
    },
  );
}
