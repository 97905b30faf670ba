import type { Response } from 'express';
import { z } from 'zod';
import { readingOf } from '../../desk/articles/article-reading.js';
import { articleById, editionOf, newestEditionOf } from '../../desk/articles/articles.js';
import {
  decideWording,
  type SharingArticle,
  sharedWordingOf,
} from '../../desk/articles/shared-wording.js';
import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/names.js';
import { confirmField } from '../../desk/register/questions.js';
import type { Article, Edition } from '../../domain/articles/article.js';
import { type SharedPassage, wordingDecisionInput } from '../../domain/articles/wording.js';
import { parse } from '../../domain/parse.js';
import { Problem } from '../../domain/problem.js';
import { describe } from '../../domain/text/quotes/quote.js';
import { codePointIndex, type Span } from '../../domain/text/span.js';
import { targetShape } from '../annotations/annotation-answers.js';
import { sendFormPage } from '../annotations/annotation-editing.js';
import { newForm } from '../annotations/annotation-forms.js';
import { type Answer, momentShape, personAnswer, personShape } from '../api/answers.js';
import { textField } from '../forms/form-fields.js';
import { confirmedIn } from '../forms/questions.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import type { Context } from '../http/context.js';
import type { Routes } from '../http/routes.js';
import { redirectWith, undoBy } from '../page/flash.js';
import { withQuery } from '../page/links.js';
import { viewerOf } from '../page/viewer.js';
import { newAnnotation } from './article-page-view.js';
import { proposedChain, sharedLine, sideBySide, sideBySidePath } from './shared-wording-view.js';

/** Wording that an article shares with others: shown, decided on, and taken for a chain. */
export function sharedWording(routes: Routes): void {
  routes.get('/articles/:id/shared-wording', 'read', async ({ desk }, req, res) => {
    const article = await articleById(desk, req.params.id);
    const shared = await sharedWordingOf(desk, article.id);
    const lines = shared.map((each) => sharedLine(article, each));
    res.render('articles/shared-wording', { article, lines });
  });

  routes.get('/articles/:id/shared-wording/:other', 'read', (context, req, res) =>
    showSideBySide(context, res, req.params),
  );

  routes.get('/articles/:id/annotations/new', 'annotate', async (context, req, res) => {
    const pair = { id: req.params.id, other: textField(req.query, 'with') };
    await showProposal(context, res, pair, textField(req.query, 'chain'));
  });
  deciding(routes);
  forPrograms(routes);
}

interface Pair {
  id: string;
  other: string;
}

async function showSideBySide(
  context: Context,
  res: Response,
  { id, other }: Pair,
  refused: RefusedForm | null = null,
): Promise<void> {
  const { desk } = context;
  const { article, shared, edition } = await sharedBy(desk, id, other);
  const texts = { article, edition, other: await editionOf(desk, shared.with, shared.edition) };
  const view = sideBySide(texts, shared, await peopleNames(desk), viewerOf(context), refused);
  res.render('articles/side-by-side', { page: view, refused });
}

/** What two articles share; throws *not-found* where that is nothing. */
async function sharedBy(desk: Desk, id: string, other: string) {
  const { article, edition } = await newestEditionOf(desk, id);
  const all = await sharedWordingOf(desk, id);
  const shared = all.find((each) => each.article === other);
  if (!shared) throw new Problem('not-found', 'These articles share no wording.');
  return { article, edition, shared };
}

/** The form of an annotation on the longest passage that two articles share. */
async function showProposal(
  context: Context,
  res: Response,
  pair: Pair,
  kind: string,
): Promise<void> {
  const { desk } = context;
  const { article, edition, shared } = await sharedBy(desk, pair.id, pair.other);
  const reading = await readingOf(desk, article, []);
  const passage = longestOf(shared);
  const target = targetOf(edition, passage.here);
  const stored = {
    ...newForm(edition),
    ...target,
    start: String(target.start),
    end: String(target.end),
    chain: proposedChain(kind, shared.with, article),
  };
  await sendFormPage(context, res, { place: newAnnotation(article.id), stored, reading });
}

function longestOf({ passages }: SharingArticle): SharedPassage {
  const [first, ...others] = passages;
  if (!first) throw new Problem('not-found', 'These articles share no wording.');
  return others.reduce((most, each) => (each.words > most.words ? each : most), first);
}

function targetOf({ text }: Pick<Edition, 'text'>, span: Span, index = codePointIndex(text)) {
  const { start, end } = span;
  return {
    ...describe(text, span),
    start: index.toCodePoints(start),
    end: index.toCodePoints(end),
  };
}

function deciding(routes: Routes): void {
  routes.post('/articles/:id/shared-wording/:other', 'set aside warnings', (context, req, res) =>
    formWork(
      req,
      res,
      async () => {
        const { id, other } = req.params;
        const independent = textField(req.body, 'independent') === 'true';
        const sent = { independent, reason: textField(req.body, 'reason') };
        const input = { ...parse(wordingDecisionInput, sent), confirm: confirmedIn(req.body) };
        const { desk, actor } = context;
        const seen = await decideWording(desk, actor, [id, other], input, seenIn(req));
        const path = sideBySidePath(id, other);
        const undo = undoBy(withQuery(`${path}/withdrawal`, { seen }));
        redirectWith(req, res, path, { message: 'It is decided.', undo });
      },
      (refused) => showSideBySide(context, res, req.params, { ...refused, at: 'decision' }),
    ),
  );

  routes.post(
    '/articles/:id/shared-wording/:other/withdrawal',
    'set aside warnings',
    (context, req, res) =>
      formWork(
        req,
        res,
        async () => {
          const { id, other } = req.params;
          await decideWording(context.desk, context.actor, [id, other], null, seenIn(req));
          redirectWith(req, res, sideBySidePath(id, other), { message: 'It is open again.' });
        },
        (refused) => showSideBySide(context, res, req.params, refused),
      ),
  );
}

/** What was decided when the form was shown; the button of a toast says it in its address. */
function seenIn({ query, body }: { query: unknown; body: unknown }): string {
  return textField(body, 'seen') || textField(query, 'seen');
}

const sharedWordingShape = z
  .object({
    items: z.array(
      z.object({
        /** The id of the article that says nearly the same. */
        article: z.string(),
        /** How many words are alike in both. */
        words: z.int(),
        /** Where it stands in the newest edition of this article. */
        target: targetShape,
        /** Where it stands in that one. */
        there: targetShape,
        /** What an editor decided that it means. */
        decision: z
          .object({
            independent: z.boolean(),
            reason: z.string(),
            by: personShape,
            at: momentShape,
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'SharedWording' });

function forPrograms(routes: Routes): void {
  routes.get(
    '/api/articles/:id/shared-wording',
    {
      right: 'read',
      summary: 'Passages that stand nearly alike in other articles, quotations apart',
      answer: sharedWordingShape,
    },
    async ({ desk }, req, res) => {
      res.json(await answerOf(desk, await articleById(desk, req.params.id)));
    },
  );

  routes.put(
    '/api/articles/:id/shared-wording/:other/decision',
    {
      right: 'set aside warnings',
      summary: 'Decides whether two articles that share wording count as independent',
      body: wordingDecisionInput.extend(confirmField),
      answer: sharedWordingShape,
      conflict: 'It names a confidential source: say yes to it first (`confirm`).',
    },
    async ({ desk, actor, body }, req, res) => {
      const { id, other } = req.params;
      await decideWording(desk, actor, [id, other], body);
      res.json(await answerOf(desk, await articleById(desk, id)));
    },
  );

  routes.delete(
    '/api/articles/:id/shared-wording/:other/decision',
    { right: 'set aside warnings', summary: 'Takes such a decision back' },
    async ({ desk, actor }, req, res) => {
      await decideWording(desk, actor, [req.params.id, req.params.other], null);
      res.status(204).end();
    },
  );
}

async function answerOf(desk: Desk, article: Article): Promise<Answer<typeof sharedWordingShape>> {
  const all = await sharedWordingOf(desk, article.id);
  if (all.length === 0) return { items: [] };
  const textOf = async (each: SharingArticle) => ({
    ...each,
    there: await editionOf(desk, each.with, each.edition),
  });
  const [edition, people, shared] = await Promise.all([
    editionOf(desk, article),
    peopleNames(desk),
    Promise.all(all.map(textOf)),
  ]);
  const index = codePointIndex(edition.text);
  const items: Answer<typeof sharedWordingShape>['items'] = [];
  for (const { article: id, there, passages, decision } of shared) {
    const otherIndex = codePointIndex(there.text);
    for (const passage of passages) {
      items.push({
        article: id,
        words: passage.words,
        target: targetOf(edition, passage.here, index),
        there: targetOf(there, passage.there, otherIndex),
        decision: decision && { ...decision, by: personAnswer(decision.by, people) },
      });
    }
  }
  return { items };
}
