import type { Annotation } from '../annotations/model.js';
import type { Article } from '../articles/article.js';
import { endIdOf, endOf, wayToEnd } from '../register/joining.js';
import { nameKey } from '../register/name.js';
import type { Source } from '../register/source.js';
import type { CountedChain, CountedHolder } from './ways.js';

/** The chain of an annotation as it is counted, by the entries that stand for its holders. */
export function countedChain(
  { id, chain }: Pick<Annotation, 'id' | 'chain'>,
  { publisher }: Pick<Article, 'publisher'>,
  sources: ReadonlyMap<string, Source>,
): CountedChain {
  const isOf = publisherIn(nameKey(publisher), sources);
  const holder = (source: string): CountedHolder => {
    const entry = sources.get(source);
    if (!entry) return { source, isDark: true, isPublishers: false };
    const end = endOf(entry, (each) => sources.get(each));
    const isDark = end.unnamed || end.confidential;
    const differsFrom = (end.differsFrom ?? []).map((id) =>
      endIdOf(id, (each) => sources.get(each)),
    );
    const isPublishers = isOf(entry);
    return { source: end.id, isDark, isPublishers, ...(differsFrom.length > 0 && { differsFrom }) };
  };
  return {
    annotation: id,
    hops: chain.map(({ holders }) => holders.map(({ source }) => holder(source))),
  };
}

/** Whether an entry is the outlet that bears the publisher's name, or is affiliated to it. */
function publisherIn(publisher: string, sources: ReadonlyMap<string, Source>) {
  const wayOf = (source: Source) => wayToEnd(source, (id) => sources.get(id));
  const isOutlet = (source: Source) =>
    wayOf(source).some(
      ({ name, aliases, unnamed, confidential }) =>
        !unnamed && !confidential && [name, ...aliases].some((each) => nameKey(each) === publisher),
    );
  return (source: Source): boolean => {
    const affiliation = sources.get(wayOf(source).at(-1)?.affiliation ?? '');
    return isOutlet(source) || (affiliation !== undefined && isOutlet(affiliation));
  };
}
