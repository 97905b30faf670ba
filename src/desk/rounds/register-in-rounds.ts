import { sourcesIn } from '../../domain/chain/chain.js';
import type { Resolution } from '../../domain/chain/resolution.js';
import type { Source } from '../../domain/register/source.js';
import type { Round } from '../../domain/rounds/round.js';
import { withArticle } from '../../domain/text/wording.js';
import type { Desk } from '../desk.js';

/**
 * What a chain of a blind round does to the register: new entries are their author's alone until it
 * ends, and what the register says already stays as it is, since others could tell from a change
 * who is being written about.
 */
export function keptUnseen(resolution: Resolution, { id: round }: Pick<Round, 'id'>): Resolution {
  const added = resolution.added.map((each) => ({ ...each, source: { ...each.source, round } }));
  const isNew = ({ id }: Source) => added.some(({ source }) => source.id === id);
  const isHidden = (source: Source) => source.round !== null || isNew(source);
  const { changed, warnings } = resolution;
  return {
    ...resolution,
    added,
    changed: changed
      .filter(isHidden)
      .map((source) => ({ ...source, round: source.round ?? round })),
    warnings: [...warnings, ...changed.filter((source) => !isHidden(source)).map(leftOut)],
  };
}

function leftOut({ name, kind }: Source): string {
  return `The register does not take in yet that ${name} is ${withArticle(kind ?? '')}: say so again when the blind round has ended.`;
}

/** Whoever names an entry of theirs from a round where everybody reads it, shows it to everybody. */
export async function withNamedShown(
  { store, visibility }: Desk,
  resolution: Resolution,
): Promise<Resolution> {
  if (visibility.blind.size === 0) return resolution;
  const { chain, changed } = resolution;
  const named = await store.getMany('sources', sourcesIn(chain));
  const known = new Set(changed.map(({ id }) => id));
  const hidden = named.filter(({ id, round }) => round !== null && !known.has(id));
  const open = (source: Source) => ({ ...source, round: null });
  return { ...resolution, changed: [...changed, ...hidden].map(open) };
}
