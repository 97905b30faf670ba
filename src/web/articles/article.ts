import type { Response } from 'express';
import { deskLabels } from '../../desk/annotations/desk-labels.js';
import { printable, readArticle } from '../../desk/articles/article-reading.js';
import { sharedWordingOf } from '../../desk/articles/shared-wording.js';
import { Pace } from '../../desk/pace.js';
import { namesOfPeople } from '../../desk/people/names.js';
import { openRoundOn } from '../../desk/rounds/open-rounds.js';
import { type AnnotationFilter, fitsFilter } from '../../domain/annotations/annotation-filter.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import { Problem } from '../../domain/problem.js';
import { peopleOfRound } from '../../domain/rounds/round.js';
import { cardView } from '../annotations/card-view.js';
import { wantsJson } from '../http/bodies.js';
import type { Context } from '../http/context.js';
import { sendPage } from '../http/long-page.js';
import { renderToText, whenGone } from '../http/responses.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import { viewerOf } from '../page/viewer.js';
import { roundView } from '../rounds/round-view.js';
import { panelOf } from '../sourcing/sourcing-panel.js';
import { articlePage, chosenIn } from './article-page-view.js';
import { drawnCards } from './drawn-cards.js';
import { drawnText } from './drawn-text.js';
import { editionAsked } from './edition-view.js';
import { filtersOf, filtersView } from './filters-view.js';
import { sharedLine } from './shared-wording-view.js';

/** The page on which an article is read, and the cards that it fetches as they are wanted. */
export function article(routes: Routes): void {
  routes.get('/articles/:id', 'read', show);

  routes.get('/articles/:id/filters', 'read', async (context, req, res) => {
    const { desk } = context;
    const reading = await printable(desk, await readArticle(desk, req.params.id));
    const filters = filtersView(reading, filtersOf(req.query), viewerOf(context));
    res.send(await renderToText(res, 'articles/filters', { filters }));
  });

  routes.get('/articles/:id/cards', 'read', async (context, req, res) => {
    const reading = await readArticle(context.desk, req.params.id);
    if (wantsJson(req)) return void res.json({ ids: fitting(reading, filtersOf(req.query)) });
    const wanted = idsOf(req);
    const cards = reading.annotations.flatMap((placed, index) =>
      wanted.has(placed.annotation.id)
        ? [cardView(placed, index + 1, reading, viewerOf(context))]
        : [],
    );
    res.send(await renderToText(res, 'annotations/cards', { cards }));
  });
}

async function show(
  context: Context,
  req: RouteRequest<'/articles/:id'>,
  res: Response,
): Promise<void> {
  const { desk } = context;
  const { id } = req.params;
  const edition = editionAsked(req.query.edition);
  // Each piece of work goes through all annotations, which may be thousands.
  const turns = new Pace();
  const [read, round, shared, labels] = await Promise.all([
    readArticle(desk, id, { edition }),
    openRoundOn(desk, id),
    sharedWordingOf(desk, id),
    deskLabels(desk),
  ]);
  const reading = await printable(desk, read);
  const viewer = viewerOf(context);
  const taking = await namesOfPeople(desk, round ? peopleOfRound(round) : []);
  const blind = round && roundView(round, taking, viewer);
  const filters = filtersOf(req.query);
  const gone = whenGone(res);
  const pace = new Pace(gone);
  await turns.giveWay();
  const { frame, parts } = drawnText(
    res,
    reading,
    ({ annotation }) => fitsFilter(annotation, filters, reading),
    pace,
  );
  await turns.giveWay();
  const chosen = chosenIn(reading, filters);
  await turns.giveWay();
  const page = articlePage(reading, chosen, filters, viewer, { text: frame, blind, labels });
  await turns.giveWay();
  const sourcing = page.count > 0 ? await panelOf(desk, reading, viewer) : null;
  await turns.giveWay();
  const wording = shared.map((each) => sharedLine(read.article, each));
  const cards = drawnCards(res, reading, chosen.carded, viewer, pace);
  const shown = { page, sourcing, wording };
  await sendPage(res, { view: 'articles/show', shown, parts: { gap: parts, cards }, gone });
}

/** The ids of the annotations that fit the filters, for a page that has not all of their cards. */
function fitting(reading: ArticleReading, filters: AnnotationFilter): string[] {
  return reading.annotations
    .filter(({ annotation }) => fitsFilter(annotation, filters, reading))
    .map(({ annotation }) => annotation.id);
}

const maxCards = 100;

function idsOf({ query }: RouteRequest): ReadonlySet<string> {
  const ids = typeof query.ids === 'string' ? query.ids.split(',').filter(Boolean) : [];
  if (ids.length <= maxCards) return new Set(ids);
  throw Problem.field('ids', `Ask for at most ${maxCards} cards at once.`);
}
