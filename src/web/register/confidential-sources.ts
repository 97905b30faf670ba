import { placesNaming } from '../../desk/check/masks.js';
import { readIdentity } from '../../desk/register/identities.js';
import { countUses } from '../../desk/register/joined.js';
import { makeConfidential, sourceById } from '../../desk/register/sources.js';
import { Problem } from '../../domain/problem.js';
import type { Source } from '../../domain/register/source.js';
import { demandToDo } from '../../domain/rights.js';
import type { Context } from '../http/context.js';
import { redirectWith } from '../http/flash.js';
import { showOnce } from '../http/kept-pages.js';
import type { Routes } from '../http/routes.js';

/** Confidential sources: who they are, for those who may know, and how a source becomes one. */
export function confidentialSources(routes: Routes): void {
  // By POST, so that no address, history or cache of a browser leads to it; each look is an event.
  routes.post('/sources/:id/identity', 'read', async ({ desk, actor }, req, res) => {
    const { name: pseudonym, id } = await sourceById(desk, req.params.id);
    const { name, aliases } = await readIdentity(desk, actor, id);
    showOnce(res, `/sources/${id}`);
    res.render('register/identity', { source: { id, pseudonym }, identity: { name, aliases } });
  });

  routes.get('/sources/:id/masking', 'add sources', async ({ desk, actor }, req, res) => {
    const source = await sourceById(desk, req.params.id);
    demandMayMask(actor, source);
    const { id, name } = source;
    const uses = await countUses(desk.store, source);
    res.render('register/masking', { source: { id, name, uses } });
  });

  routes.post('/sources/:id/masking', 'add sources', async ({ desk, actor }, req, res) => {
    const { id, name } = await makeConfidential(desk, actor, req.params.id);
    const message = `The source is confidential now, and called ${name} everywhere.`;
    const warnings = stillNaming(await placesNaming(desk.store, id));
    redirectWith(req, res, `/sources/${id}`, { message, warnings });
  });
}

const maxPlaces = 10;

/** Notes and claims are people's own words: nobody but people can change them. */
function stillNaming(places: readonly string[]): string[] {
  if (places.length === 0) return [];
  const more = places.length > maxPlaces ? `; and ${places.length - maxPlaces} more` : '';
  const shown = places.slice(0, maxPlaces).join('; ');
  return [
    `Its name still stands where everyone reads it: ${shown}${more}. Change the words there.`,
  ];
}

function demandMayMask(actor: Context['actor'], source: Source): void {
  if (source.confidential) {
    throw new Problem('conflict', `${source.name} is confidential already.`);
  }
  demandToDo(actor, 'make the source confidential', source);
}
