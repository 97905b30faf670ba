import type { PrintableReading } from '../../domain/articles/article-reading.js';
import { type Chain, holdersIn } from '../../domain/chain/chain.js';
import { endOf } from '../../domain/register/joining.js';
import type { Source } from '../../domain/register/source.js';
import { printable, readArticle } from '../articles/article-reading.js';
import type { Desk } from '../desk.js';

/** A source that an article's chains name, and where they do first. */
interface SourceHere {
  source: Source;
  /** The annotation's number in the order of the text, and from whom the source had it there. */
  first: { number: number; after: string | null };
  /** The first characters of its id, where its name alone doesn't find it again; or null. */
  shortId: string | null;
}

/** The sources of an article's chains, each once, in the order of the text. */
export async function sourcesHere(desk: Desk, article: string): Promise<SourceHere[]> {
  const reading = await printable(desk, await readArticle(desk, article));
  const found = new Map<string, SourceHere>();
  for (const [index, { annotation }] of reading.annotations.entries()) {
    for (const here of namedIn(annotation.chain, index + 1, reading)) {
      if (!found.has(here.source.id)) found.set(here.source.id, here);
    }
  }
  return [...found.values()];
}

function namedIn(
  chain: Chain,
  number: number,
  { sources, shortIds }: PrintableReading,
): SourceHere[] {
  const nameOf = (id: string) => sources.get(id)?.name ?? '';
  return chain.flatMap(({ holders }, at) => {
    const before = holdersIn(chain.slice(Math.max(at - 1, 0), at));
    const after = before.map(({ source }) => nameOf(source)).join(' and ') || null;
    return holders.flatMap(({ source: id }) => {
      const named = sources.get(id);
      if (!named) return [];
      const source = endOf(named, (each) => sources.get(each));
      const shortId = shortIds.get(source.id) ?? null;
      return [{ source, first: { number, after }, shortId }];
    });
  });
}
