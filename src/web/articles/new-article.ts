import type { Response } from 'express';
import { z } from 'zod';
import { publishersOf } from '../../desk/articles/article-list.js';
import { addArticle } from '../../desk/articles/articles.js';
import { type ArticleDraft, blocksOfText, droppedOf } from '../../desk/capture/capture.js';
import { articlesWithText, keptText } from '../../desk/capture/kept-text.js';
import type { Desk } from '../../desk/desk.js';
import { confirmField } from '../../desk/register/questions.js';
import { articleInput } from '../../domain/articles/article.js';
import { parse } from '../../domain/parse.js';
import { may } from '../../domain/rights.js';
import { counted } from '../../domain/text/wording.js';
import { sendMade } from '../api/answers.js';
import { textFields } from '../forms/form-fields.js';
import { confirmedIn } from '../forms/questions.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import { formInParts, uploadedFile } from '../forms/uploads.js';
import type { Context } from '../http/context.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { redirectWith, undoBy } from '../page/flash.js';
import { articleWithText, articleWithTextShape } from './article-answers.js';
import {
  articleSent,
  capturedOf,
  captureQuery,
  previewAnswer,
  previewShape,
} from './article-input.js';
import {
  blocksToSave,
  captureView,
  droppedInBlocks,
  type PreviewedArticle,
  previewAsSent,
  previewSent,
  sourceFieldsIn,
} from './article-preview.js';
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
  forPrograms(routes);
}

function forPrograms(routes: Routes): void {
  routes.post(
    '/api/articles',
    {
      right: 'add articles',
      summary: 'Adds an article',
      query: captureQuery,
      body: articleSent.extend({ confirm }),
      inParts: true,
      answer: articleWithTextShape,
      makes: true,
      conflict: 'It names a confidential source: say yes to it first (`confirm`).',
    },
    async ({ desk, actor, body: { confirm, ...body } }, req, res) => {
      const captured = await capturedOf(actor.id, body, req, { isSaved: true });
      const input = parse(articleInput, captured);
      const blocks = await blocksOfText(input.text, captured, nothingPutIn);
      const article = await addArticle(desk, actor, { ...input, confirm }, blocks);
      sendMade(res, `/api/articles/${article.id}`, await articleWithText(desk, article));
    },
  );

  routes.post(
    '/api/previews',
    {
      right: 'add articles',
      summary: 'What would be saved of an article; nothing is written',
      query: captureQuery,
      body: articleSent,
      inParts: true,
      answer: previewShape,
    },
    async ({ actor, body }, req, res) => {
      const captured = await capturedOf(actor.id, body, req, { isSaved: false });
      const { text } = parse(articleInput.pick({ text: true }), captured);
      const blocks = await blocksOfText(text, captured, nothingPutIn);
      const dropped = await droppedOf(captured, nothingPutIn);
      res.json(previewAnswer(captured, { blocks, dropped }));
    },
  );
}

/** Sent beside a file, one answer alone is no list. */
const confirm = z
  .preprocess((sent) => (typeof sent === 'string' ? [sent] : sent), confirmField.confirm)
  .optional();

const nothingPutIn: ReadonlySet<number> = new Set();

async function preview({ desk, actor }: Context, req: RouteRequest, res: Response): Promise<void> {
  const typed = typedIn(req.body);
  await formWork(
    req,
    res,
    async () => {
      const previewed = await previewSent(actor.id, typed, req);
      parse(articleInput.pick({ text: true }), previewed.form);
      await showPreview(desk, res, previewed);
    },
    async (refused) => {
      // Whatever is wrong with an upload is wrong with its file: nothing was typed yet.
      if (req.file) return showNew(res, typed, { ...refused, faults: { file: refused.message } });
      if (sourceFieldsIn(req.body)) return showSent(desk, actor.id, req, res, refused);
      showNew(res, typed, refused);
    },
  );
}

async function save({ desk, actor }: Context, req: RouteRequest, res: Response): Promise<void> {
  const typed = typedIn(req.body);
  await formWork(
    req,
    res,
    async () => {
      uploadedFile(req);
      const input = parse(articleInput, typed);
      const blocks = await blocksToSave(actor.id, input.text, sourceFieldsIn(req.body));
      const sent = { ...input, confirm: confirmedIn(req.body) };
      const article = await addArticle(desk, actor, sent, blocks);
      const message = 'The article is saved.';
      // Deleted so, it goes only while nobody has annotated it.
      const undo = may(actor, 'delete articles')
        ? undoBy(`/articles/${article.id}/deletion`)
        : null;
      redirectWith(req, res, `/articles/${article.id}`, { message, undo, draftOf: 'new' });
    },
    async (refused) => {
      if (refused.faults.text === undefined) await showSent(desk, actor.id, req, res, refused);
      else showNew(res, typed, refused);
    },
  );
}

/** The preview as it was sent, with what is wrong with it. */
async function showSent(
  desk: Desk,
  person: string,
  req: RouteRequest,
  res: Response,
  refused: RefusedForm,
): Promise<void> {
  await showPreview(desk, res, await previewAsSent(person, typedIn(req.body), req.body), refused);
}

const blank = typedIn({});

function typedIn(body: unknown): ArticleDraft {
  return textFields(body, ...detailFields, 'text');
}

function showNew(res: Response, form: ArticleDraft, refused: RefusedForm | null = null): void {
  const details = detailFields.map((name) => ({ name, value: form[name] }));
  res.render('articles/new', { form, details, refused });
}

async function showPreview(
  desk: Desk,
  res: Response,
  previewed: PreviewedArticle,
  refused: RefusedForm | null = null,
): Promise<void> {
  const { form, captured } = previewed;
  const kept = await keptText(form.text);
  const same = await articlesWithText(desk, kept.text);
  res.render('articles/preview', {
    form,
    from: captured.from,
    capture: captureView(previewed),
    publishers: await publishersOf(desk),
    kept: {
      text: kept.text,
      counts: `${counted(kept.words, 'word')}, ${counted(kept.characters, 'character')}`,
      dropped: kept.dropped + (await droppedInBlocks(previewed)),
    },
    same: same.map(({ id, title, publisher }) => ({ id, title, publisher })),
    refused,
  });
}
