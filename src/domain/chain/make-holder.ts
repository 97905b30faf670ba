import type { EvidenceInput } from '../annotations/annotation-input.js';
import { Problem } from '../problem.js';
import { currentRating, type Source } from '../register/source.js';
import { type Chain, type Evidence, type Holder, type HopRating, holdersIn } from './chain.js';
import type { Basis } from './ground-rules.js';
import { noTexts, textsOf } from './hop-details.js';
import type { HopEntry, Register, Resolution, ResolutionContext } from './resolution.js';
import type { Reliability } from './scales.js';

/** Gives each holder of the chain before to the first entry that says the same of the same source. */
export function unchangedHolders(
  previous: Chain,
  register: Register,
): (source: Source, entry: HopEntry) => Holder | null {
  const left = new Map<string, Holder[]>();
  const endId = (id: string) => {
    const source = register.get(id);
    return source ? register.end(source).id : id;
  };
  for (const holder of holdersIn(previous)) {
    const key = sameness(endId(holder.source), holder.rating?.reliability ?? null, holder);
    const alike = left.get(key);
    if (alike) alike.push(holder);
    else left.set(key, [holder]);
  }
  return (source, entry) =>
    left.get(sameness(source.id, entry.reliability, entry))?.shift() ?? null;
}

function sameness(
  source: string,
  reliability: Reliability | null,
  said: { firstHand: boolean; basis: Basis | null; check: string | null },
): string {
  return JSON.stringify([
    source,
    reliability,
    said.firstHand,
    said.basis ?? 'not stated',
    said.check,
  ]);
}

/** What the chain before holds: the unchanged holder, and all its evidence by id. */
interface Earlier {
  before: Holder | null;
  evidence: Map<string, Evidence>;
}

/** The holder that an entry makes of its source, with what it keeps of the chain before. */
export function makeHolder(
  entry: HopEntry,
  source: Source,
  { before, evidence }: Earlier,
  making: ResolutionContext,
): Holder {
  const { details } = entry;
  return {
    ...textsOf(details ?? before ?? noTexts),
    source: source.id,
    firstHand: entry.firstHand,
    basis: entry.basis ?? 'not stated',
    check: entry.check,
    rating: rate(entry, source, before, making),
    evidence: details
      ? details.evidence.flatMap((sent) => evidenceOf(sent, evidence, making) ?? [])
      : (before?.evidence ?? []),
  };
}

/** All evidence of a chain by its id. */
export function evidenceById(previous: Chain): Map<string, Evidence> {
  const pieces = holdersIn(previous).flatMap(({ evidence }) => evidence);
  return new Map(pieces.map((piece) => [piece.id, piece]));
}

/**
 * A piece of evidence as it is kept; null for one that says nothing. A piece of the chain before is
 * meant by its id, and keeps what is not sent. The digest of an excerpt is worked out where it is
 * stored; that of an unchanged one is kept. A file can't be sent along.
 */
function evidenceOf(
  sent: EvidenceInput,
  earlier: Map<string, Evidence>,
  { newId }: ResolutionContext,
): Evidence | null {
  const was = sent.id === undefined ? undefined : earlier.get(sent.id);
  // Two pieces that are sent by one id are two.
  if (was) earlier.delete(was.id);
  else if (sent.file) throw Problem.field('chain', 'A file is attached by itself, not in a chain.');
  const say = (field: EvidenceText) => (sent[field] === undefined ? was?.[field] : sent[field]);
  const excerpt = say('excerpt') ?? null;
  const piece = {
    id: was?.id ?? newId(),
    url: say('url') ?? null,
    excerpt,
    retrievedAt: say('retrievedAt') ?? null,
    sha256: was?.excerpt === excerpt ? was.sha256 : null,
    file: was?.file ?? null,
    page: say('page') ?? null,
    paragraph: say('paragraph') ?? null,
    time: say('time') ?? null,
  };
  const { url, file, page, paragraph, time } = piece;
  return [url, excerpt, file, page, paragraph, time].every((said) => said === null) ? null : piece;
}

type EvidenceText = 'url' | 'excerpt' | 'retrievedAt' | 'page' | 'paragraph' | 'time';

function rate(
  entry: HopEntry,
  source: Source,
  before: Holder | null,
  { at }: ResolutionContext,
): HopRating | null {
  if (before) return before.rating && { ...before.rating, reason: reasonOf(entry, before) };
  const registered = currentRating(source);
  const own = entry.reliability;
  if (own === null || own === registered?.reliability) {
    return registered && { reliability: registered.reliability, at: registered.at, reason: null };
  }
  return { reliability: own, at, reason: reasonOf(entry, null) };
}

function reasonOf(entry: HopEntry, before: Holder | null): string | null {
  return entry.details ? entry.details.reason : (before?.rating?.reason ?? null);
}

/** Adds a warning where a holder is rated otherwise than in the register and nobody said why. */
export function warnOfRating({ rating }: Holder, source: Source, { warnings }: Resolution): void {
  const registered = currentRating(source);
  if (!rating || rating.reason !== null) return;
  if (rating.reliability === registered?.reliability) return;
  const register = registered
    ? `the register says ${registered.reliability}`
    : 'the register has no rating';
  warnings.push(
    `${source.name} is rated ${rating.reliability} here without a reason; ${register}.`,
  );
}
