import { setImmediate as nextTurn } from 'node:timers/promises';
import { byAge } from '../../domain/age.js';
import type { Claim } from '../../domain/claims/claim.js';
import {
  type ClaimFigures,
  type ClaimPassage,
  countsInside,
  countsOutside,
  sourcesNamedIn,
} from '../../domain/claims/claim-figures.js';
import type { NamedSource } from '../../domain/claims/claim-sentence.js';
import { Problem } from '../../domain/problem.js';
import type { Source } from '../../domain/register/source.js';
import { seesEntry } from '../../domain/rounds/visibility.js';
import { all, allUnder, type Change, type Store } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { collected, documents, pages } from '../documents.js';
import { type Derivation, type Kept, KeptOfStores } from '../kept.js';
import { Pace } from '../pace.js';
import { figuresOn } from './claim-figures-working.js';
import { type PassagesRead, passagesOf } from './claim-passages.js';

/*
 * How every claim stands, worked out once and renewed when something it rests on changes: one of its
 * annotations, the claim or one joined with it, an entry of the register that its chains name or belong
 * to, an article, a blind round. Every process keeps its own by watching, as it keeps the review index.
 */

/** A claim and how it stands. */
export interface ClaimStanding {
  claim: Claim;
  /** Its own id, and those of the claims that are joined into it; none where it is joined itself. */
  entries: readonly string[];
  /** What its annotations bring to it, whether it counts or not. */
  passages: readonly ClaimPassage[];
  /** What its figures name, by id. */
  named: ReadonlyMap<string, NamedSource>;
  /** As the desk counts it, and as everybody else does: see `countsOutside`. */
  inside: ClaimFigures;
  outside: ClaimFigures;
}

/** Every claim that somebody may see and that stands for itself, oldest first, as they may see it. */
export async function claimStandings(desk: Desk): Promise<ClaimStanding[]> {
  const { list } = await kept.current(desk.whole);
  const seen = list.filter(
    ({ claim }) => claim.joined === null && seesEntry(desk.visibility, claim),
  );
  const standings = await Promise.all(seen.map((each) => asSeen(desk, each)));
  return standings.toSorted((one, other) => byAge(one.claim, other.claim));
}

/** How the claim stands that stands for one: itself where it is not joined. */
export async function standingForClaim(
  desk: Desk,
  claim: Pick<Claim, 'id'>,
): Promise<ClaimStanding> {
  const [standing] = await standingsFor(desk, [claim]);
  if (standing) return standing;
  throw new Problem('not-found', 'There is no such claim.');
}

/** The same for several, in their order; those that are not there for whoever asks are left out. */
export async function standingsFor(
  desk: Desk,
  claims: readonly Pick<Claim, 'id'>[],
): Promise<ClaimStanding[]> {
  if (claims.length === 0) return [];
  const standings = await kept.current(desk.whole);
  const isSeen = (standing: ClaimStanding | undefined) =>
    standing !== undefined && seesEntry(desk.visibility, standing.claim);
  const found = claims.flatMap(({ id }) => {
    const both = [standings.get(endIn(standings, id)), standings.get(id)];
    return both.find(isSeen) ?? [];
  });
  return Promise.all(found.map((each) => asSeen(desk, each)));
}

/** What somebody wrote themselves in an open round counts for them, and for nobody else. */
async function asSeen({ visibility }: Desk, standing: ClaimStanding): Promise<ClaimStanding> {
  const isOwn = ({ isBlind, creator }: ClaimPassage) => isBlind && creator === visibility.person;
  const { passages } = standing;
  if (!passages.some(({ isBlind }) => isBlind)) return standing;
  const seen = passages.filter((passage) => !passage.isBlind || isOwn(passage));
  if (!seen.some(isOwn)) return { ...standing, passages: seen };
  const own = seen.map((passage) => ({ ...passage, isBlind: false }));
  return { ...standing, passages: seen, inside: await figuresOn(own.filter(countsInside)) };
}

const kept = new KeptOfStores<ClaimStanding>((store) => derivation(store));

function derivation(store: Store): Derivation<ClaimStanding> {
  const basis = new Basis();
  return {
    async *everything() {
      for await (const page of pages(store, 'claims', 'all', '')) basis.point(page);
      for await (const page of pages(store, 'claims', 'all', '')) {
        yield standingsOf(store, page, basis);
      }
    },
    some: async (ids) => {
      const claims = await documents(store, 'claims', ids);
      basis.point(claims);
      return standingsOf(store, claims, basis);
    },
    marks: (change) => basis.marks(change),
    keysOf: (marks, standings) => {
      const claims = [...marks].flatMap((mark) => [...basis.claimsAt(mark)]);
      const ends = claims.map((id) => endIn(standings, id, basis));
      return [...new Set([...claims, ...ends])];
    },
  };
}

/** By the pointers as they are kept, or as they have just been told. */
function endIn(
  standings: Pick<Kept<ClaimStanding>, 'get'>,
  id: string,
  basis: Basis | null = null,
): string {
  const passed = new Set<string>();
  for (let at = id; ; ) {
    passed.add(at);
    const into = basis ? basis.into(at) : (standings.get(at)?.claim.joined?.into ?? null);
    if (into === null || passed.has(into)) return at;
    at = into;
  }
}

/** What each claim rests on, so that a change finds the claims that it touches. */
class Basis {
  /** By "annotation/ID" and the like, the claims that rest on it. What is left of former days does no harm. */
  readonly #claims = new Map<string, Set<string>>();
  /** What of an entry makes a difference, as it was read last. */
  readonly #sources = new Map<string, string>();
  readonly #pointers = new Map<string, string>();

  /** Takes in where claims point. */
  point(claims: readonly Claim[]): void {
    for (const { id, joined } of claims) {
      if (joined) this.#pointers.set(id, joined.into);
      else this.#pointers.delete(id);
    }
  }

  into(claim: string): string | null {
    return this.#pointers.get(claim) ?? null;
  }

  /** The claims that are joined into one, from near or far, and itself first. */
  entriesOf(claim: string): string[] {
    const entries = [claim];
    for (const entry of entries) {
      for (const [id, into] of this.#pointers) {
        if (into === entry && !entries.includes(id)) entries.push(id);
      }
    }
    return entries;
  }

  /** Takes in what passages of a claim rest on; yields after each. */
  *take(claim: string, { passages, sourcesOf }: PassagesRead): Generator<undefined, void> {
    for (const { annotation, article } of passages) {
      this.#rest(claim, `annotation/${annotation}`);
      this.#rest(claim, `article/${article}`);
      for (const source of sourcesOf(annotation)) {
        this.#rest(claim, `source/${source.id}`);
        this.#sources.set(source.id, decisive(source));
      }
      yield;
    }
  }

  #rest(claim: string, mark: string): void {
    const claims = this.#claims.get(mark);
    if (claims) claims.add(claim);
    else this.#claims.set(mark, new Set([claim]));
  }

  marks(change: Change): string[] {
    switch (change.in) {
      case 'annotations': {
        const { id, claim } = change.doc;
        return [`annotation/${id}`, ...(claim === null ? [] : [`claim/${claim}`])];
      }
      case 'claims': {
        const { id, joined } = change.doc;
        const before = this.into(id);
        this.point(change.do === 'remove' ? [{ ...change.doc, joined: null }] : [change.doc]);
        return [id, joined?.into ?? null, before].flatMap((each) =>
          each === null ? [] : [`claim/${each}`],
        );
      }
      case 'sources': {
        const isSame = this.#sources.get(change.doc.id) === decisive(change.doc);
        return isSame && change.do !== 'remove' ? [] : [`source/${change.doc.id}`];
      }
      case 'articles':
      case 'wordings':
        return [`article/${change.doc.id}`];
      case 'rounds':
        return [`article/${change.doc.article}`];
      default:
        return [];
    }
  }

  claimsAt(mark: string): Iterable<string> {
    return mark.startsWith('claim/')
      ? [mark.slice('claim/'.length)]
      : (this.#claims.get(mark) ?? []);
  }
}

/** What of an entry of the register decides what it counts for: neither its ratings nor its uses. */
function decisive(source: Source): string {
  const { name, aliases, kind, unnamed, confidential, affiliation, differsFrom, joined } = source;
  const pointers = [affiliation, joined?.into, differsFrom];
  return JSON.stringify([name, aliases, kind, unnamed, confidential, pointers]);
}

async function standingsOf(
  store: Store,
  claims: readonly Claim[],
  basis: Basis,
): Promise<ReadonlyMap<string, ClaimStanding>> {
  const entries = new Map(
    claims.map(({ id, joined }) => [id, joined === null ? basis.entriesOf(id) : []]),
  );
  const rounds = await collected(all(store, 'rounds', 'open', { key: '' }));
  const blind = new Set(rounds.map(({ article }) => article));
  const found = await allUnder(
    store,
    'annotations',
    'claim',
    new Set([...entries.values()].flat()),
  );
  const pace = new Pace();
  const isBlind = (article: string) => blind.has(article);
  const read = await passagesOf(store, [...found.values()].flat(), isBlind, pace);
  const byAnnotation = new Map(read.passages.map((passage) => [passage.annotation, passage]));
  const standings = new Map<string, ClaimStanding>();
  for (const claim of claims) {
    const own = entries.get(claim.id) ?? [];
    const annotations = own.flatMap((id) => found.get(id) ?? []).toSorted(byAge);
    const passages = annotations.flatMap(({ id }) => byAnnotation.get(id) ?? []);
    await pace.through(basis.take(claim.id, { ...read, passages }));
    standings.set(claim.id, await standingOf(claim, own, passages, read.sourceOf));
    await nextTurn();
  }
  return standings;
}

async function standingOf(
  claim: Claim,
  entries: readonly string[],
  passages: readonly ClaimPassage[],
  sourceOf: PassagesRead['sourceOf'],
): Promise<ClaimStanding> {
  const counted = passages.filter(countsInside);
  const told = passages.filter(countsOutside);
  const inside = await figuresOn(counted);
  const outside = told.length === counted.length ? inside : await figuresOn(told);
  const ids = [inside, outside].flatMap(sourcesNamedIn);
  return { claim, entries, passages, named: namesOf(ids, sourceOf), inside, outside };
}

function namesOf(
  ids: readonly string[],
  sourceOf: PassagesRead['sourceOf'],
): ReadonlyMap<string, NamedSource> {
  const named = ids.flatMap((id): [string, NamedSource][] => {
    const source = sourceOf(id);
    if (!source) return [];
    const { name, kind, unnamed, confidential } = source;
    return [[id, { name, kind, unnamed, confidential }]];
  });
  return new Map(named);
}
