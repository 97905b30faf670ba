import type { Chain } from '../domain/chain/chain.js';
import { chainDifference, type HopField } from '../domain/chain/chain-difference.js';
import { type DrawnHop, drawnHops } from '../domain/chain/drawn-hops.js';
import type { Evidence } from '../domain/chain/hop.js';
import { type HolderText, holderTextNames, holderTexts } from '../domain/chain/hop-details.js';
import type { Source } from '../domain/register/source.js';
import { showMoment } from '../domain/text/shown-dates.js';
import { digestWords, evidenceWords } from './evidence-words.js';

/** What is proposed of a holder, as in "Hop 2, US embassy cable" and "terms: as a diplomat; evidence: none". */
interface ProposedDetails {
  label: string;
  said: string;
}

/**
 * What a proposed chain says of its holders beyond its notation: descriptions, terms, reasons of ratings, evidence. Of
 * a holder of whom the chain as it stands says the same, nothing; what it would take away is told as none.
 */
export function proposedDetails(
  from: Chain,
  to: Chain,
  sourceOf: (id: string) => Source | undefined,
): ProposedDetails[] {
  const row = drawnHops(to, sourceOf);
  return chainDifference(from, to).flatMap(({ after, fields, kind }) => {
    const hop = row[(after ?? 0) - 1];
    if (!hop || kind === 'kept') return [];
    const said = kind === 'added' ? detailsOf(hop) : changedDetails(hop, fields);
    return said.length === 0
      ? []
      : { label: `Hop ${hop.number}, ${hop.name}`, said: said.join('; ') };
  });
}

function detailsOf(hop: DrawnHop): string[] {
  return [
    ...holderTextNames.map((name) => textOf(hop, name)),
    hop.reason && `rated so because: ${hop.reason}`,
    evidenceOf(hop),
  ].filter((words) => words !== null);
}

function changedDetails(hop: DrawnHop, fields: readonly HopField[]): string[] {
  const texts = holderTextNames.map((name) => {
    const { none, what } = holderTexts[name].difference;
    return fields.includes(name) && (textOf(hop, name) ?? `${what}: ${none}`);
  });
  const isRated = fields.includes('rating') && hop.reliability !== null;
  return [
    ...texts,
    isRated && (hop.reason ? `rated so because: ${hop.reason}` : 'rated without a reason'),
    fields.includes('evidence') && (evidenceOf(hop) ?? 'evidence: none'),
  ].filter((words) => words !== false);
}

function textOf(hop: DrawnHop, name: HolderText): string | null {
  const text = hop[name];
  return text === null ? null : holderTexts[name].inLine(text);
}

function evidenceOf({ evidence }: DrawnHop): string | null {
  return evidence.length === 0 ? null : `evidence: ${evidence.map(pieceWords).join('; ')}`;
}

function pieceWords(piece: Evidence): string {
  const { retrievedAt, url } = piece;
  const retrieved = retrievedAt === null ? [] : [`retrieved ${showMoment(retrievedAt)}`];
  return [url ?? [], evidenceWords(piece), retrieved, digestWords(piece)].flat().join(', ');
}
