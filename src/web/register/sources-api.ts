import type { Response } from 'express';
import { z } from 'zod';
import type { Desk } from '../../desk/desk.js';
import { listDuplicates } from '../../desk/register/duplicates.js';
import { listLeftovers } from '../../desk/register/leftovers.js';
import { listLikelyDuplicates } from '../../desk/register/likely-duplicates.js';
import { addSource } from '../../desk/register/new-sources.js';
import { rateSource } from '../../desk/register/ratings.js';
import { listSources, sourceById } from '../../desk/register/sources.js';
import { ratingInput, sourceInput } from '../../domain/register/source-input.js';
import { listShape, sendMade } from '../api/answers.js';
import { pageAsked, pageQuery, yesOrNo } from '../api/api-input.js';
import { textField } from '../forms/form-fields.js';
import type { RouteRequest, Routes } from '../http/routes.js';
import {
  answersTo,
  answerTo,
  duplicatesShape,
  pairShape,
  sendSource,
  sourceShape,
} from './source-answers.js';

/** The register, for programs. Of a confidential source they know the pseudonym and nothing else. */
export function sourcesForPrograms(routes: Routes): void {
  listing(routes);

  routes.post(
    '/api/sources',
    {
      right: 'add sources',
      summary: 'Enters a source in the register',
      body: sourceInput,
      answer: sourceShape,
      makes: true,
      conflict:
        'Something is to be said yes to first (`confirm`), such as a name that others bear.',
    },
    async ({ desk, actor, body }, _req, res) => {
      const source = await addSource(desk, actor, body);
      sendMade(res, `/api/sources/${source.id}`, await answerTo(desk, source));
    },
  );

  routes.get(
    '/api/sources/:id',
    { right: 'read', summary: 'A source', answer: sourceShape, etag: true },
    async ({ desk }, req, res) => {
      await sendSource(desk, res, await sourceById(desk, req.params.id));
    },
  );

  routes.post(
    '/api/sources/:id/ratings',
    {
      right: 'rate sources',
      summary: 'Rates a source; its own answer bears the ratings',
      body: ratingInput,
      answer: sourceShape,
      makes: true,
    },
    async ({ desk, actor, body }, req, res) => {
      const { id } = await rateSource(desk, actor, req.params.id, body);
      sendMade(res, `/api/sources/${id}`, await answerTo(desk, await sourceById(desk, id)));
    },
  );
}

function listing(routes: Routes): void {
  routes.get(
    '/api/sources',
    {
      right: 'read',
      summary: 'The register of sources, by name',
      query: {
        q: 'How a word of a name begins.',
        doubles: {
          says: 'true: instead, entries that may be one source, those of one name together.',
          values: yesOrNo,
        },
        likely: {
          says: 'true: instead, pairs that may be one source by their likeness, each with why.',
          values: yesOrNo,
        },
        unused: { says: 'true: instead, entries that nothing uses.', values: yesOrNo },
        ...pageQuery,
      },
      answer: z.union([listShape(sourceShape), listShape(duplicatesShape), listShape(pairShape)]),
    },
    async ({ desk }, req, res) => {
      if (textField(req.query, 'doubles') === 'true') return sendDuplicates(desk, req, res);
      if (textField(req.query, 'likely') === 'true') return sendLikely(desk, req, res);
      const asked = { q: textField(req.query, 'q'), ...pageAsked(req.query) };
      const isUnused = textField(req.query, 'unused') === 'true';
      const { items, next } = await (isUnused ? listLeftovers : listSources)(desk, asked);
      res.json({ items: await answersTo(desk, items), next });
    },
  );
}

async function sendLikely(desk: Desk, { query }: Pick<RouteRequest, 'query'>, res: Response) {
  const { items, next } = await listLikelyDuplicates(desk.store, pageAsked(query).after);
  const answers = await answersTo(
    desk,
    items.flatMap(({ source, other }) => [source, other]),
  );
  const pairs = items.map(({ why }, at) => ({ why, sources: answers.slice(2 * at, 2 * at + 2) }));
  res.json({ items: pairs, next });
}

async function sendDuplicates(desk: Desk, { query }: Pick<RouteRequest, 'query'>, res: Response) {
  const { items, next } = await listDuplicates(desk.store, pageAsked(query));
  const answers = items.map(async ({ sources, ...group }) => ({
    ...group,
    sources: await answersTo(desk, sources),
  }));
  res.json({ items: await Promise.all(answers), next });
}
