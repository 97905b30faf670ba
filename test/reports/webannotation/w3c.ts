/*
 * What the W3C Web Annotation Data Model (Recommendation, 2017) says that a collection and what is in
 * it MUST be, as far as Whence writes such things; numbers are the Recommendation's.
 */

type Thing = Readonly<Record<string, unknown>>;

/** Each MUST that something breaks, with the place where it does. */
export function broken(collection: Thing): string[] {
  const first = thing(collection.first);
  const items = Array.isArray(first.items) ? first.items.map(thing) : [];
  const holds: Record<string, boolean> = {
    '3.1 the context is the W3C’s, or begins with it':
      [collection['@context']].flat()[0] === 'http://www.w3.org/ns/anno.jsonld',
    '5.1 a collection has one IRI': isIri(collection.id),
    '5.1 a collection is of its type': collection.type === 'AnnotationCollection',
    '5.1 the total is a count of the items': collection.total === items.length,
    '5.1 one who has annotations has a first page': first.type === 'AnnotationPage',
    '5.2 a page has one IRI': isIri(first.id),
    '5.2 a page is part of its collection': thing(first.partOf).id === collection.id,
    '5.2 a page starts at a count': isCount(first.startIndex),
    '5.2 a page has a list of items': Array.isArray(first.items),
    '3.3.1 a collection was modified at one moment':
      collection.modified === undefined || isMoment(collection.modified),
    '3.1 an IRI is of one annotation': new Set(items.map(({ id }) => id)).size === items.length,
  };
  return [...failed(holds, 'collection'), ...items.flatMap(brokenByAnnotation)];
}

function brokenByAnnotation(annotation: Thing): string[] {
  const bodies = listed(annotation.body);
  const targets = listed(annotation.target);
  const holds: Record<string, boolean> = {
    '3.1 an annotation has one IRI': isIri(annotation.id),
    '3.1 an annotation is of its type': annotation.type === 'Annotation',
    '3.1 an annotation has a target': targets.length > 0,
    '3.2.5 there is no bodyValue beside a body': !('bodyValue' in annotation),
    '3.2 each body is an IRI or a resource of one known kind': bodies.every(isBody),
    '3.2 each target is an IRI or a resource of one known kind': targets.every(
      (each) => isIri(each) || isExternal(each) || isSpecific(each),
    ),
    '3.2.2 the source of a specific resource without words has a class': bodies
      .filter((each) => isSpecific(each))
      .every((each) => typeof thing(thing(each).source).type === 'string'),
    '3.2.4 the words of a textual body are one string, of one format and language': bodies
      .filter((each) => thing(each).type === 'TextualBody')
      .every(isText),
    '3.3.1 it was created at one moment': isMoment(annotation.created),
    '3.3.1 it was modified at one moment at the most':
      annotation.modified === undefined || isMoment(annotation.modified),
    '3.3.2 its creator is one agent, with one IRI': isIri(thing(annotation.creator).id),
    '3.3.5 it has one motivation, and its bodies have known purposes': [
      annotation.motivation,
      ...bodies.map((each) => thing(each).purpose),
    ].every((each) => motivations.includes(String(each))),
    '4.2 each selector is whole': targets
      .flatMap((each) => listed(thing(each).selector))
      .every((each) => isSelector(thing(each))),
    '4.3.1 each state says one moment': targets
      .flatMap((each) => listed(thing(each).state))
      .every((each) => thing(each).type === 'TimeState' && isMoment(thing(each).sourceDate)),
  };
  return failed(holds, String(annotation.id));
}

const motivations = [
  ...['assessing', 'bookmarking', 'classifying', 'commenting', 'describing', 'editing'],
  ...['highlighting', 'identifying', 'linking', 'moderating', 'questioning', 'replying', 'tagging'],
];

/** It is of one kind and no other. */
function isBody(body: unknown): boolean {
  const kinds = [isIri(body), isExternal(body), isSpecific(body), 'value' in thing(body)];
  return kinds.filter(Boolean).length === 1;
}

function isExternal(resource: unknown): boolean {
  const { id, ...rest } = thing(resource);
  return isIri(id) && !('value' in rest) && !('source' in rest) && !('target' in rest);
}

/** Beside one source it has something that makes it specific. */
function isSpecific(resource: unknown): boolean {
  const { source, ...rest } = thing(resource);
  const isOfSource = isIri(source) || isExternal(source);
  return isOfSource && ['purpose', 'selector', 'state'].some((name) => name in rest);
}

function isText(body: unknown): boolean {
  const { value, format, language = 'en' } = thing(body);
  return [value, format, language].every((each) => typeof each === 'string');
}

function isSelector({ type, ...said }: Thing): boolean {
  if (type === 'TextQuoteSelector') {
    return [said.exact, said.prefix, said.suffix].every((each) => typeof each === 'string');
  }
  const { start, end } = said;
  return type === 'TextPositionSelector' && isCount(start) && isCount(end) && start < end;
}

/** As `format: uri` of JSON Schema has it: absolute, of RFC 3986's characters alone. */
export function isIri(value: unknown): value is string {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  return /^[a-z][a-z\d+.-]*:(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})+(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*)?$/iu.test(
    value,
  );
}

/** `xsd:dateTime` with its zone, UTC. */
function isMoment(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/u.test(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function listed(value: unknown): unknown[] {
  return value === undefined ? [] : [value].flat();
}

function thing(value: unknown): Thing {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function failed(holds: Record<string, boolean>, where: string): string[] {
  return Object.entries(holds).flatMap(([rule, is]) => (is ? [] : [`${rule}: ${where}`]));
}
