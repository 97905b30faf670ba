import type { Stamp } from '../../domain/annotations/annotation.js';
import { fieldsOf } from '../../domain/annotations/content-parts.js';
import { drawnHops } from '../../domain/chain/drawn-hops.js';
import type { Identifiers, SaidKind } from '../identifiers.js';
import type { NamedThings } from '../named.js';
import type { ReportedAnnotation } from '../reported-annotation.js';
import type {
  ReportedComment,
  ReportedProposal,
  ReportedSettlement,
  ReportedVerdict,
} from '../reported-review.js';
import { classedBody, hops, levels, person, textualBody } from './webannotation-bodies.js';

/** What an item is made for. */
interface About {
  identifiers: Identifiers;
  named: NamedThings;
  entry: ReportedAnnotation;
}

/**
 * What colleagues said of an annotation, each thing as an annotation whose target is the annotation
 * (W3C Web Annotation Vocabulary, 2017): verdicts are *assessing*, proposals *editing*, settlements
 * *moderating*, and what takes part in the talk is *replying*, which is the purpose of reasons too.
 */
export function reviewItems(
  identifiers: Identifiers,
  named: NamedThings,
  entry: ReportedAnnotation,
) {
  const about = { identifiers, named, entry };
  const { comments, proposals, settlement, verdicts } = entry.review;
  return [
    ...verdicts.map((each) => verdictItem(about, each)),
    ...proposals.map((each) => proposalItem(about, each)),
    ...comments.map((each) => commentItem(about, each)),
    ...(settlement ? [settlementItem(about, settlement)] : []),
  ];
}

function verdictItem(about: About, { by, judged, reason, verdict }: ReportedVerdict) {
  const { id, on, revision } = verdict;
  const found = { 'whence:verdict': verdict.verdict, 'whence:on': on, 'whence:judged': judged };
  return {
    ...item(about, 'assessing', idOf(about, 'verdict', id), verdict, by),
    body: [
      body(about, 'assessing', 'whence:Verdict', idOf(about, 'verdict', id), found),
      ...reply(reason),
    ],
    'whence:onRevision': revision,
  };
}

function proposalItem(about: About, { by, notation, proposal }: ReportedProposal) {
  const { content, id, outcome, parts, reason, revision } = proposal;
  const fields = fieldsOf(parts);
  const said = Object.fromEntries(fields.map((field) => [field, content[field]]));
  const { exact, prefix, suffix } = content.target;
  const {
    identifiers,
    named: { sources },
  } = about;
  const sourceOf = (id: string) => sources.get(id);
  const claim =
    fields.includes('claim') && content.claim ? about.named.claims.get(content.claim) : undefined;
  const proposed = {
    'whence:parts': parts,
    ...(fields.includes('target') && {
      'whence:passage': { type: 'TextQuoteSelector', exact, prefix, suffix },
    }),
    ...(notation !== null && {
      'whence:notation': notation,
      'whence:chain': hops(drawnHops(content.chain, sourceOf), identifiers),
    }),
    ...levels(said, claim ?? null, identifiers),
  };
  return {
    ...item(about, 'editing', idOf(about, 'proposal', id), proposal, by),
    body: [
      body(about, 'editing', 'whence:Proposal', idOf(about, 'proposal', id), proposed),
      ...reply(reason),
    ],
    'whence:onRevision': revision,
    'whence:outcome': outcome?.decision ?? 'open',
    ...(outcome?.decision === 'accepted' && {
      'whence:accepted': [...outcome.parts, ...outcome.hops],
    }),
    ...(outcome?.decision === 'declined' && { 'whence:refusal': outcome.reason }),
  };
}

function commentItem(about: About, { by: name, comment, resolved }: ReportedComment) {
  const { id, replyTo, text } = comment;
  return {
    ...item(about, 'replying', idOf(about, 'comment', id), comment, name),
    body: reply(text),
    target: replyTo === null ? about.entry.iri : idOf(about, 'comment', replyTo),
    ...(resolved &&
      comment.resolved && {
        'whence:resolved': resolved.at,
        'whence:resolvedBy': person(comment.resolved.by, resolved.by, about.identifiers),
      }),
  };
}

function settlementItem(about: About, { by, reason, settlement }: ReportedSettlement) {
  const { outcome, revision } = settlement;
  const id = about.identifiers.settlement(about.entry.annotation.id);
  const decided = { 'whence:outcome': outcome };
  return {
    ...item(about, 'moderating', id, settlement, by),
    body: [body(about, 'moderating', 'whence:Settlement', id, decided), ...reply(reason)],
    'whence:onRevision': revision,
  };
}

function item(
  { identifiers, entry }: About,
  motivation: string,
  id: string,
  { at, by }: Stamp,
  name: string | null,
) {
  return {
    id,
    type: 'Annotation',
    motivation,
    ...(name !== null && { creator: person(by, name, identifiers), created: at }),
    target: entry.iri,
  };
}

function body({ identifiers }: About, purpose: string, type: string, of: string, said: object) {
  return classedBody(of, purpose, type, said, identifiers);
}

function idOf({ identifiers, entry }: About, kind: SaidKind, id: string): string {
  return identifiers.said(kind, entry.annotation.id, id);
}

function reply(words: string | null) {
  return words === null ? [] : [textualBody('replying', words)];
}
