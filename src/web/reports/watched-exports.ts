/** How far an export is. */
interface ExportProgress {
  /** How often its articles are being gone through, from 1: a zip does it for documents, and for each file of data. */
  round: number;
  /** Which article is being written, from 1; 0 before the first. */
  article: number;
  articles: number;
  /** Whether it has been sent whole, or broke off; null while it is made. */
  ended: 'whole' | 'broken' | null;
  /** What it could not show, in sentences. */
  said: string[];
}

/** More than this are watched by nobody: the oldest is forgotten. */
const maxWatched = 1_000;

/**
 * The exports that somebody's page watches, under names that the page gave them. They are kept by the
 * process that makes them: whoever asks another hears of none.
 */
export class WatchedExports {
  readonly #exports = new Map<string, ExportProgress>();

  /** How far the export of that name is that somebody began; null where there is none. */
  progressOf(person: string, name: string): ExportProgress | null {
    return this.#exports.get(keyOf(person, name)) ?? null;
  }

  /** Watches an export until it has come to its end; one without a good name is not watched. */
  watch(person: string, name: unknown): (progress: Partial<ExportProgress>) => void {
    if (typeof name !== 'string' || !/^[\w-]{1,60}$/u.test(name)) return () => {};
    const key = keyOf(person, name);
    const [oldest] = this.#exports.keys();
    if (oldest !== undefined && this.#exports.size >= maxWatched) this.#exports.delete(oldest);
    this.#exports.set(key, { round: 1, article: 0, articles: 0, ended: null, said: [] });
    return (progress) => {
      const before = this.#exports.get(key);
      if (before) this.#exports.set(key, { ...before, ...progress });
    };
  }
}

function keyOf(person: string, name: string): string {
  return `${person} ${name}`;
}
