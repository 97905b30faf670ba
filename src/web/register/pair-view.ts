import type { LikelyDuplicate } from '../../desk/register/likely-duplicates.js';
import { likenessWords } from '../../domain/register/likeness.js';
import type { Source } from '../../domain/register/source.js';
import { counted } from '../../domain/text/wording.js';
import { kindAndPlace, type SourceLink, sourceLink } from './sources-view.js';

/** Two entries that may be one source, and why somebody is asked. */
export interface PairView {
  entries: [PairedEntry, PairedEntry];
  why: string;
}

interface PairedEntry extends SourceLink {
  about: string;
}

/** Two entries that may be one source, and why. `uses` counts the annotations of each, `titles` tell alike ones apart. */
export function pairView(
  { source, other, why }: LikelyDuplicate,
  uses: ReadonlyMap<string, number>,
  titles: ReadonlyMap<string, string>,
): PairView {
  const entry = (each: Source): PairedEntry => ({
    ...sourceLink(each),
    about: `${kindAndPlace(each, titles)}, ${counted(uses.get(each.id) ?? 0, 'use')}`,
  });
  return { entries: [entry(source), entry(other)], why: likenessWords[why] };
}
