import type { Response } from 'express';
import { articleById, editionOf, editionsOf } from '../../desk/articles/articles.js';
import { comparedEditions, readyToCompare } from '../../desk/articles/edition-thread.js';
import {
  addEdition,
  claimsTouched,
  previewEdition,
  takeEditionBack,
} from '../../desk/articles/editions.js';
import type { ArticleDraft } from '../../desk/capture/capture.js';
import { peopleNames } from '../../desk/people/names.js';
import { countOpenShares } from '../../desk/shares/shares.js';
import { type Article, editionInput } from '../../domain/articles/article.js';
import { parse } from '../../domain/parse.js';
import { Problem } from '../../domain/problem.js';
import { may } from '../../domain/rights.js';
import { textField, textFields } from '../forms/form-fields.js';
import { confirmedIn } from '../forms/questions.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import { formInParts } from '../forms/uploads.js';
import type { Context } from '../http/context.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { redirectWith, undoBy } from '../page/flash.js';
import {
  blocksToSave,
  captureView,
  type PreviewedArticle,
  previewAsSent,
  previewSent,
  sourceFieldsIn,
} from './article-preview.js';
import { detailFields } from './articles.js';
import { comparisonView, editionLines, previewView, savedSentence } from './edition-view.js';
import { editionsForPrograms } from './editions-api.js';

/** The editions of an article: listed, compared, brought in after a preview, taken back. */
export function editions(routes: Routes): void {
  routes.get('/articles/:id/editions', 'read', list);
  routes.get('/articles/:id/editions/comparison', 'read', compare);

  routes.get('/articles/:id/editions/new', 'add articles', async ({ desk }, req, res) => {
    const article = await articleById(desk, req.params.id);
    // It gets ready while a new text is pasted.
    void readyToCompare((await editionOf(desk, article)).text);
    showNew(res, article, typedIn({}));
  });
  // Where the preview goes back to: nothing is written, everything typed is there again.
  routes.post(
    '/articles/:id/editions/new',
    'add articles',
    async ({ desk }, req, res) =>
      showNew(res, await articleById(desk, req.params.id), typedIn(req.body)),
    [formInParts],
  );
  routes.post('/articles/:id/editions/preview', 'add articles', preview, [formInParts]);
  routes.post('/articles/:id/editions', 'add articles', save, [formInParts]);
  routes.post('/articles/:id/editions/:number/removal', 'add articles', takeBack);
  editionsForPrograms(routes);
}

type AskedArticle = RouteRequest<'/articles/:id'>;

async function list({ desk, actor, site }: Context, req: AskedArticle, res: Response) {
  const article = await articleById(desk, req.params.id);
  const editions = await editionsOf(desk, article);
  res.render('articles/editions', {
    article: { id: article.id, title: article.title },
    editions: editionLines(editions, await peopleNames(desk), site),
    mayAdd: may(actor, 'add articles'),
  });
}

async function compare({ desk, actor }: Context, req: AskedArticle, res: Response) {
  const article = await articleById(desk, req.params.id);
  const to = numberAsked(req.query.to, article.edition);
  const from = numberAsked(req.query.from, Math.max(1, to - 1));
  const [was, now] = [await editionOf(desk, article, from), await editionOf(desk, article, to)];
  const compared = await comparedEditions(actor.id, was.text, now.text);
  res.render('articles/edition-comparison', {
    article: { id: article.id, title: article.title },
    numbers: { from, to },
    editions: Array.from({ length: article.edition }, (_, place) => place + 1),
    difference: await comparisonView(compared, article, 'all'),
  });
}

function numberAsked(value: unknown, otherwise: number): number {
  return typeof value === 'string' && /^\d{1,6}$/u.test(value) ? Number(value) : otherwise;
}

async function preview(context: Context, req: AskedArticle, res: Response): Promise<void> {
  const { desk, actor } = context;
  const article = await articleById(desk, req.params.id);
  const typed = typedIn(req.body);
  await formWork(
    req,
    res,
    async () => {
      const previewed = await previewSent(actor.id, typed, req);
      const { note } = parse(editionInput, { ...typed, text: previewed.form.text });
      await showPreview(context, res, article, { previewed, note: note ?? '' });
    },
    (refused) => {
      const faults = req.file ? { file: refused.message } : refused.faults;
      showNew(res, article, typed, { ...refused, faults });
    },
  );
}

async function showPreview(
  { desk, actor }: Context,
  res: Response,
  article: Article,
  { previewed, note }: { previewed: PreviewedArticle; note: string },
  refused: RefusedForm | null = null,
): Promise<void> {
  const input = parse(editionInput, { text: previewed.form.text });
  const carried = await previewEdition(desk, actor, article.id, input);
  const [claims, shares] = await Promise.all([
    claimsTouched(desk, carried),
    countOpenShares(desk, article.id),
  ]);
  res.render('articles/edition-preview', {
    article: { id: article.id, title: article.title },
    form: { text: input.text, note },
    capture: captureView(previewed),
    page: await previewView(carried, article, { claims, shares }),
    refused,
  });
}

async function save(context: Context, req: AskedArticle, res: Response): Promise<void> {
  const { desk, actor } = context;
  const article = await articleById(desk, req.params.id);
  const typed = typedIn(req.body);
  await formWork(
    req,
    res,
    async () => {
      const input = parse(editionInput, { ...typed, after: textField(req.body, 'after') || null });
      const blocks = await blocksToSave(actor.id, input.text, sourceFieldsIn(req.body));
      const sent = { ...input, blocks, confirm: confirmedIn(req.body) };
      const saved = await addEdition(desk, actor, article.id, sent);
      redirectWith(req, res, `/articles/${article.id}`, {
        message: savedSentence(saved),
        undo: undoBy(`/articles/${article.id}/editions/${saved.edition.number}/removal`),
        draftOf: `${article.id}/editions`,
      });
    },
    async (refused) => {
      // The text is mended where it was pasted; all else is told beside the preview, if that can be shown.
      if (refused.faults.text !== undefined) return showNew(res, article, typed, refused);
      try {
        const previewed = await previewAsSent(actor.id, typed, req.body);
        await showPreview(context, res, article, { previewed, note: typed.note }, refused);
      } catch (fault) {
        if (!(fault instanceof Problem)) throw fault;
        showNew(res, article, typed, refused);
      }
    },
  );
}

async function takeBack(
  { desk, actor }: Context,
  req: RouteRequest<'/articles/:id/editions/:number/removal'>,
  res: Response,
): Promise<void> {
  const { id, number } = req.params;
  await takeEditionBack(desk, actor, id, numberAsked(number, 0));
  redirectWith(req, res, `/articles/${id}`, { message: `Edition ${number} is taken back.` });
}

type TypedEdition = ArticleDraft & { note: string };

function typedIn(body: unknown): TypedEdition {
  return { ...textFields(body, ...detailFields, 'text'), note: textField(body, 'note') };
}

function showNew(
  res: Response,
  { id, title, edition }: Article,
  form: TypedEdition,
  refused: RefusedForm | null = null,
): void {
  res.render('articles/edition-new', { article: { id, title, edition }, form, refused });
}
