import { z } from 'zod';
import { statuses, unreviewed } from '../domain/annotations/annotation.js';
import { type ContentPart, contentParts } from '../domain/annotations/content-parts.js';
import { bases, checks } from '../domain/chain/chain.js';
import { relationCodes } from '../domain/chain/relations.js';
import { confidenceCodes, credibilityCodes, reliabilityCodes } from '../domain/chain/scales.js';
import { stances } from '../domain/claims/claim.js';
import { eventActions, subjectKinds } from '../domain/history/event.js';
import { roles } from '../domain/people/person.js';
import { largestQuorum } from '../domain/people/settings.js';
import { sourceKinds } from '../domain/register/source.js';
import { settlementOutcomes } from '../domain/review/settlement.js';
import { isJudgedPart, verdictCodes } from '../domain/review/verdict.js';
import { decisionOutcomes } from '../domain/rounds/round.js';
import type { CollectionName, Documents } from './documents.js';
import { verbatim } from './quick-shape-check.js';
import { tokenKinds } from './records.js';
import { values } from './values.js';

/**
 * What a stored document must be before the program works with it. Nothing is corrected, nothing
 * is dropped: a field too many is a fault like a field too few.
 */

const text = z.string();
const words = text.nullable();
const id = text.min(1);
const reference = id.nullable();
const moment = z.iso.datetime('expected a moment such as 2026-03-20T09:30:00Z');
const count = z.int().min(0);
const ordinal = z.int().min(1);
const digest = text.regex(/^[\da-f]{64}$/u, 'expected a SHA-256 in hexadecimal');
const identified = { id, version: ordinal };

const article = z.strictObject({
  ...identified,
  title: text,
  publisher: text,
  byline: words,
  url: words,
  publishedAt: words,
  language: words,
  edition: ordinal,
  created: moment,
  creator: id,
});

const edition = z.strictObject({
  ...identified,
  article: id,
  number: ordinal,
  text,
  sha256: digest,
  length: count,
  capturedAt: moment,
  capturedBy: id,
  note: words,
});

const target = z
  .strictObject({ exact: text.min(1), prefix: text, suffix: text, start: count, end: count })
  .refine(({ start, end }) => start < end, 'expected the end behind the start');

const hop = z.strictObject({
  source: reference,
  as: words,
  firsthand: z.boolean(),
  relation: z.enum(relationCodes).nullable(),
  basis: z.enum(bases),
  terms: words,
  check: z.enum(checks).nullable(),
  rating: z
    .strictObject({ reliability: z.enum(reliabilityCodes), at: moment, reason: words })
    .nullable(),
  evidence: z
    .strictObject({
      url: words,
      excerpt: words,
      retrievedAt: moment.nullable(),
      sha256: digest.nullable(),
    })
    .nullable(),
});

const stamp = { at: moment, by: id };
const stamped = z.strictObject(stamp);
const parts = z.array(z.enum(contentParts));

/** Something of each part that has it, in the order of the parts. */
function byPart<S extends z.ZodType>(shape: S) {
  const optional = shape.exactOptional();
  return z.strictObject({
    span: optional,
    chain: optional,
    confidence: optional,
    credibility: optional,
    claim: optional,
    stance: optional,
  } satisfies Record<ContentPart, typeof optional>);
}

const statement = {
  edition: ordinal,
  target,
  chain: z.array(hop).min(1),
  confidence: z.enum(confidenceCodes).nullable(),
  credibility: z.literal(credibilityCodes).nullable(),
  claim: reference,
  stance: z.enum(stances).nullable(),
};

const verdict = z.strictObject({
  id,
  ...stamp,
  revision: ordinal,
  verdict: z.enum(verdictCodes),
  on: text.refine(isJudgedPart, 'expected a part such as whole or hop:2'),
  comment: words,
});

const proposal = z.strictObject({
  id,
  ...stamp,
  revision: ordinal,
  content: z.strictObject(statement),
  parts,
  reason: text,
  outcome: z
    .discriminatedUnion('decision', [
      z.strictObject({ decision: z.literal('accepted'), ...stamp, parts, revision: ordinal }),
      z.strictObject({ decision: z.literal('declined'), ...stamp, reason: text }),
      z.strictObject({ decision: z.literal('withdrawn'), ...stamp }),
    ])
    .nullable(),
});

const comment = z.strictObject({
  id,
  ...stamp,
  text,
  replyTo: reference,
  mentions: z.array(id),
  resolved: stamped.nullable(),
});

const request = z.strictObject({
  id,
  ...stamp,
  to: id,
  note: words,
  due: z.iso.date().nullable(),
  closed: stamped.nullable(),
});

const settlement = z.strictObject({
  ...stamp,
  revision: ordinal,
  outcome: z.enum(settlementOutcomes.map(({ code }) => code)),
  reason: text,
});

const annotation = z.strictObject({
  ...identified,
  article: id,
  ...statement,
  note: words,
  revision: ordinal,
  noteVersion: ordinal,
  status: z.enum(statuses),
  // Annotations of the days before there was reviewing have none of these.
  parts: byPart(z.strictObject({ by: id, revision: ordinal })).default(unreviewed.parts),
  verdicts: z.array(verdict).default([]),
  proposals: z.array(proposal).default([]),
  comments: z.array(comment).default([]),
  requests: z.array(request).default([]),
  settlement: settlement.nullable().default(null),
  round: reference.default(null),
  creator: id,
  created: moment,
  modified: moment,
  modifiedBy: id,
  deleted: stamped.nullable(),
});

const source = z.strictObject({
  ...identified,
  name: text.min(1),
  kind: z.enum(sourceKinds).nullable(),
  unnamed: z.boolean(),
  confidential: z.boolean(),
  aliases: z.array(text),
  affiliation: reference,
  ratings: z.array(
    z.strictObject({ reliability: z.enum(reliabilityCodes), at: moment, by: id, reason: words }),
  ),
  created: moment,
  creator: id,
  round: reference.default(null),
  description: words.default(null),
  article: reference.default(null),
  joined: z.strictObject({ into: id, at: moment, by: id }).nullable().default(null),
});

const claim = z.strictObject({
  ...identified,
  statement: text.min(1),
  state: z.literal('open'),
  created: moment,
  creator: id,
  round: reference.default(null),
});

const round = z.strictObject({
  ...identified,
  article: id,
  people: z.array(
    z.strictObject({ person: id, handedIn: moment.nullable(), excused: stamped.nullable() }),
  ),
  created: moment,
  creator: id,
  ended: stamped.nullable(),
  decisions: z.array(
    z.strictObject({
      ...stamp,
      ids: z.array(id).min(1),
      outcome: z.enum(decisionOutcomes),
      kept: reference,
      parts: byPart(id),
    }),
  ),
});

const settings = z.strictObject({
  ...identified,
  id: z.literal('desk'),
  quorum: ordinal.max(largestQuorum),
});

const event = z.strictObject({
  ...identified,
  at: moment,
  by: id,
  action: z.enum(eventActions),
  subject: z.strictObject({
    kind: z.enum(subjectKinds),
    id,
  }),
  article: reference,
  before: values.nullable(),
  after: values.nullable(),
});

const person = z.strictObject({
  ...identified,
  name: text.min(1),
  email: words,
  role: z.enum(roles),
  passwordHash: words,
  disabled: z.boolean(),
  shortcuts: z.boolean(),
  created: moment,
});

const session = z.strictObject({ ...identified, person: reference, data: values, expires: moment });

const token = z.strictObject({
  ...identified,
  kind: z.enum(tokenKinds),
  person: reference,
  label: words,
  created: moment,
  expires: moment.nullable(),
  lastUsed: moment.nullable(),
});

const identity = z.strictObject({
  ...identified,
  name: text.min(1),
  aliases: z.array(text),
  creator: id,
  created: moment,
});

const nameWitness = z.strictObject({ ...identified, id: digest });

const attempt = z.strictObject({ ...identified, key: id, until: moment });

/** One shape a collection; what comes out has its fields in the order given here. */
export const shapes = {
  articles: article,
  editions: edition,
  annotations: annotation,
  sources: source,
  claims: claim,
  rounds: round,
  settings,
  events: event,
  people: person,
  sessions: session,
  tokens: token,
  identities: identity,
  nameWitnesses: nameWitness,
  attempts: attempt,
} as const satisfies { [C in CollectionName]: z.ZodType<Documents[C]> };

/** Any one change, as a file holds it until it is folded into its place. */
export const changeShape = z.discriminatedUnion('in', [
  changeOf('articles', article),
  changeOf('editions', edition),
  changeOf('annotations', annotation),
  changeOf('sources', source),
  changeOf('claims', claim),
  changeOf('rounds', round),
  changeOf('settings', settings),
  changeOf('events', event),
  changeOf('people', person),
  changeOf('sessions', session),
  changeOf('tokens', token),
  changeOf('identities', identity),
  changeOf('nameWitnesses', nameWitness),
  changeOf('attempts', attempt),
]);

/** Changes as they may stand in an older journal: those of collections that are gone are left out. */
export const storedChanges = z.preprocess(
  (changes) => (Array.isArray(changes) ? changes.filter((change) => !isFormer(change)) : changes),
  z.array(changeShape),
);

const former = z.object({ in: z.literal('presences') });

function isFormer(change: unknown): boolean {
  return former.safeParse(change).success;
}

function changeOf<C extends CollectionName, S extends z.ZodType<Documents[C]>>(name: C, doc: S) {
  return z.strictObject({ do: z.enum(['insert', 'replace', 'remove']), in: z.literal(name), doc });
}

/** A list of such documents. Only those that are not just as they were written cost much time. */
export function listOf<T>(shape: z.ZodType<T>) {
  const asWritten = verbatim(shape);
  return z.array(z.unknown()).transform((items, context) =>
    items.map((item, at): T => {
      if (asWritten(item)) return item;
      const read = shape.safeParse(item);
      if (read.success) return read.data;
      for (const { path, message } of read.error.issues) {
        context.addIssue({ code: 'custom', path: [at, ...path], message });
      }
      return z.NEVER;
    }),
  );
}

/** The first fault that a shape finds, as in `annotations[3].target.start: expected number`. */
export function faultIn(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'something is wrong';
  const place = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./u, '');
  const message = issue.message.replace(/^Invalid (?:input|option): /u, '');
  return place === '' ? message : `${place}: ${message}`;
}
