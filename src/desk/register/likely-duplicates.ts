import { byAge } from '../../domain/age.js';
import { withoutRepeats } from '../../domain/register/joining.js';
import {
  type Likeness,
  likeness,
  likenesses,
  likenessKeys,
} from '../../domain/register/likeness.js';
import { nameKey } from '../../domain/register/name.js';
import type { Source } from '../../domain/register/source.js';
import { allUnder, type Page, type Store } from '../../store/store.js';

/*
 * Entries that may be one source, suggested to people and never joined by themselves. Confidential
 * ones are compared with nobody, and where somebody has said that two are different sources nothing
 * is suggested any more.
 */

/** An entry that may be one with another, and why. */
export interface LikelyDuplicate {
  source: Source;
  other: Source;
  why: Likeness;
}

/** More that share a key than this are a common name: they are not offered. */
const maxSharing = 100;

/** What some entries may be one with, by the id of each, the likeliest first: one reading for all. */
export async function likelyDuplicatesOf(
  store: Store,
  sources: readonly Source[],
): Promise<ReadonlyMap<string, LikelyDuplicate[]>> {
  const keys = [...new Set(sources.flatMap(likenessKeys))];
  const queries = keys.map((key) => ({ key, limit: maxSharing }));
  const pages = keys.length === 0 ? [] : await store.findMany('sources', 'likeness', queries);
  const sharing = new Map(keys.map((key, at) => [key, pages[at]?.items ?? []]));
  const alike = (source: Source) => {
    const others = likenessKeys(source).flatMap((key) => sharing.get(key) ?? []);
    return withoutRepeats(others)
      .flatMap((other) => likelyDuplicate(source, other) ?? [])
      .toSorted(byLikelihood);
  };
  return new Map(sources.map((source) => [source.id, alike(source)]));
}

function likelyDuplicate(source: Source, other: Source): LikelyDuplicate | null {
  if (source.id === other.id || areToldApart(source, other)) return null;
  const why = likeness(source, other);
  return why && { source, other, why };
}

function areToldApart(one: Source, other: Source): boolean {
  return Boolean(one.differsFrom?.includes(other.id) || other.differsFrom?.includes(one.id));
}

function byLikelihood(one: LikelyDuplicate, other: LikelyDuplicate): number {
  const rank = ({ why }: LikelyDuplicate) => likenesses.indexOf(why);
  return rank(one) - rank(other) || byAge(one.other, other.other);
}

/** This many entries are compared at once, and this many times for one page. */
const comparedAtOnce = 100;
const maxRounds = 5;
const pageSize = 20;

/** In which order they are gone through: the unnamed ones of one article first. */
const phases = ['unnamed', 'named'] as const;
type Phase = (typeof phases)[number];

/**
 * A page of the pairs that may be one, each once: at the one that comes first by name. It may come out
 * short, since no more is read for it than so much.
 */
export async function listLikelyDuplicates(
  store: Store,
  after: string | null = null,
): Promise<{ items: LikelyDuplicate[]; next: string | null }> {
  const items: LikelyDuplicate[] = [];
  let place: Place | null = placeIn(after);
  for (let round = 0; place !== null && round < maxRounds && items.length < pageSize; round += 1) {
    const { phase, cursor }: Place = place;
    const query = { key: '', after: cursor, limit: comparedAtOnce };
    const page: Page<Source> = await store.find('sources', 'listed', query);
    items.push(...(await pairsAmong(store, page.items, phase)));
    place = page.next === null ? following(phase) : { phase, cursor: page.next };
  }
  return { items, next: place && `${place.phase}.${place.cursor ?? ''}` };
}

interface Place {
  phase: Phase;
  cursor: string | null;
}

function placeIn(after: string | null): Place {
  const [, phase, cursor = ''] = /^(unnamed|named)\.(.*)$/u.exec(after ?? '') ?? [];
  return { phase: phases.find((each) => each === phase) ?? 'unnamed', cursor: cursor || null };
}

function following(phase: Phase): Place | null {
  const next = phases[phases.indexOf(phase) + 1];
  return next === undefined ? null : { phase: next, cursor: null };
}

async function pairsAmong(
  store: Store,
  sources: readonly Source[],
  phase: Phase,
): Promise<LikelyDuplicate[]> {
  const some = sources.filter(({ unnamed }) => unnamed === (phase === 'unnamed'));
  const alike = [...(await likelyDuplicatesOf(store, some)).values()].flat();
  const first = alike.filter(({ source, other }) => placeOf(source) < placeOf(other));
  return phase === 'unnamed' ? [...(await oldCopies(store, some)), ...first] : first;
}

function placeOf({ name, id }: Source): string {
  return `${nameKey(name)} ${id}`;
}

/**
 * What was entered before descriptions belonged to articles: copies of one description of which one
 * article's chains name several. They stand one after the other.
 */
async function oldCopies(store: Store, sources: readonly Source[]): Promise<LikelyDuplicate[]> {
  const old = sources.filter(({ article, confidential }) => article === null && !confidential);
  const byName = new Map<string, Source[]>();
  for (const copy of old) {
    const key = nameKey(copy.name);
    byName.set(key, [...(byName.get(key) ?? []), copy]);
  }
  const copies = [...byName.values()].filter(({ length }) => length > 1);
  const ids = copies.flat().map(({ id }) => id);
  const naming = ids.length === 0 ? null : await allUnder(store, 'annotations', 'source', ids);
  const articlesOf = ({ id }: Source) => naming?.get(id)?.map(({ article }) => article) ?? [];
  return copies.flatMap((some) => {
    const [source, ...others] = some.toSorted(byAge);
    const articles = new Set(source && articlesOf(source));
    return others
      .filter((other) => source && !areToldApart(source, other))
      .filter((other) => articlesOf(other).some((article) => articles.has(article)))
      .flatMap((other) => (source ? { source, other, why: 'words' as const } : []));
  });
}
