import { z } from 'zod';
import { statuses } from '../../domain/annotations/annotation.js';
import { labelKey, maxLabelKept } from '../../domain/annotations/labels.js';
import { confidenceCodes } from '../../domain/chain/scales.js';
import { type QueuedAnnotation, reasonCodes } from '../../domain/review/queue.js';

/** A field of a query; one that is empty asks for everything. */
function asked<S extends z.ZodType>(schema: S) {
  return z.preprocess((sent) => (sent === '' ? null : (sent ?? null)), schema.nullable());
}

const id = z.string('Name one.').max(100, 'Name it by its id.');
const oneOf = <const T extends readonly string[]>(...values: T) =>
  z.enum(values, `Ask for one of these: ${values.join(', ')}.`);

/** What of a queue is asked for; null asks for everything. */
export const queueFilters = z.object({
  /** By ids: the article, a source in the chain, whose annotation it is. */
  article: asked(id),
  source: asked(id),
  person: asked(id),
  confidence: asked(oneOf(...confidenceCodes, 'none')),
  /** In any case. */
  label: asked(
    z.string('Name one.').max(maxLabelKept, `A label has at most ${maxLabelKept} characters.`),
  ),
  /** *agreed* and *settled* list what is closed too, as long as one may still judge it. */
  status: asked(oneOf(...statuses)),
  /** The most urgent reason. */
  reason: asked(oneOf(...reasonCodes)),
});
export type QueueFilters = z.output<typeof queueFilters>;

/** A queue of which everything is asked for. */
export const wholeQueue: QueueFilters = queueFilters.parse({});

/** Whether everything is asked for. */
export function isWhole(filters: QueueFilters): boolean {
  return Object.values(filters).every((value) => value === null);
}

/** Whether something in a queue is among what is asked for; of a source also under what is joined into it. */
export function fitting(filters: QueueFilters): (queued: QueuedAnnotation) => boolean {
  const { article, source, person, confidence, label, status, reason } = filters;
  const key = label === null ? null : labelKey(label);
  return ({ waiting, reasons: [first] }) =>
    (article === null || waiting.article === article) &&
    (source === null || waiting.sources.includes(source)) &&
    (person === null || waiting.creator === person) &&
    (key === null || waiting.labels.includes(key)) &&
    (confidence === null || (waiting.confidence ?? 'none') === confidence) &&
    (status === null || waiting.status === status) &&
    (reason === null || first?.code === reason);
}
