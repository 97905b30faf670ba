import type { Stamp } from '../../domain/annotations/annotation.js';
import { fieldsOf } from '../../domain/annotations/content-parts.js';
import type { Comment } from '../../domain/review/comments.js';
import type { Identifiers, SaidKind } from '../identifiers.js';
import type { NamedThings } from '../named.js';
import type { ReportedAnnotation } from '../reported-annotation.js';
import type { ReportedProposal, ReportedSettlement, ReportedVerdict } from '../reported-review.js';
import { classedBody, levels, person, textualBody } from './webannotation-bodies.js';

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
  const { comments } = entry.annotation;
  const { proposals, settlement, verdicts } = entry.review;
  return [
    ...verdicts.map((each) => verdictItem(about, each)),
    ...proposals.map((each) => proposalItem(about, each)),
    ...comments.map((each) => commentItem(about, each)),
    ...(settlement ? [settlementItem(about, settlement)] : []),
  ];
}

function verdictItem(about: About, { by, reason, verdict }: ReportedVerdict) {
  const { id, on, revision } = verdict;
  const found = { 'whence:verdict': verdict.verdict, 'whence:on': on };
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
  const named = fieldsOf(parts);
  const said = Object.fromEntries(named.map((field) => [field, content[field]]));
  const { exact, prefix, suffix } = content.target;
  const { identifiers } = about;
  const claim =
    named.includes('claim') && content.claim ? about.named.claims.get(content.claim) : undefined;
  const proposed = {
    'whence:parts': parts,
    ...(named.includes('target') && {
      'whence:passage': { type: 'TextQuoteSelector', exact, prefix, suffix },
    }),
    ...(notation !== null && { 'whence:notation': notation }),
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

function commentItem(about: About, comment: Comment) {
  const { by, id, replyTo, resolved, text } = comment;
  const name = about.named.people.get(by) ?? by;
  return {
    ...item(about, 'replying', idOf(about, 'comment', id), comment, name),
    body: reply(text),
    target: replyTo === null ? about.entry.iri : idOf(about, 'comment', replyTo),
    ...(resolved && { 'whence:resolved': resolved.at }),
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
