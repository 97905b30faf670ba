import { type Agreement, agreementOf, sharedArticles } from '../../desk/agreement/agreement.js';
import { reviewFigures } from '../../desk/review/review-figures.js';
import { viewerOf } from '../articles/article.js';
import { type Faults, formWork } from '../http/problems.js';
import type { Routes } from '../http/routes.js';
import { agreementAsked } from './agreement-query.js';
import { type FiguresAsked, figuresPage } from './figures-view.js';

/** How reviewing goes on the desk, and how far colleagues agree, for whoever runs it. */
export function reviewFiguresPage(routes: Routes): void {
  routes.get('/review/figures', "see the desk's figures", async (context, req, res) => {
    const { desk, actor } = context;
    const asked: FiguresAsked = agreementAsked(req.query);
    const figures = await reviewFigures(desk, actor);
    const ids = await sharedArticles(desk);
    const articles = await Promise.all(ids.map((id) => desk.store.get('articles', id)));
    const show = (agreement: Agreement | null, faults: Faults | null) => {
      const choices = articles.flatMap((article) => article ?? []);
      const page = figuresPage({ figures, agreement, asked, choices }, viewerOf(context));
      res.render('agreement/figures', { page, faults });
    };
    await formWork(
      res,
      async () => show(await agreementOf(desk, actor, asked), null),
      (faults) => show(null, faults),
    );
  });
}
