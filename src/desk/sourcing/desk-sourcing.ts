import { byAge } from '../../domain/age.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Claim } from '../../domain/claims/claim.js';
import { isSingleSourced } from '../../domain/claims/claim-figures.js';
import { seesAnnotation } from '../../domain/rounds/visibility.js';
import type { SourcingOverride } from '../../domain/sourcing/override.js';
import { type GrownWording, grownWording } from '../../domain/sourcing/wording-strength.js';
import { type ClaimStanding, claimStandings } from '../claims/kept-claims.js';
import type { Desk } from '../desk.js';
import { documents, pages } from '../documents.js';
import { KeptOfStores } from '../kept.js';

/** A source in every chain that asserts a claim, for each of so many claims. */
interface DependedOn {
  source: string;
  claims: Claim[];
}

/** What was set aside on an annotation, as it stands. */
interface AsideOnAnnotation {
  annotation: Annotation;
  override: SourcingOverride;
}

/** What the sourcing of the whole desk comes to, as whoever asks may see. */
export interface DeskSourcing {
  /** The sources on which most claims depend, those first. */
  dependedOn: DependedOn[];
  /** The claims that rest on one source, oldest first. */
  singleSourced: ClaimStanding[];
  /** The annotations whose chain grew more certain on the way. */
  grown: { annotation: Annotation; wording: GrownWording }[];
  /** The warnings of claims that were set aside; whether they are warned of still is on their pages. */
  asideOfClaims: ClaimStanding[];
  aside: AsideOnAnnotation[];
}

/** What is kept of every claim’s and annotation’s sourcing, put together. */
export async function deskSourcing(desk: Desk): Promise<DeskSourcing> {
  const standings = await claimStandings(desk);
  const found = await passagesOfNote(desk);
  return {
    dependedOn: dependedOn(standings),
    singleSourced: standings.filter(({ inside }) => isSingleSourced(inside)),
    asideOfClaims: standings.filter(({ claim }) => claim.overrides.length > 0),
    ...found,
  };
}

function dependedOn(standings: readonly ClaimStanding[]): DependedOn[] {
  const claims = new Map<string, Claim[]>();
  for (const { claim, inside } of standings) {
    for (const source of inside.asserts.independence.sharedSources) {
      const known = claims.get(source);
      if (known) known.push(claim);
      else claims.set(source, [claim]);
    }
  }
  return [...claims]
    .map(([source, those]) => ({ source, claims: those }))
    .toSorted((one, other) => other.claims.length - one.claims.length);
}

async function passagesOfNote(desk: Desk): Promise<Pick<DeskSourcing, 'grown' | 'aside'>> {
  const { list } = await noted.current(desk.whole);
  const seen = list
    .filter(({ annotation }) => seesAnnotation(desk.visibility, annotation))
    .toSorted((one, other) => byAge(one.annotation, other.annotation));
  return {
    grown: seen.flatMap(({ annotation, wording }) => (wording ? [{ annotation, wording }] : [])),
    aside: seen.flatMap(({ annotation }) =>
      annotation.overrides
        .filter(({ revision }) => revision === annotation.revision)
        .map((override) => ({ annotation, override })),
    ),
  };
}

/** An annotation whose wording grew, or of which something is set aside: few among many. */
interface NotedAnnotation {
  annotation: Annotation;
  wording: GrownWording | null;
}

const noted = new KeptOfStores<NotedAnnotation>((store) => ({
  async *everything() {
    for await (const page of pages(store, 'annotations', 'all', '')) yield notedAmong(page);
  },
  some: async (ids) => notedAmong(await documents(store, 'annotations', ids)),
  marks: (change) => (change.in === 'annotations' ? [change.doc.id] : []),
}));

function notedAmong(annotations: readonly Annotation[]): ReadonlyMap<string, NotedAnnotation> {
  const found = new Map<string, NotedAnnotation>();
  for (const annotation of annotations) {
    if (annotation.deleted) continue;
    const wording = grownWording(annotation.chain, annotation.target.exact);
    if (!wording && annotation.overrides.length === 0) continue;
    found.set(annotation.id, { annotation, wording });
  }
  return found;
}
