import { endIdOf } from '../../domain/register/joining.js';
import type { Source } from '../../domain/register/source.js';
import type { Desk } from '../desk.js';
import { Pace } from '../pace.js';
import type { SourceNamed, SourcesNamedBy } from './identities/identities-in-text.js';
import { writtenOfClaims } from './identities/named-beside.js';
import { withWays } from './joined.js';
import { namesOfNamed, type Question } from './questions.js';

/**
 * Which of some sources, whatever entry of theirs is told, are named in what the desk says of a claim and of those that
 * are one with it, their histories too; but for a text about which is asked elsewhere.
 */
export async function namedInClaim(
  desk: Desk,
  naming: SourcesNamedBy,
  claim: string,
  sources: readonly Source[],
  askedText = '',
): Promise<SourceNamed[]> {
  if (sources.length === 0) return [];
  const texts = (await writtenOfClaims(desk, [claim])).get(claim) ?? [];
  const named: SourceNamed[] = [];
  const pace = new Pace();
  for (const text of texts) {
    if (text !== askedText) named.push(...naming(text));
    await pace.giveWay();
  }
  return namedAmong(desk, named, sources);
}

/** Those who are named that are one with some sources, under whichever entry. */
export async function namedAmong(
  desk: Desk,
  named: readonly SourceNamed[],
  sources: readonly Source[],
): Promise<SourceNamed[]> {
  if (named.length === 0 || sources.length === 0) return [];
  const known = await withWays(desk.store, [...sources, ...named.map(({ source }) => source)]);
  const endOfOne = (source: Source) => endIdOf(source.id, (each) => known.get(each));
  const ends = new Set(sources.map(endOfOne));
  return named.filter(({ source }) => ends.has(endOfOne(source)));
}

/** That they would stand beside their names there. */
export function besideClaimQuestion(named: readonly SourceNamed[]): Question | null {
  if (named.length === 0) return null;
  const sentence = `${namesOfNamed(named)} would stand beside the name in what the desk says of this claim, or of one that is joined with it: whoever reads both sees who that is.`;
  return { code: 'identity', sentence };
}
