import { z } from 'zod';
import { statuses } from '../domain/annotations/annotation.js';
import {
  type AnnotationFilter,
  everyAnnotation,
  maxChosen,
} from '../domain/annotations/annotation-filter.js';
import { maxLabelKept } from '../domain/annotations/labels.js';
import { confidenceLevels } from '../domain/chain/scales.js';
import { parse } from '../domain/parse.js';

/**
 * Whom a report is for: with the record it tells who said what, when and why; for readers it has no
 * colleague's name, no discussion and no history.
 */
export const audiences = ['record', 'readers'] as const;
export type Audience = (typeof audiences)[number];

/** What a row of a spreadsheet is about. */
export const csvRows = ['annotations', 'hops', 'sources'] as const;
export type CsvRows = (typeof csvRows)[number];

/** What of an article a report is about, and for whom. */
export interface ReportScope {
  audience: Audience;
  filter: AnnotationFilter;
  /** Their ids, where they were chosen one by one, beside what the filter says of them. */
  annotations?: ReadonlySet<string>;
  /** Annotations unless told. */
  rows?: CsvRows | undefined;
  /** Of one article, as it stood before the edition after this one came in; the newest unless told. */
  edition?: number | undefined;
}

/** Everything, with the record. */
export const wholeRecord: ReportScope = { audience: 'record', filter: everyAnnotation };

/**
 * One value or several, each once; `fits` says which there are. A fault is one of the field, not of
 * a value.
 */
export function several(fits: (value: string) => boolean, message: string, most = maxChosen) {
  const list = z.preprocess(
    (given) => (given === undefined ? [] : [given].flat()),
    z.array(z.any()),
  );
  return list
    .refine((values) => values.every((each) => typeof each === 'string' && fits(each)), message)
    .refine(({ length }) => length <= most, `Choose at most ${most}.`)
    .transform((values) => [...new Set<string>(values)].filter((each) => each !== ''));
}

function oneOf(codes: readonly string[], what: string) {
  return several(
    (value) => value === '' || codes.includes(value),
    `Choose ${what}: ${codes.join(', ')}.`,
  );
}

const anId = several(({ length }) => length <= 100, 'Name it by its id.');

const asked = z.object({
  for: z.enum(audiences, `Choose for whom it is: ${audiences.join(', ')}.`).default('record'),
  confidence: oneOf(
    confidenceLevels.map(({ code }) => code),
    'levels',
  ),
  status: oneOf(statuses, 'statuses'),
  edition: z
    .string()
    .regex(/^[1-9]\d{0,8}$/u, 'Ask for an edition by its number, from 1.')
    .transform(Number)
    .optional(),
  rows: z.enum(csvRows, `Choose what a row is: ${csvRows.join(', ')}.`).optional(),
  person: anId,
  source: anId,
  claim: anId,
  label: several(
    ({ length }) => length <= maxLabelKept,
    `A label has at most ${maxLabelKept} characters.`,
  ),
});

/**
 * What a request asks for: `for`, `rows`, `edition`, and of `confidence`, `status`, `person`, `source`, `claim` and
 * `label` one value or several. Throws *invalid* on the field that names no such thing.
 */
export function readScope(query: Readonly<Record<string, unknown>>): ReportScope {
  const { for: audience, rows, edition, ...filter } = parse(asked, query);
  return { audience, filter, rows, edition };
}

/** The same as parameters of a request, without those that say nothing. */
export function scopeParameters({
  audience,
  filter,
  rows,
  edition,
}: ReportScope): [string, string][] {
  const chosen = Object.entries(filter).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return [
    ...(audience === 'record' ? [] : [['for', audience] satisfies [string, string]]),
    ...(edition === undefined ? [] : [['edition', `${edition}`] satisfies [string, string]]),
    ...(rows === undefined ? [] : [['rows', rows] satisfies [string, string]]),
    ...chosen,
  ];
}
