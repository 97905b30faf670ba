import { type Reliability, reliabilityWords } from '../../domain/chain/scales.js';
import { type DrawnSign, drawnSign } from '../../domain/chain/sign-shapes.js';
import { currentRating, type Source, sourceKinds } from '../../domain/register/source.js';
import { isolatedName } from '../../domain/text/direction.js';
import { inQuotes } from '../../domain/text/wording.js';

/** A source as scripts and lists have it. */
interface SourceItem {
  id: string;
  name: string;
  kind: string | null;
  unnamed: boolean;
  confidential: boolean;
  reliability: Reliability | null;
  aliases: string[];
}

/** A source as a suggestion and a list need it: no rating where none stands. */
export function sourceItem(source: Source): SourceItem {
  const { id, name, kind, unnamed, confidential, aliases } = source;
  const reliability = currentRating(source)?.reliability ?? null;
  return { id, name, kind, unnamed, confidential, reliability, aliases };
}

/** A source in the register's list; `uses` is how many annotations name it. */
export interface SourceRow extends SourceItem {
  kindWords: string;
  reliabilityWords: string | null;
  sign: DrawnSign;
  uses: number;
}

/** A source in a list, with its kind and reliability in words; `uses` counts the annotations that name it. */
export function sourceRow(source: Source, uses: number): SourceRow {
  const item = sourceItem(source);
  return {
    ...item,
    kindWords: kindWords(source),
    reliabilityWords: item.reliability && reliabilityWords(item.reliability),
    sign: drawnSign(source),
    uses,
  };
}

/** "unnamed person", "outlet", "not said": what a source is, in words. */
function kindWords({ kind, unnamed, confidential }: Source): string {
  const parts = [confidential ? 'confidential' : unnamed && 'unnamed', kind].filter(Boolean);
  return parts.length === 0 ? 'not said' : parts.join(' ');
}

/** The same, with the article that tells a source from others of its description, where `titles` has that. */
export function kindAndPlace(source: Source, titles: ReadonlyMap<string, string>): string {
  const title = titles.get(source.id);
  const kind = kindWords(source);
  return title === undefined ? kind : `${kind} in ${isolatedName(inQuotes(title))}`;
}

export const kindOptions = [
  { value: '', label: 'Not said' },
  ...sourceKinds.map((kind) => ({ value: kind, label: kind })),
];

/** A source that is named, with its sign. */
export interface SourceLink {
  id: string;
  name: string;
  sign: DrawnSign;
}

/** A source as a link, with the sign of its kind. */
export function sourceLink(source: Source): SourceLink {
  return { id: source.id, name: source.name, sign: drawnSign(source) };
}
