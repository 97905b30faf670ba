import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/people.js';
import { addSource, listSources, rateSource, sourceById } from '../../desk/register/sources.js';
import type { Source } from '../../domain/register/source.js';
import { ratingInput, sourceInput } from '../../domain/register/source-input.js';
import { sourceAnswer } from '../api-answers.js';
import { bodyOf, pageAsked } from '../http/api-input.js';
import { textField } from '../http/form-fields.js';
import type { Routes } from '../http/routes.js';

/** The register, for programs. Of a confidential source it knows the pseudonym and nothing else. */
export function apiSources(routes: Routes): void {
  routes.get('/api/sources', 'read', async ({ desk }, req, res) => {
    const asked = { q: textField(req.query, 'q'), ...pageAsked(req.query) };
    const { items, next } = await listSources(desk, asked);
    res.json({ items: await answersTo(desk, items), next });
  });

  routes.post('/api/sources', 'add sources', async ({ desk, actor }, req, res) => {
    const source = await addSource(desk, actor, bodyOf(sourceInput, req.body));
    res.status(201).location(`/api/sources/${source.id}`);
    res.json(await answerTo(desk, source));
  });

  routes.get('/api/sources/:id', 'read', async ({ desk }, req, res) => {
    res.json(await answerTo(desk, await sourceById(desk, req.params.id)));
  });

  routes.post('/api/sources/:id/ratings', 'rate sources', async ({ desk, actor }, req, res) => {
    const rating = bodyOf(ratingInput, req.body);
    const { id } = await rateSource(desk, actor, req.params.id, rating);
    res.status(201).json(await answerTo(desk, await sourceById(desk, id)));
  });
}

async function answerTo(desk: Desk, source: Source) {
  const [answer] = await answersTo(desk, [source]);
  return answer;
}

async function answersTo(desk: Desk, sources: readonly Source[]) {
  const people = await peopleNames(desk);
  const answers = sources.map(async (source) => {
    const annotations = await desk.store.count('annotations', 'source', source.id);
    return sourceAnswer(source, annotations, people);
  });
  return Promise.all(answers);
}
