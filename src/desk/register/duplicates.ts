import { byAge } from '../../domain/age.js';
import { withoutRepeats } from '../../domain/register/joining.js';
import { nameKey } from '../../domain/register/name.js';
import { isUnnamed, type Source } from '../../domain/register/source.js';
import { all, allUnder, type Store } from '../../store/store.js';
import { pages } from '../documents.js';
import { Pace } from '../pace.js';
import { standingFor } from './joined.js';

/** Entries that may be one source, the oldest first, for somebody to join. */
export interface DuplicateGroup {
  /** As the oldest of them spells it. */
  name: string;
  /** For unnamed sources, the article in which all of them are described so. */
  article: string | null;
  sources: Source[];
}

/**
 * Entries that fold to one name and may be one source: first the old copies of one description
 * within one article, then those that are named. Confidential ones are compared with nobody. The whole
 * register is gone through, at a pace that holds nobody up.
 */
export async function* duplicateGroups(store: Store): AsyncGenerator<DuplicateGroup> {
  const pace = new Pace();
  yield* descriptions(store, pace);
  yield* names(store, pace);
}

/** A page of them. A cursor is the number of those before it. */
export async function listDuplicates(
  store: Store,
  { after, limit }: { after: string | null; limit: number },
): Promise<{ items: DuplicateGroup[]; next: string | null }> {
  const from = /^\d{1,9}$/u.test(after ?? '') ? Number(after) : 0;
  const items: DuplicateGroup[] = [];
  let passed = 0;
  for await (const group of duplicateGroups(store)) {
    passed += 1;
    if (items.length === limit) return { items, next: String(from + limit) };
    if (passed > from) items.push(group);
  }
  return { items, next: null };
}

/** What was entered before descriptions belonged to articles: one copy each time it was written. */
async function* descriptions(store: Store, pace: Pace): AsyncGenerator<DuplicateGroup> {
  for await (const copies of runs(store)) {
    await pace.giveWay();
    const old = copies.filter((source) => isUnnamed(source) && source.article === null);
    if (old.length < 2) continue;
    for (const [article, sources] of await byArticle(store, old)) {
      if (sources.length > 1) yield groupOf(sources, article);
    }
  }
}

async function byArticle(store: Store, sources: readonly Source[]): Promise<Map<string, Source[]>> {
  const found = new Map<string, Source[]>();
  for (const source of sources) {
    const articles = new Set<string>();
    for await (const { article } of all(store, 'annotations', 'source', { key: source.id })) {
      articles.add(article);
    }
    for (const article of articles) found.set(article, [...(found.get(article) ?? []), source]);
  }
  return found;
}

/** Each once, at the first of those that share a name or another name: looked up for many at once. */
async function* names(store: Store, pace: Pace): AsyncGenerator<DuplicateGroup> {
  const listed = new Set<string>();
  for await (const page of pages(store, 'sources', 'listed', '')) {
    const named = page.filter((source) => isNamed(source) && !listed.has(source.id));
    const bearers = await allUnder(store, 'sources', 'named', named.flatMap(keysOf));
    for (const source of named) {
      await pace.giveWay();
      if (listed.has(source.id)) continue;
      const borne = withoutRepeats(keysOf(source).flatMap((key) => bearers.get(key) ?? []));
      const alike = (await standingFor(store, borne)).filter(isNamed);
      for (const { id } of alike) listed.add(id);
      if (alike.length > 1) yield groupOf(alike, null);
    }
  }
}

function isNamed({ confidential, unnamed }: Source): boolean {
  return !confidential && !unnamed;
}

function keysOf({ name, aliases }: Source): string[] {
  return [...new Set([name, ...aliases].map(nameKey))];
}

/** The entries that stand for themselves, those of one name together. */
async function* runs(store: Store): AsyncGenerator<Source[]> {
  let run: Source[] = [];
  let key = '';
  for await (const source of all(store, 'sources', 'listed', { key: '' })) {
    if (nameKey(source.name) !== key && run.length > 0) {
      yield run;
      run = [];
    }
    key = nameKey(source.name);
    run.push(source);
  }
  if (run.length > 0) yield run;
}

function groupOf(sources: readonly Source[], article: string | null): DuplicateGroup {
  const ordered = sources.toSorted(byAge);
  return { name: ordered[0]?.name ?? '', article, sources: ordered };
}
