import type { Desk } from '../../desk/desk.js';
import { describedIn } from '../../desk/register/described.js';
import { countUses } from '../../desk/register/joined.js';
import { sourcesBearing, suggestSources } from '../../desk/register/sources.js';
import { sourcesHere } from '../../desk/register/sources-here.js';
import { articlesTellingApart } from '../../desk/register/told-apart.js';
import { maxHops } from '../../domain/chain/ground-rules.js';
import { quoted } from '../../domain/history/words.js';
import { Problem } from '../../domain/problem.js';
import { soughtField, soughtText, textField } from '../forms/form-fields.js';
import type { Routes } from '../http/routes.js';
import { sourceItem } from './sources-view.js';

/**
 * What the page's script asks of the register while a chain is being typed. By POST: what is typed for
 * a hop may be the name of a confidential source, and addresses are logged on their way.
 */
export function sourceSuggestions(routes: Routes): void {
  routes.post('/sources/suggestions', 'read', async ({ desk }, req, res) => {
    const found = await suggestSources(desk, soughtField(req.body, 'q'));
    const titles = await articlesTellingApart(desk, found);
    const items = found.map(async (source) => {
      const article = titles.get(source.id);
      const uses = await countUses(desk.store, source);
      return { ...sourceItem(source), ...(article !== undefined && { article }), uses };
    });
    res.json({ items: await Promise.all(items) });
  });

  /** The sources that an article's chains name, with where they stand first. */
  routes.post('/sources/in-article', 'read', async ({ desk }, req, res) => {
    const found = await sourcesHere(desk, textField(req.body, 'article'));
    const items = found.map(({ source, ...here }) => ({ ...sourceItem(source), ...here }));
    res.json({ items });
  });

  /** By each name that is asked for, the entries that bear it; `here` as a description of the article, with the first annotations that name it so. */
  routes.post('/sources/resolution', 'read', async ({ desk }, req, res) => {
    const names = namesIn(req.body);
    const article = textField(req.body, 'article');
    const found = await Promise.all(names.map((name) => entriesFor(desk, name, article)));
    res.json(Object.fromEntries(names.map((name, index) => [name, found[index] ?? []])));
  });
}

async function entriesFor(desk: Desk, name: string, article: string) {
  const borne = await sourcesBearing(desk, name);
  const described = article === '' ? null : await describedIn(desk, name, article);
  const others = borne.filter(({ id }) => id !== described?.source.id).map(sourceItem);
  if (!described) return others;
  const here = described.named.map(({ id, target }) => ({ id, quote: quoted(target.exact) }));
  return [{ ...sourceItem(described.source), here }, ...others];
}

function namesIn(asked: unknown): string[] {
  const sent = typeof asked === 'object' && asked !== null && 'name' in asked ? asked.name : [];
  const names = [sent].flat().filter((name) => typeof name === 'string');
  if (names.length <= maxHops) return names.map(soughtText);
  throw Problem.field('name', `Ask for at most ${maxHops} names at once.`);
}
