import { faultWords } from '../../domain/fault-words.js';
import { event } from './transfer-events.js';
import { transferShapes } from './transfer-format.js';

const { article, edition, annotation, source, claim, person } = transferShapes;
const steps = event.options.map(({ shape }) => shape);
const actions = new Set<string>(steps.flatMap(({ action }) => action.options));

/** How the format `json` holds the documents of a collection: by which shape, and which of their fields. */
const held = {
  articles: { shape: article, fields: Object.keys(article.shape) },
  editions: { shape: edition, fields: Object.keys(edition.shape) },
  annotations: { shape: annotation, fields: Object.keys(annotation.shape) },
  events: { shape: event, fields: Object.keys(steps[0] ?? {}) },
  sources: { shape: source, fields: Object.keys(source.shape) },
  claims: { shape: claim, fields: Object.keys(claim.shape) },
  people: { shape: person, fields: Object.keys(person.shape) },
};

/**
 * Why a document can't be carried by the format `json`, with the place in it; null where it can, or is not.
 * What of it stays on the desk is not looked at.
 */
export function whyNotCarried(collection: keyof typeof held, doc: object): string | null {
  if (collection === 'events' && !isCarried(doc)) return null;
  const { shape, fields } = held[collection];
  const known = Object.entries(doc).filter(([name]) => fields.includes(name));
  const { error } = shape.safeParse(Object.fromEntries(known), { error: faultWords });
  const [first] = error?.issues ?? [];
  return first ? `at ${first.path.join('.')}: ${first.message}` : null;
}

/** Whether an event stands in a file: claims, sources and people have theirs on the desk alone, some under the same action. */
function isCarried(event: object): boolean {
  const { action, subject } = Object(event);
  return actions.has(action) && ['article', 'annotation'].includes(Object(subject).kind);
}
