import type { Response } from 'express';
import { addArticle } from '../../desk/articles/articles.js';
import { AtOnce } from '../../desk/at-once.js';
import { type CapturedFile, capture, type Draft } from '../../desk/capture/capture.js';
import { articlesWithText, keptText } from '../../desk/capture/kept-text.js';
import type { Desk } from '../../desk/desk.js';
import { articleInput } from '../../domain/articles/article.js';
import { parse } from '../../domain/parse.js';
import { Problem } from '../../domain/problem.js';
import { sendMade } from '../http/answers.js';
import type { Context } from '../http/context.js';
import { redirectWith } from '../http/flash.js';
import { textFields } from '../http/form-fields.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { formWork, type RefusedForm } from '../http/sent-form.js';
import { formInParts, uploadedFile } from '../http/uploads.js';
import { articleWithText, articleWithTextShape } from './article-answers.js';
import { detailFields } from './articles.js';

/** An article is added: from a file or from pasted text, after a preview. */
export function newArticle(routes: Routes): void {
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
    (context, req, res) => preview(context, req, res),
    [formInParts],
  );

  routes.post('/articles', 'add articles', (context, req, res) => save(context, req, res), [
    formInParts,
  ]);

  routes.post(
    '/api/articles',
    {
      right: 'add articles',
      summary: 'Adds an article',
      body: articleInput,
      answer: articleWithTextShape,
      makes: true,
    },
    async ({ desk, actor, body }, _req, res) => {
      const article = await addArticle(desk, actor, body);
      sendMade(res, `/api/articles/${article.id}`, await articleWithText(desk, article));
    },
  );
}

async function preview({ desk, actor }: Context, req: RouteRequest, res: Response): Promise<void> {
  const typed = typedIn(req.body);
  await formWork(
    req,
    res,
    async () => {
      const file = uploadedFile(req);
      await showPreview(desk, res, file ? await draftIn(actor.id, file) : pasted(typed));
    },
    // Whatever is wrong with an upload is wrong with its file: nothing was typed yet.
    (refused) =>
      showNew(res, typed, req.file ? { ...refused, faults: { file: refused.message } } : refused),
  );
}

/** Each file may take a thread of its own, of 512 MB, for twenty seconds. */
const readings = new AtOnce(2, 'Two of your files are being read. Wait until one is done.');

async function draftIn(person: string, file: CapturedFile): Promise<Draft> {
  const draft = await readings.run(person, () => capture(file));
  parse(articleInput.pick({ text: true }), draft);
  return draft;
}

function pasted(typed: TypedDraft): Draft {
  if (typed.text.trim() === '') {
    const message = 'Choose a file, or paste the article’s text.';
    throw new Problem('invalid', message, [
      { field: 'text', message: 'Paste the article’s text.' },
    ]);
  }
  parse(articleInput, typed);
  return { ...typed, notes: [] };
}

async function save({ desk, actor }: Context, req: RouteRequest, res: Response): Promise<void> {
  const typed = typedIn(req.body);
  await formWork(
    req,
    res,
    async () => {
      uploadedFile(req);
      const article = await addArticle(desk, actor, parse(articleInput, typed));
      redirectWith(req, res, `/articles/${article.id}`, { message: 'The article is saved.' });
    },
    async (refused) => {
      if (refused.faults.text === undefined) {
        await showPreview(desk, res, { ...typed, notes: [] }, refused);
      } else showNew(res, typed, refused);
    },
  );
}

type TypedDraft = Omit<Draft, 'notes'>;

const blank = typedIn({});

function typedIn(body: unknown): TypedDraft {
  return textFields(body, ...detailFields, 'text');
}

function showNew(res: Response, form: TypedDraft, refused: RefusedForm | null = null): void {
  res.render('articles/new', { form, refused });
}

async function showPreview(
  desk: Desk,
  res: Response,
  draft: Draft,
  refused: RefusedForm | null = null,
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
    refused,
  });
}

function figure(count: number): string {
  return count.toLocaleString('en');
}
