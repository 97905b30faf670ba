import type { Annotation } from '../../../domain/annotations/annotation.js';
import { sourcesIn } from '../../../domain/chain/chain.js';
import type { Documents } from '../../../store/documents.js';
import { all, type Change, type DocumentName, replace } from '../../../store/store.js';
import { type Desk, now } from '../../desk.js';
import { documentsById } from '../../documents.js';
import { eventsOf } from '../../history/events-of.js';
import { commitAnew } from '../../with-retry.js';
import { keptBy, maskedFrom } from '../identities/identity-changes.js';
import { restoration, standingRemovals } from '../restoring.js';
import { maskedDocuments } from './late-saves.js';
import { type WordsCollection, withIds } from './public-words.js';

/*
 * Masking a source, and taking that back, gives it another id. A save that read the register before and
 * is written after it names the one that is gone. Whoever saves is told so by the commit, and whoever masks
 * looks for that when they are done: whichever of the two comes last finds it, and lets it name what the source is now,
 * in people's own words, too.
 */

/**
 * Lets annotations and editions that name sources which are masked by now, or unmasked, name those. A source
 * that was removed while an annotation that names it was saved is put back. Answers whether there was one.
 */
export async function followMasks(desk: Desk, ids: readonly string[]): Promise<boolean> {
  const there = await documentsById({ store: desk.whole }, 'sources', ids);
  let isChanged = false;
  for (const id of new Set(ids)) {
    if (there.has(id)) continue;
    const commit = await commitAnew(desk, async () => {
      const next = (await maskedFrom(desk, id))?.id ?? (await unmaskedFrom(desk, id));
      return next === null ? returning(desk, id) : following(desk, id, next);
    });
    isChanged ||= commit !== null;
  }
  return isChanged;
}

/** The sources that an annotation names, of which its save wants to know whether they are there. */
export function sourcesNamedBy({
  chain,
  proposals,
}: Pick<Annotation, 'chain' | 'proposals'>): DocumentName[] {
  const proposed = proposals.flatMap(({ content }) => content.chain);
  return sourcesIn([...chain, ...proposed]).map((id) => ({ in: 'sources', id }));
}

/** Lets what a save names and did not find be followed. */
export function followGone(desk: Desk, gone: readonly DocumentName[]): Promise<boolean> {
  return followMasks(
    desk,
    gone.flatMap(({ in: collection, id }) => (collection === 'sources' ? id : [])),
  );
}

/** In the name of whoever removed it: nobody else did anything to the entry. */
async function returning(desk: Desk, id: string): Promise<Change[]> {
  if ((await desk.whole.count('annotations', 'mention', id)) === 0) return [];
  if (await desk.whole.get('sources', id)) return [];
  const [removal] = await standingRemovals(desk.whole, [id]);
  if (!removal) return [];
  return (await restoration(desk, { at: now(desk), by: removal.by }, id)) ?? [];
}

async function following(desk: Desk, id: string, next: string): Promise<Change[]> {
  const { whole } = desk;
  const ids = new Map([[id, next]]);
  const masked = await maskedDocuments(desk, ids, next);
  const changes: Change[] = [];
  const follow = async <C extends WordsCollection>(collection: C, doc: Documents[C]) => {
    const followed = masked ? await masked.without(collection, doc, true) : withIds(doc, ids);
    if (followed !== doc) changes.push(replace(collection, followed));
  };
  const claims = new Set<string>();
  for await (const annotation of all(whole, 'annotations', 'mention', { key: id })) {
    await follow('annotations', annotation);
    for await (const event of eventsOf(whole, 'annotation', annotation.id)) {
      await follow('events', event);
    }
    if (masked && annotation.claim !== null) claims.add(annotation.claim);
  }
  for (const claim of (await documentsById({ store: whole }, 'claims', [...claims])).values()) {
    await follow('claims', claim);
    for await (const event of eventsOf(whole, 'claim', claim.id)) await follow('events', event);
  }
  for await (const edition of all(whole, 'editions', 'all', { key: '', limit: 10 })) {
    const deskThen = withIds(edition.deskThen, ids);
    if (deskThen !== edition.deskThen) changes.push(replace('editions', { ...edition, deskThen }));
  }
  return [...changes, ...(await keptBy(desk, next, masked?.taken ?? []))];
}

/** The id of the source that bore another while it was masked, or null. */
export async function unmaskedFrom({ whole }: Desk, id: string): Promise<string | null> {
  const query = { key: 'source.unmasked', order: 'descending' as const };
  for await (const { before, subject } of all(whole, 'events', 'action', query)) {
    if (before?.id === id) return subject.id;
  }
  return null;
}
