import { clash, Draft, demandAlone, type Tables } from './draft.js';
import { type Index, indexes } from './indexes.js';
import type { Change, CollectionName, Commit, Documents } from './store.js';
import { Table } from './table.js';

/** A whole desk at one moment. A commit makes another; none is ever changed. */
export interface State {
  /** The number of its last commit; 0 before the first. */
  readonly commit: number;
  readonly tables: Tables;
}

export type Contents = { readonly [C in CollectionName]?: readonly Documents[C][] };

/** The desk that holds these documents, whose ids differ within each collection. */
export function stateOf(commit: number, contents: Contents): State {
  const table = <C extends CollectionName>(name: C): Table<Documents[C]> => {
    const declared: { [K in CollectionName]: Readonly<Record<string, Index<Documents[K]>>> } =
      indexes;
    return Table.of<Documents[C]>(declared[name], contents[name] ?? []);
  };
  const tables = {
    articles: table('articles'),
    editions: table('editions'),
    annotations: table('annotations'),
    sources: table('sources'),
    claims: table('claims'),
    events: table('events'),
    people: table('people'),
    sessions: table('sessions'),
    tokens: table('tokens'),
    identities: table('identities'),
  };
  return { commit, tables };
}

/**
 * The state after a commit, and what was committed. Throws *conflict* as the port says; the state
 * handed in stays as it is.
 */
export function apply(state: State, changes: readonly Change[]): { state: State; commit: Commit } {
  const draft = new Draft(state.tables);
  const done = changes.map((change) => draft.take(change));
  for (const change of done) if (change.do !== 'remove') demandAlone(draft.tables, change);
  const number = state.commit + 1;
  return { state: { commit: number, tables: draft.tables }, commit: { number, changes: done } };
}

/**
 * The state with changes that were checked when they were first written, their documents bearing
 * the versions that they got then. Null where they do not fit this state.
 */
export function replay(state: State, commit: number, changes: readonly Change[]): State | null {
  const draft = new Draft(state.tables);
  if (!changes.every((change) => draft.repeat(change))) return null;
  if (changes.some((change) => change.do !== 'remove' && clash(draft.tables, change))) return null;
  return { commit, tables: draft.tables };
}

/** The changes that make one state of these collections into another. */
export function changesBetween(from: State, to: State, names: readonly CollectionName[]): Change[] {
  return names.flatMap((name) => tableChanges(from, to, name));
}

function tableChanges<C extends CollectionName>(from: State, to: State, name: C): Change[] {
  const [old, fresh]: Table<Documents[C]>[] = [from.tables[name], to.tables[name]];
  if (!old || !fresh || old === fresh) return [];
  const changes: Change[] = [];
  for (const doc of old.docs()) {
    if (!fresh.get(doc.id)) changes.push({ do: 'remove', in: name, doc } as Change);
  }
  for (const doc of fresh.docs()) {
    const before = old.get(doc.id);
    if (before === doc) continue;
    changes.push({ do: before ? 'replace' : 'insert', in: name, doc } as Change);
  }
  return changes;
}
