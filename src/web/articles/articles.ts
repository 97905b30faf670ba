import type { Response } from 'express';
import { listArticles, publishersOf } from '../../desk/articles/article-list.js';
import {
  addArticle,
  articleById,
  changeArticle,
  deleteArticle,
  mayChangeArticle,
} from '../../desk/articles/articles.js';
import { type CapturedFile, capture, type Draft } from '../../desk/capture/capture.js';
import { articlesWithText, keptText } from '../../desk/capture/kept-text.js';
import type { Desk } from '../../desk/desk.js';
import { awaitedFrom } from '../../desk/rounds/rounds.js';
import { type Article, articleDetails, articleInput } from '../../domain/articles/article.js';
import { quoted } from '../../domain/history/words.js';
import { parse } from '../../domain/parse.js';
import { may } from '../../domain/people/person.js';
import { Problem } from '../../domain/problem.js';
import type { Context } from '../http/context.js';
import { redirectWith } from '../http/flash.js';
import { textField, textFields } from '../http/form-fields.js';
import { type Faults, faultsOf, formWork } from '../http/problems.js';
import type { Asked, Routes } from '../http/routes.js';
import { formInParts, uploadedFile } from '../http/uploads.js';
import { viewerOf } from './article.js';
import { articlesAsked, articlesPage } from './articles-view.js';

/** The articles: listed, added after a preview, described anew, deleted. One is read in article.ts. */
export function articles(routes: Routes): void {
  routes.get('/articles', 'read', async (context, req, res) => {
    const asked = articlesAsked(req.query);
    const { after, ...query } = asked;
    const list = await listArticles(context.desk, { ...query, after: after || null });
    const publishers = await publishersOf(context.desk);
    const page = articlesPage(list, publishers, asked, viewerOf(context));
    const mayAdd = may(context.actor, 'add articles');
    res.render('articles/index', { page, mayAdd, awaited: await roundsAwaiting(context) });
  });
  adding(routes);
  changing(routes);
  deleting(routes);
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

function adding(routes: Routes): void {
  routes.get('/articles/new', 'add articles', (_context, _req, res) => showNew(res, blank));

  // Where the preview goes back to: nothing is written, everything typed is there again.
  routes.post(
    '/articles/new',
    'add articles',
    (_context, req, res) => showNew(res, typedIn(req.body)),
    [formInParts],
  );

  routes.post(
    '/articles/preview',
    'add articles',
    ({ desk }, req, res) => preview(desk, req, res),
    [formInParts],
  );

  routes.post('/articles', 'add articles', (context, req, res) => save(context, req, res), [
    formInParts,
  ]);
}

async function preview(desk: Desk, req: Asked, res: Response): Promise<void> {
  const typed = typedIn(req.body);
  await formWork(
    res,
    async () => {
      const file = uploadedFile(req);
      await showPreview(desk, res, file ? await draftIn(file) : pasted(typed));
    },
    // Whatever is wrong with an upload is wrong with its file: nothing was typed yet.
    (faults) =>
      showNew(res, typed, { ...faults, of: req.file ? { file: faults.message } : faults.of }),
  );
}

async function draftIn(file: CapturedFile): Promise<Draft> {
  const draft = await capture(file);
  parse(articleInput.pick({ text: true }), draft);
  return draft;
}

function pasted(typed: Typed): Draft {
  if (typed.text.trim() === '') {
    const message = 'Choose a file, or paste the article’s text.';
    throw new Problem('invalid', message, [
      { field: 'text', message: 'Paste the article’s text.' },
    ]);
  }
  parse(articleInput, typed);
  return { ...typed, notes: [] };
}

async function save({ desk, actor }: Context, req: Asked, res: Response): Promise<void> {
  const typed = typedIn(req.body);
  await formWork(
    res,
    async () => {
      uploadedFile(req);
      const article = await addArticle(desk, actor, parse(articleInput, typed));
      redirectWith(req, res, `/articles/${article.id}`, { message: 'The article is saved.' });
    },
    async (faults) => {
      if (faults.of.text === undefined) {
        await showPreview(desk, res, { ...typed, notes: [] }, faults);
      } else showNew(res, typed, faults);
    },
  );
}

type Typed = Omit<Draft, 'notes'>;

const details = ['title', 'publisher', 'byline', 'url', 'publishedAt', 'language'] as const;
const blank = typedIn({});

function typedIn(body: unknown): Typed {
  return textFields(body, ...details, 'text');
}

function showNew(res: Response, form: Typed, faults: Faults | null = null): void {
  res.render('articles/new', { form, faults });
}

async function showPreview(
  desk: Desk,
  res: Response,
  draft: Draft,
  faults: Faults | null = null,
): Promise<void> {
  const kept = await keptText(draft.text);
  const same = await articlesWithText(desk, kept.text);
  res.render('articles/preview', {
    form: draft,
    kept: {
      text: kept.text,
      counts: `${figure(kept.words)} words, ${figure(kept.characters)} characters`,
      dropped: kept.dropped,
    },
    same: same.map(({ id, title, publisher }) => ({ id, title, publisher })),
    faults,
  });
}

function figure(count: number): string {
  return count.toLocaleString('en');
}

function changing(routes: Routes): void {
  routes.get('/articles/:id/edit', 'add articles', async ({ desk, actor }, req, res) => {
    const article = await articleById(desk, req.params.id);
    if (!mayChangeArticle(actor, article)) {
      throw new Problem('forbidden', 'Only editors and whoever added this article may change it.');
    }
    showEdit(res, article, formOf(article), may(actor, 'delete articles'));
  });

  routes.post('/articles/:id', 'add articles', async ({ desk, actor }, req, res) => {
    const article = await articleById(desk, req.params.id);
    const typed = textFields(req.body, ...details);
    await formWork(
      res,
      async () => {
        await changeArticle(desk, actor, article.id, parse(articleDetails, typed));
        redirectWith(req, res, `/articles/${article.id}`, { message: 'The details are saved.' });
      },
      (faults) => showEdit(res, article, typed, may(actor, 'delete articles'), faults),
    );
  });
}

type Details = Record<(typeof details)[number], string>;

function formOf(article: Article): Details {
  const entries = details.map((field) => [field, article[field] ?? '']);
  return Object.fromEntries(entries);
}

function showEdit(
  res: Response,
  { id, title }: Article,
  form: Details,
  mayDelete: boolean,
  faults: Faults | null = null,
): void {
  res.render('articles/edit', { article: { id, title }, form, mayDelete, faults });
}

function deleting(routes: Routes): void {
  routes.get('/articles/:id/deletion', 'delete articles', async ({ desk }, req, res) => {
    await showDeletion(desk, res, req.params.id);
  });

  routes.post('/articles/:id/deletion', 'delete articles', async ({ desk, actor }, req, res) => {
    const { id } = req.params;
    await formWork(
      res,
      async () => {
        const { title } = await articleById(desk, id);
        const annotations = textField(req.body, 'annotations') === 'delete';
        await deleteArticle(desk, actor, id, { annotations });
        redirectWith(req, res, '/articles', { message: `${quoted(title)} is deleted.` });
      },
      (_faults, problem) => showDeletion(desk, res, id, problem),
    );
  });
}

async function showDeletion(
  desk: Desk,
  res: Response,
  id: string,
  problem: Problem | null = null,
): Promise<void> {
  const { title, publisher } = await articleById(desk, id);
  const annotations = await desk.store.count('annotations', 'everything', id);
  const article = { id, title, publisher, annotations };
  res.render('articles/deletion', { article, faults: problem && faultsOf(problem) });
}
