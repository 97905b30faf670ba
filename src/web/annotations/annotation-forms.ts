import { z } from 'zod';
import type { Annotation } from '../../domain/annotations/annotation.js';
import {
  type AnnotationInput,
  annotationInput,
  type ProposalInput,
  proposalInput,
} from '../../domain/annotations/annotation-input.js';
import { labelsInLine, lineOfLabels } from '../../domain/annotations/labels.js';
import type { Edition } from '../../domain/articles/article.js';
import type { ArticleReading, PrintableReading } from '../../domain/articles/article-reading.js';
import { type Evidence, type Holder, placesIn } from '../../domain/chain/chain.js';
import { maxHolders, maxHops } from '../../domain/chain/ground-rules.js';
import {
  type EvidenceFieldName,
  eachDetail,
  eachText,
  evidenceFieldNames,
  textsOf,
} from '../../domain/chain/hop-details.js';
import {
  type ParsedNotation,
  parseNotation,
  printNotation,
} from '../../domain/chain/notation/notation.js';
import { notationOf } from '../../domain/chain/notation/print-chain.js';
import { parse } from '../../domain/parse.js';
import { Problem } from '../../domain/problem.js';
import { nameKey } from '../../domain/register/name.js';
import { codePointsOf, toCodePoints } from '../../domain/text/span.js';

const text = z.string().catch('');
const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);

const hopForm = z.object({
  /** Whose details these are, for a form without scripts: its chain may be typed anew beside them. */
  name: z.string().optional().catch(undefined),
  ...eachDetail(() => text),
  /** The ids of all its evidence, with white space between them, so that none is lost. */
  evidence: text,
});

/** No chain has more holders: each that is sent is read, and drawn anew where something is wrong. */
function withoutMore(sent: unknown): unknown {
  return Array.isArray(sent) ? sent.slice(0, maxHops * maxHolders) : sent;
}

const annotationForm = z.object({
  exact: text,
  prefix: text,
  suffix: text,
  start: text,
  end: text,
  /** The number of the edition in which the passage was read. */
  edition: text,
  chain: text,
  hops: z.preprocess(withoutMore, z.array(hopForm)).catch([]),
  confidence: text,
  credibility: text,
  claim: text,
  stance: text,
  note: text,
  /** In one line, with commas between them. */
  labels: text,
  /** Of a proposal: why it is made, and the revision that was seen. */
  reason: text,
  revision: text,
  confirm: oneOrMore,
  /** Names of the chain that the register had when they were chosen or typed. */
  registered: oneOrMore,
  /** The tag of the state that the writer saw. */
  seen: text,
  /** Which of the sources of a name is meant. */
  pick: z.array(z.object({ name: z.string(), id: z.string() })).catch([]),
  /** Of two versions, field by field, which one is to stand; sent at all means it was asked. */
  take: z.record(z.string(), z.enum(['mine', 'theirs'])).catch({}),
  choosing: text,
});
/** An annotation's form as it was sent or is shown: text in every field, nothing believed yet. */
export type AnnotationForm = z.output<typeof annotationForm>;
export type HopForm = z.output<typeof hopForm>;

/** Reads the fields of a form that was sent; what is absent or odd is empty. */
export function readForm(body: unknown): AnnotationForm {
  const form = annotationForm.parse(body ?? {});
  // A field that was sent to be filled in has names from right to left isolated.
  const chain = form.chain.replaceAll(/[\u2068\u2069]/gu, '');
  return { ...form, chain: withPicks({ ...form, chain }) };
}

const emptyForm: AnnotationForm = annotationForm.parse({});

/** The form of a new annotation of an edition. */
export function newForm({ number }: Pick<Edition, 'number'>): AnnotationForm {
  return { ...emptyForm, edition: String(number) };
}

/** The form of an annotation that is to be edited. */
export function formOf(
  annotation: Annotation,
  reading: PrintableReading,
  tag: string,
): AnnotationForm {
  const { target, chain } = annotation;
  const { start, end } = positions(annotation, reading);
  return {
    ...emptyForm,
    exact: target.exact,
    prefix: target.prefix,
    suffix: target.suffix,
    start,
    end,
    edition: String(reading.edition.number),
    chain: notationOf(chain, reading),
    hops: placesIn(chain).map(({ holder }) => hopFormOf(holder, reading)),
    confidence: annotation.confidence ?? '',
    credibility: String(annotation.credibility ?? ''),
    claim: (annotation.claim && reading.claims.get(annotation.claim)?.statement) ?? '',
    stance: annotation.stance ?? '',
    note: annotation.note ?? '',
    labels: lineOfLabels(annotation.labels),
    seen: tag,
  };
}

/** What a form says. Throws *invalid*, naming the fields as the form does. */
export function inputOf(form: AnnotationForm): AnnotationInput {
  const notation = parsedFor(form);
  try {
    return {
      ...parse(annotationInput, raw(form, notation)),
      notation,
      registered: form.registered,
    };
  } catch (error) {
    throw error instanceof Problem ? withFormNames(error) : error;
  }
}

/**
 * What a proposal says: only what is unlike the annotation as it stands, the rest being proposed as
 * it is. Throws *invalid*, naming the fields as the form does.
 */
export function proposalOf(form: AnnotationForm, differing: readonly string[]): ProposalInput {
  const { target, hops, confirm, ...fields } = raw(form, parsedFor(form));
  const unlike = Object.entries(fields).filter(([field]) => differing.includes(field));
  try {
    const input = parse(proposalInput, {
      ...Object.fromEntries(unlike),
      ...(differing.includes('exact') ? { target } : {}),
      ...(differing.includes('chain') ? { hops } : {}),
      reason: form.reason,
      revision: positionOf(form.revision),
      confirm,
    });
    return { ...input, registered: form.registered };
  } catch (error) {
    throw error instanceof Problem ? withFormNames(error) : error;
  }
}

/** The chain as it was typed, read once; undefined where no hop has details to be put beside it. */
function parsedFor({ chain, hops }: AnnotationForm): ParsedNotation | undefined {
  return hops.length === 0 ? undefined : parseNotation(chain);
}

function raw(form: AnnotationForm, notation: ParsedNotation | undefined) {
  return {
    target: { exact: form.exact, ...hintsOf(form) },
    chain: form.chain,
    hops: notation && alignedHops(form, notation).map((hop) => hop && detailsOf(hop)),
    confidence: form.confidence || null,
    credibility: form.credibility === '' ? null : Number(form.credibility),
    claim: form.claim || null,
    stance: form.stance || null,
    note: form.note,
    labels: labelsInLine(form.labels),
    confirm: form.confirm,
  };
}

function hintsOf({ prefix, suffix, start, end, edition }: AnnotationForm) {
  const place = { start: positionOf(start), end: positionOf(end), edition: positionOf(edition) };
  return { prefix, suffix, ...place };
}

/** A position is only a hint: one that is none is no fault of the person at the form. */
function positionOf(text: string): number | undefined {
  return /^\d{1,9}$/u.test(text) ? Number(text) : undefined;
}

/** The hops' details in the order of the chain that was typed. */
function alignedHops({ hops }: AnnotationForm, notation: ParsedNotation): (HopForm | null)[] {
  if (hops.some(({ name }) => name === undefined)) return hops;
  const left = [...hops];
  return notation.hops.map((typed) => {
    const at = left.findIndex(({ name }) => nameKey(name ?? '') === nameKey(typed.name ?? ''));
    return at === -1 ? null : (left.splice(at, 1)[0] ?? null);
  });
}

function detailsOf(hop: HopForm) {
  const [first, ...others] = hop.evidence.split(/\s+/u).filter((id) => id !== '');
  const evidence = [pieceOf(hop, first), ...others.map((id) => ({ id }))];
  return { ...textsOf(hop), reason: hop.reason, evidence };
}

function pieceOf(form: Pick<HopForm, EvidenceFieldName>, id: string | undefined) {
  const said = Object.fromEntries(evidenceFieldNames.map((name) => [name, form[name]]));
  return { ...(id !== undefined && { id }), ...said };
}

/** A chosen source is told from its namesakes by its id in the notation. */
function withPicks({ chain, pick }: Pick<AnnotationForm, 'chain' | 'pick'>): string {
  if (pick.length === 0) return chain;
  const { hops, faults } = parseNotation(chain);
  if (faults.length > 0) return chain;
  const ids = new Map(pick.map(({ name, id }) => [nameKey(name), id]));
  return printNotation(
    hops.map((hop) => ({ ...hop, id: hop.id ?? ids.get(nameKey(hop.name ?? '')) ?? null })),
  );
}

/** Where the passage stands in the edition that is read; empty for one that has lost its place. */
function positions({ id }: Annotation, { annotations, edition }: ArticleReading) {
  const placement = annotations.find(({ annotation }) => annotation.id === id)?.placement;
  if (!placement || !('span' in placement)) return { start: '', end: '' };
  const { span } = placement;
  const { start, end } = toCodePoints(edition.text, span, codePointsOf(edition));
  return { start: String(start), end: String(end) };
}

function hopFormOf(holder: Holder | null, { sources }: ArticleReading): HopForm {
  const [first] = holder?.evidence ?? [];
  return {
    name: (holder && sources.get(holder.source)?.name) ?? '',
    ...eachText((name) => holder?.[name] ?? ''),
    reason: holder?.rating?.reason ?? '',
    url: first?.url ?? '',
    excerpt: first?.excerpt ?? '',
    retrievedAt: retrieved(first),
    page: first?.page ?? '',
    paragraph: first?.paragraph ?? '',
    time: first?.time ?? '',
    evidence: holder?.evidence.map(({ id }) => id).join(' ') ?? '',
  };
}

/** A moment that was given as a day is shown as that day; read again, it is the same moment. */
function retrieved(evidence: Evidence | undefined): string {
  const at = evidence?.retrievedAt ?? '';
  return at.endsWith('T00:00:00.000Z') ? at.slice(0, 10) : at;
}

/** Fields as the form names them: "target.exact" is `exact`, "hops.0.evidence.0.url" `hops[0][url]`. */
function withFormNames(problem: Problem): Problem {
  const fields = problem.fields.map(({ field, message }) => ({
    field: field
      .replace(/^target\./u, '')
      .replace(/^labels\.\d+$/u, 'labels')
      .replace(/^hops\.(\d+)\.(?:evidence\.0\.)?(\w+)$/u, 'hops[$1][$2]'),
    message,
  }));
  return new Problem(problem.code, problem.message, fields, problem.details);
}
