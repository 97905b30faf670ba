import { countedFirst } from '../../domain/text/wording.js';

/** Of a report of an earlier edition, when the next came in, and what is not as it was then. */
export interface ChangedSince {
  /** RFC 3339, UTC. */
  until: string;
  /** Annotations that were deleted since. */
  deleted: number;
  /** The sources whose names were made confidential, public again, or removed since, by id. */
  sources: ReadonlySet<string>;
  /** The colleagues who have another name since, by id. */
  people: ReadonlySet<string>;
}

/** What is not as it was, in sentences, as far as the report names them; none where it is what it was. */
export function changedSinceWords(
  { deleted, people, sources }: Omit<ChangedSince, 'until'>,
  named: Readonly<Record<'sources' | 'people', ReadonlyMap<string, unknown>>>,
): string[] {
  const isNamed = (ids: ReadonlySet<string>, things: ReadonlyMap<string, unknown>) =>
    [...ids].some((id) => things.has(id));
  const were = `${countedFirst(deleted, 'annotation')} that ${deleted === 1 ? 'was' : 'were'}`;
  return [
    ...(deleted === 0 ? [] : [`${were} deleted since ${deleted === 1 ? 'is' : 'are'} left out.`]),
    ...(isNamed(sources, named.sources)
      ? ['Sources that were made confidential, or public, since are called as they are today.']
      : []),
    ...(isNamed(people, named.people) ? ['Colleagues are called by their names of today.'] : []),
  ];
}
