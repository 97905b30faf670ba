import { type Agreement, agreementOf, sharedArticles } from '../desk/agreement.js';
import { reviewFigures } from '../desk/figures.js';
import { agreementAsked } from './agreement-query.js';
import { viewerOf } from './article.js';
import { type FiguresAsked, figuresPage } from './present/figures.js';
import { type Faults, formWork } from './problems.js';
import type { Routes } from './routes.js';

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
      res.render('review/figures', { page, faults });
    };
    await formWork(
      res,
      async () => show(await agreementOf(desk, actor, asked), null),
      (faults) => show(null, faults),
    );
  });
}
