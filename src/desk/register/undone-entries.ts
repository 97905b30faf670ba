import type { Annotation, Stamp } from '../../domain/annotations/annotation.js';
import { sourcesMentioned } from '../../domain/annotations/mentioned-sources.js';
import { sourcesIn } from '../../domain/chain/chain.js';
import { isSame } from '../../domain/equality.js';
import type { Event } from '../../domain/history/event.js';
import type { Source } from '../../domain/register/source.js';
import { type Change, replace } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { documents } from '../documents.js';
import { record } from '../history/record.js';
import { identityOf } from './identities/identity-changes.js';
import { usesOf } from './uses.js';

/**
 * The entries that a save of an annotation made, which is undone, and that nothing else uses: nobody has changed them or
 * noted who they are, and no other annotation or entry names them. `before` is the annotation as that save left it,
 * `after` as it is to stand; `saved` says when and by whom it was saved.
 *
 * A confidential source is none of them: who it is would go for good. Nor is any while a blind round is open: that it
 * goes would tell that nothing hidden names it.
 */
export async function enteredForNothing(
  desk: Desk,
  before: Annotation,
  after: Annotation,
  saved: Stamp,
): Promise<Source[]> {
  if (desk.visibility.blind.size > 0) return [];
  const still = new Set(sourcesMentioned(after));
  const ids = sourcesIn(before.chain).filter((id) => !still.has(id));
  const found = await documents(desk.whole, 'sources', ids);
  const entered = found.filter((source) => wasEnteredBy(source, saved));
  const areUsed = await Promise.all(entered.map(({ id }) => isUsedBeside(desk, id, before)));
  return entered.filter((_, at) => !areUsed[at]);
}

/**
 * What takes back that a save of an annotation, which is undone, said of what kind its sources are: of those that
 * nobody has changed since, and that no other annotation has been saved with since.
 */
export async function kindsTakenBack(
  desk: Desk,
  { id, chain }: Annotation,
  saved: Stamp,
  stamp: Stamp,
): Promise<Change[]> {
  if (desk.visibility.blind.size > 0) return [];
  const sources = await documents(desk.whole, 'sources', sourcesIn(chain));
  const given = await Promise.all(
    sources.map(async (source) => {
      const [last] = await newestOf(desk, source);
      if (!last || !isKindGiven(last, saved)) return [];
      const { annotations } = await usesOf(desk, source.id);
      return annotations.some((each) => each.id !== id && each.modified > saved.at) ? [] : source;
    }),
  );
  return given
    .flat()
    .flatMap((source) => [
      replace('sources', { ...source, kind: null }),
      record(
        stamp,
        { kind: 'source', id: source.id },
        { action: 'source.changed', before: { kind: source.kind }, after: { kind: null } },
      ),
    ]);
}

async function newestOf({ whole }: Desk, { id }: Source): Promise<readonly Event[]> {
  const query = { key: `source/${id}`, order: 'descending' as const, limit: 1 };
  return (await whole.find('events', 'subject', query)).items;
}

function isKindGiven({ action, at, by, before }: Event, saved: Stamp): boolean {
  const isOfSave = action === 'source.changed' && at === saved.at && by === saved.by;
  return isOfSave && isSame(before, { kind: null });
}

/** What a save enters bears its very moment, and is in its first version until somebody does something with it. */
function wasEnteredBy(source: Source, { at, by }: Stamp): boolean {
  const { version, creator, created, confidential, round } = source;
  return version === 1 && creator === by && created === at && !confidential && round === null;
}

async function isUsedBeside(desk: Desk, id: string, annotation: Annotation): Promise<boolean> {
  const [{ others, annotations }, identity] = await Promise.all([
    usesOf(desk, id),
    identityOf(desk, id),
  ]);
  return others > 0 || identity !== null || annotations.some((each) => each.id !== annotation.id);
}
