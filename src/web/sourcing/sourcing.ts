import type { Response } from 'express';
import { z } from 'zod';
import { readArticle } from '../../desk/articles/article-reading.js';
import { figuresOn } from '../../desk/claims/claim-figures-working.js';
import { tellFigures } from '../../desk/claims/claim-reading.js';
import { passagesIn, sourcingOf } from '../../desk/sourcing/article-sourcing.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import { sourcingChecks } from '../../domain/sourcing/override.js';
import { type Answer, textShape } from '../api/answers.js';
import { independenceAnswer, independenceShape } from '../claims/claim-answers.js';
import type { RefusedForm } from '../forms/sent-form.js';
import type { Context } from '../http/context.js';
import { renderToText } from '../http/responses.js';
import type { Routes } from '../http/routes.js';
import { viewerOf } from '../page/viewer.js';
import { sourcingOfDesk } from './desk-sourcing.js';
import { overrideAnswer, overrideShape } from './override-view.js';
import { overrides } from './overrides.js';
import { panelOf } from './sourcing-panel.js';
import { sourcingView } from './sourcing-view.js';

/** What carries an article, and what its sourcing is warned of. */
export function sourcing(routes: Routes): void {
  routes.get('/articles/:id/sourcing', 'read', (context, req, res) =>
    showSourcing(context, res, req.params.id),
  );
  routes.get('/articles/:id/sourcing/panel', 'read', async (context, req, res) => {
    const reading = await readArticle(context.desk, req.params.id);
    const panel = await panelOf(context.desk, reading, viewerOf(context));
    res.send(await renderToText(res, 'sourcing/panel', { sourcing: panel }));
  });
  overrides(routes, showSourcing);
  sourcingOfDesk(routes);

  routes.get(
    '/api/articles/:id/sourcing',
    {
      right: 'read',
      summary: 'What carries an article: its origins, and what its sourcing is warned of',
      answer: sourcingShape,
    },
    async ({ desk }, req, res) => {
      res.json(await sourcingAnswer(desk, await readArticle(desk, req.params.id)));
    },
  );
}

/** As many checks are shown on the page of their own. */
const maxChecksShown = 500;

async function showSourcing(
  context: Context,
  res: Response,
  id: string,
  refused: RefusedForm | null = null,
): Promise<void> {
  const { desk } = context;
  const reading = await readArticle(desk, id);
  const [worked, figures] = await Promise.all([
    sourcingOf(desk, reading),
    passagesIn(desk, reading).then(figuresOn),
  ]);
  const place = { back: `/articles/${id}/sourcing`, maxChecks: maxChecksShown, refused };
  const view = sourcingView(reading, { ...worked, figures }, viewerOf(context), place);
  res.render('sourcing/show', { sourcing: view, refused });
}

const sourcingShape = z
  .object({
    annotations: z.int(),
    /** The different sources that stand first in a chain. */
    origins: z.int(),
    /** The origin on which most annotations rest, and their share of all, from 0 to 1. */
    mostUsed: z
      .object({ id: z.string(), name: z.string(), annotations: z.int(), share: z.number() })
      .nullable(),
    /** Annotations whose origin is named, unnamed or confidential, or not stated. */
    named: z.int(),
    unnamed: z.int(),
    unknown: z.int(),
    firstHand: z.int(),
    secondHand: z.int(),
    /** Holders that the desk saw or asked, and those that it takes on trust. */
    seen: z.int(),
    onTrust: z.int(),
    /** The hops of the longest chain, and whose it is. */
    longest: z.int(),
    longestAnnotation: textShape,
    independence: independenceShape,
    checks: z.array(
      z.object({
        code: z.enum(sourcingChecks),
        annotation: z.string(),
        sentence: z.string(),
        override: overrideShape.nullable(),
      }),
    ),
  })
  .meta({ id: 'Sourcing' });

async function sourcingAnswer(
  desk: Context['desk'],
  reading: ArticleReading,
): Promise<Answer<typeof sourcingShape>> {
  const passages = await passagesIn(desk, reading);
  const [{ sourcing, checks }, figures] = await Promise.all([
    sourcingOf(desk, reading),
    figuresOn(passages),
  ]);
  const [told] = await tellFigures(desk, [{ figures, passages, named: new Map() }]);
  const { mostUsed, longest, checkNotSaid: _, ...counts } = sourcing;
  const nameOf = (id: string) => reading.sources.get(id)?.name ?? id;
  return {
    ...counts,
    mostUsed: mostUsed && {
      id: mostUsed.source,
      name: nameOf(mostUsed.source),
      annotations: mostUsed.annotations,
      share: mostUsed.annotations / counts.annotations,
    },
    longest: longest?.hops ?? 0,
    longestAnnotation: longest?.annotation ?? null,
    independence: independenceAnswer(
      figures,
      told ?? { sentences: [], warnings: [], sources: new Map() },
      reading.people,
    ),
    checks: checks.map(({ override, ...check }) => ({
      ...check,
      override: override && overrideAnswer(override, reading.people),
    })),
  };
}
