import { type SearchResults, searchAll, searchGroup } from '../../desk/search/search.js';
import type { Context } from '../http/context.js';
import type { Routes } from '../http/routes.js';
import { viewerOf } from '../page/viewer.js';
import { faultIn, type SearchAsked, searchAsked, searchForm, searchPage } from './search-view.js';

const rowsOfEachGroup = 10;
const rowsOfOneGroup = 25;

/** One field for everything that the desk holds. */
export function search(routes: Routes): void {
  routes.get('/search', 'read', async (context, req, res) => {
    const asked = searchAsked(req.query);
    const fault = faultIn(asked);
    const looks = fault === null && asked.q.trim() !== '';
    const page = looks
      ? searchPage(await look(context, asked), asked, viewerOf(context))
      : searchForm(asked, fault);
    res.status(fault === null ? 200 : 422).render('search/index', { page });
  });
}

async function look(
  { desk }: Context,
  { q, group, after }: SearchAsked,
): Promise<Partial<SearchResults>> {
  if (group === null) return searchAll(desk, { words: q, limit: rowsOfEachGroup });
  return { [group]: await searchGroup(desk, group, { words: q, after, limit: rowsOfOneGroup }) };
}
