import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Response } from 'express';
import { readArticle } from '../../desk/articles/article-reading.js';
import { claimById } from '../../desk/claims/claim-changes.js';
import { standingForClaim } from '../../desk/claims/kept-claims.js';
import { articleMap, type ReadMap, readClaimMap, readSourceMap } from '../../desk/map/maps.js';
import { sourceById } from '../../desk/register/sources.js';
import { columnRoom } from '../../domain/map/map-layouts.js';
import type { MapView } from '../../domain/map/map-view.js';
import { Problem } from '../../domain/problem.js';
import { paperColours } from '../../reports/paper-colours.js';
import { textField } from '../forms/form-fields.js';
import { renderToText } from '../http/responses.js';
import type { ApiRoute, RouteRequest, Routes } from '../http/routes.js';
import { projectFolder } from '../page/project-folder.js';
import { articleMapView, claimMapView, sourceMapView } from './drawn-maps.js';
import { mapAnswer, mapShape } from './map-answers.js';

/** Maps by themselves: that of an article as a page, and all of them for programs. */
export function maps(routes: Routes): void {
  routes.get('/articles/:id/map', 'read', async ({ desk }, req, res) => {
    const reading = await readArticle(desk, req.params.id);
    const { id, title } = reading.article;
    const map = await articleMapView(id, articleMap(reading));
    res.render('map/show', { article: { id, title }, map });
  });

  /** The small one, for the article's page, which asks for it when it is wanted. */
  routes.get('/articles/:id/map/drawn', 'read', async ({ desk }, req, res) => {
    const { id } = req.params;
    const map = await articleMapView(id, articleMap(await readArticle(desk, id)), columnRoom);
    res.send(map ? await renderToText(res, 'map/small', { map, article: id }) : '');
  });

  forPrograms(routes);
}

function described(what: string): ApiRoute<undefined> {
  return {
    right: 'read',
    summary: `The map of the ways by which ${what}`,
    query: {
      format: {
        says: 'json (the graph and its ways in words, by default) or svg (the picture)',
        values: ['json', 'svg'],
      },
      form: {
        says: 'Of the picture: lying, where it has room, or upright.',
        values: ['lying', 'upright'],
      },
    },
    answer: mapShape,
    files: ['image/svg+xml'],
  };
}

function forPrograms(routes: Routes): void {
  routes.get('/api/claims/:id/map', described('a claim came'), async ({ desk }, req, res) => {
    const standing = await standingForClaim(desk, await claimById(desk, req.params.id));
    const read = await readClaimMap(desk, standing);
    await send(req, res, read, () => claimMapView(standing.claim.id, read));
  });

  routes.get('/api/articles/:id/map', described('an article came'), async ({ desk }, req, res) => {
    const read = articleMap(await readArticle(desk, req.params.id));
    await send(req, res, read, () => articleMapView(req.params.id, read));
  });

  routes.get(
    '/api/sources/:id/map',
    described('a source has it and passes it on'),
    async ({ desk }, req, res) => {
      const source = await sourceById(desk, req.params.id);
      const read = await readSourceMap(desk, source);
      await send(req, res, read, () => sourceMapView(source.id, read));
    },
  );
}

async function send(
  { query }: Pick<RouteRequest, 'query'>,
  res: Response,
  read: ReadMap,
  view: () => Promise<MapView | null>,
): Promise<void> {
  if (textField(query, 'format') !== 'svg') return void res.json(mapAnswer(read));
  const map = await view();
  const wanted = textField(query, 'form') === 'upright' ? map?.narrow : map?.broad;
  if (!map || !wanted) throw new Problem('not-found', 'There is nothing to draw yet.');
  const drawing = {
    ...{ drawing: wanted, label: map.label, css: await fileStyles() },
    colours: Object.entries(paperColours),
  };
  res.type('image/svg+xml').send(await renderToText(res, 'map/file', drawing));
}

let styles: Promise<string> | undefined;

/** Read once: our own files do not change while the program runs. */
function fileStyles(): Promise<string> {
  styles ??= readFile(join(projectFolder, 'public/styles/map.css'), 'utf8');
  return styles;
}
