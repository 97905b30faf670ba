import { byAge } from '../age.js';
import type { Annotation } from '../annotations/annotation.js';
import type { Chain, Hop } from '../chain/chain.js';
import type { Claim } from '../claims/claim.js';
import type { Event } from '../history/event.js';
import { endOf, withoutRepeats } from '../register/joining.js';
import { closestSpelled, nameKey, wordingKey } from '../register/name.js';
import type { Source } from '../register/source.js';
import { isObject } from '../values.js';

/*
 * Whoever works blind can't find the entries that others make meanwhile. When the round ends, what
 * goes by one name becomes one entry, as it would have been had each seen the others' entries.
 */

/** By the id of an entry that goes, the id of the one that stands in its place. */
export type Replacements = ReadonlyMap<string, string>;

/**
 * Which sources of a round are entries that the register has besides. `known` are the entries of
 * other days that may bear the same names, and what those are joined into. As in a typed chain, a name
 * that several bear is left alone, a confidential source is only itself, a description means one
 * source in its article, and kinds must not contradict each other.
 */
export function joinSources(entered: readonly Source[], known: readonly Source[]): Replacements {
  const kept = [...known];
  const joined = new Map<string, string>();
  for (const source of entered.toSorted(byAge)) {
    const [same, ...others] = isDescribed(source)
      ? sameDescription(source, entered, kept)
      : withoutRepeats(
          closestSpelled(
            kept.filter((entry) => isNamesake(entry, source)),
            source.name,
          ).map((entry) => endOf(entry, (id) => kept.find((each) => each.id === id))),
        );
    if (same && others.length === 0 && kindsFit(same, source)) joined.set(source.id, same.id);
    else kept.push(source);
  }
  return joined;
}

/**
 * What somebody else described so in the same article, the oldest of it. Whoever gave a description
 * a second time, or though the register had it there, said that another one is meant.
 */
function sameDescription(
  source: Source,
  entered: readonly Source[],
  kept: readonly Source[],
): Source[] {
  const alike = (entry: Source) =>
    isDescribed(entry) &&
    entry.article === source.article &&
    nameKey(entry.name) === nameKey(source.name);
  const own = entered.filter((entry) => alike(entry) && entry.creator === source.creator);
  const described = kept.filter(alike).toSorted(byAge);
  const isKnown = described.some((entry) => !entered.includes(entry));
  if (isKnown || own.toSorted(byAge)[0] !== source) return [];
  return described.slice(0, 1);
}

/** Which claims of a round have the wording of another: the earliest stays, one of before if any. */
export function joinClaims(entered: readonly Claim[], known: readonly Claim[]): Replacements {
  const kept = new Map(known.map(({ id, statement }) => [wordingKey(statement), id]));
  const joined = new Map<string, string>();
  for (const { id, statement } of entered.toSorted(byAge)) {
    const same = kept.get(wordingKey(statement));
    if (same === undefined) kept.set(wordingKey(statement), id);
    else joined.set(id, same);
  }
  return joined;
}

/** A chain that names the entries which stand in the place of others. */
export function rejoined(chain: Chain, joined: Replacements): Chain {
  return chain.map((hop) => rejoinedHop(hop, joined));
}

function rejoinedHop(hop: Hop, joined: Replacements): Hop {
  const holders = hop.holders.map((holder) => ({
    ...holder,
    source: joined.get(holder.source) ?? holder.source,
  }));
  return { ...hop, holders };
}

/** An entry with what those that it stands for said besides: their kind and their other names. */
export function absorbing(entry: Source, others: readonly Source[]): Source {
  const kind = entry.kind ?? others.find((other) => other.kind !== null)?.kind ?? null;
  const known = new Set([entry.name, ...entry.aliases].map(nameKey));
  const aliases = others
    .flatMap((other) => [other.name, ...other.aliases])
    .filter((name) => !known.has(nameKey(name)) && known.add(nameKey(name)));
  return { ...entry, kind, aliases: [...entry.aliases, ...aliases] };
}

/** An annotation that names, in what it says and in what is proposed to it, the entries that stay. */
export function rejoinedAnnotation(annotation: Annotation, joined: Replacements): Annotation {
  const rejoinedIn = <S extends Pick<Annotation, 'chain' | 'claim'>>(said: S): S => ({
    ...said,
    chain: rejoined(said.chain, joined),
    claim: said.claim === null ? null : (joined.get(said.claim) ?? said.claim),
  });
  const proposals = annotation.proposals.map((proposal) => ({
    ...proposal,
    content: rejoinedIn(proposal.content),
  }));
  const verdicts = annotation.verdicts.map((verdict) =>
    verdict.hop ? { ...verdict, hop: rejoinedHop(verdict.hop, joined) } : verdict,
  );
  return { ...rejoinedIn(annotation), proposals, verdicts };
}

/** An event that tells of the entries which stay. */
export function rejoinedEvent(event: Event, joined: Replacements): Event {
  const { subject, before, after } = event;
  return {
    ...event,
    subject: { ...subject, id: joined.get(subject.id) ?? subject.id },
    before: rejoinedValues(before, joined),
    after: rejoinedValues(after, joined),
  };
}

function rejoinedValues(values: Event['before'], joined: Replacements): Event['before'] {
  if (!values) return null;
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, rejoinedValue(field, value, joined)]),
  );
}

/** The lists in an event that name entries, and what each of their parts is. */
const lists: Readonly<Record<string, string>> = {
  chain: 'hop',
  holders: 'holder',
  verdicts: 'verdict',
};

function rejoinedValue(field: string, value: unknown, joined: Replacements): unknown {
  if (field === 'claim' || field === 'source') {
    return typeof value === 'string' ? (joined.get(value) ?? value) : value;
  }
  const item = lists[field];
  if (item !== undefined && Array.isArray(value)) {
    return value.map((each) => rejoinedValue(item, each, joined));
  }
  const holds = ['hop', 'holder', 'verdict', 'proposed'].includes(field);
  return holds && isObject(value) ? rejoinedValues(value, joined) : value;
}

function isNamesake(one: Source, other: Source): boolean {
  if (one.id === other.id || !isOpenlyNamed(one) || !isOpenlyNamed(other)) return false;
  const names = [other.name, ...other.aliases].map(nameKey);
  return [one.name, ...one.aliases].some((name) => names.includes(nameKey(name)));
}

function isDescribed({ article, confidential, unnamed }: Source): boolean {
  return unnamed && !confidential && article !== null;
}

function isOpenlyNamed({ unnamed, confidential }: Source): boolean {
  return !unnamed && !confidential;
}

function kindsFit(one: Source, other: Source): boolean {
  return one.kind === null || other.kind === null || one.kind === other.kind;
}
