import { listArticles } from '../../desk/articles/article-list.js';
import { tallyOf } from '../../desk/articles/article-tallies.js';
import {
  addArticle,
  articleById,
  changeArticle,
  deleteArticle,
  editionOf,
} from '../../desk/articles/articles.js';
import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/people.js';
import { type Article, articleDetails, articleInput } from '../../domain/articles/article.js';
import { parse } from '../../domain/parse.js';
import { Problem } from '../../domain/problem.js';
import { articleAnswer } from '../api-answers.js';
import { bodyOf, demandKnownFields, pageAsked } from '../http/api-input.js';
import { textFields } from '../http/form-fields.js';
import type { Routes } from '../http/routes.js';
import { articlesAsked } from './articles-view.js';

/** Articles, for programs. */
export function apiArticles(routes: Routes): void {
  routes.get('/api/articles', 'read', async ({ desk }, req, res) => {
    const { sort, order } = articlesAsked(req.query);
    const asked = { ...textFields(req.query, 'q', 'publisher'), sort, order };
    const { items, next } = await listArticles(desk, { ...asked, ...pageAsked(req.query) });
    const people = await peopleNames(desk);
    const answers = items.map(async ({ article, tally }) =>
      articleAnswer(article, await editionOf(desk, article), tally, people),
    );
    res.json({ items: await Promise.all(answers), next });
  });

  routes.post('/api/articles', 'add articles', async ({ desk, actor }, req, res) => {
    const article = await addArticle(desk, actor, bodyOf(articleInput, req.body));
    const answer = await withText(desk, article);
    res.status(201).location(`/api/articles/${article.id}`).json(answer);
  });

  routes.get('/api/articles/:id', 'read', async ({ desk }, req, res) => {
    const article = await articleById(desk, req.params.id);
    res.json(await withText(desk, article, editionAsked(req.query.edition)));
  });

  // What is left out stays as it is.
  routes.patch('/api/articles/:id', 'add articles', async ({ desk, actor }, req, res) => {
    const article = await articleById(desk, req.params.id);
    demandKnownFields(articleDetails, req.body);
    const details = parse(articleDetails, { ...article, ...Object(req.body) });
    res.json(await withText(desk, await changeArticle(desk, actor, article.id, details)));
  });

  routes.delete('/api/articles/:id', 'delete articles', async ({ desk, actor }, req, res) => {
    const annotations = req.query.annotations === 'delete';
    await deleteArticle(desk, actor, req.params.id, { annotations });
    res.status(204).end();
  });
}

async function withText(desk: Desk, article: Article, number?: number) {
  const edition = await editionOf(desk, article, number);
  const tally = await tallyOf(desk, article.id);
  const answer = articleAnswer(article, edition, tally, await peopleNames(desk));
  return { ...answer, text: edition.text };
}

function editionAsked(asked: unknown): number | undefined {
  if (asked === undefined) return undefined;
  if (typeof asked === 'string' && /^[1-9]\d{0,8}$/u.test(asked)) return Number(asked);
  throw Problem.field('edition', 'Ask for an edition by its number, from 1.');
}
