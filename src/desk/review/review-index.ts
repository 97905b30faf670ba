import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Source } from '../../domain/register/source.js';
import { isWaiting, type Waiting, waitingOf } from '../../domain/review/queue.js';
import type { Documents } from '../../store/documents.js';
import type { Commit, Page, Store } from '../../store/store.js';
import type { Desk } from '../desk.js';

/*
 * What can be reviewed, in rows that are small enough to be kept at hand for a whole desk: counts,
 * order and filters are then exact, and cost no look into the store. Every process fills its own,
 * once, and keeps it by watching.
 */

/** What is on a board: what waits for anybody, or what is closed and may be judged all the same. */
export type BoardName = 'waiting' | 'agreed' | 'settled';

/** A board, and the rows on it. */
export interface Board {
  readonly name: BoardName;
  /** In no order. Both the array and a row are the same for as long as nothing in them changes. */
  readonly rows: readonly Waiting[];
}

/**
 * One of the boards of a desk as it stands now, blind rounds not minded: what somebody may see of
 * it is for the caller to say.
 */
export async function boardOf({ whole }: Desk, name: BoardName): Promise<Board> {
  const kept = boards.get(whole) ?? new Map<BoardName, KeptBoard>();
  boards.set(whole, kept);
  const board = kept.get(name) ?? new KeptBoard(whole, name);
  kept.set(name, board);
  await whole.caughtUp();
  await board.renew();
  return board;
}

/** Forgets what is kept, at any time: it is filled anew when it is next wanted. */
export function forgetBoards({ whole }: Desk): void {
  for (const board of boards.get(whole)?.values() ?? []) board.stop();
  boards.delete(whole);
}

/** One set for each store of this process. */
const boards = new WeakMap<Store, Map<BoardName, KeptBoard>>();

/** Where a board's annotations are found, and whether one belongs to them. */
interface Shelf {
  index: 'waiting' | 'status';
  key: string;
  holds: (annotation: Annotation) => boolean;
}

const shelves: Readonly<Record<BoardName, Shelf>> = {
  waiting: { index: 'waiting', key: '', holds: isWaiting },
  agreed: shelfOf('agreed'),
  settled: shelfOf('settled'),
};

function shelfOf(status: Annotation['status']): Shelf {
  return {
    index: 'status',
    key: status,
    holds: (annotation) => annotation.deleted === null && annotation.status === status,
  };
}

type Origin = Pick<Source, 'unnamed' | 'confidential'>;

class KeptBoard implements Board {
  readonly #store: Store;
  readonly #shelf: Shelf;
  readonly stop: () => void;
  readonly #kept = new Map<string, Waiting>();
  /** What is known of the sources from which chains begin. */
  readonly #origins = new Map<string, Origin>();
  /** The annotations and sources that were written since they were last looked at. */
  #annotations = new Set<string>();
  #sources = new Set<string>();
  #filled = false;
  #renewing: Promise<void> = Promise.resolve();
  rows: readonly Waiting[] = [];

  constructor(
    store: Store,
    readonly name: BoardName,
  ) {
    this.#store = store;
    this.#shelf = shelves[name];
    this.stop = store.watch(
      (commit) => this.#take(commit),
      () => {
        this.#filled = false;
      },
    );
  }

  /** Looks at what is new. One look at a time: who asks meanwhile waits for a turn of their own. */
  renew(): Promise<void> {
    this.#renewing = this.#renewing.catch(() => {}).then(() => this.#renew());
    return this.#renewing;
  }

  #take({ changes }: Commit): void {
    for (const change of changes) {
      if (change.in === 'annotations') this.#annotations.add(change.doc.id);
      if (change.in === 'sources') this.#sources.add(change.doc.id);
    }
  }

  /** What fails is done once more the next time. */
  async #renew(): Promise<void> {
    const isNew = this.#filled ? await this.#look() : await this.#fill();
    if (isNew) this.rows = [...this.#kept.values()];
  }

  /** What is written, or missed, while this goes on is looked at afterwards. */
  async #fill(): Promise<boolean> {
    this.#filled = true;
    this.#kept.clear();
    this.#origins.clear();
    try {
      let after: string | null = null;
      do {
        const page: Page<Annotation> = await this.#page(after);
        await this.#put(page.items);
        await nextTurn();
        after = page.next;
      } while (after !== null);
    } catch (error) {
      this.#filled = false;
      throw error;
    }
    await this.#look();
    return true;
  }

  #page(after: string | null): Promise<Page<Annotation>> {
    const { index, key } = this.#shelf;
    return this.#store.find('annotations', index, { key, after, limit: handful });
  }

  /** Whether anything was new. */
  async #look(): Promise<boolean> {
    const [annotations, sources] = [this.#annotations, this.#sources];
    if (annotations.size + sources.size === 0) return false;
    [this.#annotations, this.#sources] = [new Set(), new Set()];
    for (const id of sources) this.#origins.delete(id);
    const named = this.#naming(sources);
    try {
      const ids = [...new Set([...annotations, ...named])];
      const found = await documents(this.#store, 'annotations', ids);
      for (const id of ids) this.#kept.delete(id);
      await this.#put(found.filter(this.#shelf.holds));
    } catch (error) {
      this.#filled = false;
      throw error;
    }
    return annotations.size + named.length > 0;
  }

  /** The annotations on the board whose chains name one of the sources. */
  #naming(sources: ReadonlySet<string>): string[] {
    if (sources.size === 0) return [];
    const rows = [...this.#kept.values()];
    return rows.filter((row) => row.sources.some((id) => sources.has(id))).map(({ id }) => id);
  }

  async #put(annotations: readonly Annotation[]): Promise<void> {
    await this.#learnOrigins(annotations);
    const sourceOf = (id: string) => this.#origins.get(id);
    for (const annotation of annotations) {
      this.#kept.set(annotation.id, waitingOf(annotation, sourceOf));
    }
  }

  async #learnOrigins(annotations: readonly Annotation[]): Promise<void> {
    const origins = new Set(annotations.flatMap(({ chain: [origin] }) => origin?.source ?? []));
    const unknown = [...origins].filter((id) => !this.#origins.has(id));
    for (const { id, unnamed, confidential } of await documents(this.#store, 'sources', unknown)) {
      this.#origins.set(id, { unnamed, confidential });
    }
  }
}

/** So many documents are in hand at once: some milliseconds of work, before others get their turn. */
const handful = 500;

async function documents<C extends 'annotations' | 'sources'>(
  store: Store,
  collection: C,
  ids: readonly string[],
): Promise<Documents[C][]> {
  const found: Documents[C][] = [];
  for (let at = 0; at < ids.length; at += handful) {
    const some = ids.slice(at, at + handful).map((id) => store.get(collection, id));
    for (const document of await Promise.all(some)) if (document) found.push(document);
  }
  return found;
}
