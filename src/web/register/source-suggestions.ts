import { sourcesBearing, suggestSources } from '../../desk/register/sources.js';
import { longestChain } from '../../domain/chain/chain.js';
import { Problem } from '../../domain/problem.js';
import { textField } from '../http/form-fields.js';
import type { Routes } from '../http/routes.js';
import { sourceItem } from './sources-view.js';

/** What the page's script asks of the register while a chain is being typed. */
export function sourceSuggestions(routes: Routes): void {
  routes.get('/sources/suggestions', 'read', async ({ desk }, req, res) => {
    const items = await suggestSources(desk, textField(req.query, 'q'));
    res.json({ items: items.map(sourceItem) });
  });

  /** By each name that is asked for, the entries that bear it. */
  routes.get('/sources/resolution', 'read', async ({ desk }, req, res) => {
    const names = namesIn(req.query.name);
    const found = await Promise.all(names.map((name) => sourcesBearing(desk, name)));
    const entries = names.map((name, index) => [name, (found[index] ?? []).map(sourceItem)]);
    res.json(Object.fromEntries(entries));
  });
}

function namesIn(asked: unknown): string[] {
  const names = [asked].flat().filter((name) => typeof name === 'string');
  if (names.length <= longestChain) return names;
  throw Problem.field('name', `Ask for at most ${longestChain} names at once.`);
}
