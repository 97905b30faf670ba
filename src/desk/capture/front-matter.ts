import { parseDocument } from 'yaml';

/** What stands between two lines of hyphens, or of plus signs, at the beginning of a Markdown file, and what follows. */
interface FrontMatter {
  body: string;
  /** The first of these names that has a value; names in lower case. Several values are joined by commas. */
  said: (...names: string[]) => string | null;
}

const fence = /^(---|\+\+\+)[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?(?:\1|\.\.\.)[ \t]*(?:\r?\n|$)/u;
/** Without a line that names something it is a text between two rules. */
const named = /^["']?[\p{L}\p{N}_-]+["']?[ \t]*[:=]/mu;

/** Reads front matter as YAML 1.2, or as TOML between plus signs; a value that can't be read is not there. */
export function frontMatterOf(markdown: string): FrontMatter {
  const [all = '', sign, lines = ''] = fence.exec(markdown) ?? [];
  if (lines.trim() !== '' && !named.test(lines)) return { body: markdown, said: () => null };
  const values = valuesOf(sign === '+++' ? asYaml(lines) : lines);
  const said = (...names: string[]) =>
    names.map((name) => values.get(name)).find((value) => value) ?? null;
  return { body: markdown.slice(all.length), said };
}

/**
 * TOML that is not nested says what YAML says, with another sign. Of its tables *params* and *extra* alone are of the article, and
 * stand ahead of what they must not stand for; others are of its pictures, menus and the like.
 */
function asYaml(toml: string): string {
  const [top = '', ...tables] = toml.split(/^(?=\[\[?[\w."' -]+\]\]?[ \t]*(?:#.*)?\r?$)/mu);
  const own = tables.filter((table) => /^\[ *(?:params|extra) *\]/u.test(table));
  return [...own.map((table) => table.replace(/^.*/u, '')), top]
    .join('\n')
    .replace(/^([\w-]+)[ \t]*=/gmu, '$1:');
}

function valuesOf(yaml: string): Map<string, string> {
  const entries = entriesOf(yaml) ?? partsOf(yaml).flatMap((part) => entriesOf(part) ?? []);
  return new Map(
    entries.flatMap(([name, value]) => {
      const text = textOf(value);
      return text === '' ? [] : [[name.toLowerCase(), text] as const];
    }),
  );
}

/** Each value with its name and the lines that go on with it, so that one fault spoils one value. */
function partsOf(yaml: string): string[] {
  return yaml.split(/\n(?=[\p{L}_][^\n:]*:)/u);
}

/** Front matter is a few levels deep. A regular expression that V8 compiles deep down its stack ends the whole program. */
const maxDepth = 500;

/** Whether its values may be nested deeper: by what opens in it, by how far a line is set in, or by the marks of one line. */
function isDeep(yaml: string): boolean {
  const isOver = (text: string, mark: RegExp) => text.split(mark).length > maxDepth;
  return (
    isOver(yaml, /[[{]/u) ||
    yaml.split('\n').some((line) => line.search(/\S/u) > maxDepth || isOver(line, /[-?:]\s/u))
  );
}

/** null for what is no YAML. Dates stay as they are written: YAML's own would be read in the machine's zone. */
function entriesOf(yaml: string): [string, unknown][] | null {
  if (isDeep(yaml)) return null;
  try {
    const document = parseDocument(yaml, { schema: 'core', uniqueKeys: false });
    if (document.errors.length > 0) return null;
    const read: unknown = document.toJS({ maxAliasCount: 20 });
    return typeof read === 'object' && read !== null ? Object.entries(read) : [];
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.replace(/\s+/gu, ' ').trim();
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(', ');
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : null;
  return typeof name === 'string' ? textOf(name) : '';
}
