/** A list in a JSON text whose items are made one by one. */
export class JsonList {
  readonly items: Iterable<unknown> | AsyncIterable<unknown>;

  constructor(items: Iterable<unknown> | AsyncIterable<unknown>) {
    this.items = items;
  }
}

/** An object in a JSON text whose members are made one by one, so that they may hold a `JsonList`. */
export class JsonObject {
  readonly members: Iterable<[string, unknown]> | AsyncIterable<[string, unknown]>;

  constructor(members: Iterable<[string, unknown]> | AsyncIterable<[string, unknown]>) {
    this.members = members;
  }
}

/** The text that `JSON.stringify(value, null, 2)` would give, each item and member by itself. */
export async function* jsonPieces(value: unknown, indent = ''): AsyncGenerator<string> {
  if (value instanceof JsonList) yield* between('[]', value.items, itemPieces, indent);
  else if (value instanceof JsonObject) yield* between('{}', value.members, memberPieces, indent);
  else yield printed(value, indent);
}

async function* between<T>(
  brackets: '[]' | '{}',
  parts: Iterable<T> | AsyncIterable<T>,
  pieces: (part: T, indent: string) => AsyncIterable<string>,
  indent: string,
): AsyncGenerator<string> {
  const inner = `${indent}  `;
  let isEmpty = true;
  for await (const part of parts) {
    yield `${isEmpty ? brackets[0] : ','}\n${inner}`;
    isEmpty = false;
    yield* pieces(part, inner);
  }
  yield isEmpty ? brackets : `\n${indent}${brackets[1]}`;
}

function itemPieces(item: unknown, indent: string): AsyncIterable<string> {
  return jsonPieces(item, indent);
}

async function* memberPieces([key, value]: [string, unknown], indent: string) {
  yield `${JSON.stringify(key)}: `;
  yield* jsonPieces(value, indent);
}

/** In a JSON text every line break is one between two lines: those of strings are escaped. */
function printed(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
}

/** What of a list or object is not looked into further is less than a millisecond's work. */
const deepest = 4;

/**
 * The text that `JSON.stringify(value)` gives of what JSON can hold, in pieces: the items and members of lists and objects, down to the
 * fourth level, each by itself.
 */
export function* compactJsonPieces(value: unknown, level = 0): Generator<string> {
  if (level === deepest || typeof value !== 'object' || value === null) {
    yield JSON.stringify(value);
    return;
  }
  const brackets = Array.isArray(value) ? '[]' : '{}';
  let before = brackets.charAt(0);
  for (const [key, part] of membersOf(value)) {
    yield key === null ? before : `${before}${JSON.stringify(key)}:`;
    yield* compactJsonPieces(part, level + 1);
    before = ',';
  }
  yield before === ',' ? brackets.charAt(1) : brackets;
}

/** Items have no key. */
function* membersOf(value: object): Generator<[string | null, unknown]> {
  if (Array.isArray(value)) for (const item of value) yield [null, item];
  else for (const key of Object.keys(value)) yield [key, value[key as keyof typeof value]];
}
