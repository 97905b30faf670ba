import { peopleNames } from '../../desk/people/people.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { Problem } from '../../domain/problem.js';
import { all } from '../../store/store.js';
import { claimAnswer } from '../api-answers.js';
import { pageAsked } from '../http/api-input.js';
import type { Routes } from '../http/routes.js';

/** Claims, for programs: annotations make them, here they are read. */
export function apiClaims(routes: Routes): void {
  routes.get('/api/claims', 'read', async ({ desk }, req, res) => {
    const { items, next } = await desk.store.find('claims', 'all', {
      key: '',
      ...pageAsked(req.query),
    });
    const people = await peopleNames(desk);
    const answers = items.map(async (claim) =>
      claimAnswer(claim, await desk.store.count('annotations', 'claim', claim.id), people),
    );
    res.json({ items: await Promise.all(answers), next });
  });

  routes.get('/api/claims/:id', 'read', async ({ desk }, req, res) => {
    const claim = await desk.store.get('claims', req.params.id);
    if (!claim) throw new Problem('not-found', 'There is no such claim.');
    const annotations: Pick<Annotation, 'id' | 'article' | 'stance'>[] = [];
    for await (const { id, article, stance } of all(desk.store, 'annotations', 'claim', {
      key: claim.id,
    })) {
      annotations.push({ id, article, stance });
    }
    const answer = claimAnswer(claim, annotations.length, await peopleNames(desk));
    res.json({ ...answer, annotations });
  });
}
