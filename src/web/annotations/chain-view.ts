import type { ArticleReading } from '../../domain/articles/article-reading.js';
import { type Chain, type ChainSummary, grade, gradeInWords } from '../../domain/chain/chain.js';
import { type DrawnHop, todayWords, weakestHop } from '../../domain/chain/drawn-hops.js';
import { holderTextNames, holderTexts } from '../../domain/chain/hop-details.js';
import { spokenHop } from '../../domain/chain/hop-words.js';
import { type Credibility, reliabilityWords } from '../../domain/chain/scales.js';
import { isReasonForCare } from '../../domain/chain/weakness.js';
import { mayDo } from '../../domain/rights.js';
import { inQuotes } from '../../domain/text/wording.js';
import { shownAddress } from '../../domain/web-address.js';
import type { Viewer } from '../page/viewer.js';

/** A holder and how it is drawn. */
export interface DrawnHopView extends DrawnHop {
  class: string;
  /** What stands below the name: "told · taken on trust". */
  aside: string;
  /** The hop as it is read aloud. */
  spoken: string;
  /** What was said of the holder in words of one's own, under its headings. */
  texts: { heading: string; text: string }[];
  /** Whether the viewer may ask who it is. */
  mayAsk: boolean;
}

/** What the chain is worth: a sentence in parts, and whether it gives reason to be careful. */
export interface WeakView {
  parts: string[];
  careful: boolean;
}

/** A holder as a card draws it, of a chain of so many hops. */
export function drawnHopView(
  drawnHop: DrawnHop,
  hops: number,
  { sources }: ArticleReading,
  { actor }: Viewer,
): DrawnHopView {
  const source = drawnHop.source === null ? null : sources.get(drawnHop.source);
  return {
    class: drawnAs(drawnHop),
    aside: asideOf(drawnHop),
    spoken: spokenDrawnHop(drawnHop, hops),
    texts: holderTextNames.flatMap((name) => {
      const text = drawnHop[name];
      return text === null ? [] : { heading: holderTexts[name].heading, text };
    }),
    mayAsk: source ? source.confidential && mayDo(actor, 'see who the source is', source) : false,
    ...drawnHop,
    as: drawnHop.as && inQuotes(drawnHop.as),
    evidence: drawnHop.evidence.map((piece) => ({
      ...piece,
      shown: piece.url && shownAddress(piece.url),
      excerpt: piece.excerpt && inQuotes(piece.excerpt),
    })),
  };
}

/** The class under which a holder, and the stretch to the next one, is drawn: see cards.css. */
export function drawnAs(drawnHop: DrawnHop): string {
  const beside = drawnHop.beside ? ' beside' : '';
  return `${drawnHop.sign} ${stretch(drawnHop)}`.trim() + beside;
}

function stretch({ check }: DrawnHop): string {
  if (check === null) return 'unsaid';
  return check === 'on trust' ? 'trust' : check;
}

function spokenDrawnHop(drawnHop: DrawnHop, of: number): string {
  const { hop, name, relation, printed, source } = drawnHop;
  const passedOn = relation === null ? null : printed;
  return spokenHop({ hop, of }, source === null ? [] : [drawnHop], passedOn, name);
}

function asideOf(drawnHop: DrawnHop): string {
  const bare = drawnHop.relation === 'passed' && 'passed on, not known how';
  const parts = [
    drawnHop.confidential && 'confidential',
    drawnHop.unnamed && !drawnHop.confidential && 'unnamed',
    drawnHop.firstHand && 'first-hand',
    drawnHop.basis !== 'not stated' && drawnHop.basis,
    drawnHop.printed || bare,
    drawnHop.checked,
    todayWords(drawnHop),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** What the chain is worth; null where nothing is to be said of it. */
export function weakView(summary: ChainSummary, row: readonly DrawnHop[]): WeakView | null {
  const { weakest, unnamed, confidential, unknown, onTrust } = summary;
  const name = weakestHop(row, summary)?.name;
  const parts = [
    weakest && `Weakest link: ${name}, ${reliabilityWords(weakest.reliability).toLowerCase()}`,
    unknown > 0 && `${unknown}\u00A0unknown`,
    unnamed > 0 && `${unnamed}\u00A0unnamed`,
    confidential > 0 && `${confidential}\u00A0confidential`,
    onTrust > 0 && `${onTrust}\u00A0on\u00A0trust`,
  ].filter((part) => typeof part === 'string');
  if (parts.length === 0) return null;
  return { parts, careful: isReasonForCare(summary) };
}

/** A grade, as in "C3", and its words. */
export interface GradeView {
  code: string;
  words: string;
}

/** As in "C3", and in words; null where neither is rated. */
export function gradeView(chain: Chain, credibility: Credibility | null): GradeView | null {
  const code = grade(chain, credibility);
  return code === null ? null : { code, words: gradeInWords(chain, credibility) };
}
