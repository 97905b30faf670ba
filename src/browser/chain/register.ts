import type { NotationHop } from '../../domain/chain/notation/notation.js';
import type { Reliability } from '../../domain/chain/scales.js';
import { closestSpelled, nameKey } from '../../domain/register/name.js';
import type { SourceKind } from '../../domain/register/source.js';
import { withPerson } from '../people/shown-to.js';

/** An entry of the register, as far as the page shows it. */
export interface RegisterEntry {
  id: string;
  name: string;
  kind: SourceKind | null;
  unnamed: boolean;
  confidential: boolean;
  reliability: Reliability | null;
  aliases: string[];
  /** How many annotations name it; null where that is not known. */
  uses?: number | null;
  /** The title of the article that tells it from others of its description, where it is suggested beside them. */
  article?: string | null;
  /** As an answer to a name that describes it in the article that is open: the first annotations there that name it. */
  here?: { id: string; quote: string }[];
}

/** A source that the article's chains name already. */
export interface SourceHere extends RegisterEntry {
  /** The first annotation in which it stands: its number, and after whom. */
  first: { number: number; after: string | null };
  /** The first characters of its id, where its name alone doesn't find it again. */
  shortId: string | null;
}

/** What tells which entry a hop means. */
type HopName = Pick<NotationHop, 'name' | 'id' | 'unnamed' | 'another' | 'confidential' | 'basis'>;

/** Whether a hop is confidential: then no public entry is meant by it, whatever it is called. */
export function isMasked({
  confidential,
  basis,
}: Pick<HopName, 'confidential' | 'basis'>): boolean {
  return confidential || basis === 'deep background';
}

/** The server's register, seen from the page. What names stand for is asked once each. */
export class Register {
  private readonly borne = new Map<string, RegisterEntry[]>();
  private ofArticle: Promise<unknown> | null = null;
  private here: readonly SourceHere[] = [];

  /** `article` is the one that is open: the descriptions of unnamed sources belong to it. */
  constructor(private readonly article: string) {}

  /** Entries for what has been typed so far; none when the server can't be reached. */
  async suggest(typed: string, signal: AbortSignal): Promise<RegisterEntry[]> {
    const asked = new URLSearchParams({ q: typed });
    const answer = await ask<{ items: RegisterEntry[] }>('/sources/suggestions', asked, signal);
    return answer?.items ?? [];
  }

  /** Those of the article of which a word begins as typed, in the order of the text. */
  suggestHere(typed: string): SourceHere[] {
    const key = nameKey(typed);
    return key === '' ? [] : this.here.filter((entry) => beginsWith(entry, key));
  }

  /** Asks, once, which sources the article's chains name. */
  async learnArticle(): Promise<void> {
    if (this.article === '') return;
    this.ofArticle ??= ask<{ items: SourceHere[] }>(
      '/sources/in-article',
      new URLSearchParams({ article: this.article }),
    ).then((answer) => {
      this.here = answer?.items ?? [];
    });
    await this.ofArticle;
  }

  /** The entries that bear a name; undefined while nobody has asked. */
  bearing(name: string): readonly RegisterEntry[] | undefined {
    return this.borne.get(nameKey(name));
  }

  /** Whether a name is only the description of an unnamed source of the article. */
  isDescribed(name: string): boolean {
    const borne = this.bearing(name) ?? [];
    return borne.some(({ here }) => here) && borne.every(({ unnamed }) => unnamed);
  }

  /** The entry that a hop means, as far as one can tell before it is saved. */
  meant(hop: HopName): RegisterEntry | null {
    const entries = this.candidates(hop);
    return entries.length === 1 ? (entries[0] ?? null) : null;
  }

  /** The entries that a hop may mean: an unnamed one by its id, or the one described so here. */
  candidates(hop: HopName): readonly RegisterEntry[] {
    if (hop.name === null) return [];
    const borne = this.bearing(hop.name) ?? [];
    const entries = isMasked(hop) ? borne.filter(({ confidential }) => confidential) : borne;
    const { id } = hop;
    if (id !== null) return entries.filter((entry) => entry.id.startsWith(id.toLowerCase()));
    if (hop.unnamed) return hop.another ? [] : entries.filter(({ here }) => here);
    const named = entries.filter((entry) => !entry.unnamed || entry.confidential);
    return closestSpelled(named, hop.name);
  }

  /** Asks for the names that are not known yet; true when the answer told something new. */
  async learn(names: readonly string[]): Promise<boolean> {
    const unknown = [...new Set(names)].filter((name) => name && this.bearing(name) === undefined);
    if (unknown.length === 0) return false;
    const asked = new URLSearchParams([
      ['article', this.article],
      ...unknown.map((name) => ['name', name]),
    ]);
    const answer = await ask<Record<string, RegisterEntry[]>>('/sources/resolution', asked);
    if (!answer) return false;
    for (const name of unknown) this.borne.set(nameKey(name), answer[name] ?? []);
    return true;
  }

  /** Forgets what was known: a save may have added sources. */
  forget(): void {
    this.borne.clear();
    this.ofArticle = null;
  }
}

function beginsWith({ name, aliases }: RegisterEntry, key: string): boolean {
  return [name, ...aliases].some((each) => ` ${nameKey(each)}`.includes(` ${key}`));
}

/**
 * JSON of our own server; null when there is none to be had, which only costs a convenience. By POST:
 * what is typed for a hop may be the name of a confidential source, and addresses are logged.
 */
async function ask<T>(
  address: string,
  body: URLSearchParams,
  signal?: AbortSignal,
): Promise<T | null> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: withPerson({ Accept: 'application/json' }),
      body,
      ...(signal ? { signal } : {}),
    });
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    return null;
  }
}
