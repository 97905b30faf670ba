import { isSame } from '../domain/equality.js';
import { type Change, type Commit, insert, remove, type Store } from '../store/store.js';
import type { Desk } from './desk.js';
import { documentsById } from './documents.js';
import { NameGone } from './gone-names.js';
import { commitAnew, commitWithRetry } from './with-retry.js';

/**
 * Undoes a commit, as `reverted` has it. Where another process removed a name by law meanwhile, nobody here can look for
 * it in what is there again: the note of an edition is left out then, rather than its article be lost.
 */
export async function revert(
  desk: Desk,
  commit: Pick<Commit, 'changes'>,
  before?: readonly { id: string }[],
): Promise<void> {
  const changes = () => reverted(desk.whole, commit, before);
  try {
    await commitWithRetry(desk, changes);
  } catch (fault) {
    if (!(fault instanceof NameGone)) throw fault;
    await commitAnew(desk, async () => (await changes()).map(withoutNote));
  }
}

/** What is there again without people's own words: those of an article are taken for others'. */
function withoutNote(change: Change): Change {
  if (change.do !== 'insert' || change.in !== 'editions') return change;
  return insert('editions', { ...change.doc, note: null });
}

/**
 * What undoes a commit, by what stands now: what it removed is there again, what it made is gone, and what it changed
 * says again what it said `before`, where that is known, and whatever else was said of it since. What somebody has
 * changed again is written as it was, so that this meets theirs as *conflict*.
 */
async function reverted(
  store: Store,
  { changes }: Pick<Commit, 'changes'>,
  before: readonly { id: string }[] = [],
): Promise<Change[]> {
  const known = new Map(before.map((doc) => [doc.id, doc]));
  const there = new Map<string, { id: string }>();
  for (const collection of new Set(changes.map((change) => change.in))) {
    const ids = changes.flatMap(({ in: each, doc }) => (each === collection ? doc.id : []));
    for (const [id, doc] of await documentsById({ store }, collection, ids)) there.set(id, doc);
  }
  return changes.flatMap((change): Change[] => {
    const { in: collection, doc } = change;
    const now = there.get(doc.id);
    if (change.do === 'remove') return now ? [] : [insert(collection, doc as never)];
    if (change.do === 'insert') return now ? [remove(collection, now as never)] : [];
    const was = known.get(doc.id);
    return was ? [{ ...change, doc: saidBefore(was, doc, now) } as Change] : [];
  });
}

/** A document as it stands `now`, in which what was `written` of it says again what it `was`. */
function saidBefore(was: object, written: { version: number }, now: object = written): object {
  const fields = Object.keys({ ...was, ...written }).filter((field) => field !== 'version');
  const said = fields.filter(
    (field) => !isSame(Reflect.get(was, field), Reflect.get(written, field)),
  );
  const isChanged = said.some(
    (field) => !isSame(Reflect.get(now, field), Reflect.get(written, field)),
  );
  if (isChanged) return { ...was, version: written.version };
  const back = said.map((field) => [field, Reflect.get(was, field)]);
  return { ...now, ...Object.fromEntries(back) };
}
