import type { Stamp } from '../../domain/annotations/annotation.js';
import { fieldsOf } from '../../domain/annotations/content-parts.js';
import type { Comment } from '../../domain/review/comments.js';
import type { Identifiers, SaidKind } from '../identifiers.js';
import type { NamedThings } from '../named.js';
import type { ReportedAnnotation } from '../report.js';
import type { ReportedProposal, ReportedSettlement, ReportedVerdict } from '../reported-review.js';
import { levels, person, textualBody } from './webannotation-bodies.js';

/** What an item is made for. */
interface About {
  identifiers: Identifiers;
  named: NamedThings;
  entry: ReportedAnnotation;
}

/**
 * What colleagues said of an annotation, each thing as an annotation whose target is the annotation
 * (W3C Web Annotation Vocabulary, 2017): verdicts are *assessing*, proposals *editing*, settlements
 * *moderating*, and whatever gives a reason or takes part in the talk is *replying* as well.
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

function verdictItem(about: About, { verdict, by }: ReportedVerdict) {
  const { comment, id, on, revision } = verdict;
  const found = {
    type: 'whence:Verdict',
    purpose: 'assessing',
    'whence:verdict': verdict.verdict,
    'whence:on': on,
  };
  return {
    ...item(about, idOf(about, 'verdict', id), verdict, by),
    motivation: comment === null ? ['assessing'] : ['assessing', 'replying'],
    body: [found, ...reply(comment)],
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
    type: 'whence:Proposal',
    purpose: 'editing',
    'whence:parts': parts,
    ...(named.includes('target') && {
      'whence:passage': { type: 'TextQuoteSelector', exact, prefix, suffix },
    }),
    ...(notation !== null && { 'whence:notation': notation }),
    ...levels(said, claim ?? null, identifiers),
  };
  return {
    ...item(about, idOf(about, 'proposal', id), proposal, by),
    motivation: ['editing', 'replying'],
    body: [proposed, ...reply(reason)],
    'whence:onRevision': revision,
    'whence:outcome': outcome?.decision ?? 'open',
    ...(outcome?.decision === 'accepted' && { 'whence:accepted': outcome.parts }),
    ...(outcome?.decision === 'declined' && { 'whence:refusal': outcome.reason }),
  };
}

function commentItem(about: About, comment: Comment) {
  const { by, id, replyTo, resolved, text } = comment;
  const name = about.named.people.get(by) ?? by;
  return {
    ...item(about, idOf(about, 'comment', id), comment, name),
    motivation: ['replying'],
    body: reply(text),
    target: replyTo === null ? about.entry.iri : idOf(about, 'comment', replyTo),
    ...(resolved && { 'whence:resolved': resolved.at }),
  };
}

function settlementItem(about: About, { by, settlement }: ReportedSettlement) {
  const { outcome, reason, revision } = settlement;
  const id = about.identifiers.settlement(about.entry.annotation.id);
  const decided = {
    type: 'whence:Settlement',
    purpose: 'moderating',
    'whence:outcome': outcome,
  };
  return {
    ...item(about, id, settlement, by),
    motivation: ['moderating', 'replying'],
    body: [decided, ...reply(reason)],
    'whence:onRevision': revision,
  };
}

function item({ identifiers, entry }: About, id: string, { at, by }: Stamp, name: string) {
  return {
    id,
    type: 'Annotation',
    creator: person(by, name, identifiers),
    created: at,
    target: entry.iri,
  };
}

function idOf({ identifiers, entry }: About, kind: SaidKind, id: string): string {
  return identifiers.said(kind, entry.annotation.id, id);
}

function reply(words: string | null) {
  return words === null ? [] : [textualBody('replying', words)];
}
