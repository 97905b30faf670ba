import { NameFinder } from '../../../domain/register/name-finder.js';
import type { Certainty, SourceNames } from '../../../domain/register/name-forms.js';
import type { Identity, Source } from '../../../domain/register/source.js';
import { mayDo } from '../../../domain/rights.js';
import { seesEntry } from '../../../domain/rounds/visibility.js';
import type { Store } from '../../../store/store.js';
import type { Actor, Desk } from '../../desk.js';
import { documentsById, pages } from '../../documents.js';
import { KeptOfStores } from '../../kept.js';

/** A confidential source whose name stands in a text. */
export interface SourceNamed {
  source: Source;
  how: Certainty;
}

/**
 * The confidential sources that a text names, in part or whole, as far as the actor may know them; each
 * once, as it is named most surely. Words that are a name only faintly don't count.
 */
export async function sourcesNamedIn(
  desk: Desk,
  actor: Actor,
  text: string,
): Promise<SourceNamed[]> {
  return (await namingKnownTo(desk, actor))(text);
}

/** Tells whom a text names. */
export type SourcesNamedBy = (text: string) => SourceNamed[];

/** For several texts, read once: tells of each which confidential sources it names that the actor knows. */
export async function namingKnownTo(desk: Desk, actor: Actor): Promise<SourcesNamedBy> {
  const { list } = await identified.current(desk.whole);
  const { finder, byId } = findingOf(list);
  return (text) =>
    [...finder.named(text)].flatMap(([id, how]) => {
      const known = byId.get(id);
      if (!known || !seesEntry(desk.visibility, known.source)) return [];
      const mayKnow = mayBeWarned(actor, known.source, known.identity);
      return mayKnow ? [{ source: known.source, how }] : [];
    });
}

/**
 * Tells of an identity whether the actor may know it, by what is kept: nothing is read, since the time that takes would
 * tell that there is one. What came at this very moment is not kept yet, and said to be known: whoever goes by it looks.
 */
export async function mayKnowAsKept(desk: Desk, actor: Actor): Promise<(id: string) => boolean> {
  const kept = await identified.told(desk.whole);
  return (id) => {
    const known = kept.get(id);
    if (!known) return true;
    return (
      seesEntry(desk.visibility, known.source) && mayBeWarned(actor, known.source, known.identity)
    );
  };
}

/** Whether a text tells who one is that goes by these names. */
export function tellsWho(named: Omit<SourceNames, 'id'>, text: string): boolean {
  const { name, aliases, kind, unnamed } = named;
  const finder = new NameFinder([{ id: '', name, aliases, kind, unnamed }]);
  return finder.named(text).size > 0;
}

/**
 * For checking a whole desk: a function that tells which confidential sources a text names, by their ids, in what is said
 * of an entry but for those whose public entry that is. The names themselves never come out of it.
 */
export async function identitiesShowing(
  store: Store,
): Promise<(text: string, entry?: string) => ReadonlyMap<string, Certainty>> {
  const { list } = await identified.current(store);
  const { finder, byId } = findingOf(list);
  const isOf = (id: string, entry: string) => byId.get(id)?.identity.publicEntry === entry;
  return (text, entry = '') =>
    new Map([...finder.named(text)].filter(([id]) => entry === '' || !isOf(id, entry)));
}

interface IdentifiedSource {
  source: Source;
  identity: Identity;
}

/** Whoever is confidential, by id: what is written is compared with all of their names. */
const identified = new KeptOfStores<IdentifiedSource>((store) => {
  const some = async (ids: readonly string[]) => {
    const identities = await documentsById({ store }, 'identities', ids);
    const sources = await documentsById({ store }, 'sources', identities.keys());
    return new Map(
      [...sources].flatMap(([id, source]) => {
        const identity = identities.get(id);
        return identity ? [[id, { source, identity }] as const] : [];
      }),
    );
  };
  return {
    async *everything() {
      for await (const found of pages(store, 'identities', 'all', '')) {
        yield await some(found.map(({ id }) => id));
      }
    },
    some,
    marks: ({ in: collection, doc }) => {
      if (collection === 'identities') return [doc.id];
      return collection === 'sources' && doc.confidential ? [doc.id] : [];
    },
  };
});

interface Finding {
  finder: NameFinder;
  byId: ReadonlyMap<string, IdentifiedSource>;
}

const findings = new WeakMap<readonly IdentifiedSource[], Finding>();

/** What finds those of a list, which is the same for as long as nobody is entered or changed. */
function findingOf(list: readonly IdentifiedSource[]): Finding {
  const known = findings.get(list);
  if (known) return known;
  const named = list.flatMap(namesLookedFor);
  const byId = new Map(list.map((each) => [each.source.id, each]));
  const made = { finder: new NameFinder(named), byId };
  findings.set(list, made);
  return made;
}

/** A description has no parts by which somebody is known; a note of who is described has. */
function namesLookedFor({ source, identity }: IdentifiedSource): SourceNames[] {
  const { id, kind, confidential } = source;
  const unnamed = source.unnamed && confidential;
  const { name, aliases, masked } = identity;
  const names = { id, kind, unnamed, name, aliases };
  if (!masked?.noted) return [names];
  return [names, { ...names, unnamed: false, name: masked.noted.name, aliases: [] }];
}

/** Whether somebody may learn, by being warned, that a text names who a confidential source is. */
export function mayBeWarned(actor: Actor, { creator }: Source, identity: Identity): boolean {
  return mayDo(actor, 'be warned of its name', { creator, identity });
}
