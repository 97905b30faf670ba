import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/names.js';
import { claimWithUses } from '../../desk/search/search.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Claim } from '../../domain/claims/claim.js';
import { Problem } from '../../domain/problem.js';
import { all } from '../../store/store.js';
import { listShape } from '../http/answers.js';
import { pageAsked, pageQuery } from '../http/api-input.js';
import type { Routes } from '../http/routes.js';
import { claimFound } from '../search/search-rows-view.js';
import { claimAnswer, claimShape, claimWithAnnotationsShape } from './claim-answers.js';

const maxUsesShown = 200;

/** Claims: annotations make them, here they are read. */
export function claims(routes: Routes): void {
  routes.get('/claims/:id', 'read', async ({ desk }, req, res) => {
    const claim = await claimById(desk, req.params.id);
    const found = claimFound(await claimWithUses(desk, claim, maxUsesShown), '');
    res.render('claims/show', { page: { ...claim, found } });
  });

  routes.get(
    '/api/claims',
    { right: 'read', summary: 'The claims', query: pageQuery, answer: listShape(claimShape) },
    async ({ desk }, req, res) => {
      const query = { key: '', ...pageAsked(req.query) };
      const { items, next } = await desk.store.find('claims', 'all', query);
      const people = await peopleNames(desk);
      const answers = items.map(async (claim) =>
        claimAnswer(claim, await desk.store.count('annotations', 'claim', claim.id), people),
      );
      res.json({ items: await Promise.all(answers), next });
    },
  );

  routes.get(
    '/api/claims/:id',
    {
      right: 'read',
      summary: 'A claim, and the annotations that name it',
      answer: claimWithAnnotationsShape,
    },
    async ({ desk }, req, res) => {
      const claim = await claimById(desk, req.params.id);
      const annotations = await annotationsNaming(desk, claim.id);
      const answer = claimAnswer(claim, annotations.length, await peopleNames(desk));
      res.json({ ...answer, annotations });
    },
  );
}

async function claimById(desk: Desk, id: string): Promise<Claim> {
  const claim = await desk.store.get('claims', id);
  if (!claim) throw new Problem('not-found', 'There is no such claim.');
  return claim;
}

async function annotationsNaming(desk: Desk, claim: string) {
  const naming: Pick<Annotation, 'id' | 'article' | 'stance'>[] = [];
  for await (const found of all(desk.store, 'annotations', 'claim', { key: claim })) {
    const { id, article, stance } = found;
    naming.push({ id, article, stance });
  }
  return naming;
}
