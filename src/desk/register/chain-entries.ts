import type { Annotation } from '../../domain/annotations/annotation.js';
import { sourcesIn } from '../../domain/chain/chain.js';
import type { OriginEntry } from '../../domain/chain/weakness.js';
import type { Source } from '../../domain/register/source.js';
import type { Change, Store } from '../../store/store.js';
import { documents } from '../documents.js';

/** A row that is kept of an annotation: with the sources in its chain, and all into which these are joined. */
interface RowOfChain {
  id: string;
  sources: readonly string[];
}

/**
 * What is known of the sources in the chains of some annotations, and of those into which they are joined, for
 * rows that are kept of these annotations (see `Derivation`): a change of an entry finds the rows that it touches.
 */
export class ChainEntries {
  readonly #store: Store;
  readonly #entries = new Map<string, OriginEntry>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The register's entry of an id, of what has been learnt. */
  readonly get = (id: string): OriginEntry | undefined => this.#entries.get(id);

  /** Reads what is not known of the chains' sources: one reading for each step of joining. */
  async learn(annotations: readonly Pick<Annotation, 'chain'>[]): Promise<void> {
    const seen = new Set<string>();
    let next = annotations.flatMap(({ chain }) => sourcesIn(chain));
    while (next.length > 0) {
      const wanted = [...new Set(next)].filter((id) => !seen.has(id));
      const unknown = wanted.filter((id) => !this.#entries.has(id));
      for (const { id, unnamed, confidential, joined } of await documents(
        this.#store,
        'sources',
        unknown,
      )) {
        const pointer = joined && { into: joined.into };
        this.#entries.set(id, { id, unnamed, confidential, joined: pointer });
      }
      for (const id of wanted) seen.add(id);
      next = wanted.flatMap((id) => this.#entries.get(id)?.joined?.into ?? []);
    }
  }

  /** The marks of a change: none where it makes no difference to any row. */
  marks(change: Change): string[] {
    if (change.in === 'annotations') return [`annotations/${change.doc.id}`];
    if (change.in !== 'sources') return [];
    const isSame = change.do !== 'remove' && this.#isKnown(change.doc);
    return isSame ? [] : [`sources/${change.doc.id}`];
  }

  /** The annotations that were marked, and those whose chains name a source that was. */
  keysOf(marks: ReadonlySet<string>, kept: ReadonlyMap<string, RowOfChain>): string[] {
    // What stands in no chain makes no difference to any.
    const sources = new Set(idsIn(marks, 'sources/').filter((id) => this.#entries.has(id)));
    for (const id of sources) this.#entries.delete(id);
    const rows = sources.size === 0 ? [] : [...kept.values()];
    const naming = rows.filter((row) => row.sources.some((id) => sources.has(id)));
    return [...new Set([...idsIn(marks, 'annotations/'), ...naming.map(({ id }) => id)])];
  }

  #isKnown({ id, unnamed, confidential, joined }: Source): boolean {
    const known = this.#entries.get(id);
    return (
      known?.unnamed === unnamed &&
      known.confidential === confidential &&
      known.joined?.into === joined?.into
    );
  }
}

function idsIn(marks: ReadonlySet<string>, kind: string): string[] {
  return [...marks].flatMap((mark) => (mark.startsWith(kind) ? mark.slice(kind.length) : []));
}
