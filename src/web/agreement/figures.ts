import {
  type Agreement,
  type AgreementQuery,
  agreementOf,
  sharedArticles,
} from '../../desk/agreement/agreement.js';
import { documentsById } from '../../desk/documents.js';
import { reviewFigures } from '../../desk/review/review-figures.js';
import { listShape } from '../api/answers.js';
import { yesOrNo } from '../api/api-input.js';
import { textFields } from '../forms/form-fields.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import type { Routes } from '../http/routes.js';
import { viewerOf } from '../page/viewer.js';
import { figureAnswer, figureShape } from './figure-answers.js';
import { type FiguresAsked, figuresPage } from './figures-view.js';

/** How reviewing goes on the desk, and how far colleagues agree, for whoever runs it. */
export function figures(routes: Routes): void {
  routes.get('/review/figures', "see the desk's figures", async (context, req, res) => {
    const { desk, actor } = context;
    const asked: FiguresAsked = agreementAsked(req.query);
    const reviewing = await reviewFigures(desk, actor);
    const ids = await sharedArticles(desk);
    const articles = [...(await documentsById(desk, 'articles', ids)).values()];
    const show = (agreement: Agreement | null, refused: RefusedForm | null) => {
      const page = figuresPage(
        { figures: reviewing, agreement, asked, choices: articles },
        viewerOf(context),
      );
      res.render('agreement/figures', { page, refused });
    };
    await formWork(
      req,
      res,
      async () => show(await agreementOf(desk, actor, asked), null),
      (refused) => show(null, refused),
    );
  });

  routes.get(
    '/api/agreement',
    {
      right: 'read',
      summary: 'How far colleagues agree on spans, origins, relations and levels',
      query: {
        article: 'On one article, by its id; on the whole desk unless told.',
        round: 'In one blind round that has ended, by its id.',
        people: 'Among some people: two ids or more, with commas. Cohen’s κ is for two.',
        blind: { says: 'true: only what was annotated in blind rounds.', values: yesOrNo },
      },
      answer: listShape(figureShape),
      problems: { 404: 'There is no such article or round.' },
    },
    async ({ desk, actor }, req, res) => {
      const agreement = await agreementOf(desk, actor, agreementAsked(req.query));
      res.json({ items: agreement.figures.map(figureAnswer), next: null });
    },
  );
}

/** What an address asks for: `article=ID`, `round=ID`, `people=ID&people=ID` or `people=ID,ID`, `blind=true`. */
function agreementAsked(query: Readonly<Record<string, unknown>>): AgreementQuery {
  const { article, round, blind } = textFields(query, 'article', 'round', 'blind');
  return {
    article: article || undefined,
    round: round || undefined,
    people: peopleAsked(query.people),
    blind: blind === 'true',
  };
}

/** A choice that was left open is sent empty, and means anybody. */
function peopleAsked(sent: unknown): string[] {
  const names = Array.isArray(sent) ? sent : [sent];
  return names
    .filter((name) => typeof name === 'string')
    .flatMap((name) => name.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
